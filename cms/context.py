"""The frame that stands around every public page: way home, menu, languages, disclaimer."""

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.languages import LANGUAGES, active_language, other_language
from cms.models import Demonstration, Operator
from cms.prepared import Prepared

LABELS = {"kk": "Қазақша", "ru": "Русский"}


@Prepared
def _names_and_disclaimers():
    """Rows (True, names of the operator and its unit) and (False, disclaimers of the demonstration): one query."""
    names = Operator.objects.values_list(Value(True), "name_kk", "name_ru", "unit_kk", "unit_ru")
    disclaimers = Demonstration.objects.values_list(
        Value(False), "disclaimer_kk", "disclaimer_ru", Value(""), Value("")
    )
    return names.union(disclaimers, all=True)


def _operator_and_demonstration():
    """Both without their keys; where there is none, one without words."""
    operator, demonstration = Operator(), Demonstration()
    for is_operator, kk, ru, unit_kk, unit_ru in _names_and_disclaimers():
        if is_operator:
            operator = Operator(name_kk=kk, name_ru=ru, unit_kk=unit_kk, unit_ru=unit_ru)
        else:
            demonstration = Demonstration(disclaimer_kk=kk, disclaimer_ru=ru)
    return operator, demonstration


def site_frame(request):
    """The context that `cms/base.html` asks for. Costs one query, none in the admin."""
    if request.path_info.startswith("/admin/"):
        return {}
    language = active_language()
    live_in = getattr(request, "kenes_live_in", LANGUAGES)
    shown = language if language in live_in else other_language(language)
    addresses = _addresses(request, language)
    return frame_of(request) | {
        "search_url": reverse("search"),
        "hreflang_links": [{"code": code, "url": request.build_absolute_uri(addresses[code])} for code in live_in],
        "canonical_url": request.build_absolute_uri(addresses[shown]),
        "noindex": shown != language,
    }


def frame_of(request):
    """What header and footer say, for a page that no search engine is to find. The same query."""
    language = active_language()
    query = request.META.get("QUERY_STRING", "")
    suffix = f"?{query}" if query and request.method == "GET" else ""
    addresses = _addresses(request, language)
    rest = addresses[language].removeprefix(f"/{language}/")
    nav = [
        ("councils/", _("Councils")),
        ("recommendations/", _("Recommendations")),
        ("calendar/", _("Calendar")),
        ("search/", _("Search")),
        ("track/", _("Track a proposal")),
    ]
    operator, demonstration = _operator_and_demonstration()
    return {
        "home_url": f"/{language}/",
        "nav": [
            {"label": label, "url": f"/{language}/{target}", "current": rest.startswith(target)}
            for target, label in nav
        ],
        "language_links": _language_links(addresses, suffix),
        "operator": {"name": operator.name(language), "unit": operator.unit(language)},
        "demonstration_disclaimer": demonstration.disclaimer(language),
    }


def switching_by(form, addresses):
    """`language_links` whose other language is a button of the form with this id: what is typed comes along.

    `addresses`: {language: where it is sent to be shown}; sending there must change nothing.
    """
    return [link if link["current"] else link | {"form": form} for link in _language_links(addresses)]


def _language_links(addresses, suffix=""):
    language = active_language()
    return [
        {"code": code, "label": LABELS[code], "url": addresses[code] + suffix, "current": code == language}
        for code in LANGUAGES
    ]


def _addresses(request, language):
    """{language: address of this page in it}; of a page outside of both, the home page."""
    path = request.path_info if request.path_info.startswith(f"/{language}/") else f"/{language}/"
    rest = path.removeprefix(f"/{language}/")
    return {code: f"/{code}/{rest}" for code in LANGUAGES}
