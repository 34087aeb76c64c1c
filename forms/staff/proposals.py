"""Proposals, for the secretary: the list, and one proposal with its answer and its publication."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from cms.roles import HANDLES_PROPOSALS
from cms.staff import StaffFormView, StaffMixin, StaffView
from forms import answering, publication
from forms.models import OriginalFile, Proposal, Publication
from forms.staff.filters import ProposalFilter
from forms.states import FINAL, ProposalState

PAGE_SIZE = 50


class ProposalList(StaffView):
    """The proposals of the councils whose secretary the user is, oldest first."""

    template_name = "council_forms/admin/proposals.html"
    title = _("Proposals")
    header_icon = "mail"
    roles = HANDLES_PROPOSALS

    def get_context_data(self, **kwargs):
        """One page of the filtered list."""
        proposals = (
            Proposal.objects.for_user(self.request.user, self.roles)
            .select_related("consultation", "original", "publication_link")
            .order_by("received_at", "pk")
        )
        found = ProposalFilter(self.request.GET, queryset=proposals, request=self.request)
        page = Paginator(found.qs, PAGE_SIZE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(filter=found, page_obj=page, query=query.urlencode(), **kwargs)


class AnswerForm(forms.Form):
    """The council's answer."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", "–"), *((state.value, state.label) for state in ProposalState if state in FINAL)],
    )
    reason = forms.CharField(
        label=_("Answer, with the reason"),
        help_text=_("In the language of the proposal: it goes to its author, and stands beside the published text."),
        widget=forms.Textarea({"rows": 6}),
    )


class PublicationForm(forms.Form):
    """The copy that becomes public."""

    text = forms.CharField(
        label=_("Text that becomes public"),
        help_text=_("A copy: take out telephone numbers, addresses and other people's names. The original stays."),
        widget=forms.Textarea({"rows": 10}),
        strip=False,
    )


class ProposalView(StaffFormView):
    """One proposal: what was sent, its answer, its publication."""

    form_class = AnswerForm
    template_name = "council_forms/admin/proposal.html"
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = (("kenes_proposals", _("Proposals")),)
    success = _("The answer is saved.")

    def dispatch(self, request, *args, **kwargs):
        """Find the proposal."""
        self.proposal = self.own(Proposal, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The number, in fours."""
        return str(self.proposal)

    def get_initial(self):
        """The answer as typed on the other button's way, or as given before."""
        answer = getattr(self.proposal, "answer", None)
        given = {"state": self.proposal.state, "reason": answer.reason} if answer else {}
        return given | {name: self.request.POST[name] for name in ("state", "reason") if self.request.POST.get(name)}

    def public_text(self):
        """The text for publication as typed, or the original as the start of it."""
        original = getattr(self.proposal, "original", None)
        return self.request.POST.get("text", original.text if original else "")

    def get_context_data(self, **kwargs):
        """The original, the contact, the public copy."""
        proposal = self.proposal
        link = getattr(proposal, "publication_link", None)
        # An erased original leaves the number, the state and the answer.
        original = getattr(proposal, "original", None)
        kwargs.setdefault("publication_form", PublicationForm(initial={"text": self.public_text()}))
        return super().get_context_data(
            proposal=proposal,
            original=original,
            files=original.files.all() if original else [],
            contact=getattr(proposal, "contact", None),
            published=link and link.published,
            may_be_published=proposal.publication != Publication.NOTHING,
            **kwargs,
        )

    def form_valid(self, form):
        """Go on; but where something is typed beside the other button, show it again instead of losing it."""
        response = super().form_valid(form)
        return self.with_what_is_typed(response) if response.status_code == HTTPStatus.FOUND else response

    def with_what_is_typed(self, response):
        """The response, or the screen as it now stands with the other part as typed."""
        stored = ProposalView(request=HttpRequest(), proposal=self.own(Proposal, pk=self.proposal.pk))
        stored.request.user = self.request.user
        is_changed = self.get_initial() != stored.get_initial() or self.public_text() != stored.public_text()
        if not is_changed:
            return response
        self.proposal = stored.proposal
        return self.render_to_response(self.get_context_data(form=AnswerForm(initial=self.get_initial())))

    def act(self, form):
        """Answer."""
        answering.answer(
            self.proposal,
            form.cleaned_data["state"],
            form.cleaned_data["reason"],
            user=self.request.user,
            now=timezone.now(),
        )
        return reverse("kenes_proposal", args=[self.proposal.pk])


class PublishProposal(ProposalView):
    """Publish one proposal, or take its public copy back."""

    form_class = PublicationForm
    success = _("The proposal is published.")

    def get(self, request, *args, **kwargs):
        """The address of the button, opened by itself, leads to the proposal."""
        return redirect("kenes_proposal", self.proposal.pk)

    def form_invalid(self, form):
        """Show the proposal again with what was typed."""
        answers = AnswerForm(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(form=answers, publication_form=form))

    def post(self, request, *args, **kwargs):
        """Withdrawing needs no text."""
        if "withdraw" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            publication.withdraw(self.proposal, user=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The proposal is taken off the site."))
        return self.with_what_is_typed(redirect("kenes_proposal", self.proposal.pk))

    def act(self, form):
        """Publish."""
        publication.publish(self.proposal, form.cleaned_data["text"], user=self.request.user, now=timezone.now())
        return reverse("kenes_proposal", args=[self.proposal.pk])


class DownloadFile(StaffMixin, View):
    """A citizen's file, as a download and nothing else."""

    roles = HANDLES_PROPOSALS

    def get(self, request, pk, file_pk):
        """Only to the secretary of the council, never shown inside the browser."""
        proposal = self.own(Proposal, pk=pk)
        file = get_object_or_404(OriginalFile, pk=file_pk, original__proposal=proposal)
        response = FileResponse(file.file.open("rb"), as_attachment=True, filename=file.name)
        response["Content-Type"] = "application/octet-stream"
        response["X-Content-Type-Options"] = "nosniff"
        response._csp_replace = {"default-src": ["'none'"], "sandbox": []}
        return response
