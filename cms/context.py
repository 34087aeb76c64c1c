"""The frame that stands around every public page: way home, menu, languages, disclaimer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.languages import LANGUAGES, active_language, other_language
from cms.models import Demonstration, Operator

LABELS = {"kk": "Қазақша", "ru": "Русский"}


def site_frame(request):
    """The context that `cms/base.html` asks for. Costs two queries, none in the admin."""
    if request.path_info.startswith("/admin/"):
        return {}
    language = active_language()
    path = request.path_info if request.path_info.startswith(f"/{language}/") else f"/{language}/"
    rest = path.removeprefix(f"/{language}/")
    query = request.META.get("QUERY_STRING", "")
    suffix = f"?{query}" if query and request.method == "GET" else ""
    live_in = getattr(request, "kenes_live_in", LANGUAGES)
    addresses = {code: f"/{code}/{rest}" for code in LANGUAGES}
    nav = [("councils/", _("Councils")), ("search/", _("Search")), ("track/", _("Track a proposal"))]
    shown = language if language in live_in else other_language(language)
    demonstration, operator = Demonstration.objects.first(), Operator.objects.first() or Operator()
    return {
        "home_url": f"/{language}/",
        "search_url": reverse("search"),
        "nav": [
            {"label": label, "url": f"/{language}/{target}", "current": rest.startswith(target)}
            for target, label in nav
        ],
        "language_links": [
            {"code": code, "label": LABELS[code], "url": addresses[code] + suffix, "current": code == language}
            for code in LANGUAGES
        ],
        "hreflang_links": [{"code": code, "url": request.build_absolute_uri(addresses[code])} for code in live_in],
        "canonical_url": request.build_absolute_uri(addresses[shown]),
        "noindex": shown != language,
        "operator": {"name": operator.name(language), "unit": operator.unit(language)},
        "demonstration_disclaimer": demonstration.disclaimer(language) if demonstration else "",
    }
