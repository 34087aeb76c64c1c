"""What becomes public of one proposal: what was found in the text, how it will look, publishing it or saying why not.

Everything works by buttons of one form, without a script; whatever is typed elsewhere on the screen stays typed.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.context import LABELS
from cms.staff import add_refusal
from forms import detector, preview, publication, reason_templates, refusing
from forms.form_fields import normalise
from forms.staff.proposal_forms import AnswerForm, PublicationForm, RefusalForm, TemplateForm
from forms.staff.proposals import ProposalView

# What gives the preview the looks of the public page; their rules name nothing else on the screen.
PUBLIC_SHEETS = ("css/tokens.css", "css/components/proposal.css", "css/components/tag.css")


class ProposalButton(ProposalView):
    """A button on the screen of a proposal; `form_name` is that of its form there."""

    form_name = ""

    def get(self, request, *args, **kwargs):
        """The address of the button, opened by itself, leads to the proposal."""
        return redirect("kenes_proposal", self.proposal.pk)

    def shown_again(self, **context):
        """The screen with what was typed."""
        answers = AnswerForm(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(form=answers, **context))

    def form_invalid(self, form):
        """Show the proposal again with the refusal beside its field."""
        self.say_refused(form)
        return self.shown_again(**{self.form_name: form})


class TakeOut(ProposalButton):
    """Replace what was found, one or all of it, by «[…]»: in the copy on the screen, and nowhere else."""

    form_class = PublicationForm
    form_name = "publication_form"

    def post(self, request, *args, **kwargs):
        """The same screen with the text changed; nothing is stored."""
        text = normalise(self.public_text())
        found = detector.find(text)
        if "take_out" in request.POST:
            words = normalise(request.POST["take_out"])
            found = [part for part in found if text[part.start : part.end] == words]
        text = detector.take_out(text, found)
        return self.shown_again(public_text=text, publication_form=PublicationForm(initial={"text": text}))


class PreviewPublication(ProposalButton):
    """Show, in both languages, the very item that the public pages will have."""

    form_class = PublicationForm
    form_name = "publication_form"

    def form_valid(self, form):
        """What would be published, and the button that publishes exactly this."""
        try:
            shown = self.renderings(form)
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        return self.with_preview(form, shown)

    def renderings(self, form):
        """{language: markup} of what the form would publish."""
        content = publication.checked(self.proposal, form.cleaned_data["text"])
        return preview.renderings(self.proposal, content, timezone.now())

    def with_preview(self, form, shown):
        """The screen with the preview, sealed."""
        sealed = preview.seal(self.proposal, shown)
        form.data = form.data.copy()
        form.data["seal"] = sealed
        labels = dict(LABELS)
        parts = [(labels[language], language, markup) for language, markup in shown.items()]
        return self.shown_again(publication_form=form, preview=parts, public_sheets=PUBLIC_SHEETS)


class PublishProposal(PreviewPublication):
    """Publish one proposal as it was previewed, or take its public copy back."""

    success = _("The proposal is published.")

    def post(self, request, *args, **kwargs):
        """Withdrawing needs no text."""
        if "withdraw" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            publication.withdraw(self.proposal, user=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, gettext("The proposal is taken off the site."))
        return self.with_what_is_typed(redirect("kenes_proposal", self.proposal.pk))

    def form_valid(self, form):
        """Publish what was seen; show what was not, and what is not confirmed yet."""
        try:
            shown = self.renderings(form)
            if not preview.is_sealed(form.cleaned_data["seal"], self.proposal, shown):
                messages.warning(
                    self.request, gettext("This is how it will stand on the site. Look at it, then publish.")
                )
                return self.with_preview(form, shown)
            self.publish(form)
        except ValidationError as refusal:
            add_refusal(form, refusal)
            if "confirmed" in form.errors:
                self.say_refused(form)
                return self.with_preview(form, shown)
            return self.form_invalid(form)
        messages.success(self.request, str(self.success))
        return self.with_what_is_typed(redirect("kenes_proposal", self.proposal.pk))

    def publish(self, form):
        """Call the verb."""
        publication.publish(
            self.proposal,
            form.cleaned_data["text"],
            user=self.request.user,
            now=timezone.now(),
            confirmed=form.cleaned_data["confirmed"],
        )


class RefusePublication(ProposalButton):
    """Say why the proposal is not published."""

    form_class = RefusalForm
    form_name = "refusal_form"
    success = _("The reason is saved: the proposal is not published.")

    def act(self, form):
        """Refuse."""
        reason = form.cleaned_data["refusal"]
        refusing.refuse_publication(self.proposal, reason, user=self.request.user, now=timezone.now())
        return reverse("kenes_proposal", args=[self.proposal.pk])


class InsertReason(ProposalButton):
    """Put the words of a template into the reason on the screen; nothing is stored."""

    form_class = TemplateForm
    form_name = "template_form"

    def get_form_kwargs(self):
        """The council, whose templates are offered."""
        return {**super().get_form_kwargs(), "council": self.proposal.council}

    def form_valid(self, form):
        """The screen with the words, and with the template's decision where none was chosen."""
        template, typed = form.cleaned_data["template"], self.get_initial()
        reason = reason_templates.inserted(template, typed.get("reason", ""), self.proposal.language)
        answers = AnswerForm(initial={"state": typed.get("state") or template.state, "reason": reason})
        return self.render_to_response(self.get_context_data(form=answers))
