"""Compliance on the staff's screens: the councils one reads, and one council quarter by quarter with its inputs.

Every number leads to what it was computed from. The formulas: `docs/compliance.md`.
"""

from django.db.models.functions import Collate
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.collation import collation_for
from cms.languages import active_language
from cms.ministry import councils_seen_by
from cms.models import Council
from cms.pages import SECTIONS, council_url
from cms.roles import COMMENTS_ON_NUMBERS, READS_COUNCIL
from cms.staff import StaffView
from cms.tenancy import holds_in
from council_pages.compliance import freshness_of
from council_pages.compliance_rows import cells_of, latest_publications, quarters_between
from council_pages.models import NumbersComment
from council_pages.quarters import Quarter
from council_pages.rulebook import rules_on
from council_pages.todo_lines import delay_in_words

# As far as the ministry's matrix goes: each of its cells leads here.
QUARTERS_BACK = 12


class ComplianceList(StaffView):
    """The councils whose reader one is: the last quarter, this one and the next."""

    template_name = "council_pages/admin/compliance_list.html"
    title = _("Compliance")
    header_icon = "check"

    def get_context_data(self, **kwargs):
        """In the alphabet of the staff's language; councils that are closed are out of compliance."""
        language, today = active_language(), timezone.localdate()
        this = Quarter.of(today)
        quarters = [this.previous(), this, this.next()]
        councils = Council.objects.for_user(self.request.user, READS_COUNCIL).open()
        councils = councils.order_by(Collate(f"name_{language}", collation_for(language)), "pk")
        return super().get_context_data(
            quarters=[quarter.label(language) for quarter in quarters],
            rows=[
                (council, [(cell, delay_in_words(cell.days_late)) for cell in cells])
                for council, cells in cells_of(councils, quarters, today)
            ],
            **kwargs,
        )


class CouncilCompliance(StaffView):
    """One council: quarters with their status, delays and inputs; how fresh its sections are."""

    template_name = "council_pages/admin/compliance.html"
    header_icon = "check"
    back = (("kenes_compliance", _("Compliance")),)

    def dispatch(self, request, *args, **kwargs):
        """Find the council; a stranger's is a 404."""
        self.council = get_object_or_404(councils_seen_by(request.user), slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The council's name."""
        return self.council.name()

    def get_context_data(self, **kwargs):
        """The next quarter first; of those before the council was made only the ones with a schedule."""
        language, today = active_language(), timezone.localdate()
        councils = Council.objects.filter(pk=self.council.pk)
        [(_facts, cells)] = cells_of(councils, _quarters_around(today), today)
        latest = latest_publications(councils)[self.council.pk]
        return super().get_context_data(
            council=self.council,
            may_comment=holds_in(self.request.user, self.council, COMMENTS_ON_NUMBERS),
            comment=NumbersComment.objects.for_council(self.council).standing().first(),
            rows=[_row(cell, language) for cell in reversed(cells) if cell.counts or cell.schedule],
            sections=[
                (row, SECTIONS[row.section], council_url(self.council, language, row.section))
                for row in freshness_of(latest, rules_on(today), today)
            ],
            **kwargs,
        )


def _quarters_around(today):
    first = Quarter.of(today)
    last = first.next()
    for _step in range(QUARTERS_BACK):
        first = first.previous()
    return quarters_between(first, last)


def _row(cell, language):
    """A quarter for the template: its name, the cell, and its delays in words."""
    marks = {"approved": cell.approved, "published": cell.published, "held": cell.held, "reported": cell.reported}
    return {
        "label": cell.quarter.label(language),
        "cell": cell,
        "delays": {name: delay_in_words(mark.days_late) for name, mark in marks.items()},
    }
