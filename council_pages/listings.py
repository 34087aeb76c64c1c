"""What listings show: rows turned into plain items with an address, in the language of the reader.

A row is shown in a reader's language; where only the other language has a live text, the item carries that title with
its own `lang`, so that nobody loses a question for want of a translation.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.dates import date_range, day_month, local, long_date
from cms.languages import active_language, other_language
from cms.pages import council_url
from council_pages.evidence import records_of
from council_pages.lifecycle import step_in_words
from council_pages.models.pairs import PagePair


@dataclass(frozen=True)
class Item:
    """One line of a listing, for the components `consultation_item` and `search_result` as it is.

    `url` is empty for a consultation whose page is not live yet; `lang` is empty for a title in the reader's language.
    `step` and `row` are a consultation's own.
    """

    title: str
    url: str
    lang: str = ""
    council: str = ""
    state: object = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    event_at: datetime | None = None
    place: str = ""
    holding: str = ""
    day: date | None = None
    summary: str = ""
    step: str = ""
    row: object = None

    def __getitem__(self, name):
        return getattr(self, name)

    @property
    def status_label(self):
        """The state in words."""
        return self.state.label if self.state else ""

    @property
    def badge(self):
        """Says that the text stands only in the other language."""
        return only_in(self.lang)

    @property
    def snippet(self):
        """The words below the title."""
        return self.summary

    @property
    def meta(self):
        """Day and council, in words."""
        day = long_date(self.day, active_language()) if self.day else ""
        return [words for words in (day, self.council) if words]

    @property
    def event(self):
        """Day and hour of the event, in words."""
        if self.event_at is None:
            return ""
        moment = local(self.event_at)
        return f"{long_date(moment.date(), active_language())}, {moment:%H:%M}"

    @property
    def window(self):
        """The days of the window for proposals, in words."""
        if self.opens_at is None:
            return ""
        return date_range(local(self.opens_at).date(), local(self.closes_at).date(), active_language())


def only_in(language):
    """A badge for a text that exists only in this language; empty for an empty code."""
    return {"kk": _("Only in Kazakh"), "ru": _("Only in Russian")}.get(language, "")


def live_titles(rows, language):
    """For each row its live page's (title, url, lang), the reader's language first: {row pk: (title, url, lang)}.

    `lang` is empty where it is the reader's.
    """
    rows = list(rows)
    if not rows:
        return {}
    pairs = PagePair.objects.filter(
        row_type=ContentType.objects.get_for_model(type(rows[0])),
        row_id__in=[row.pk for row in rows],
        page__live=True,
    ).values_list("row_id", "page__title", "page__url_path", "language")
    found = {}
    for row_id, title, url, lang in pairs:
        if row_id not in found or lang == language:
            foreign = lang if lang != language else ""
            found[row_id] = (title, f"/{language}{url.removeprefix(f'/{lang}')}", foreign)
    return found


def consultation_items(consultations, language, now=None, with_council=False, with_steps=False):
    """Consultations as items, in the order given; two queries (three with councils) however many there are.

    With steps, each says at which of the seven it is: four queries more.
    """
    now = now or timezone.now()
    related = ["outcome", "schedule", *(["council"] if with_council else [])]
    consultations = list(consultations.select_related(*related))
    titles = live_titles(consultations, language)
    records = records_of(consultations) if with_steps else {}
    items = []
    for consultation in consultations:
        title, url, lang = titles.get(consultation.pk, (consultation.subject(language), "", ""))
        state = consultation.state_at(now)
        items.append(
            Item(
                title=title,
                url=url,
                lang=lang,
                council=consultation.council.name(language) if with_council else "",
                state=state,
                # A halted consultation has no date that a reader could rely on.
                opens_at=None if consultation.halted else consultation.opens_at,
                closes_at=None if consultation.halted else consultation.closes_at,
                event_at=None if consultation.halted else consultation.event_at,
                place=consultation.place(language),
                holding=consultation.get_holding_display(),
                step=step_in_words(records[consultation.pk].evidence, now) if records else "",
                row=consultation,
            )
        )
    return items


def row_items(rows, language, day=lambda row: None):
    """Rows with a live page as items, in the order given; two queries however many there are."""
    rows = list(rows)
    titles = live_titles(rows, language)
    return [
        Item(title=titles[row.pk][0], url=titles[row.pk][1], lang=titles[row.pk][2], day=day(row))
        for row in rows
        if row.pk in titles
    ]


def quarters_around(schedule, language):
    """Links to the public schedules of the council around this one, in their order: label, url, current. One query."""
    public = type(schedule).objects.for_council(schedule.council_id).public_in(language, other_language(language))
    rows = sorted({schedule, *public}, key=lambda row: row.quarter)
    place = rows.index(schedule)
    return [
        {
            "label": row.quarter.label(language),
            "url": council_url(schedule.council, language, "schedule", row.slug),
            "current": row == schedule,
        }
        for row in rows[max(place - 2, 0) : place + 3]
    ]


def links_of(items):
    """Items for the component `link_list`, each with its day at the end."""
    language = active_language()
    return [
        {"label": item.title, "url": item.url, "lang": item.lang, "count": item.day and day_month(item.day, language)}
        for item in items
    ]


def outcome_items(consultations, language, with_council=False):
    """Consultations with a published outcome as items that lead to the report; three queries."""
    consultations = list(consultations.select_related("outcome", *(["council"] if with_council else [])))
    outcomes = [consultation.outcome for consultation in consultations]
    titles = live_titles(outcomes, language)
    return [
        Item(
            title=titles[consultation.outcome.pk][0],
            url=titles[consultation.outcome.pk][1],
            lang=titles[consultation.outcome.pk][2],
            council=consultation.council.name(language) if with_council else "",
            day=timezone.localdate(consultation.outcome.published_at),
        )
        for consultation in consultations
        if consultation.outcome.pk in titles
    ]


def news_item(page):
    """A news page as an item."""
    return Item(title=page.title, url=page.url_path, day=page.date, summary=page.lead)


def documents_of(stream):
    """The documents of a stream of documents for the component `document_list`; one query."""
    return [document_entry(block.value) for block in stream if block.value is not None]


def document_entry(document):
    """A document with its type and size for the component `document_list`."""
    return {
        "title": document.title,
        "url": document.url,
        "kind": document.file_extension.upper(),
        "size": document.file_size,
    }
