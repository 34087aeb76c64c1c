"""The tabs of the ministry's overview."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

register = template.Library()

TABS = (
    ("kenes_matrix", pgettext_lazy("overview", "Quarters")),
    ("kenes_open_questions", _("Open questions")),
    ("kenes_waiting", _("Without an answer")),
    ("kenes_freshness", pgettext_lazy("overview", "Freshness")),
    ("kenes_parity", _("Both languages")),
    ("kenes_cadences", _("Recurring duties")),
    ("kenes_messages", _("Messages to councils")),
    ("kenes_ministry_calendar", _("Calendar")),
)


@register.simple_tag
def ministry_tabs():
    """Each tab with its address."""
    return [{"name": name, "label": label, "url": reverse(name)} for name, label in TABS]
