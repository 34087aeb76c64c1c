"""What readers see of pages, as plain text: fields, blocks, and the facts of the row that a page tells of.

Pages come in batches, and a batch costs the same few queries however many pages it holds. Blocks are read from what is
stored and never rendered: a block that shows a document would ask the database for each one.
"""

import re
from collections import defaultdict
from functools import lru_cache
from html import unescape

from django.db.models import prefetch_related_objects
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.search.index import SearchField

from cms.languages import LANGUAGES
from council_pages.models import CouncilPage, QuestionPage, SchedulePage, SittingPage

# Where a line ends for a reader.
_LINE_END = re.compile(r"</(?:p|h\d|li|blockquote)>|<[bh]r\s*/?>", re.IGNORECASE)


def texts_of(pages, languages):
    """The text of each page below its title: {key: text}. `pages` are of their own types, `languages` theirs by key."""
    by_type = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    parts = {}
    for page_type, found in by_type.items():
        lookups, facts = FACTS.get(page_type, ((), None))
        if lookups:
            prefetch_related_objects(found, *lookups)
        for page in found:
            language = languages.get(page.pk)
            parts[page.pk] = list(_fields(page))
            if facts and language in LANGUAGES:
                with override(language):
                    parts[page.pk] += facts(page, language)
    titles = _titles(part for found in parts.values() for part in found if isinstance(part, int))
    return {key: _joined(titles.get(part, part) for part in found) for key, found in parts.items()}


def plain(markup):
    """Rich text without its tags, one line for each paragraph.

    >>> plain("<p>Қалдық &amp; <b>су</b></p><p>Жол</p>")
    'Қалдық & су\\nЖол'
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    return unescape(strip_tags(_LINE_END.sub("\n", markup))).strip()


def _joined(parts):
    # A number that is left is the key of a document that is gone.
    words = (part for part in parts if isinstance(part, str))
    lines = (" ".join(line.split()) for part in words for line in part.splitlines())
    return "\n".join(filter(None, lines))


@lru_cache
def _shown_fields(page_type):
    """The fields by which pages of the type are found, less the title; and its streams, whose documents have titles."""
    names = {field.field_name for field in page_type.get_search_fields() if isinstance(field, SearchField)} - {"title"}
    fields = page_type._meta.get_fields()
    return [field for field in fields if field.name in names or isinstance(field, StreamField)]


def _fields(page):
    """The parts of the page's own fields: words, and the keys of documents."""
    for field in _shown_fields(type(page)):
        value = getattr(page, field.name)
        if isinstance(field, StreamField):
            if not _is_replaced(page, field.name):
                yield from _block(field.stream_block, value.raw_data)
        elif isinstance(field, RichTextField):
            yield plain(value)
        else:
            yield value


def _is_replaced(page, name):
    """True for the agenda that stood in the text before there were points of the agenda: readers see those instead."""
    return isinstance(page, SittingPage) and name == "agenda" and bool(page.sitting.agenda_items.all())


def _block(block, raw):
    """The parts of a block as it is stored."""
    if raw is None or not getattr(block, "search_index", True):
        return
    match block:
        case blocks.StreamBlock():
            for child in raw:
                if child["type"] in block.child_blocks:
                    yield from _block(block.child_blocks[child["type"]], child["value"])
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                yield from _block(child, raw.get(name))
        case blocks.ListBlock():
            for child in raw:
                yield from _block(block.child_block, child["value"])
        case blocks.RichTextBlock():
            yield plain(raw)
        case DocumentChooserBlock():
            yield int(raw)
        case _:
            yield from block.get_searchable_content(block.to_python(raw))


def _titles(keys):
    keys = set(keys)
    return dict(get_document_model().objects.filter(pk__in=keys).values_list("pk", "title")) if keys else {}


def _council(page, language):
    return [page.council_row.name(language), page.council_row.host_body(language)]


def _question(page, language):
    """What was approved, what has happened, what is still expected: as `council_pages.event_listings` shows it."""
    row = page.consultation
    halt_reason = (row.halt_reason_kk or row.halt_reason_ru) if row.halted else ""
    parts = [row.subject(language), row.place(language)]
    if halt_reason:
        parts.append(getattr(row, f"halt_reason_{language}") or halt_reason)
    for event in row.events.all():
        if row.halted and not (event.is_held or event.is_cancelled):
            continue
        words = event.cancel_reason(language) if event.is_cancelled else event.notes(language)
        parts += [event.get_kind_display(), event.place(language), words]
    return parts + [news.text(language) for news in row.updates.all() if news.withdrawn_at is None]


def _schedule(page, language):
    """The questions of the quarter: some of them have no page of their own yet."""
    return [row.subject(language) for row in page.schedule.consultations.all()]


def _sitting(page, language):
    row = page.sitting
    parts = [row.place(language)]
    for point in row.agenda_items.all():
        parts += [point.title(language), point.reporter(language)]
    return parts + [decision.text(language) for decision in row.decisions.all()]


# What a page tells besides its own fields: the relations to read for a batch, and the words that come of them.
FACTS = {
    CouncilPage: (("council_row",), _council),
    QuestionPage: (("consultation__events", "consultation__updates"), _question),
    SchedulePage: (("schedule__consultations",), _schedule),
    SittingPage: (("sitting__agenda_items", "sitting__decisions"), _sitting),
}
