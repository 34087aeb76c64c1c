"""What this floor hangs into the pages of the floor below, through the registry."""

from django.utils.translation import gettext as _

from cms.components import Component, Place, register
from council_pages import answered
from council_pages.lifecycle import State
from forms import addresses, listings, totals
from forms.documents.clauses import clause_blocks
from forms.documents.register import outcome_blocks
from forms.models import ProposalFormPage
from forms.result_items import published_results
from forms.states import FINAL, ProposalState

FIRST_PROPOSALS = 5
DATED_STATES = frozenset({State.PLANNED, State.COLLECTING, State.REVIEWING})
# Parts of the bar: kind of the component `stacked_bar`, and the total that it shows.
BAR = {
    "yes": ProposalState.ACCEPTED,
    "partly": ProposalState.PARTIALLY_ACCEPTED,
    "no": ProposalState.REJECTED,
    "out": ProposalState.FORWARDED,
}


def _has_live_form(consultation):
    """True if the form's page is public in either language; the other language's address shows it too."""
    return ProposalFormPage.objects.live().filter(definition__consultation=consultation).exists()


def question_form(consultation, language, now):
    """The way to the form with its deadline; nothing where no form is public."""
    if not _has_live_form(consultation):
        return None
    state = consultation.state_at(now)
    return {
        "state_label": state.label,
        "has_dates": state in DATED_STATES and consultation.opens_at is not None,
        "opens_at": consultation.opens_at,
        "closes_at": consultation.closes_at,
        "now": now,
        "url": addresses.form_url(consultation, language),
        "received": totals.totals_of(consultation).received,
    }


def question_proposals(consultation, language, now):
    """How many came and were answered, and the first published ones with their answers; nothing before any came."""
    counted = totals.totals_of(consultation)
    if not counted.received:
        return None
    items = listings.published_items(consultation, language, limit=FIRST_PROPOSALS)
    return {
        "totals": counted,
        "items": items,
        "all_url": addresses.proposals_url(consultation, language) if items and _has_live_form(consultation) else "",
    }


def outcome_totals(consultation, language, now):
    """The totals as numbers and as a bar."""
    counted = totals.totals_of(consultation)
    grouped = {"value": counted.grouped, "label": _("In groups of similar ones, each answered")}
    return {
        "totals": counted,
        "unpublished": totals.publication_lines(counted),
        "figures": [
            {"value": counted.received, "label": _("Proposals received")},
            {"value": counted.answered, "label": _("Proposals answered")},
            {"value": counted.published, "label": _("Published")},
            {"value": counted.not_published, "label": _("Not published")},
            *([grouped] if counted.grouped else []),
        ],
        "parts": [
            {"kind": kind, "label": state.label, "count": getattr(counted, state.value)} for kind, state in BAR.items()
        ],
    }


def outcome_numbers(consultation):
    """The numbers of which the first draft of an outcome report is made."""
    counted = totals.totals_of(consultation)
    return {"received": counted.received, **{state.value: getattr(counted, state.value) for state in FINAL}}


def outcome_proposals(consultation, language, now):
    """Every published proposal with its answer, and the register of those without a public text."""
    items = listings.published_items(consultation, language)
    rows = listings.register_rows(consultation, language)
    if not items and not rows:
        return None
    return {"items": items, "rows": rows, "columns": [_("Number"), _("Decision"), _("Answer of the council")]}


def recommendation_proposals(recommendation, language, now):
    """The proposals behind each clause; nothing on a recommendation that no question led to."""
    if recommendation.consultation is None:
        return None
    return {"clauses": listings.clause_sources(recommendation, language)}


_TEMPLATES = "council_forms/components"

register(Component("question-form", Place.QUESTION_FORM, f"{_TEMPLATES}/question_form.html", question_form))
register(
    Component(
        "question-proposals", Place.QUESTION_PROPOSALS, f"{_TEMPLATES}/question_proposals.html", question_proposals
    )
)
register(Component("outcome-totals", Place.OUTCOME_TOTALS, f"{_TEMPLATES}/outcome_totals.html", outcome_totals))
register(
    Component("outcome-proposals", Place.OUTCOME_PROPOSALS, f"{_TEMPLATES}/outcome_proposals.html", outcome_proposals)
)
register(
    Component(
        "recommendation-proposals",
        Place.RECOMMENDATION_CLAUSES,
        f"{_TEMPLATES}/recommendation_proposals.html",
        recommendation_proposals,
    )
)
for _place in (Place.QUESTION_PROPOSALS, Place.OUTCOME_TOTALS):
    register(
        Component(f"{_place.name.lower()}-results", _place, f"{_TEMPLATES}/results.html", published_results, order=1)
    )
register(Component("outcome-numbers", Place.OUTCOME_NUMBERS, "", outcome_numbers))
register(Component("recommendation-document", Place.RECOMMENDATION_DOCUMENT, "", clause_blocks))
register(Component("outcome-document", Place.OUTCOME_DOCUMENT, "", outcome_blocks))
answered.register(answered.Source(rows=totals.answer_times, route="kenes_proposals"))
