"""What a reader has chosen beside the words, in the address of the results page; what is not understood chooses all."""

from datetime import date
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

import django_filters
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import regions
from cms.languages import in_language
from cms.models import Council, Level
from search import asking
from search.asking import Question
from search.kinds import STATUSES, all_kinds
from search.models import Entry

SIGNS = 200
# No council has this key: what is chosen fits none of them.
NO_COUNCIL = 0
# What leaves fewer things than the words find.
NARROWING = ("kind", "status", "level", "region", "council", "language", "since", "until")
ORDERS = [
    (asking.RELEVANCE, _("The best match")),
    (asking.NEWEST, _("The newest")),
    (asking.OLDEST, _("The oldest")),
]


class CouncilFacts(NamedTuple):
    """What the filters know of a council."""

    pk: int
    slug: str
    level: str
    region: str | None
    name_kk: str
    name_ru: str

    def name(self, language):
        """The council's name in the language."""
        return in_language(self, "name", language)


def read_councils():
    """All councils, closed ones too, by their keys: {pk: facts}. One query."""
    rows = Council.objects.order_by().values_list("pk", "slug", "level", "region__code", "name_kk", "name_ru")
    return {row[0]: CouncilFacts(*row) for row in rows}


class KnownChoicesField(django_filters.fields.MultipleChoiceField):
    """A choice of several; a value that is not among the choices counts for nothing."""

    def clean(self, value):
        """The known values, each once, in the order of the choices."""
        asked = set(value or [])
        return [str(known) for known, _label in self.choices if str(known) in asked]


class Several(django_filters.MultipleChoiceFilter):
    """One facet: any of the chosen values."""

    field_class = KnownChoicesField


class SearchFilter(django_filters.FilterSet):
    """The facets, the days and the order. The engine applies them: this reads the form and writes addresses."""

    kind = Several(label=_("Kind"), choices=[])
    status = Several(label=_("State"), choices=list(STATUSES.items()))
    level = Several(label=_("Level of the council"), choices=Level.choices)
    region = Several(label=_("Region"), choices=[(region.code, region.code) for region in regions.REGIONS])
    council = Several(label=_("Council"), choices=[])
    language = Several(label=_("Language"), choices=settings.LANGUAGES)
    since = django_filters.DateFilter(label=pgettext_lazy("period", "From"))
    until = django_filters.DateFilter(label=pgettext_lazy("period", "Until"))
    order = django_filters.ChoiceFilter(choices=ORDERS)
    exact = django_filters.ChoiceFilter(choices=[("1", "1")])

    class Meta:
        model = Entry
        fields = ["kind", "status", "language"]

    def __init__(self, data, text, councils):
        super().__init__(data, queryset=Entry.objects.none())
        self.text, self.councils = text, councils
        self.filters["kind"].extra["choices"] = list(all_kinds().items())
        self.filters["council"].extra["choices"] = [(row.slug, row.slug) for row in councils.values()]

    @cached_property
    def chosen(self):
        """What was understood: {name: list of values, day, or word}; a list is empty where all is chosen."""
        self.form.is_valid()
        known = {name: self.form.cleaned_data.get(name) for name in self.filters}
        for name, one in self.filters.items():
            if isinstance(one, Several):
                known[name] = known[name] or []
        if known["since"] and known["until"]:
            # Typed the wrong way round, it is still clear what is meant.
            known["since"], known["until"] = sorted((known["since"], known["until"]))
        known["order"] = known["order"] or asking.RELEVANCE
        return known

    def question(self, language):
        """What the engine is asked."""
        chosen = self.chosen
        return Question(
            text=self.text,
            language=language,
            councils=self._council_keys(),
            kinds=tuple(chosen["kind"]),
            statuses=tuple(chosen["status"]),
            languages=tuple(chosen["language"]),
            since=chosen["since"],
            until=chosen["until"],
            order=chosen["order"],
            is_exact=chosen["exact"] == "1",
        )

    def _council_keys(self):
        """The councils of the chosen levels, regions and councils; empty for all of them."""
        level, region, council = (set(self.chosen[name]) for name in ("level", "region", "council"))
        if not level | region | council:
            return ()
        keys = [
            row.pk
            for row in self.councils.values()
            if (not level or row.level in level)
            and (not region or row.region in region)
            and (not council or row.slug in council)
        ]
        return tuple(sorted(keys)) or (NO_COUNCIL,)

    @property
    def is_narrowed(self):
        """Whether anything but the words, the order and the spelling was chosen."""
        return any(self.chosen[name] for name in NARROWING)

    def pairs(self, **changes):
        """The question as (name, value) of an address. `changes`: {name: other values}, None for none of them."""
        said = [("q", self.text)]
        for name, value in {**self.chosen, **changes}.items():
            values = value if isinstance(value, list) else [value]
            said += [(name, one.isoformat() if isinstance(one, date) else one) for one in values if one]
        return [(name, value) for name, value in said if (name, value) != ("order", asking.RELEVANCE)]

    def address(self, **changes):
        """The address of the results with these changes, from their first page."""
        return f"?{urlencode(self.pairs(**changes))}"

    def address_without(self, name, value):
        """The same without one of the values of a facet."""
        return self.address(**{name: [one for one in self.chosen[name] if one != value]})

    @staticmethod
    def address_of_words(text):
        """These words alone, with everything else as if it had not been chosen."""
        return f"?{urlencode([('q', text)])}"

    @property
    def address_without_all(self):
        """The same words without any filter."""
        return self.address(**dict.fromkeys(NARROWING))

    def query(self):
        """The pairs as the component `pagination` takes them."""
        kept = MultiValueDict()
        for name, value in self.pairs():
            kept.appendlist(name, value)
        return kept
