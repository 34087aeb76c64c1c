"""What this floor hangs into the consultation's desk: the form with its texts, and the proposals that came."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import components
from cms.components import Component, Place
from cms.roles import HANDLES_PROPOSALS, PLANS_CONSULTATIONS
from cms.tenancy import holds_in
from council_pages.lifecycle import State
from council_pages.staff.texts import add_row_kind
from forms.models import FormDefinition
from forms.totals import totals_of


def form_texts(consultation, user, now):
    """The form's row for the table of texts, once the form exists."""
    definition = FormDefinition.objects.filter(consultation=consultation).first()
    return {"rows": [("form", definition)]} if definition else None


def proposals_panel(consultation, user, now):
    """Counts for everyone of the council; the way to the proposals for the secretary."""
    return {
        "consultation": consultation,
        "definition": FormDefinition.objects.filter(consultation=consultation).first(),
        "totals": totals_of(consultation),
        "may_plan": holds_in(user, consultation.council, PLANS_CONSULTATIONS),
        "may_handle": holds_in(user, consultation.council, HANDLES_PROPOSALS),
    }


def unanswered(consultation, user, now):
    """A line about proposals without an answer, once the form is closed."""
    waiting = totals_of(consultation).in_review
    if not waiting or consultation.state_at(now) not in (State.REVIEWING, State.PUBLISHED):
        return None
    return {"lines": [gettext("Proposals that wait for an answer: %(count)s") % {"count": waiting}]}


def install():
    """Register both. Called once, when Wagtail loads this floor's hooks."""
    add_row_kind("form", FormDefinition, _("Proposal form"))
    components.register(Component("unanswered", Place.DESK_MISSING, "", unanswered))
    components.register(Component("form-texts", Place.DESK_TEXTS, "", form_texts))
    components.register(
        Component("proposals-panel", Place.DESK_PANEL, "council_forms/admin/desk_panel.html", proposals_panel)
    )
