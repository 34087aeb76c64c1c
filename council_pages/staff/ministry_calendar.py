"""The ministry's calendar: what happens in a month in all councils, and what is due in it."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_pages import calendars
from council_pages.models import Cadence
from council_pages.months import Month
from council_pages.staff.cadences import report_of
from council_pages.staff.national import NationalView
from council_pages.staff.overview_filters import CouncilsFilter
from council_pages.todo_lines import line_of
from council_pages.todo_rows import duties_in

# A month is shown whole, up to so many lines: a person reads no more.
MOST_LINES = 300


@dataclass(frozen=True)
class Line:
    """One thing of a day: what, where it leads, whose it is."""

    day: date
    what: str
    title: str
    url: str
    whose: str = ""


class MinistryCalendar(NationalView):
    """Openings and closings of questions, events, sittings, duties of councils, and the ministry's own."""

    template_name = "council_pages/admin/ministry_calendar.html"
    title = gettext_lazy("Calendar")
    header_icon = "calendar"
    filter_class = CouncilsFilter
    tab = "kenes_ministry_calendar"

    def shown(self, found, today, language):
        """The lines of the month, the earliest first; 404 for what is no month."""
        month = self.month(today)
        lines = [*_public(month, found.qs, language), *_duties(month, found.qs, today), *_cadences(month, today)]
        lines.sort(key=lambda line: (line.day, line.what, line.title))
        return {
            "month": month.label(language),
            "months": self.neighbours(month, language),
            "lines": lines[:MOST_LINES],
            "more": max(0, len(lines) - MOST_LINES),
            "kept": month.slug,
        }

    def month(self, today):
        """The one that is asked for; this one by default."""
        asked = self.request.GET.get("month", "")
        try:
            return Month.parse(asked) if asked else Month.of(today)
        except ValueError as error:
            raise Http404 from error

    def neighbours(self, month, language):
        """The month before and after, with the same choice of councils."""
        query = self.request.GET.copy()
        found = []
        for other in (month.shifted(-1), month, month.shifted(1)):
            if other is not None:
                query["month"] = other.slug
                found.append(
                    {"label": other.label(language), "url": f"?{query.urlencode()}", "current": other == month}
                )
        return found


def _public(month, councils, language):
    """What the public calendar tells, in the chosen councils."""
    chosen = set(councils.values_list("pk", flat=True))
    found = [one for one in calendars.happenings(month.first_day, month.last_day) if one.row.council_id in chosen]
    for entry in calendars.entries(found, language, with_council=True):
        label = entry.happening.label or _("Sitting")
        yield Line(entry.happening.day, label, entry.title, entry.url, entry.council)


def _duties(month, councils, today):
    """What councils have to do by a day of the month, as it stands today."""
    for duty in duties_in(councils, today, ahead=max(0, (month.last_day - today).days)):
        if month.first_day <= duty.due <= month.last_day:
            line = line_of(duty, acts=False)
            yield Line(duty.due, line["what"], line["subject"], line["address"], line["council"])


def _cadences(month, today):
    """What the ministry's own recurring duties ask for."""
    for cadence in Cadence.objects.prefetch_related("proofs"):
        due = report_of(cadence, today)["due"]
        if due and month.first_day <= due <= month.last_day:
            yield Line(due, _("Recurring duty"), str(cadence), "", cadence.owner)
