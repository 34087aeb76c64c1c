"""How the two languages of a page stand to each other (demand G19). Pure.

A text is older when the other one was published anew after it. Of a text and its translation only the translation can
be older: publishing it later is how it comes to be. Of two texts that were written by hand either can, but not by being
published for the first time.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.languages import LANGUAGES, other_language


class State(TextChoices):
    """How the text in one language stands beside the other."""

    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    OLDER = "older", _("Older than the other language")
    LIVE = "live", pgettext_lazy("text", "Live")


@dataclass(frozen=True, slots=True)
class Side:
    """A page in one language. `is_translation`: it is kept up by the translation of the other one."""

    pk: int
    title: str = ""
    is_live: bool = False
    first_published_at: datetime | None = None
    last_published_at: datetime | None = None
    is_translation: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A page with its twin: what it is, and the text in each language, None where there is none."""

    council: int
    page_type: str
    kk: Side | None = None
    ru: Side | None = None

    def side(self, language: str) -> Side | None:
        """The text in the language."""
        return self.kk if language == "kk" else self.ru

    def state(self, language: str) -> State:
        """How that text stands."""
        return state_of(self.side(language), self.side(other_language(language)))

    @property
    def is_even(self) -> bool:
        """Whether both are public and neither is older."""
        return all(self.state(language) == State.LIVE for language in LANGUAGES)

    @property
    def title(self) -> str:
        """The title of either text."""
        return (self.kk or self.ru).title


def state_of(own: Side | None, other: Side | None) -> State:
    """How a text stands beside the other."""
    if own is None:
        return State.MISSING
    if not own.is_live:
        return State.DRAFT
    return State.OLDER if other is not None and other.is_live and _is_older(own, other) else State.LIVE


def _is_older(own, other):
    if own.last_published_at is None or other.last_published_at is None or other.is_translation:
        return False
    if other.last_published_at <= own.last_published_at:
        return False
    # By hand: the other one had been there before, and was changed since.
    was_there = other.first_published_at is not None and other.first_published_at < own.last_published_at
    return own.is_translation or was_there


@dataclass(frozen=True, slots=True)
class Counts:
    """The pages of one council: how many are even, and in how many a language is missing, a draft, or older."""

    pages: int = 0
    even: int = 0
    missing: int = 0
    drafts: int = 0
    older: int = 0


def counts_of(pairs) -> Counts:
    """The counts of these pages. Those of which nothing is public are left out: nobody reads them yet."""
    public = [pair for pair in pairs if any(side is not None and side.is_live for side in (pair.kk, pair.ru))]
    states = [{pair.state(language) for language in LANGUAGES} for pair in public]
    return Counts(
        len(public),
        sum(pair.is_even for pair in public),
        *(sum(state in found for found in states) for state in (State.MISSING, State.DRAFT, State.OLDER)),
    )
