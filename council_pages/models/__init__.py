"""Rows and pages of the councils; each module holds one thing with its row and its page."""

from council_pages.models.cadences import Cadence, CadenceProof
from council_pages.models.consultations import Consultation, QuestionPage
from council_pages.models.events import Event, EventKind, Update
from council_pages.models.evidence import Amendment, Departure, Medium, OutsidePublication
from council_pages.models.messages import MessageDelivery, MinistryMessage
from council_pages.models.moderation import CouncilApprovalTask
from council_pages.models.national import CouncilDirectoryPage, HomePage
from council_pages.models.numbers import NumbersComment
from council_pages.models.outcomes import Outcome, OutcomePage
from council_pages.models.pairs import PagePair, PairedPage
from council_pages.models.parity import ParityGate
from council_pages.models.recommendations import Clause, Recommendation, Reply
from council_pages.models.reminders import ReminderSent
from council_pages.models.rules import DayOff, Rule
from council_pages.models.schedules import Schedule, SchedulePage
from council_pages.models.section_lists import (
    NewsIndexPage,
    OutcomeIndexPage,
    QuestionIndexPage,
    ScheduleIndexPage,
    SittingIndexPage,
)
from council_pages.models.section_texts import NewsPage, TextPage
from council_pages.models.sections import CouncilPage
from council_pages.models.sittings import AgendaItem, Decision, Sitting, SittingPage

__all__ = [
    "AgendaItem",
    "Amendment",
    "Cadence",
    "CadenceProof",
    "Clause",
    "Consultation",
    "CouncilApprovalTask",
    "CouncilDirectoryPage",
    "CouncilPage",
    "DayOff",
    "Decision",
    "Departure",
    "Event",
    "EventKind",
    "HomePage",
    "Medium",
    "MessageDelivery",
    "MinistryMessage",
    "NewsIndexPage",
    "NewsPage",
    "NumbersComment",
    "Outcome",
    "OutcomeIndexPage",
    "OutcomePage",
    "OutsidePublication",
    "PagePair",
    "PairedPage",
    "ParityGate",
    "QuestionIndexPage",
    "QuestionPage",
    "Recommendation",
    "ReminderSent",
    "Reply",
    "Rule",
    "Schedule",
    "ScheduleIndexPage",
    "SchedulePage",
    "Sitting",
    "SittingIndexPage",
    "SittingPage",
    "TextPage",
    "Update",
]
