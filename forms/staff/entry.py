"""What came on paper or by telephone is typed in by the secretary; the author's receipt is shown, to be handed over."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.roles import HANDLES_PROPOSALS
from cms.staff import StaffView
from cms.tenancy import Refused
from council_pages.models import Consultation
from forms import addresses, intake, sent, tokens, window
from forms.entry_form import EntryForm
from forms.models import FormDefinition
from forms.public_frame import unlisted
from forms.receipts import format_secret

BACK = (("kenes_proposals", gettext_lazy("Proposals")),)
PROBLEMS = {
    intake.Invalid: gettext_lazy("The proposal is not saved yet: see the messages beside the fields."),
    intake.StaleToken: gettext_lazy("This form was open too long. Everything typed is below; press the button again."),
    intake.Conflict: gettext_lazy(
        "This form has brought a proposal already, with other words. Nothing was changed. To enter another one, "
        "open the form anew."
    ),
    intake.Closed: gettext_lazy("The question takes no proposals now. Everything typed is below."),
}


class ChooseQuestion(StaffView):
    """To which question the proposal belongs."""

    template_name = "council_forms/admin/choose_question.html"
    title = gettext_lazy("Enter a proposal")
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = BACK

    def get_context_data(self, **kwargs):
        """The own questions that may still take one."""
        now = timezone.now()
        rows = Consultation.objects.for_user(self.request.user, self.roles).exclude(form=None).select_related("outcome")
        questions = [row for row in rows.order_by("-closes_at", "-pk") if window.takes_entries(row, now)]
        return super().get_context_data(questions=questions, **kwargs)


class EnterProposal(StaffView):
    """The form for one question; afterwards number and secret, once, to be handed over."""

    template_name = "council_forms/admin/enter.html"
    title = gettext_lazy("Enter a proposal")
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = BACK

    def dispatch(self, request, *args, **kwargs):
        """Find the question and its form."""
        self.consultation = self.own(Consultation, pk=kwargs["pk"])
        related = FormDefinition.objects.select_related("consultation__council", "consultation__outcome")
        self.definition = related.filter(consultation=self.consultation).first()
        if self.definition is None:
            raise Refused(_("The question takes no proposals now."))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """Refused before anything is typed, where nothing could be entered."""
        if not window.takes_entries(self.definition.consultation, timezone.now()):
            raise Refused(_("The question takes no proposals now."))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The form, empty or as typed, with the token that makes it count once."""
        now = timezone.now()
        kwargs.setdefault("form", EntryForm(self.definition, initial={"received_on": timezone.localdate(now)}))
        kwargs.setdefault("token", tokens.issue(self.definition.pk, now))
        return super().get_context_data(consultation=self.consultation, **kwargs)

    def post(self, request, pk):
        """The receipt, or the form once more with what was typed."""
        token, now = request.POST.get("token", ""), timezone.now()
        result = intake.enter(self.definition, request.POST, request.FILES, token, now, user=request.user)
        if isinstance(result, intake.Accepted):
            return self.receipt(result)
        # A form that is to be corrected keeps its token, so that it still counts once.
        kept = {"token": token} if isinstance(result, intake.Invalid) else {}
        context = self.get_context_data(
            form=result.form, problem=PROBLEMS[type(result)], files_lost=bool(request.FILES)
        )
        return self.render_to_response(context | kept, status=422)

    def receipt(self, accepted):
        """Number and secret, in the author's language. Kept nowhere; sending the same form again shows the same."""
        proposal = accepted.proposal
        with override(proposal.language):
            described, track_url = sent.describe(proposal, proposal.language), addresses.track_url()
        context = super().get_context_data(
            proposal=proposal,
            consultation=self.consultation,
            secret=format_secret(accepted.secret),
            sent=described,
            track_url=self.request.build_absolute_uri(track_url),
        )
        return unlisted(render(self.request, "council_forms/admin/entered.html", context))
