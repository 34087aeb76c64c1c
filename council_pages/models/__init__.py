"""Rows and pages of the councils; each module holds one thing with its row and its page."""

from council_pages.models.consultations import Consultation, QuestionPage
from council_pages.models.moderation import CouncilApprovalTask
from council_pages.models.national import CouncilDirectoryPage, HomePage
from council_pages.models.outcomes import Outcome, OutcomePage
from council_pages.models.pairs import PagePair, PairedPage
from council_pages.models.schedules import Schedule, SchedulePage
from council_pages.models.sections import (
    CouncilPage,
    NewsIndexPage,
    NewsPage,
    OutcomeIndexPage,
    QuestionIndexPage,
    ScheduleIndexPage,
    SittingIndexPage,
    TextPage,
)
from council_pages.models.sittings import Decision, Sitting, SittingPage

__all__ = [
    "Consultation",
    "CouncilApprovalTask",
    "CouncilDirectoryPage",
    "CouncilPage",
    "Decision",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "Outcome",
    "OutcomeIndexPage",
    "OutcomePage",
    "PagePair",
    "PairedPage",
    "QuestionIndexPage",
    "QuestionPage",
    "Schedule",
    "ScheduleIndexPage",
    "SchedulePage",
    "Sitting",
    "SittingIndexPage",
    "SittingPage",
    "TextPage",
]
