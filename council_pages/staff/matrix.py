"""The ministry's matrix of councils and quarters: chosen, sorted, taken away as a file. A cell leads to its inputs."""

from functools import lru_cache

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import View

from cms import regions
from cms.languages import active_language
from cms.ministry import councils_seen_by
from cms.models import Level
from cms.roles import SEES_OVERVIEW
from cms.staff import MinistryMixin, StaffMixin, StaffView
from council_pages import csv_text, spreadsheets
from council_pages.compliance_rows import cells_of, quarters_between
from council_pages.overview import columns, matrix
from council_pages.overview.table import written_rows
from council_pages.quarters import Quarter
from council_pages.staff.overview_filters import MatrixFilter
from council_pages.todo_lines import delay_in_words


class Chosen:
    """What the address asks for: the filter, the quarters, the rows in their order. Read once."""

    def __init__(self, request):
        self.user, self.asked, self.today = request.user, request.GET, timezone.localdate()
        self.language = active_language()
        self.order = matrix.Order.of(request.GET.get("sort", ""))

    @cached_property
    def filter(self):
        """The form of the choice; what is not asked for is as usual."""
        return MatrixFilter.of(self.asked, councils_seen_by(self.user, SEES_OVERVIEW))

    @cached_property
    def quarters(self):
        """So many quarters up to the one that is chosen."""
        last = first = Quarter.parse(self.filter.value("until"))
        for _step in range(int(self.filter.value("quarters")) - 1):
            first = first.previous()
        return quarters_between(first, last)

    @cached_property
    def further(self):
        """The further columns, and what stands in them."""
        return columns.further([council for council, _cells in self.cells], self.filter.qs, self.today)

    @cached_property
    def cells(self):
        """Pairs (council, its cells)."""
        return cells_of(self.filter.qs.order_by("pk"), self.quarters, self.today)

    @cached_property
    def rows(self):
        """The councils with their cells."""
        _columns, more = self.further
        names = {code: region.forms(self.language).nominative for code, region in regions.BY_CODE.items()}
        found = [
            matrix.Row(council, tuple(cells), names.get(council.region, ""), more.get(council.pk, {}))
            for council, cells in self.cells
        ]
        return matrix.in_order(matrix.narrowed(found, self.filter.value("standing")), self.order, self.language)

    def question(self, **changed):
        """The query of the same choice with something changed."""
        query = self.asked.copy()
        for name, value in changed.items():
            query[name] = value
        return query.urlencode()


class Matrix(MinistryMixin, StaffView):
    """All councils, quarter by quarter."""

    template_name = "council_pages/admin/matrix.html"
    title = gettext_lazy("Overview of councils")
    header_icon = "table"
    roles = SEES_OVERVIEW

    def get_context_data(self, **kwargs):
        """The same number of queries for any number of councils and quarters."""
        chosen = Chosen(self.request)
        further, _values = chosen.further
        return super().get_context_data(
            filter=chosen.filter,
            heads=_heads(chosen, further),
            rows=_shown(chosen, further),
            today=chosen.today,
            query=chosen.question(),
            tab="kenes_matrix",
            **kwargs,
        )


def _heads(chosen, further):
    """The head of each column: its words, the address that sorts by it, and what `aria-sort` says."""
    named = [("name", _("Council")), ("level", _("Level")), ("region", _("Region"))]
    named += [(quarter.slug, quarter.label(chosen.language)) for quarter in chosen.quarters]
    named += [("late", _("Longest delay")), ("answers", _("Answers in time"))]
    named += [(column.code, column.label) for column in further]
    return [
        {
            "label": label,
            "url": f"?{chosen.question(sort=chosen.order.turned(code).sign)}",
            "sorted": chosen.order.aria(code),
        }
        for code, label in named
    ]


def _shown(chosen, further):
    """The rows for the template, which only prints."""
    late, address = lru_cache(delay_in_words), reverse("kenes_council_compliance", args=["-slug-"])
    levels = {level.value: str(level.label) for level in Level}
    missed = pgettext("compliance", "missed")
    return [
        {
            "name": str(row.council),
            "url": (url := address.replace("-slug-", row.council.slug)),
            "level": levels.get(row.council.level, ""),
            "region": row.region or "–",
            "cells": [_cell(cell, url, late, missed) for cell in row.cells],
            "late": late(row.days_late),
            "answers": "–" if row.share_in_time is None else f"{row.share_in_time} %",
            "more": [row.more.get(column.code) for column in further],
        }
        for row in chosen.rows
    ]


def _cell(cell, url, late, missed):
    """A cell leads to its quarter on the council's own screen, where its inputs stand."""
    if not cell.counts and cell.schedule is None:
        return {"text": "–"}
    return {
        "text": cell.status.label,
        "url": f"{url}#{cell.quarter.slug}",
        "late": late(cell.days_late) if cell.counts else "",
        "missed": missed if cell.is_missed else "",
    }


FILES = {
    "csv": ("text/csv; charset=utf-8", csv_text.written),
    "xlsx": (spreadsheets.CONTENT_TYPE, spreadsheets.written),
}


class MatrixFile(MinistryMixin, StaffMixin, View):
    """The same rows as a file: CSV or XLSX."""

    roles = SEES_OVERVIEW

    def get(self, request, file_end):
        """The file; 404 for another kind of one."""
        if file_end not in FILES:
            raise Http404
        chosen, (content_type, write) = Chosen(request), FILES[file_end]
        rows = written_rows(chosen.rows, chosen.quarters, chosen.further[0], chosen.today)
        name = f"councils-{chosen.quarters[0]}-{chosen.quarters[-1]}-{chosen.today:%Y-%m-%d}.{file_end}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(write(rows), content_type=content_type, headers=headers)
