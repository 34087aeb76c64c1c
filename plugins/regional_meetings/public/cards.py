"""What a messenger shows with the address of each public page of the plugin; the titles are those of the pages."""

from django.utils.translation import gettext as _

from cms.languages import active_language
from cms.portraits import card_of
from plugins.regional_meetings.public.council import meeting_or_404, report_or_404, report_title
from plugins.regional_meetings.public.national import digest_title, half_or_404


def everything(council=None):
    """The meetings of a council, or of all bodies."""
    return card_of(_("Regional meetings"), council)


def meeting(council, address):
    """One announced meeting."""
    return card_of(meeting_or_404(council, address).title(active_language()), council)


def report(council, quarter):
    """One frozen report."""
    return card_of(report_title(report_or_404(council, quarter)), council)


def digest(half):
    """The sums of a half-year."""
    return card_of(digest_title(half_or_404(half)))
