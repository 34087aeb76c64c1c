"""Schedules, for those who plan consultations: the list, a new one, and the desk of one schedule."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.languages import active_language
from cms.roles import PLANS_CONSULTATIONS, READS_COUNCIL
from cms.staff import NeedsCouncil, StaffFormView, StaffView
from cms.tenancy import holds_in
from council_pages import next_schedule, planning
from council_pages.models import Schedule
from council_pages.staff.forms import ApprovalForm, ScheduleForm
from council_pages.staff.texts import text_table


class ScheduleList(StaffView):
    """The schedules of the user's councils."""

    template_name = "council_pages/admin/schedules.html"
    title = _("Schedules")
    header_icon = "table"

    def get_context_data(self, **kwargs):
        """Latest quarter first, with the number of consultations."""
        schedules = (
            Schedule.objects.for_user(self.request.user)
            .select_related("council", "decision__sitting")
            .prefetch_related("consultations")[:200]
        )
        return super().get_context_data(schedules=schedules, may_plan=self.may_act(PLANS_CONSULTATIONS), **kwargs)


class NewSchedule(NeedsCouncil, StaffFormView):
    """A new schedule."""

    form_class = ScheduleForm
    roles = PLANS_CONSULTATIONS
    title = _("New schedule")
    header_icon = "table"
    back = (("kenes_schedules", _("Schedules")),)
    submit_label = _("Make the schedule")
    success = _("The schedule is made. Plan its consultations, name the decision that approves it, write its text.")

    def get_form_kwargs(self):
        """The user's councils."""
        return {**super().get_form_kwargs(), "councils": self.councils(), "language": active_language()}

    def act(self, form):
        """Make it, and go on to its desk."""
        schedule = planning.create_schedule(user=self.request.user, **form.cleaned_data)
        return reverse("kenes_schedule", args=[schedule.pk])

    def form_invalid(self, form):
        """A second schedule for the quarter is refused beside the quarter."""
        for error in form.errors.pop("__all__", []):
            form.add_error("quarter", error)
        return super().form_invalid(form)


class ScheduleDesk(StaffFormView):
    """One schedule: its approval, its consultations, its texts."""

    form_class = ApprovalForm
    template_name = "council_pages/admin/schedule.html"
    header_icon = "table"
    back = (("kenes_schedules", _("Schedules")),)

    def dispatch(self, request, *args, **kwargs):
        """Find the schedule."""
        self.roles = READS_COUNCIL if request.method == "GET" else PLANS_CONSULTATIONS
        self.schedule = self.own(Schedule, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The quarter."""
        return str(self.schedule)

    def get_form_kwargs(self):
        """The decisions of this council."""
        kwargs = super().get_form_kwargs()
        return {**kwargs, "council": self.schedule.council, "initial": {"decision": self.schedule.decision}}

    def get_context_data(self, **kwargs):
        """Consultations, texts, and the schedule that follows."""
        return super().get_context_data(
            schedule=self.schedule,
            consultations=self.schedule.consultations.select_related("outcome"),
            publications=self.schedule.outsidepublications.filter(withdrawn_at=None),
            amendments=self.schedule.amendments.select_related("decision__sitting"),
            may_plan=holds_in(self.request.user, self.schedule.council, PLANS_CONSULTATIONS),
            following=next_schedule.following(self.schedule),
            text_tables=[text_table("schedule", self.schedule, self.request.user)],
            **kwargs,
        )

    def act(self, form):
        """Record the approval, or take it back."""
        decision = form.cleaned_data["decision"]
        planning.approve_schedule(self.schedule, decision, user=self.request.user)
        self.success = _("The approval is recorded.") if decision else _("The schedule is not approved now.")
        return reverse("kenes_schedule", args=[self.schedule.pk])
