"""The screen on which the next quarter's schedule is made from the last one."""

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.languages import active_language
from cms.roles import PLANS_CONSULTATIONS
from cms.staff import StaffFormView
from council_pages import next_schedule
from council_pages.models import Consultation, Decision, Schedule
from council_pages.staff.consultation_forms import AmendingFields


class NextScheduleForm(AmendingFields):
    """Which questions go into the next schedule: what was not held moves unless somebody says no."""

    moved = forms.ModelMultipleChoiceField(
        Consultation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        label=_("Not held yet: these move into the next quarter"),
        help_text=_("They keep their dates and texts: change the dates on the desk of each question."),
    )
    repeated = forms.ModelMultipleChoiceField(
        Consultation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        label=_("Opened, held or called off: these are asked once more"),
        help_text=_("A new question without dates is planned; the old one stays as it is."),
    )
    field_order = ["moved", "repeated"]

    def __init__(self, *args, schedule, now, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in zip(("moved", "repeated"), next_schedule.sorted_questions(schedule, now), strict=True):
            self.fields[name].queryset = schedule.consultations.filter(pk__in=[row.pk for row in rows])
            if not rows:
                self.fields[name].widget = forms.MultipleHiddenInput()
        self.fields["moved"].initial = self.fields["moved"].queryset
        decisions = Decision.objects.filter(sitting__council=schedule.council)
        self.fields["amended_by"].queryset = decisions.select_related("sitting")
        if schedule.decision_id is None:
            for name in AmendingFields.base_fields:
                self.fields[name].widget = forms.HiddenInput()


class NextSchedule(StaffFormView):
    """The next quarter's schedule, made from this one; where it exists already the way leads there."""

    form_class = NextScheduleForm
    template_name = "council_pages/admin/next_schedule.html"
    roles = PLANS_CONSULTATIONS
    header_icon = "table"
    title = _("The next quarter's schedule")
    submit_label = _("Make the schedule")
    back = (("kenes_schedules", _("Schedules")),)
    success = _("The schedule is made. It is a draft: its approval and its text are still to come.")

    def dispatch(self, request, *args, **kwargs):
        """Find the schedule."""
        self.schedule = self.own(Schedule, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """The form; nothing is asked where the schedule is there."""
        if made := next_schedule.following(self.schedule):
            return redirect("kenes_schedule", made.pk)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """The list, the old schedule, this screen."""
        items = super().get_breadcrumbs_items()
        desk = {"url": reverse("kenes_schedule", args=[self.schedule.pk]), "label": str(self.schedule)}
        return [*items[:-1], desk, items[-1]]

    def get_form_kwargs(self):
        """The schedule as it stands now."""
        return {**super().get_form_kwargs(), "schedule": self.schedule, "now": timezone.now()}

    def get_context_data(self, **kwargs):
        """Which quarter it will be; and the schedule that stands in the way, where one does."""
        return super().get_context_data(
            schedule=self.schedule,
            quarter=self.schedule.quarter.next().label(active_language()),
            made=next_schedule.following(self.schedule),
            **kwargs,
        )

    def act(self, form):
        """Make it, and go on to its desk."""
        amending = form.amending()
        made = next_schedule.make_next(
            self.schedule, user=self.request.user, now=timezone.now(), amending=amending, **form.cleaned_data
        )
        return reverse("kenes_schedule", args=[made.pk])
