"""Rows of regional meetings; each module holds what belongs together."""

from plugins.regional_meetings.models.belongings import (
    Coverage,
    CoverageKind,
    Note,
    PackagePart,
    Part,
    Participant,
    ParticipantLevel,
)
from plugins.regional_meetings.models.meetings import HeadRank, Meeting, YearPlan
from plugins.regional_meetings.models.national import (
    Body,
    DutyRecord,
    MethodText,
    ProfileDate,
    Sender,
    SystemicIssue,
)
from plugins.regional_meetings.models.problems import Problem, ProblemState, Progress, QuarterReport, Scope
from plugins.regional_meetings.models.questions import Group, Priority, Source, Voiced

__all__ = [
    "Body",
    "Coverage",
    "CoverageKind",
    "DutyRecord",
    "Group",
    "HeadRank",
    "Meeting",
    "MethodText",
    "Note",
    "PackagePart",
    "Part",
    "Participant",
    "ParticipantLevel",
    "Priority",
    "Problem",
    "ProblemState",
    "ProfileDate",
    "Progress",
    "QuarterReport",
    "Scope",
    "Sender",
    "Source",
    "SystemicIssue",
    "Voiced",
    "YearPlan",
]
