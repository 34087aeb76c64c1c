"""What a text lacks before readers can use it, whatever they read it with. Pure: words in, findings out.

A text comes as its title and its parts, each part as plain HTML (`council_pages.checked_texts` makes them of a page).
Some findings refuse publishing, because a reader would stand before something broken; the others are said and nothing
more: a council writes as it likes.
"""

import re
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_pages.outlines import Outline

LONGEST_PARAGRAPH = 120  # words
FEWEST_WORDS_BESIDE_FILES = 15
# A title in capitals is longer than the abbreviations of which short ones are made: ЖСН, БАҚ, СМИ.
FEWEST_SHOUTED_LETTERS = 12
SAYS_NOTHING = {
    *("click", "click here", "here", "link", "read more", "more"),
    *(
        "здесь",
        "тут",
        "сюда",
        "по ссылке",
        "по этой ссылке",
        "ссылка",
        "нажмите",
        "нажмите здесь",
        "подробнее",
        "далее",
    ),
    *("осында", "мұнда", "осы жерде", "осы жерден", "сілтеме", "осы сілтеме", "басыңыз", "осында басыңыз", "толығырақ"),
}
ADDRESS = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?", re.IGNORECASE)


class Check(TextChoices):
    """What may be wrong. The label says it, and what to do."""

    EMPTY_LINK = "empty_link", _("A link without words or without an address: write where it leads, or take it out.")
    NO_ALT = "no_alt", _("A picture without a description: say in words what it shows, or mark it as decorative.")
    EMPTY_HEADING = "empty_heading", _("An empty heading: write it, or delete the line.")
    SKIPPED_HEADING = "skipped_heading", _("A heading skips a level: put a larger heading above it, or make it larger.")
    UNCLEAR_LINK = "unclear_link", _("The words of a link do not say where it leads: name the page or the document.")
    LONG_PARAGRAPH = "long_paragraph", _("A paragraph of more than 120 words: divide it.")
    NO_HEADER_ROW = "no_header_row", _("A table without a header row: make its first row the names of the columns.")
    FILE_ALONE = "file_alone", _("Files, and hardly a word about them: say in two or three sentences what is in them.")
    CAPITALS = "capitals", _("Nothing but capitals: write it as a sentence, capitals are harder to read.")
    NO_TWIN = "no_twin", _("There is no text in the other language yet: write or translate it.")
    TWIN_BEHIND = "twin_behind", _("The translation is older than its original: bring it up to the newest text.")


REFUSES = {Check.EMPTY_LINK, Check.NO_ALT, Check.EMPTY_HEADING, Check.SKIPPED_HEADING}


@dataclass(frozen=True)
class Part:
    """A field of a text: its name, its label, its words as HTML, and the level of the heading that stands above it."""

    name: str
    label: str
    html: str
    under: int = 1


@dataclass(frozen=True)
class Finding:
    """One thing found: what, in which field, and the words by which it is found again."""

    check: Check
    field: str = ""
    label: str = ""
    excerpt: str = ""

    @property
    def refuses(self):
        """True if the text is not published as it is."""
        return self.check in REFUSES

    @property
    def where(self):
        """The field, and the words by which the place is found: `Text («here»)`."""
        return " ".join(filter(None, [str(self.label), self.excerpt and f"(«{self.excerpt}»)"]))

    def __str__(self):
        return ": ".join(filter(None, [self.where, str(self.check.label)]))


def findings_of(title, parts):
    """Everything found in a text, the refusing first, otherwise in the order of its fields."""
    outlines = [(part, Outline.of(part.html)) for part in parts]
    found = [_shouted_title(title)] if is_shouted(title) else []
    for part, outline in outlines:
        found += [Finding(check, part.name, part.label, _short(words)) for check, words in _in_part(part, outline)]
    if _files_are_alone([outline for _part, outline in outlines]):
        found.append(Finding(Check.FILE_ALONE))
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.refuses)


def refusing(findings):
    """Those of the findings for which a text is not published."""
    return [finding for finding in findings if finding.refuses]


def is_shouted(words):
    """True if these words stand in capitals, and are more than an abbreviation.

    >>> is_shouted("О РАЗДЕЛЬНОМ СБОРЕ ОТХОДОВ"), is_shouted("БАҚ туралы"), is_shouted("ҚР БАҚ")
    (True, False, False)
    """
    letters = [sign for sign in words if sign.isalpha()]
    return len(letters) >= FEWEST_SHOUTED_LETTERS and not any(sign.islower() for sign in letters)


def says_nothing(words):
    """True if the words of a link do not say where it leads: "здесь", "осында", or a bare address."""
    said = " ".join(words.casefold().split()).strip(" .,:;!?…»«\"'→>")
    return said in SAYS_NOTHING or bool(ADDRESS.fullmatch(said))


def _shouted_title(title):
    return Finding(Check.CAPITALS, "title", pgettext_lazy("field", "Title"), _short(title))


def _in_part(part, outline):
    yield from ((Check.EMPTY_LINK, link.words or link.address) for link in outline.links if link.is_empty)
    yield from ((Check.NO_ALT, "") for alt in outline.pictures if alt is None)
    yield from _in_headings(outline.headings, part.under)
    yield from ((Check.UNCLEAR_LINK, link.words) for link in outline.links if _is_unclear(link))
    yield from ((Check.LONG_PARAGRAPH, words) for words in outline.paragraphs if len(words.split()) > LONGEST_PARAGRAPH)
    yield from ((Check.NO_HEADER_ROW, "") for has_header in outline.tables if not has_header)


def _is_unclear(link):
    """An address to write or to call is its own name, and so is a file."""
    is_named = link.is_file or link.address.startswith(("mailto:", "tel:"))
    return not link.is_empty and not is_named and says_nothing(link.words)


def _in_headings(headings, above):
    for level, words in headings:
        if not words:
            yield Check.EMPTY_HEADING, ""
        elif level > above + 1:
            yield Check.SKIPPED_HEADING, words
        elif is_shouted(words):
            yield Check.CAPITALS, words
        above = level


def _files_are_alone(outlines):
    files = sum(link.is_file for outline in outlines for link in outline.links)
    return files > 0 and sum(outline.words for outline in outlines) < FEWEST_WORDS_BESIDE_FILES


def _short(words, most=60):
    words = " ".join(str(words).split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
