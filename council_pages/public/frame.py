"""What the public views of this floor share: the council of an address, the way back, the page's own address."""

from django.core.validators import slug_re
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.descriptions import described
from cms.languages import LANGUAGES, active_language
from cms.models import Council
from cms.pages import section_links, trail_to
from cms.portraits import Portrait, card_of, picture_url


def public_council(slug):
    """The council whose section is live in at least one language; 404 for any other address, and for what is none."""
    if not slug_re.match(slug):
        raise Http404
    return get_object_or_404(Council.objects.filter(sections__page__live=True).distinct(), slug=slug)


def address(name, council=None):
    """The address of one of our views, of the council or of the whole country."""
    return reverse(f"council_{name}", args=[council.slug]) if council else reverse(name)


def frame(request, crumb, council=None, query=""):
    """The context of `council_pages/view.html`.

    `query` ("?month=2026-11") is the part of the question without which this would be another page: it belongs to the
    address under which search engines keep it. Both languages have the page.
    """
    language = active_language()
    parts = ["councils", council.slug, crumb] if council else [crumb]
    rest = request.path.removeprefix(f"/{language}/")
    own = {code: request.build_absolute_uri(f"/{code}/{rest}") + query for code in LANGUAGES}
    return {
        "council": council,
        "crumb": crumb,
        "trail": trail_to(parts, council, language),
        "section_links": section_links(council, language, None) if council else [],
        "canonical_url": own[language],
        "hreflang_links": [{"code": code, "url": url} for code, url in own.items()],
        "ways_to_follow": ways_to_follow(council),
        "feed_url": address("feed", council),
    }


def portrait_of(request, title, council=None, words=(), structured=()):
    """What a view says of itself elsewhere; its picture bears the title."""
    card = card_of(title, council)
    return Portrait(
        title=title,
        description=described(*words),
        card=card,
        picture=picture_url(request.path, card),
        structured=tuple(structured),
    )


def ways_to_follow(council=None, region=""):
    """For the component `toolbar`: the calendar for one's own device, and the feed of new questions."""
    query = f"?region={region}" if region else ""
    return [
        {
            "label": _("Calendar for your device (iCal)"),
            "url": address("calendar_ics", council) + query,
            "icon": "calendar",
        },
        {"label": _("Feed of new questions (Atom)"), "url": address("feed", council) + query, "icon": "file"},
    ]
