"""Acts that go another way than the recommendations: each goes through after one confirmation with a public reason.

Pure. Source: decisions.md, "Refused or warned": a council is independent, so a step ahead of its predecessors is no
error; readers see why. No value of a rule profile ever refuses.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.dates import local
from council_pages.lifecycle import Evidence
from council_pages.quarters import Quarter
from council_pages.rules import Rules


class Warned(TextChoices):
    """What can be unusual about an act; the value is stored with the reason."""

    NO_SCHEDULE = "no_schedule", _("The question stands in no schedule.")
    NOT_APPROVED = "not_approved", _("The schedule has not been approved by a decision of a sitting.")
    OUTSIDE_QUARTER = "outside_quarter", _("Proposals are accepted outside the quarter of the schedule.")
    SHORT_WINDOW = "short_window", _("Proposals are accepted for fewer days than usual.")
    NOT_TOLD = "not_told", _("Citizens were not invited in a social network or in mass media.")
    LIST_NOT_CLOSED = "list_not_closed", _("The list of proposals has not been closed.")
    UNANSWERED = "unanswered", _("Some proposals have no answer yet.")
    NO_RECOMMENDATION = (
        "no_recommendation",
        _("There is no recommendation, though the question is about a draft legal act."),
    )


class Act(Enum):
    """The acts that are looked at: each makes something public."""

    SCHEDULE = "publish the schedule"
    QUESTION = "publish the question or its form"
    OUTCOME = "publish the outcome"


@dataclass(frozen=True)
class Facts:
    """What the warnings ask beside the evidence. `quarter` is that of the schedule, None without a schedule."""

    evidence: Evidence
    rules: Rules
    quarter: Quarter | None = None
    unanswered: int = 0


def warnings_of(act, facts):
    """What is unusual about the act, in the order of the steps."""
    checks = {Act.SCHEDULE: _of_a_schedule, Act.QUESTION: _of_a_question, Act.OUTCOME: _of_an_outcome}
    return [code for code, applies in checks[act](facts).items() if applies]


def _of_a_schedule(facts):
    return {Warned.NOT_APPROVED: facts.evidence.approved_on is None}


def _of_a_question(facts):
    evidence, quarter = facts.evidence, facts.quarter
    opens, closes = evidence.opens_at, evidence.closes_at
    days = [local(moment).date() for moment in (opens, closes) if moment is not None]
    return {
        Warned.NO_SCHEDULE: quarter is None,
        Warned.NOT_APPROVED: quarter is not None and evidence.approved_on is None,
        Warned.OUTSIDE_QUARTER: quarter is not None and not all(map(quarter.contains, days)),
        Warned.SHORT_WINDOW: closes is not None and (closes - opens).days < facts.rules.minimum_window_days,
    }


def _of_an_outcome(facts):
    evidence = facts.evidence
    return {
        Warned.NOT_TOLD: evidence.told_on is None,
        Warned.LIST_NOT_CLOSED: evidence.listed_at is None,
        Warned.UNANSWERED: facts.unanswered > 0,
        Warned.NO_RECOMMENDATION: evidence.is_draft_act and evidence.recommended_on is None,
    }
