"""The ministry's lists of all councils: questions that are open, what waits for an answer, how fresh sections are."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

from cms.languages import active_language
from cms.ministry import councils_seen_by
from cms.pages import SECTIONS
from cms.roles import SEES_OVERVIEW
from cms.staff import MinistryMixin, StaffView, page_of
from council_pages.compliance import REQUIRED_SECTIONS, freshness_of
from council_pages.compliance_rows import latest_publications
from council_pages.models import Consultation
from council_pages.overview.waiting_rows import by_name, proposals_waiting, recommendations_waiting
from council_pages.rulebook import rules_on
from council_pages.staff.overview_filters import CouncilsFilter, FreshnessFilter
from council_pages.todo_lines import delay_in_words


class NationalView(MinistryMixin, StaffView):
    """A tab of the overview with a choice of councils."""

    title = _("Overview of councils")
    header_icon = "table"
    roles = SEES_OVERVIEW
    filter_class = CouncilsFilter
    tab = ""

    def get_context_data(self, **kwargs):
        """The filter, and what the tab shows of the chosen councils on this day."""
        found = self.filter_class.of(self.request.GET, councils_seen_by(self.request.user, SEES_OVERVIEW))
        shown = self.shown(found, timezone.localdate(), active_language())
        return super().get_context_data(filter=found, tab=self.tab, **shown, **kwargs)


class OpenQuestions(NationalView):
    """Every question that takes proposals now, the one that closes first at the top."""

    template_name = "council_pages/admin/open_questions.html"
    tab = "kenes_open_questions"

    def shown(self, found, today, language):
        """One page of them."""
        now = timezone.now()
        rows = Consultation.objects.filter(council__in=found.qs, halted="", opens_at__lte=now, closes_at__gt=now)
        return page_of(rows.select_related("council__region").order_by("closes_at", "pk"), self.request)


class Unanswered(NationalView):
    """Proposals without an answer by council, in numbers alone; recommendations without a reply."""

    template_name = "council_pages/admin/waiting.html"
    tab = "kenes_waiting"

    def shown(self, found, today, language):
        """Councils in their alphabet; recommendations by their term."""
        listed = page_of(recommendations_waiting(found.qs, today), self.request)
        return {
            "proposals": [
                (council, waiting, _days(waiting.days(today)), delay_in_words(waiting.days_late(today)))
                for council, waiting in proposals_waiting(by_name(found.qs, language), today)
            ],
            "recommendations": [(row, delay_in_words(max(0, (today - row.due_on).days))) for row in listed["page_obj"]],
            **listed,
        }


def _days(number):
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}


class FreshnessOfAll(NationalView):
    """How long ago each council has published anything in each required section."""

    template_name = "council_pages/admin/freshness_of_all.html"
    filter_class = FreshnessFilter
    tab = "kenes_freshness"

    def shown(self, found, today, language):
        """Councils in their alphabet, with a cell for each section."""
        latest, rules = latest_publications(found.qs), rules_on(today)
        rows = [
            (council, freshness_of(latest.get(council.pk, {}), rules, today)) for council in by_name(found.qs, language)
        ]
        if found.value("fresh") == "no":
            rows = [(council, cells) for council, cells in rows if not all(cell.is_fresh for cell in cells)]
        listed = page_of(rows, self.request)
        return {
            "rows": listed["page_obj"],
            "sections": [SECTIONS[section] for section in REQUIRED_SECTIONS],
            "freshness_days": rules.freshness_days,
            "never": pgettext("freshness", "never"),
            **listed,
        }
