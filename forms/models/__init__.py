"""Forms and what citizens send through them."""

from forms.models.definitions import FieldKind, FormChoice, FormDefinition, FormField, ProposalFormPage
from forms.models.proposals import (
    TEXT_LIMIT,
    Answer,
    Contact,
    ErasureOrder,
    Original,
    OriginalFile,
    Proposal,
    Publication,
    PublicationLink,
    PublishedProposal,
)

__all__ = [
    "TEXT_LIMIT",
    "Answer",
    "Contact",
    "ErasureOrder",
    "FieldKind",
    "FormChoice",
    "FormDefinition",
    "FormField",
    "Original",
    "OriginalFile",
    "Proposal",
    "ProposalFormPage",
    "Publication",
    "PublicationLink",
    "PublishedProposal",
]
