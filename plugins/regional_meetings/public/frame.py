"""What the public views of the plugin share: the way back, what a page says of itself elsewhere."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.languages import LANGUAGES, active_language
from cms.pages import council_url, section_links, trail_to
from council_pages.public.frame import portrait_of
from plugins.regional_meetings.models import Meeting

ADDRESS = "regional-meetings"


def council_address(council, language, *parts):
    """The address of the council's meetings, or of something below them, in the language. No query."""
    return council_url(council, language, ADDRESS, *parts)


def national_address(name="national", *args):
    """The address of one of our views for the whole country, in the active language."""
    return reverse(f"regional_meetings_{name}", args=args)


def frame(request, title, council=None, deeper=(), words=()):
    """The context of every page: council, trail, languages, portrait. Both languages always have the page."""
    language = active_language()
    rest = request.path.removeprefix(f"/{language}/")
    own = {code: request.build_absolute_uri(f"/{code}/{rest}") for code in LANGUAGES}
    trail = trail_to(["councils", council.slug, ADDRESS] if council else [ADDRESS], council, language)
    if deeper:
        above = council_address(council, language) if council else national_address()
        trail.append({"label": _("Regional meetings"), "url": above})
    return {
        "title": title,
        "council": council,
        "trail": trail,
        "section_links": section_links(council, language, None) if council else [],
        "canonical_url": own[language],
        "hreflang_links": [{"code": code, "url": url} for code, url in own.items()],
        "portrait": portrait_of(request, title, council, words=[*filter(None, words)]),
    }


def public_meetings(council=None):
    """Announced meetings, of the council or of all councils that have the plugin on."""
    if council is not None:
        return Meeting.objects.public().with_facts().for_council(council)
    return Meeting.objects.shown().with_facts()
