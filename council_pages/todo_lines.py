"""A duty in words, in the active language: for the start page and for the letter."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def line_of(duty, *, acts):
    """The duty for a template: what, about what, in which council, until when, how late, and where it is closed.

    `acts`: whether the reader is one who answers for it.
    """
    return {
        "what": _what(duty),
        "subject": duty.subject,
        "council": str(duty.council),
        "due": duty.due,
        "delay": delay_in_words(duty.overdue),
        "address": address_of(duty.screen_for(acts=acts)),
    }


def delay_in_words(days):
    """How many days late; empty where nothing is late."""
    return ngettext("%(number)s day late", "%(number)s days late", days) % {"number": days} if days else ""


def address_of(screen):
    """The address of a screen."""
    path = reverse(screen.route, args=screen.args)
    return f"{path}?{screen.query}" if screen.query else path


def _what(duty):
    if not duty.number:
        return str(duty.code.label)
    return _("%(what)s (without an answer: %(number)s)") % {"what": duty.code.label, "number": duty.number}
