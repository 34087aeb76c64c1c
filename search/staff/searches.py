"""What the public searches for, for the ministry: asked most often, asked in vain, and the way into the glossary."""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.roles import SEES_SEARCHES
from cms.staff import StaffView
from cms.tenancy import holds, is_administrator
from search import query_log
from search.glossary import pairs

MOST_LINES = 50
DEFAULT_DAYS = 30


class PeriodForm(forms.Form):
    """Of which days, and on which site."""

    days = forms.TypedChoiceField(
        label=_("Period"),
        coerce=int,
        empty_value=DEFAULT_DAYS,
        required=False,
        choices=[
            (7, _("The last 7 days")),
            (DEFAULT_DAYS, _("The last 30 days")),
            (90, _("The last 90 days")),
            (365, _("The last 365 days")),
        ],
    )
    language = forms.ChoiceField(
        label=_("Language of the site"),
        required=False,
        choices=[("", _("Both languages")), ("kk", _("Kazakh")), ("ru", _("Russian"))],
    )


class Searches(StaffView):
    """Two lists of lines without anybody in them; whoever may change the glossary goes on from there."""

    template_name = "council_search/admin/searches.html"
    title = _("What is searched for")
    header_icon = "search"

    def dispatch(self, request, *args, **kwargs):
        """Ask again, whatever the gate said."""
        if not (is_administrator(request.user) or holds(request.user, SEES_SEARCHES)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The lists of the period, and its sums; of a question that is none, those of thirty days."""
        form = PeriodForm({"days": DEFAULT_DAYS} | self.request.GET.dict())
        asked = form.cleaned_data if form.is_valid() else {"days": DEFAULT_DAYS, "language": ""}
        since = timezone.localdate() - timedelta(days=asked["days"] - 1)
        lines = query_log.lines(since, asked["language"])
        known = pairs().lines
        in_vain = list(lines.filter(in_vain__gt=0).order_by("-in_vain", "words", "language")[:MOST_LINES])
        return super().get_context_data(
            form=form,
            top=lines.order_by("-times", "words", "language")[:MOST_LINES],
            in_vain=[(line, line["words"] in known) for line in in_vain],
            totals=query_log.totals(since, asked["language"]),
            fewest=query_log.FEWEST,
            may_add=is_administrator(self.request.user),
            **kwargs,
        )
