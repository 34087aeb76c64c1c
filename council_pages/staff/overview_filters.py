"""Filters of the ministry's overview: which councils, in which state, of which quarters."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import regions
from cms.languages import active_language
from cms.models import Council, Level
from council_pages.overview.matrix import MOST_QUARTERS, STANDINGS, USUAL_QUARTERS
from council_pages.overview.parity_rows import page_types
from council_pages.quarters import Quarter

MOST_WORDS = 10
STATES = [
    ("open", pgettext_lazy("councils", "Open")),
    ("closed", pgettext_lazy("councils", "Closed")),
    ("all", pgettext_lazy("councils", "Open and closed")),
]
NUMBERS = (1, 2, 4, 8, MOST_QUARTERS)


def _regions():
    return [(row.code, row.forms(active_language()).nominative) for row in regions.in_order(active_language())]


class CouncilsFilter(django_filters.FilterSet):
    """Which councils: by words of their name, level, region, and whether they are closed."""

    q = django_filters.CharFilter(label=_("Words of the name"), method="filter_words")
    level = django_filters.ChoiceFilter(choices=Level, label=_("Level"), empty_label=_("All levels"))
    region = django_filters.ChoiceFilter(
        "region__code", choices=_regions, label=_("Region"), empty_label=_("All regions")
    )
    state = django_filters.ChoiceFilter(
        choices=STATES, label=_("Open or closed"), empty_label=None, method="filter_state"
    )

    class Meta:
        model = Council
        fields = ["q", "level", "region", "state"]

    @classmethod
    def usual(cls):
        """What is asked where the address says nothing."""
        return {"state": "open"}

    @classmethod
    def of(cls, asked, councils):
        """The filter over these councils, as an address asks."""
        data = asked.copy()
        for name, value in cls.usual().items():
            data.setdefault(name, value)
        return cls(data, queryset=councils)

    def value(self, name):
        """What is chosen; the usual in place of what the form does not know."""
        self.form.is_valid()
        return self.form.cleaned_data.get(name) or self.usual().get(name, "")

    def filter_words(self, queryset, name, value):
        """Those whose name in either language, or address, holds every word."""
        for word in value.split()[:MOST_WORDS]:
            found = Q(slug__icontains=word)
            # SQLite knows small and capital letters of the Latin alphabet only.
            for spelling in {word, word.lower(), word.capitalize(), word.upper()}:
                found |= Q(name_kk__icontains=spelling) | Q(name_ru__icontains=spelling)
            queryset = queryset.filter(found)
        return queryset

    def filter_state(self, queryset, name, value):
        """Open ones, closed ones, or both."""
        return queryset if value == "all" else queryset.filter(closed_on__isnull=value == "open")

    def keep(self, queryset, name, value):
        """Nothing of the rows in the database is left out by it."""
        return queryset


def _page_types():
    return list(page_types().items())


def _quarters():
    """What may be the last one: the next quarter, this one, and those before."""
    offered = [Quarter.of(timezone.localdate()).next()]
    while len(offered) <= MOST_QUARTERS:
        offered.append(offered[-1].previous())
    return [(quarter.slug, quarter.label(active_language())) for quarter in offered]


class MatrixFilter(CouncilsFilter):
    """The same, and of which quarters; and how a council stands in one of them, which the rows are asked."""

    standing = django_filters.ChoiceFilter(
        choices=STANDINGS, label=_("In one of the quarters"), empty_label=_("All"), method="keep"
    )
    until = django_filters.ChoiceFilter(choices=_quarters, label=_("Last quarter"), empty_label=None, method="keep")
    quarters = django_filters.ChoiceFilter(
        choices=[(str(number), str(number)) for number in NUMBERS],
        label=_("Number of quarters"),
        empty_label=None,
        method="keep",
    )

    @classmethod
    def usual(cls):
        """The last quarters up to this one."""
        return super().usual() | {
            "until": Quarter.of(timezone.localdate()).slug,
            "quarters": str(USUAL_QUARTERS),
        }


class FreshnessFilter(CouncilsFilter):
    """The same, and whether only those with a section that is out of date; their pages are asked for that."""

    fresh = django_filters.ChoiceFilter(
        choices=[("no", _("With a section that is out of date"))],
        label=_("How fresh"),
        empty_label=_("All"),
        method="keep",
    )


class ParityFilter(CouncilsFilter):
    """The same, and of which type of page."""

    page_type = django_filters.ChoiceFilter(
        choices=_page_types, label=_("Type of page"), empty_label=_("All"), method="keep"
    )


class UnevenFilter(ParityFilter):
    """Of one council: of which type of page, and whether only pages whose languages do not stand evenly."""

    q = level = region = state = None
    even = django_filters.ChoiceFilter(
        choices=[("no", _("Missing, a draft, or older"))],
        label=_("How the languages stand"),
        empty_label=_("All"),
        method="keep",
    )

    class Meta:
        model = Council
        fields: list = []

    @classmethod
    def usual(cls):
        """Nothing."""
        return {}
