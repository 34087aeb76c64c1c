"""One proposal, for the secretary: its answer, the clauses that use it, its files, and what stands beside it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from cms.roles import HANDLES_PROPOSALS
from cms.staff import StaffFormView, StaffMixin
from forms import answering, detector, private_files, scanning, tracing
from forms.models import OriginalFile, Proposal, Publication
from forms.staff import beside
from forms.staff.proposal_forms import AnswerForm, PublicationForm, RefusalForm, TemplateForm, UsesForm
from forms.states import TAKEN


class ProposalView(StaffFormView):
    """One proposal: what was sent, its answer, its publication, the clauses that use it."""

    form_class = AnswerForm
    template_name = "council_forms/admin/proposal.html"
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = (("kenes_proposals", _("Proposals")),)
    success = _("The answer is saved.")
    note_is_saved = False

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

    def refusal(self):
        """Why it is not published, as chosen, or as stored."""
        refused = getattr(self.proposal, "refused_publication", None)
        return self.request.POST.get("refusal", refused.reason if refused else "")

    def chosen_clauses(self):
        """The numbers of the clauses as ticked, or as stored where the choice was not on the screen."""
        if "uses_shown" in self.request.POST:
            return set(self.request.POST.getlist("clauses"))
        stored = tracing.open_clauses(self.proposal).filter(uses__proposal=self.proposal)
        return {str(pk) for pk in stored.values_list("pk", flat=True)}

    def note_text(self):
        """The note as typed; a note that is saved is typed no more."""
        return "" if self.note_is_saved else self.request.POST.get("note", "")

    def assignee(self):
        """The assignee as chosen, or as stored: the key in words, empty for nobody."""
        assignment = getattr(self.proposal, "assignment", None)
        return self.request.POST.get("assignee", str(assignment.person_id) if assignment else "")

    def get_context_data(self, **kwargs):
        """The original, the contact, the public copy, the clauses."""
        proposal = self.proposal
        link = getattr(proposal, "publication_link", None)
        # An erased original leaves the number, the state and the answer.
        original = getattr(proposal, "original", None)
        text = kwargs.pop("public_text", None) or self.public_text()
        kwargs.setdefault("publication_form", PublicationForm(initial={"text": text}))
        kwargs.setdefault("refusal_form", RefusalForm(initial={"refusal": self.refusal()}))
        kwargs.setdefault("template_form", TemplateForm(council=proposal.council))
        kwargs.setdefault("uses_form", UsesForm(proposal=proposal, initial={"clauses": self.chosen_clauses()}))
        sent = proposal.uses.exclude(clause__recommendation__sent_on=None)
        return super().get_context_data(
            **beside.context_of(self, kwargs),
            proposal=proposal,
            is_taken=proposal.state in TAKEN,
            sent_uses=[use.clause for use in sent.select_related("clause__recommendation")],
            earlier_answers=proposal.earlier_answers.all(),
            original=original,
            files=_with_reasons(original.files.select_related("check_result")) if original else [],
            contact=getattr(proposal, "contact", None),
            published=link and link.published,
            found=[(part.kind.label, text[part.start : part.end]) for part in detector.find(text)],
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
        parts = (
            ProposalView.get_initial,
            ProposalView.public_text,
            ProposalView.refusal,
            ProposalView.chosen_clauses,
            ProposalView.note_text,
            ProposalView.assignee,
        )
        if all(part(self) == part(stored) for part in parts):
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


class ChooseClauses(ProposalView):
    """Say in which clauses of the council's recommendations the proposal is used."""

    form_class = UsesForm
    success = _("The clauses are saved.")

    def get(self, request, *args, **kwargs):
        """The address of the button, opened by itself, leads to the proposal."""
        return redirect("kenes_proposal", self.proposal.pk)

    def get_form_kwargs(self):
        """The proposal, whose question's drafts are offered."""
        return {**super().get_form_kwargs(), "proposal": self.proposal}

    def form_invalid(self, form):
        """Show the proposal again with what was typed."""
        self.say_refused(form)
        answers = AnswerForm(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(form=answers, uses_form=form))

    def act(self, form):
        """Exactly these clauses."""
        tracing.use_in(self.proposal, form.cleaned_data["clauses"], user=self.request.user)
        return reverse("kenes_proposal", args=[self.proposal.pk])


def _with_reasons(files):
    """Pairs of a file and, where it is not handed out, why."""
    return [(file, scanning.why_not(file)) for file in files]


class DownloadFile(StaffMixin, View):
    """A citizen's file, as a download and nothing else; never one that the scanner has not found clean."""

    roles = HANDLES_PROPOSALS

    def get(self, request, pk, file_pk):
        """Only to the secretary of the council, never shown inside the browser."""
        proposal = self.own(Proposal, pk=pk)
        files = OriginalFile.objects.select_related("check_result")
        file = get_object_or_404(files, pk=file_pk, original__proposal=proposal)
        if reason := scanning.why_not(file):
            messages.error(request, f"{file.name}: {reason}.")
            return redirect("kenes_proposal", proposal.pk)
        return private_files.as_download(file)
