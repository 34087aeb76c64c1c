"""Rules and days off, for the administrator: what holds today and why, a new value, the calendar of a year."""

from datetime import MAXYEAR, MINYEAR, date
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from cms.staff import AdministratorMixin, StaffAct, StaffFormView, StaffView
from council_pages import rule_keeping
from council_pages.models import DayOff, Rule
from council_pages.rulebook import calendar_of_days_off, rules_on
from council_pages.rules import DEFINITIONS, RuleCode
from council_pages.staff.rule_forms import DayOffForm, LastDayForm, RuleForm
from council_pages.working_days import add_working_days, is_weekend

HISTORY_SIZE = 30
RULES = (("kenes_rules", _("Rules and terms")),)
LOG_ACTIONS = {
    "kenes.rule_set": _("New value of a rule"),
    "kenes.rule_ended": _("Value of a rule ended"),
    "kenes.rule_taken_back": _("Value of a rule taken back"),
}


class RuleLogFormatter(LogFormatter):
    """What was done to a rule, with the value and its days: the row itself may be gone."""

    def format_message(self, log_entry):
        """The label, the value with its unit, the day from which it is valid, and the last one where it was set."""
        said = log_entry.data
        if said["code"] not in RuleCode:
            return str(self.label)
        value = DEFINITIONS[RuleCode(said["code"])].in_words(said["value"])
        days = [f"{date.fromisoformat(said[name]):%d.%m.%Y}" for name in ("valid_from", "valid_until") if name in said]
        return f"{self.label}: {value}, {' – '.join(days)}"


def value_on(periods, code, today):
    """The value of the rule that holds today: one of these, or the default."""
    return next((period for period in periods if period.holds_on(today)), None) or Rule.by_default(code)


class RuleList(AdministratorMixin, StaffView):
    """Every rule with what holds today, since when and by which source, and what is to come."""

    template_name = "council_pages/admin/rules.html"
    title = _("Rules and terms")
    header_icon = "list-ul"

    def get_context_data(self, **kwargs):
        """One query for all rules."""
        today = timezone.localdate()
        periods = {code: list(rows) for code, rows in groupby(Rule.objects.order_by("code", "valid_from"), _code)}
        rows = [
            {
                "now": value_on(periods.get(code, []), code, today),
                "coming": [period for period in periods.get(code, []) if period.valid_from > today],
            }
            for code in RuleCode
        ]
        return super().get_context_data(rows=rows, **kwargs)


def _code(rule):
    return rule.code


class RuleMixin:
    """A screen about one rule, which its address names by the code."""

    header_icon = "list-ul"

    @cached_property
    def code(self):
        """The rule, or 404."""
        if self.kwargs["code"] not in RuleCode:
            raise Http404
        return RuleCode(self.kwargs["code"])

    @property
    def address(self):
        """The rule's own screen."""
        return reverse("kenes_rule", args=[self.code])


class RuleScreen(AdministratorMixin, RuleMixin, StaffFormView):
    """One rule: its values from the beginning, a form for a new one, and who did what."""

    form_class = RuleForm
    template_name = "council_pages/admin/rule.html"
    back = RULES
    submit_label = _("Enter the new value")
    success = _("The new value is entered. It holds from its day on.")

    def get_page_title(self):
        """The name of the rule."""
        return self.code.label

    def get_form_kwargs(self):
        """The unit of the value."""
        return {**super().get_form_kwargs(), "definition": DEFINITIONS[self.code]}

    def get_context_data(self, **kwargs):
        """The values, the latest first, and what the log says."""
        today = timezone.localdate()
        periods = list(Rule.objects.filter(code=self.code).order_by("-valid_from"))
        entries = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Rule), action__in=LOG_ACTIONS, data__code=self.code.value
        )
        return super().get_context_data(
            code=self.code,
            now=value_on(periods, self.code, today),
            periods=[(period, period.valid_from > today) for period in periods],
            history=entries.select_related("user")[:HISTORY_SIZE],
            **kwargs,
        )

    def act(self, form):
        """Enter the value."""
        rule_keeping.set_rule(self.code, user=self.request.user, **form.cleaned_data)
        return self.address


class EndRule(AdministratorMixin, RuleMixin, StaffFormView):
    """The latest value ends without another: the decree is repealed and nothing follows."""

    form_class = LastDayForm
    title = _("End the latest value")
    submit_label = _("End the latest value")
    success = _("The last day is entered.")

    def get_breadcrumbs_items(self):
        """The rule stands above."""
        *above, this = super().get_breadcrumbs_items()
        screens = [
            {"url": reverse("kenes_rules"), "label": RULES[0][1]},
            {"url": self.address, "label": self.code.label},
        ]
        return [*above, *screens, this]

    def act(self, form):
        """End it."""
        rule_keeping.end_rule(self.code, form.cleaned_data["last_day"], user=self.request.user)
        return self.address


class TakeBackRule(AdministratorMixin, StaffAct):
    """Take back a value that has not begun."""

    @cached_property
    def rule(self):
        """The value, or 404."""
        return get_object_or_404(Rule, pk=self.kwargs["pk"])

    @property
    def address(self):
        """The rule's screen."""
        return reverse("kenes_rule", args=[self.rule.code])

    def act(self, **kwargs):
        """Take it back."""
        rule_keeping.take_back_rule(self.rule, timezone.localdate(), user=self.request.user)
        return _("The value is taken back. The one before it holds on.")


class DaysOff(AdministratorMixin, StaffFormView):
    """The calendar of one year, with a form for one more day."""

    form_class = DayOffForm
    template_name = "council_pages/admin/days_off.html"
    title = _("Days off")
    header_icon = "calendar"
    back = RULES
    submit_label = _("Add the day")
    success = _("The day is in the calendar.")

    @property
    def year(self):
        """The year that is asked for, or this one where the question is none."""
        asked = self.request.GET.get("year", "")
        if asked.isdecimal() and len(asked) <= 4 and MINYEAR <= int(asked) <= MAXYEAR:
            return int(asked)
        return timezone.localdate().year

    def get_context_data(self, **kwargs):
        """The days of the year, the other years, and what the calendar makes of a term that begins today."""
        today = timezone.localdate()
        known = {day.year for day in DayOff.objects.dates("day", "year")}
        term = rules_on(today).reply_term_working_days
        return super().get_context_data(
            year=self.year,
            years=sorted(known | {today.year, today.year + 1, self.year}),
            days=[(entry, is_weekend(entry.day)) for entry in DayOff.objects.filter(day__year=self.year)],
            term=DEFINITIONS[RuleCode.REPLY_TERM_WORKING_DAYS].in_words(term),
            term_ends=add_working_days(today, term, calendar_of_days_off()),
            **kwargs,
        )

    def act(self, form):
        """Add it, and show its year."""
        entry = rule_keeping.add_day_off(user=self.request.user, **form.cleaned_data)
        return address_of_year(entry.day.year)


def address_of_year(year):
    """The calendar of the year."""
    return f"{reverse('kenes_days_off')}?year={year}"


class RemoveDayOff(AdministratorMixin, StaffAct):
    """Take one day out of the calendar."""

    @cached_property
    def entry(self):
        """The day, or 404."""
        return get_object_or_404(DayOff, pk=self.kwargs["pk"])

    @property
    def address(self):
        """The calendar of its year."""
        return address_of_year(self.entry.day.year)

    def act(self, **kwargs):
        """Remove it."""
        rule_keeping.remove_day_off(self.entry, user=self.request.user)
        return _("The day is taken out of the calendar.")
