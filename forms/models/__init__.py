"""Forms and what citizens send through them."""

from forms.models.answers import AnswerSheet, EarlierAnswer, PublishedEarlierAnswer, ReasonTemplate, RefusedPublication
from forms.models.definitions import (
    CLOSED_KINDS,
    FieldKind,
    FormChoice,
    FormDefinition,
    FormField,
    FormTemplate,
    ProposalFormPage,
)
from forms.models.file_checks import FileCheck, Verdict
from forms.models.grouping import GroupMember, ProposalGroup, Sketch
from forms.models.handling import Assignment, Note, Presence, SavedFilter
from forms.models.keeping import LegalHold, PublicationWithdrawal
from forms.models.letters import Letter, LetterKind, Way
from forms.models.limits import Attempt
from forms.models.proposals import (
    TEXT_LIMIT,
    Answer,
    Channel,
    Contact,
    ErasureOrder,
    Original,
    OriginalFile,
    Proposal,
    Publication,
    PublicationLink,
    PublishedProposal,
)
from forms.models.results import FieldResult
from forms.models.tracing import ClauseProposal

__all__ = [
    "CLOSED_KINDS",
    "TEXT_LIMIT",
    "Answer",
    "AnswerSheet",
    "Assignment",
    "Attempt",
    "Channel",
    "ClauseProposal",
    "Contact",
    "EarlierAnswer",
    "ErasureOrder",
    "FieldKind",
    "FieldResult",
    "FileCheck",
    "FormChoice",
    "FormDefinition",
    "FormField",
    "FormTemplate",
    "GroupMember",
    "LegalHold",
    "Letter",
    "LetterKind",
    "Note",
    "Original",
    "OriginalFile",
    "Presence",
    "Proposal",
    "ProposalFormPage",
    "ProposalGroup",
    "Publication",
    "PublicationLink",
    "PublicationWithdrawal",
    "PublishedEarlierAnswer",
    "PublishedProposal",
    "ReasonTemplate",
    "RefusedPublication",
    "SavedFilter",
    "Sketch",
    "Verdict",
    "Way",
]
