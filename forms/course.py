"""The course of a proposal as its author and others may see it: what is done, what is promised by when, what changed.

Promised are the terms of the consultation (`council_pages.rules`); a term that has passed is said to have passed.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from cms import dates
from council_pages.lifecycle import State
from council_pages.rulebook import calendar_of_days_off, rules_on
from council_pages.working_days import add_working_days
from forms import own_data
from forms.answering import TAKEN_UP
from forms.models import Publication
from forms.states import FINAL, ProposalState

ANSWERED, PUBLISHED = "kenes.proposal_answered", "kenes.proposal_published"
TAKEN_OFF, ERASED = "kenes.proposal_withdrawn", "kenes.proposal_erased"
HALTED = frozenset({State.POSTPONED, State.CANCELLED})


def entries_of(proposal):
    """What the log says of the proposal, the oldest first; one query."""
    return list(ModelLogEntry.objects.for_instance(proposal).order_by("timestamp", "pk"))


def timeline(proposal, entries, *, is_own, language, now):
    """Entries for the component `timeline`; what never took place is no step.

    Whether a text may be published is the author's own affair until it is: others see that step afterwards only.
    """
    state = proposal.consultation.state_at(now)
    terms = _terms(proposal.consultation, state)
    steps = [
        {"label": ProposalState.REGISTERED.label, "state": "done", "when": proposal.received_at},
        _publication(proposal, is_own, language, now),
        _review(proposal, entries),
        _answer(proposal, terms, language, now),
        _outcome(proposal.consultation, state, terms, language, now),
    ]
    return [step for step in steps if step]


def _publication(proposal, is_own, language, now):
    if proposal.is_published:
        link = getattr(proposal, "publication_link", None)
        return {"label": _("Published on the site"), "state": "done", "when": link and link.published.published_on}
    is_ahead = is_own and hasattr(proposal, "original") and not proposal.consultation.list_frozen_at
    refusals = ("publication_withdrawal", "refused_publication")
    is_refused = proposal.publication == Publication.NOTHING or any(hasattr(proposal, each) for each in refusals)
    if is_refused or not is_ahead:
        return None
    received = timezone.localdate(proposal.received_at)
    term = rules_on(received).publish_proposal_working_days
    day = add_working_days(received, term, calendar_of_days_off())
    label = _("Publication, once the secretary has checked the text")
    return {"label": label, "state": "ahead", "text": _promise(day, language, now)}


def _review(proposal, entries):
    is_final, is_now = proposal.state in FINAL, proposal.state == ProposalState.UNDER_REVIEW
    if is_final and all(entry.action != TAKEN_UP for entry in entries):
        return None
    return {
        "label": ProposalState.UNDER_REVIEW.label,
        "state": "done" if is_final else "current" if is_now else "ahead",
        "when": proposal.state_changed_at if is_now else None,
    }


def _answer(proposal, terms, language, now):
    given = getattr(proposal, "answer", None)
    if proposal.state in FINAL:
        return {"label": proposal.get_state_display(), "state": "done", "when": given and given.answered_at}
    text = terms and _promise(terms["answer_due_days"], language, now)
    return {"label": _("Answer of the council"), "state": "ahead", "text": text}


def _outcome(consultation, state, terms, language, now):
    label = _("Outcome of the consultation")
    if state == State.PUBLISHED:
        return {"label": label, "state": "done", "when": consultation.outcome.published_at}
    return terms and {"label": label, "state": "ahead", "text": _promise(terms["outcome_due_days"], language, now)}


def _terms(consultation, state):
    """The last days of the terms that begin with the closing; None where it is halted or has no dates."""
    if state in HALTED or consultation.closes_at is None:
        return None
    closes_on = timezone.localdate(consultation.closes_at)
    rules = rules_on(closes_on)
    return {name: closes_on + timedelta(days=getattr(rules, name)) for name in ("answer_due_days", "outcome_due_days")}


def _promise(day, language, now):
    words = {"until": dates.until(day, language)}
    if day < timezone.localdate(now):
        return _("Promised: %(until)s. This term has passed.") % words
    return _("Promised: %(until)s") % words


def changes(entries, *, is_own):
    """What changed on which day: pairs {"day", "text"}. What the author did is told to the author only."""
    told, seen = [], set()
    for entry in entries:
        if text := _in_words(entry, seen, is_own):
            told.append({"day": timezone.localdate(entry.timestamp), "text": text})
        seen.add(entry.action)
        if entry.action == TAKEN_OFF:
            seen.discard(PUBLISHED)
    return told


def _in_words(entry, seen, is_own):
    again = entry.action in seen
    match entry.action:
        case action if action == TAKEN_UP:
            return _("The council took the proposal up.")
        case action if action == ANSWERED:
            words = _("The council corrected its answer: %(state)s") if again else _("The council answered: %(state)s")
            return words % {"state": ProposalState(entry.data["state"]).label}
        case action if action == PUBLISHED:
            return _("The published text was corrected.") if again else _("The text was published on the site.")
        case action if action == TAKEN_OFF:
            return _("The published text was taken off the site.")
    own = {
        own_data.WITHDRAWN: _("You withdrew the publication."),
        own_data.CORRECTED: _("You corrected your name or contact."),
        own_data.REMOVED: _("You removed your name and contact."),
        ERASED: _("Name, contact, text and files were deleted."),
    }
    return own.get(entry.action, "") if is_own else ""
