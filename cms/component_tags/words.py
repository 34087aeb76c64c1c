"""Small parts: signs, marks, moments, notices."""

import re
from datetime import date, datetime

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from cms import dates
from cms.component_tags import block_component, component, register
from cms.languages import active_language

TAG_KINDS = {"open", "soon", "review", "done", "partly", "no", "plan", "late", "plain"}
# A state picks its shape and colour, the word comes from the page.
KIND_OF_STATE = {
    "planned": "plan",
    "collecting": "open",
    "reviewing": "review",
    "published": "done",
    "postponed": "no",
    "cancelled": "no",
    "registered": "plan",
    "under_review": "review",
    "accepted": "done",
    "partially_accepted": "partly",
    "rejected": "no",
    "forwarded": "plan",
    "sent": "review",
    "answered": "done",
    "overdue": "late",
    "withdrawn": "no",
}


def machine_form(moment):
    """What <time datetime> says: a day, or a minute on the clock of Astana with its offset."""
    if isinstance(moment, datetime):
        return dates.local(moment).isoformat(timespec="minutes")
    return moment.isoformat()


def local_day(moment):
    """The calendar day of a date or an aware datetime in Astana."""
    return dates.local(moment).date() if isinstance(moment, datetime) else moment


def in_words(moment, style, with_year):
    """The moment in the reader's language; see the tag `moment`."""
    language = active_language()
    if style in ("deadline", "appointment") and isinstance(moment, datetime):
        return getattr(dates, style)(moment, language, with_year=with_year)
    day = local_day(moment)
    words = dates.long_date(day, language) if with_year else dates.day_month(day, language)
    if style == "stamp" and isinstance(moment, datetime):
        return f"{words}, {dates.local(moment):%H:%M}"
    return words


def keep_together(words):
    """The words with "18:00-ге" kept on one line; U+2011 is not in the font and would hinder searching."""
    return mark_safe(re.sub(r"(\d\d:\d\d-\w+)", r'<span class="nowrap">\1</span>', conditional_escape(words)))  # noqa: S308


def stamp(value):
    """What the tag `moment` draws in the style "stamp", without a template: a receipt has several."""
    return format_html(
        '<time datetime="{}">{}</time>', machine_form(value), keep_together(in_words(value, "stamp", True))
    )


@register.filter
def at(values, place):
    """The value at this place of a list, for two lists that are read side by side."""
    return values[place]


@component("icon")
def icon(name):
    """Decorative sign beside its word: search calendar file down print check arrow close menu chat place."""
    return {"name": name}


@component("tag")
def tag(kind, label, lang=""):
    """Status as word and shape. `kind`: one of TAG_KINDS, or the code of a state."""
    return {"kind": kind if kind in TAG_KINDS else KIND_OF_STATE.get(kind, "plain"), "label": label, "lang": lang}


@component("badge")
def badge(label, lang=""):
    """Neutral mark: kind, level, language."""
    return {"label": label, "lang": lang}


@component("moment")
def moment(value, style="date", year=True):
    """A moment in words inside <time>; words instead of a moment pass as they are.

    `style`: date (22 ноября 2026 г.), stamp (with the hour), appointment (with weekday, hour and zone), deadline
    ("until …", the same). A day without an hour is always shown as a date.
    """
    if not isinstance(value, date):
        return {"words": value, "machine": ""}
    return {"words": keep_together(in_words(value, style, year)), "machine": machine_form(value)}


@block_component("notice")
def notice(kind="info", label="", lang=""):
    """Inset message; kind: info warn ok lang. `label` names it as a region where it stands outside main."""
    return {"kind": kind, "label": label, "lang": lang}


@component("empty_state")
def empty_state(title, text="", url="", action=""):
    """Says plainly that there is nothing here, why, and where to go."""
    return {"title": title, "text": text, "url": url, "action": action}
