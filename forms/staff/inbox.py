"""The inbox of those who handle proposals: the list with its tabs and filters, and the filters that they keep."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from cms.models import Council
from cms.roles import HANDLES_PROPOSALS, SEES_REGISTER
from cms.staff import StaffMixin, StaffView, page_of
from council_pages.rulebook import rules_of_days
from forms import inbox, saved_filters
from forms.inbox import Tab
from forms.models import Proposal, SavedFilter
from forms.staff.beside import name_of
from forms.staff.filters import ASKED, ProposalFilter
from forms.waiting import waiting_of


class ProposalList(StaffView):
    """The proposals of the councils whose secretary or lead the user is, oldest first.

    A lead reads of a text what is public, and opens nothing: the rest may hold personal data.
    """

    template_name = "council_forms/admin/proposals.html"
    title = _("Proposals")
    header_icon = "mail"
    roles = SEES_REGISTER

    def get_context_data(self, **kwargs):
        """One page of the filtered list under its tab."""
        handled = set(Council.objects.for_user(self.request.user, HANDLES_PROPOSALS).values_list("pk", flat=True))
        proposals = Proposal.objects.for_user(self.request.user, self.roles)
        found = ProposalFilter(self.request.GET, queryset=proposals, request=self.request)
        counted, tab = inbox.counts(found.qs, self.request.user), self.tab(handled)
        under = found.qs.filter(inbox.condition(tab, self.request.user)).select_related(
            "consultation", "original", "publication_link__published", "assignment__person", "group_member__group"
        )
        listed = page_of(inbox.in_order(under), self.request)
        return super().get_context_data(
            filter=found,
            handled=handled,
            tabs=[(each.label, counted[each], self.question(each), each == tab) for each in Tab],
            tab=tab,
            rows=self.rows(listed["page_obj"]),
            asked=self.asked(ASKED),
            is_narrowed=bool(self.asked(ASKED - {"tab"})),
            saved=SavedFilter.objects.for_user(self.request.user),
            **listed,
            **kwargs,
        )

    def tab(self, handled):
        """The tab that is asked for; else the work, or all where something is asked or nothing can be handled."""
        asked = self.request.GET.get("tab", "")
        if asked in Tab.values:
            return Tab(asked)
        return Tab.ALL if self.request.GET or not handled else Tab.UNANSWERED

    def asked(self, known):
        """What of these names the list is asked, as a query."""
        return saved_filters.cleaned_query(self.request.GET.urlencode(), known)

    def question(self, tab):
        """The query of the same list under another tab."""
        query = self.request.GET.copy()
        query.pop("page", None)
        query["tab"] = tab.value
        return query.urlencode()

    def rows(self, proposals):
        """Each proposal with how long it waits and who answers for it."""
        rules_of, today = rules_of_days(), timezone.localdate()
        return [
            {
                "proposal": row,
                "waiting": waiting_of(row, rules_of, today),
                "assignee": name_of(row.assignment.person) if hasattr(row, "assignment") else "",
                "group": row.group_member.group if hasattr(row, "group_member") else None,
            }
            for row in proposals
        ]


class SaveFilter(StaffMixin, View):
    """POST: keep the question to the list under a name."""

    http_method_names = ["post"]

    def post(self, request):
        """Back to the list as it was asked for."""
        query = request.POST.get("query", "")
        try:
            saved = saved_filters.save_filter(request.POST.get("name", ""), query, ASKED, user=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            query = saved_filters.cleaned_query(query, ASKED)
        else:
            messages.success(request, gettext("The filter is saved: %(name)s") % {"name": saved.name})
            query = saved.query
        return redirect(f"{reverse('kenes_proposals')}?{query}")


class DropFilter(StaffMixin, View):
    """POST: forget one of the own saved filters."""

    http_method_names = ["post"]

    def post(self, request, pk):
        """Back to the list."""
        saved_filters.drop_filter(self.own(SavedFilter, pk=pk), user=request.user)
        messages.success(request, gettext("The saved filter is removed."))
        return redirect("kenes_proposals")
