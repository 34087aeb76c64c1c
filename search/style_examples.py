"""The examples of the search, for the style guide."""

from datetime import date

from django.utils.translation import gettext_lazy

from cms.languages import active_language
from cms.models import Level
from cms.regions import in_order
from cms.style_guide import Chapter, Example, register
from cms.style_samples import CLOSES, EMPTY, FULL, NARROWED, NOW, OPENED, USUAL, council, question, say
from search.facets import Facet, Option
from search.kinds import Kind

INCLUDES = "council_search/includes"


def _facets():
    kinds = [Option(kind.value, kind.label, place * 3, place == 1) for place, kind in enumerate(Kind)]
    levels = [Option(level.value, level.label, 2, False) for level in Level]
    regions = [
        Option(row.code, row.forms(active_language()).nominative, None, row.is_city)
        for row in in_order(active_language())
    ]
    return [
        Facet("kind", say("Түрі", "Вид"), kinds),
        Facet("level", say("Деңгейі", "Уровень"), levels),
        Facet("region", say("Өңір", "Регион"), regions),
    ]


def _chips():
    return [{"label": Kind.OUTCOME.label, "url": "#"}, {"label": council(), "url": "#"}]


def _filter():
    years = [{"label": str(year), "url": "#", "count": 4, "current": year == 2026} for year in (2026, 2025)]
    return {
        "facets": _facets(),
        "chips": _chips(),
        "kept": [("q", question())],
        "years": years,
        "filters": {"chosen": {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}},
        "search_url": "#",
    }


def _open():
    label = say("Ұсыныс қабылдануда", "Приём предложений")
    item = {"title": question(), "url": "#", "state": "collecting", "status_label": label}
    return {"open_items": [item | {"opens_at": OPENED, "closes_at": CLOSES, "council": council()}], "now": NOW}


register(
    Chapter(
        "search",
        gettext_lazy("Search of the site"),
        order=80,
        examples=(
            Example(f"{INCLUDES}/chosen.html", USUAL, lambda: {"chips": _chips(), "whole_url": "#"}),
            Example(f"{INCLUDES}/filter.html", FULL, _filter),
            Example(f"{INCLUDES}/nothing.html", EMPTY, lambda: {"councils_url": "#"}),
            Example(
                f"{INCLUDES}/nothing.html",
                NARROWED,
                lambda: {"chips": _chips(), "whole_url": "#", "without_filters": 7},
            ),
            Example(
                f"{INCLUDES}/nothing.html",
                FULL,
                lambda: {"councils_url": "#", "similar": [{"label": council(), "url": "#"}], **_open()},
            ),
        ),
    )
)
