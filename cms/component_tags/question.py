"""Councils and their questions: lists, deadlines, steps, documents."""

from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import dates
from cms.component_tags import component
from cms.component_tags.words import local_day, machine_form
from cms.languages import active_language, in_words


@component("consultation_item")
def consultation_item(item, now):
    """One question in a list, to stand in ul.consultation-list.

    `item`: {title, url, state, opens_at, closes_at; optional: status_label, council, summary, badge, proposals, lang}.
    """
    over = item["closes_at"] is not None and now >= item["closes_at"]
    return {"item": item, "leaf": _leaf(item, now), "over": over}


def _leaf(item, now):
    """The day leaf of a question: days left while it is open, else the day on which it opens or closed."""
    if item["state"] == "collecting" and now < item["closes_at"]:
        left = (local_day(item["closes_at"]) - local_day(now)).days
        if left > 1:
            return {"kind": "", "figure": left, "word": ngettext("day left", "days left", left)}
        return {"kind": "soon", "figure": _("Tomorrow") if left else _("Today"), "word": _("last day")}
    moment = item["opens_at"] if item["state"] == "planned" else item["closes_at"]
    if moment is None:
        return None
    day = local_day(moment)
    return {"kind": "muted", "figure": day.day, "word": dates.short_month(day, active_language())}


@component("deadline")
def deadline(opens_at, closes_at, now, url="", proposals=None, proposals_url=""):
    """Panel beside a question: how long, until when, how many so far, one action (`url` of the form)."""
    ahead, over = now < opens_at, now >= closes_at
    return {
        "headline": _("Not open yet") if ahead else dates.time_left(now, closes_at, active_language()),
        "opens_at": opens_at if ahead else None,
        "closes_at": closes_at,
        "over": over,
        "open": not ahead and not over,
        "url": url,
        "proposals": proposals,
        "proposals_url": proposals_url,
    }


@component("agenda")
def agenda(items):
    """Dates in their order. `items`: {starts_at (a date or a moment), title; optional: ends_at, url, note, lang, tag,
    texts, links}.

    `tag`: {kind, label}; `texts`: {text, lang optional}; `links`: {url, label}.
    """
    return {"items": [{**item, **_calendar_leaf(item["starts_at"], item.get("ends_at"))} for item in items]}


def _calendar_leaf(starts_at, ends_at=None):
    day, language = local_day(starts_at), active_language()
    return {
        "machine": machine_form(starts_at),
        "month": dates.short_month(day, language),
        "day": day.day,
        "weekday": dates.short_weekday(day, language),
        "hour": _hours(starts_at, ends_at) if isinstance(starts_at, datetime) else "",
    }


def _hours(starts_at, ends_at):
    """ "15:00", "15:00–17:00"; an end on another day is said with its day."""
    begins = f"{dates.local(starts_at):%H:%M}"
    if ends_at is None:
        return begins
    ends = dates.local(ends_at)
    if ends.date() == local_day(starts_at):
        return f"{begins}–{ends:%H:%M}"
    return f"{begins} – {dates.day_month(ends.date(), active_language())}, {ends:%H:%M}"


@component("region_finder")
def region_finder(regions):
    """`regions`: {iso ("KZ-39"), name, url, count of open questions}; the place on the map goes by the code."""
    return {
        "regions": [
            {**region, "place": region["iso"].lower(), "level": sum(region["count"] >= floor for floor in (1, 3, 5))}
            for region in regions
        ]
    }


@component("step_indicator")
def step_indicator(steps, note=""):
    """`steps`: {label, state: done current ahead missing skipped; optional: date (moment), note}."""
    current = next((number for number, step in enumerate(steps, 1) if step["state"] == "current"), 0)
    return {"steps": _with_years(steps), "current": current, "total": len(steps), "note": note}


def _with_years(steps):
    """The steps, with the year said once and again only where it changes."""
    year, marked = None, []
    for step in steps:
        day = step.get("date")
        fresh = isinstance(day, date) and local_day(day).year != year
        marked.append({**step, "with_year": fresh})
        year = local_day(day).year if fresh else year
    return marked


@component("document_list")
def document_list(documents):
    """`documents`: {title, url; optional: kind ("PDF"), size in bytes, pages, language ("kk", "ru")}."""
    return {"documents": [{**document, "facts": ", ".join(_file_facts(document))} for document in documents]}


def _file_facts(document):
    """What a reader wants to know before the click: type, size, pages, language."""
    language = in_words(document.get("language"))
    pages = document.get("pages")
    counted = ngettext("%(count)s page", "%(count)s pages", pages) % {"count": pages} if pages else ""
    return filter(None, [document.get("kind"), size_in_words(document.get("size")), counted, language])


def size_in_words(size):
    """A file's size, rounded up to whole kilobytes, or to tenths of a megabyte; nothing where it is not known."""
    if not size:
        return ""
    kilobytes = -(-size // 1024)
    if kilobytes < 1024:
        return _("%(size)s KB") % {"size": kilobytes}
    return _("%(size)s MB") % {"size": formats.number_format(kilobytes / 1024, decimal_pos=1)}


@component("feedback_card")
def feedback_card(card):
    """`card`: {title, said, advised, changed; optional: url, meta, lang}."""
    return {"card": card}


@component("timeline")
def timeline(entries):
    """`entries`: {label, state: done current ahead; optional: when (moment), text}."""
    return {"entries": entries}
