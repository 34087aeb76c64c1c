"""What is said of a consultation outside this site: in a picture's line, in a council's post. Pure.

Source: recommendations of 2024 (seed 001), step 3: citizens are invited in social networks or in mass media.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms import dates
from cms.descriptions import cut

# What a post in a social network may be long; most take more, none of those that councils use takes less.
LONGEST = 1000
LONGEST_TITLE, LONGEST_NAME, LONGEST_PLACE = 220, 160, 120
# Less of a summary says nothing.
LEAST_SUMMARY = 40


def window_line(consultation, language):
    """From when until when proposals are taken, for a picture and a message; empty where nobody can rely on it."""
    if consultation.opens_at is None or consultation.halted:
        return ""
    days = [dates.local(at).date() for at in (consultation.opens_at, consultation.closes_at)]
    return _("Time for proposals: %(days)s") % {"days": dates.date_range(*days, language)}


def announcement(consultation, events, language, title, summary, url, now):
    """Title, council, what it is about, until when and where, and the link; in the language, at most 1000 signs.

    `events` are the consultation's; the first one still ahead is named. The summary gives way to everything else.
    """
    with override(language):
        head = [cut(title, LONGEST_TITLE), cut(consultation.council.name(language), LONGEST_NAME)]
        ahead = sorted((event for event in events if event.starts_at > now and not event.is_cancelled), key=_begins)
        rest = [*_window(consultation, language, now), *(_meeting(event, language) for event in ahead[:1])]
        rest.append(f"{_('Read the question and make a proposal')}: {url}")
    room = LONGEST - len("\n".join([*head, "", "", *rest])) - 1
    middle = ["", cut(summary, room)] if summary and room >= LEAST_SUMMARY else []
    return "\n".join([*head, *middle, "", *rest])


def _begins(event):
    return event.starts_at


def _window(consultation, language, now):
    if consultation.opens_at is None:
        return
    if now < consultation.opens_at:
        opening = dates.appointment(consultation.opens_at, language, with_year=True)
        yield f"{_('Proposals will be accepted from')}: {opening}"
    yield f"{_('Proposals are accepted until')}: {dates.deadline(consultation.closes_at, language, with_year=True)}"


def _meeting(event, language):
    when = dates.appointment(event.starts_at, language, with_year=True)
    place = cut(event.place(language), LONGEST_PLACE)
    return f"{event.get_kind_display()}: {when}{f', {place}' if place else ''}"
