"""What a page says of itself where others name it: in a search engine's results, in a messenger that shows a link.

A view puts its `Portrait` into the context; `cms/base.html` draws it by the tag `portrait`. Only what stands on that
very page may stand in it.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.urls import reverse

from cms.languages import active_language


@dataclass(frozen=True)
class Card:
    """What the picture of a page shows: the kind of page, its title, whose it is, and dates in words.

    A citizen's words are in no card: a messenger keeps a picture for as long as it likes.
    """

    title: str
    kicker: str = ""
    council: str = ""
    line: str = ""
    colour: str = ""
    emblem: str = ""
    language: str = ""

    @property
    def digest(self):
        """Another one for other words, so that a messenger asks for the picture anew when they change."""
        return hashlib.sha256(repr(asdict(self)).encode()).hexdigest()[:16]

    @property
    def words(self):
        """The same in words: for who does not see the picture, and for a message that goes with the address."""
        named = ": ".join(filter(None, [self.kicker, self.title]))
        return ". ".join(part.rstrip(".") for part in (named, self.council, self.line) if part)


@dataclass(frozen=True)
class Portrait:
    """A page in few words. `structured` are dicts of schema.org (`cms.structured_data`); addresses begin with "/"."""

    title: str
    description: str = ""
    card: Card | None = None
    # The address of the picture, without the host.
    picture: str = ""
    is_article: bool = False
    published: date | datetime | None = None
    structured: tuple = ()


def card_of(title, council=None, kicker="", line=""):
    """A card in the language of the reader, in the council's colour and with its emblem. No query."""
    language, own = active_language(), {}
    if council:
        own = {"council": council.name(language), "colour": council.colour, "emblem": council.emblem.name or ""}
    return Card(title=str(title), kicker=str(kicker), line=str(line), language=language, **own)


def picture_url(path, card):
    """Where the picture of the page at the path ("/kk/councils/almaly/") is drawn."""
    rest = path.removeprefix(f"/{active_language()}/")
    return f"{reverse('share_picture', args=[rest])}?v={card.digest}"
