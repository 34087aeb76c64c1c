"""What this floor hangs into the consultation's desk: the form with its texts, and the proposals that came."""

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import components
from cms.components import Component, Place
from cms.roles import HANDLES_PROPOSALS, PLANS_CONSULTATIONS, SEES_REGISTER
from cms.tenancy import holds_in
from council_pages.lifecycle import State
from council_pages.staff.consultations import ConsultationFormView
from council_pages.staff.missing import Missing
from council_pages.staff.texts import add_row_kind
from forms.models import FormDefinition, LegalHold, Letter
from forms.proposal_list import close_list, is_over
from forms.totals import publication_lines, totals_of


def form_texts(consultation, user, now):
    """The form's row for the table of texts, once the form exists."""
    definition = FormDefinition.objects.filter(consultation=consultation).first()
    return {"rows": [("form", definition)]} if definition else None


def proposals_panel(consultation, user, now):
    """Counts for everyone of the council; the way to the proposals for the secretary."""
    counted = totals_of(consultation)
    return {
        "consultation": consultation,
        "definition": FormDefinition.objects.filter(consultation=consultation).first(),
        "totals": counted,
        "unpublished": publication_lines(counted),
        "may_plan": holds_in(user, consultation.council, PLANS_CONSULTATIONS),
        "may_handle": holds_in(user, consultation.council, HANDLES_PROPOSALS),
        "sees_register": holds_in(user, consultation.council, SEES_REGISTER),
        "may_close": consultation.list_frozen_at is None and is_over(consultation, now),
    }


def no_form(consultation, user, now):
    """A line about the form, while proposals are still to come; with its button for who plans."""
    if FormDefinition.objects.filter(consultation=consultation).exists():
        return None
    if consultation.state_at(now) not in (State.PLANNED, State.COLLECTING):
        return None
    words = gettext("There is no proposal form yet.")
    if not holds_in(user, consultation.council, PLANS_CONSULTATIONS):
        return {"lines": [Missing(words)]}
    address = reverse("kenes_define_form", args=[consultation.pk])
    return {"lines": [Missing(words, address, gettext("Make the proposal form"), posts=True)]}


def waiting(consultation):
    """How many proposals wait for an answer."""
    return {"unanswered": totals_of(consultation).in_review}


def unanswered(consultation, user, now):
    """A line about proposals without an answer, once the form is closed."""
    waiting = totals_of(consultation).in_review
    if not waiting or consultation.state_at(now) not in (State.REVIEWING, State.PUBLISHED):
        return None
    words = gettext("Proposals that wait for an answer: %(count)s") % {"count": waiting}
    return {"lines": [Missing(words)]}


def list_to_close(consultation, user, now):
    """A line about the list of proposals, once the last can have come."""
    if consultation.list_frozen_at or consultation.halted or not is_over(consultation, now):
        return None
    words = gettext("The list of proposals is not closed yet.")
    if not holds_in(user, consultation.council, HANDLES_PROPOSALS):
        return {"lines": [Missing(words)]}
    address = reverse("kenes_close_list", args=[consultation.pk])
    return {"lines": [Missing(words, address, gettext("Close the list of proposals"))]}


class CloseList(ConsultationFormView):
    """Ask once, and say what the closing ends; then close the list of proposals."""

    form_class = forms.Form
    template_name = "council_forms/admin/close_list.html"
    roles = HANDLES_PROPOSALS
    title = _("Close the list of proposals")
    submit_label = _("Close the list for good")
    success = _("The list is closed: no further proposal becomes public.")

    def get_context_data(self, **kwargs):
        """What would stay as it is."""
        counted = totals_of(self.consultation)
        facts = {"totals": counted, "unpublished": publication_lines(counted), "desk": self.desk()}
        return super().get_context_data(**facts, **kwargs)

    def act(self, form):
        """Close it."""
        close_list(self.consultation, user=self.request.user, now=timezone.now())
        return self.desk()


def calls(consultation, user, now):
    """A line about the authors to call, for the secretary."""
    if not holds_in(user, consultation.council, HANDLES_PROPOSALS):
        return None
    number = Letter.objects.calls().filter(proposal__consultation=consultation).count()
    if not number:
        return None
    words = gettext("Authors to call about the answer: %(count)s") % {"count": number}
    return {"lines": [Missing(words, reverse("kenes_calls"), gettext("Open the list"))]}


def hold_panel(consultation, user, now):
    """That nothing is erased now, and why; nothing where no hold is placed."""
    hold = LegalHold.objects.holding_on(timezone.localdate(now)).filter(consultation=consultation).first()
    return {"hold": hold} if hold else None


def install():
    """Register all of it. Called once, when Wagtail loads this floor's hooks."""
    add_row_kind("form", FormDefinition, _("Proposal form"))
    components.register(Component("waiting-proposals", Place.UNANSWERED, "", waiting))
    components.register(Component("no-form", Place.DESK_MISSING, "", no_form))
    components.register(Component("unanswered", Place.DESK_MISSING, "", unanswered))
    components.register(Component("list-to-close", Place.DESK_MISSING, "", list_to_close))
    components.register(Component("calls", Place.DESK_MISSING, "", calls))
    components.register(
        Component("hold-panel", Place.DESK_PANEL, "council_forms/admin/hold_panel.html", hold_panel, order=1)
    )
    components.register(Component("form-texts", Place.DESK_TEXTS, "", form_texts))
    components.register(
        Component("proposals-panel", Place.DESK_PANEL, "council_forms/admin/desk_panel.html", proposals_panel)
    )
