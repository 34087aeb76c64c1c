"""What the pictures of our plain views show, by the name of the route; each 404 where its page is one.

The same titles as on the pages themselves (`council_pages/public/frame.py`, `portrait_of`).
"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cms.languages import active_language
from cms.models import Council
from cms.portraits import card_of
from council_pages.models import Recommendation
from council_pages.public.frame import public_council
from council_pages.public.quarters import quarter_of


def calendar(slug=""):
    """The calendar of a council or of the country."""
    return card_of(_("Calendar"), public_council(slug) if slug else None)


def archive(slug):
    """A council's archive."""
    return card_of(_("Archive of consultations"), public_council(slug))


def quarter(slug):
    """A quarter in all councils."""
    return card_of(quarter_of(slug).label(active_language()))


def indicators():
    """The indicators of all councils."""
    return card_of(_("Indicators"))


def compliance(slug):
    """One council's numbers."""
    return card_of(_("How the council keeps the recommendations"), public_council(slug))


def register(slug=""):
    """The register of recommendations of a council or of all councils."""
    if not slug:
        return card_of(_("Recommendations of the councils and the replies"))
    return card_of(_("Recommendations and replies"), get_object_or_404(Council, slug=slug))


def recommendation(slug, address):
    """One recommendation that was sent."""
    rows = Recommendation.objects.sent().select_related("council")
    row = get_object_or_404(rows, council__slug=slug, slug=address)
    return card_of(row.title(active_language()), row.council)


CARDS = {
    "calendar": calendar,
    "council_calendar": calendar,
    "council_archive": archive,
    "quarter": quarter,
    "indicators": indicators,
    "council_compliance": compliance,
    "recommendations": register,
    "council_recommendations": register,
    "recommendation": recommendation,
}
