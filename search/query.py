"""What a reader typed, and the pages that answer it, through Wagtail's own search index on either database.

Words are found by their beginnings, because Kazakh and Russian words change at the end: «аялдама» finds
«аялдамаларда». Where nothing begins with the whole words, they are cut shorter step by step, and the page says so.
"""

import unicodedata
from dataclasses import dataclass

from django.db.models import F
from wagtail.models import Page
from wagtail.search.query import And, PlainText

from cms.orthography import normalise
from council_pages.models import (
    CouncilPage,
    NewsPage,
    OutcomePage,
    QuestionPage,
    SchedulePage,
    SittingPage,
    TextPage,
)

SIGNS, WORDS = 200, 20
# A common question finds thousands of pages; nobody reads so far, and the order is made in memory.
MOST_HITS = 500
# How many signs of each word are looked for, one length after the other, until something is found.
BEGINNINGS = (SIGNS, 6, 4)
# With fewer hits than this the words are cut shorter, too: «отходы» shall find «отходов» beside «отходы».
ENOUGH = 5
FOUND_TYPES = (CouncilPage, QuestionPage, OutcomePage, SchedulePage, SittingPage, NewsPage, TextPage)


@dataclass(frozen=True)
class Found:
    """The pages found, best first, and by which beginnings of words: as typed, or cut (`is_widened`)."""

    pages: list
    beginnings: tuple[str, ...] = ()
    is_widened: bool = False
    is_cut: bool = False


def words(query):
    """The words of a query, in small letters: safe for both databases whatever was typed.

    Letters and digits stay; quotation marks, operators, NUL, marks of direction and every other sign part words. At
    most 200 signs are read and 20 words kept.

    >>> words('«Қалдық» OR "аялдама"*')
    ['қалдық', 'or', 'аялдама']
    """
    known = "".join(sign for sign in str(query)[:SIGNS] if unicodedata.category(sign) not in ("Cs", "Cf"))
    parted = "".join(sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in normalise(known))
    return [word for word in parted.lower().split() if any(sign.isalnum() for sign in word)][:WORDS]


def search_pages(query, language):
    """Live public pages that answer the query: the reader's language first, then titles, then the newest.

    A page whose twin is found in the reader's language is not shown twice. Where few pages hold the words as typed,
    those with words that begin alike follow them. Never drafts, never restricted pages.
    """
    typed = words(query)
    longest = max(map(len, typed), default=0)
    first, is_cut, once = None, False, {}
    for length in BEGINNINGS:
        if length < SIGNS and length >= longest:
            continue
        beginnings = tuple(dict.fromkeys(word[:length] for word in typed))
        hits = _hits(beginnings)
        is_cut = is_cut or len(hits) == MOST_HITS
        if hits and first is None:
            first = beginnings, length < SIGNS
        for page in _in_order(hits, beginnings, language):
            known = once.get(page.translation_key)
            if known is None or (language_of(known) != language and language_of(page) == language):
                once[page.translation_key] = page
        if len(once) >= ENOUGH:
            break
    if first is None:
        return Found([], tuple(typed))
    own_first = sorted(once.values(), key=lambda page: language_of(page) != language)
    return Found(own_first, *first, is_cut)


def _hits(beginnings):
    """Live public pages that hold a word with each of the beginnings, the newest first."""
    if not beginnings:
        return []
    pages = Page.objects.live().public().type(*FOUND_TYPES)
    pages = pages.only("title", "url_path", "content_type", "translation_key", "search_description")
    pages = pages.order_by(F("first_published_at").desc(nulls_last=True), F("pk").desc())
    wanted = And([PlainText(beginning) for beginning in beginnings])
    # Ordered by us: Wagtail's own order by relevance asks SQLite once for each hit.
    return list(pages.autocomplete(wanted, order_by_relevance=False)[:MOST_HITS])


def language_of(page):
    """The language of a page's text, read from its address."""
    return page.url_path.split("/", 2)[1]


def _in_order(hits, beginnings, language):
    """The hits, best first and each document once. `hits` come with the newest first, and the sorting is stable."""

    def merit(page):
        return language_of(page) != language, -title_merit(page.title, beginnings)

    once = {}
    for page in sorted(hits, key=merit):
        once.setdefault(page.translation_key, page)
    return list(once.values())


def title_merit(title, beginnings):
    """How well a title answers: two for a word of its own, one for the beginning of one."""
    own = words(title)
    return sum(2 if start in own else any(word.startswith(start) for word in own) for start in beginnings)
