"""The choice of councils by level and region, in the address of a public page; an unknown value chooses all."""

from dataclasses import dataclass

from django.db.models import Q

from cms import regions
from cms.models import Level


@dataclass(frozen=True)
class CouncilFilter:
    """A level and the code of a region; empty for all."""

    level: str = ""
    region: str = ""

    @classmethod
    def of(cls, query):
        """What the address asks for (`?level=&region=`)."""
        level, region = query.get("level", ""), query.get("region", "")
        return cls(level if level in Level.values else "", region if region in regions.BY_CODE else "")

    def condition(self, path=""):
        """For a queryset: the chosen councils; `path` leads to them ("council__")."""
        chosen = Q(**{f"{path}level": self.level}) if self.level else Q()
        return chosen & Q(**{f"{path}region__code": self.region}) if self.region else chosen

    def choices(self, language):
        """The options of both lists, for the template `includes/council_filter.html`."""
        return {
            "levels": [
                {"value": value, "label": label, "selected": value == self.level} for value, label in Level.choices
            ],
            "regions": [
                {"value": row.code, "label": row.forms(language).nominative, "selected": row.code == self.region}
                for row in regions.in_order(language)
            ],
        }
