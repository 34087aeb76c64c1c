"""What listings show: rows turned into plain items with an address, in the language of the reader.

A row is shown in a reader's language; where only the other language has a live text, the item carries that title with
its own `lang`, so that nobody loses a question for want of a translation.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from cms.languages import other_language
from council_pages.lifecycle import STATE_KINDS
from council_pages.models.pairs import PagePair


@dataclass(frozen=True)
class Item:
    """One line of a listing. `url` is empty for a consultation whose page is not live yet."""

    title: str
    url: str
    lang: str
    council_name: str = ""
    state: object = None
    state_kind: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    event_at: datetime | None = None
    place: str = ""
    holding: str = ""
    day: date | None = None
    summary: str = ""


def live_titles(rows, language):
    """For each row its live page's (title, url, lang), the reader's language first: {row pk: (title, url, lang)}."""
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
            found[row_id] = (title, f"/{language}{url.removeprefix(f'/{lang}')}", lang)
    return found


def consultation_items(consultations, language, now=None, with_council=False):
    """Consultations as items, in the order given; two queries (three with councils) however many there are."""
    now = now or timezone.now()
    related = ["outcome", "schedule", *(["council"] if with_council else [])]
    consultations = list(consultations.select_related(*related))
    titles = live_titles(consultations, language)
    items = []
    for consultation in consultations:
        title, url, lang = titles.get(consultation.pk, (consultation.subject(language), "", language))
        state = consultation.state_at(now)
        items.append(
            Item(
                title=title,
                url=url,
                lang=lang,
                council_name=consultation.council.name(language) if with_council else "",
                state=state,
                state_kind=STATE_KINDS[state],
                opens_at=consultation.opens_at,
                closes_at=consultation.closes_at,
                event_at=consultation.event_at,
                place=consultation.place(language),
                holding=consultation.get_holding_display(),
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


def neighbours_of(schedule, language):
    """The live schedules of the same council before and after this one: {"previous": Item|None, "next": Item|None}."""
    siblings = type(schedule).objects.for_council(schedule.council_id).public_in(language, other_language(language))
    before = siblings.filter(year__lt=schedule.year) | siblings.filter(year=schedule.year, number__lt=schedule.number)
    after = siblings.filter(year__gt=schedule.year) | siblings.filter(year=schedule.year, number__gt=schedule.number)
    previous, following = before.order_by("-year", "-number").first(), after.order_by("year", "number").first()
    return {
        name: Item(
            title=row.quarter.label(language),
            url=f"/{language}/councils/{schedule.council.slug}/schedule/{row.slug}/",
            lang=language,
        )
        if row
        else None
        for name, row in {"previous": previous, "next": following}.items()
    }


def outcome_items(consultations, language):
    """Consultations with a published outcome as items that lead to the report; two queries."""
    consultations = list(consultations)
    by_outcome = {consultation.outcome.pk: consultation for consultation in consultations}
    titles = live_titles([consultation.outcome for consultation in consultations], language)
    return [
        Item(
            title=titles[pk][0],
            url=titles[pk][1],
            lang=titles[pk][2],
            day=timezone.localdate(consultation.outcome.published_at),
        )
        for pk, consultation in by_outcome.items()
        if pk in titles
    ]


def news_item(page):
    """A news page as an item."""
    return Item(title=page.title, url=page.url_path, lang=page.language, day=page.date, summary=page.lead)
