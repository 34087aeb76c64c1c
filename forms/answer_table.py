"""The table in which a council answers many proposals at once: its columns, its file, and its rows as read back.

Two columns are filled in, decision and reason; another, hidden, says which answer stood there when the file was made,
so that an answer that was given meanwhile is not overwritten. The decision is read in Kazakh, Russian or as its code.
"""

import hashlib
from dataclasses import asdict, dataclass
from functools import cache

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.languages import LANGUAGES
from council_pages import spreadsheets
from forms import receipts
from forms.form_fields import normalise
from forms.models import Proposal
from forms.states import FINAL, ProposalState

MOST_ROWS = 5_000
MOST_ANSWERS = 500
WIDTHS = (18, 30, 12, 10, 60, 20, 24, 60, 14)
NUMBER, DECISION, REASON, SEEN = 0, 6, 7, 8
ANSWERS = tuple(state for state in ProposalState if state in FINAL)


@dataclass(frozen=True)
class Line:
    """A row of the file: its line, the number of the proposal, and what was filled in, as typed."""

    line: int
    number: str
    state: str
    reason: str
    seen: str

    def as_dict(self):
        """As it is stored."""
        return asdict(self)


def seen_of(proposal):
    """A short sign of the answer that stands now; the same for every proposal that waits for one."""
    given = getattr(proposal, "answer", None)
    stands = f"{proposal.state}\n{given.reason}" if given else "open"
    return hashlib.sha256(stands.encode()).hexdigest()[:12]


def heads():
    """The names of the columns, in the active language."""
    return [
        _("Number"), _("Question"), _("Received"), _("Language"), _("Text"), _("State"), _("Decision of the council"),
        _("Answer, with the reason"), _("Not to be changed"),
    ]  # fmt: skip


def made(consultation, language):
    """(bytes of the file, number of proposals in it) of every proposal to the question, the oldest first."""
    proposals = Proposal.objects.filter(consultation=consultation).order_by("received_at", "pk")
    proposals = proposals.select_related("answer", "original", "publication_link__published")
    with override(language):
        rows = [_row(proposal, consultation.subject(language)) for proposal in proposals]
        choices = {DECISION + 1: [str(state.label) for state in ANSWERS]}
        file = spreadsheets.written([heads(), *rows], widths=WIDTHS, hidden=[SEEN + 1], choices=choices)
    return file, len(rows)


def read(data):
    """The lines in which something is filled in. Raises ValidationError, in words, for a file that is no such table."""
    try:
        # The head, and one row more than fits: a longer table is not cut in silence.
        rows = spreadsheets.read(data, MOST_ROWS + 2, len(WIDTHS))
    except spreadsheets.Unreadable as error:
        raise ValidationError({"file": _("This is no XLSX table that can be read.")}) from error
    if len(rows) > MOST_ROWS + 1:
        raise ValidationError({"file": _too_long()})
    lines = [_line(number, cells) for number, cells in enumerate(rows[1:], 2)]
    lines = [line for line in lines if line.number and (line.state or line.reason)]
    if not lines:
        raise ValidationError({"file": _("No answer is filled in. Take the table from this page and fill it in.")})
    if len(lines) > MOST_ANSWERS:
        words = _("The table holds too many answers. Upload at most %(limit)s at a time.") % {"limit": MOST_ANSWERS}
        raise ValidationError({"file": words})
    return lines


def state_of(words):
    """The decision that these words mean, in whatever language; None where they mean none.

    >>> state_of(" Принято ").value, state_of("ЕСКЕРІЛДІ").value, state_of("rejected").value, state_of("maybe")
    ('accepted', 'accepted', 'rejected', None)
    """
    return _meanings().get(_folded(words))


def _too_long():
    words = _("The table has too many rows. Leave the head and at most %(limit)s rows, those with new answers first.")
    return words % {"limit": MOST_ROWS}


@cache
def _meanings():
    meanings = {state.value: state for state in ANSWERS}
    for language in (*LANGUAGES, "en"):
        with override(language):
            meanings |= {_folded(str(state.label)): state for state in ANSWERS}
    return meanings


def _folded(words):
    return " ".join(words.split()).casefold()


def _row(proposal, question):
    link, original = getattr(proposal, "publication_link", None), getattr(proposal, "original", None)
    given = getattr(proposal, "answer", None)
    return [
        str(proposal),
        question,
        timezone.localdate(proposal.received_at).isoformat(),
        proposal.language,
        link.published.text if link else original.text if original else "",
        proposal.get_state_display(),
        proposal.get_state_display() if given else "",
        given.reason if given else "",
        seen_of(proposal),
    ]


def _line(number, cells):
    digits = "".join(sign for sign in cells[NUMBER] if sign.isdecimal())
    kept = digits if len(digits) == receipts.NUMBER_LENGTH else cells[NUMBER].strip()
    words = (cells[place].strip() for place in (DECISION, REASON, SEEN))
    state, reason, seen = words
    return Line(number, kept, normalise(state), normalise(reason), seen)
