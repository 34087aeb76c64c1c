"""The first draft of an outcome report: what the register counts, in words. A person finishes it.

Only numbers, and which recommendations went where: nothing that a citizen wrote and nobody's name.
Source: recommendations of 2024, step 7 (the council publishes its position and what became of the proposals).
"""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms import components


@dataclass(frozen=True)
class Course:
    """How a consultation went, in numbers; of each recommendation that was sent its number and its state body."""

    received: int = 0
    accepted: int = 0
    partially_accepted: int = 0
    rejected: int = 0
    forwarded: int = 0
    attended_offline: int = 0
    attended_online: int = 0
    events_held: int = 0
    recommendations: tuple[tuple[str, str], ...] = ()


def course_of(outcome, language):
    """The course of the outcome's consultation. What became of the proposals is counted by the floor above."""
    consultation = outcome.consultation
    counted = {}
    for part in components.build(components.Place.OUTCOME_NUMBERS, consultation):
        counted |= part["context"]
    sent = consultation.recommendations.sent().filter(withdrawn_on=None).order_by("sent_on", "pk")
    return Course(
        attended_offline=outcome.attended_offline,
        attended_online=outcome.attended_online,
        events_held=consultation.events.exclude(participants=None).count(),
        recommendations=tuple((row.number, row.addressee(language)) for row in sent),
        **counted,
    )


def drafted(course, language):
    """The words of the report's fields in the language: {"summary", "position", "changes"}. Pure."""
    with override(language):
        return {
            "summary": " ".join([_received(course.received), *_meetings(course)]),
            "position": _position(course),
            "changes": str(format_html_join("", "<p>{}</p>", ((words,) for words in _sent(course)))),
        }


def _received(count):
    if not count:
        return _("No proposals came in.")
    words = ngettext("%(count)s proposal was received.", "%(count)s proposals were received.", count)
    return words % {"count": count}


def _meetings(course):
    held, here, online = course.events_held, course.attended_offline, course.attended_online
    return _said(
        (held, ngettext("%(count)s event was held.", "%(count)s events were held.", held)),
        (here, ngettext("%(count)s person attended in person.", "%(count)s people attended in person.", here)),
        (online, ngettext("%(count)s person attended online.", "%(count)s people attended online.", online)),
    )


def _position(course):
    if not (decided := _said(*_decided(course))):
        return ""
    items = format_html_join("", "<li>{}</li>", ((words,) for words in decided))
    return str(format_html("<p>{}</p><ul>{}</ul>", _("The council has considered the proposals."), items))


def _decided(course):
    """How many proposals had each of the four answers, with the sentence that says so."""
    counts = (course.accepted, course.partially_accepted, course.rejected, course.forwarded)
    accepted, partly, rejected, forwarded = counts
    sentences = (
        ngettext("%(count)s proposal is taken into account.", "%(count)s proposals are taken into account.", accepted),
        ngettext(
            "%(count)s proposal is partly taken into account.",
            "%(count)s proposals are partly taken into account.",
            partly,
        ),
        ngettext(
            "%(count)s proposal is not taken into account.", "%(count)s proposals are not taken into account.", rejected
        ),
        ngettext(
            "%(count)s proposal is forwarded to the competent body.",
            "%(count)s proposals are forwarded to the competent body.",
            forwarded,
        ),
    )
    return zip(counts, sentences, strict=True)


def _sent(course):
    words = _("Recommendation No. %(number)s is sent to the state body: %(addressee)s.")
    return [words % {"number": number, "addressee": body} for number, body in course.recommendations]


def _said(*counted):
    """The sentences of what there was at all."""
    return [words % {"count": count} for count, words in counted if count]
