"""Consultations: the list, a new one, and the desk on which one consultation is led from plan to outcome."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import components
from cms.languages import active_language
from cms.roles import PLANS_CONSULTATIONS, READS_COUNCIL
from cms.staff import NeedsCouncil, StaffFormView, StaffView
from cms.tenancy import holds_in, is_key
from council_pages import planning
from council_pages.evidence import record_of
from council_pages.lifecycle import steps_of
from council_pages.models import Consultation, Decision, Schedule
from council_pages.staff.announcements import announcements_for
from council_pages.staff.consultation_forms import FactsForm, NewConsultationForm
from council_pages.staff.forms import AttendanceForm, HaltForm
from council_pages.staff.missing import Missing, missing_for_next_step
from council_pages.staff.texts import text_table
from council_pages.tracker import departures_of

BACK = (("kenes_consultations", _("Consultations")),)


class ConsultationList(StaffView):
    """The consultations of the user's councils."""

    template_name = "council_pages/admin/consultations.html"
    title = _("Consultations")
    header_icon = "comment"

    def get_context_data(self, **kwargs):
        """Those that close soonest first, with their state."""
        now = timezone.now()
        consultations = (
            Consultation.objects.for_user(self.request.user)
            .select_related("council", "outcome", "schedule")
            .order_by("-closes_at", "-pk")[:200]
        )
        rows = [{"row": row, "state": row.state_at(now)} for row in consultations]
        return super().get_context_data(rows=rows, may_plan=self.may_act(PLANS_CONSULTATIONS), **kwargs)


class NewConsultation(NeedsCouncil, StaffFormView):
    """A new consultation."""

    form_class = NewConsultationForm
    roles = PLANS_CONSULTATIONS
    title = _("New consultation")
    header_icon = "comment"
    back = BACK
    submit_label = _("Plan the consultation")
    success = _("The consultation is planned. Write its text in one language, then translate it.")

    def get_initial(self):
        """The schedule from which one came here."""
        schedule = self.request.GET.get("schedule", "")
        pk = schedule if is_key(schedule) else None
        found = Schedule.objects.for_user(self.request.user).filter(pk=pk).first()
        return {"schedule": found, "council": found.council} if found else {}

    def get_form_kwargs(self):
        """The user's councils."""
        return {**super().get_form_kwargs(), "councils": self.councils()}

    def act(self, form):
        """Plan it, and go on to its desk."""
        amending = form.amending()
        consultation = planning.plan_consultation(user=self.request.user, amending=amending, **form.cleaned_data)
        return reverse("kenes_consultation", args=[consultation.pk])


class ConsultationFormView(StaffFormView):
    """A form on the way of one consultation; every success leads back to its desk."""

    roles = PLANS_CONSULTATIONS
    header_icon = "comment"

    def dispatch(self, request, *args, **kwargs):
        """Find the consultation."""
        self.consultation = self.own(Consultation, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """The list, the desk, this screen."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": self.desk(), "label": str(self.consultation)}, items[-1]]

    back = BACK

    def desk(self):
        """The address of the consultation's desk."""
        return reverse("kenes_consultation", args=[self.consultation.pk])


class ChangeFacts(ConsultationFormView):
    """The shared facts, for both languages at once."""

    form_class = FactsForm
    title = _("Facts of the consultation")
    success = _("The facts are changed in both languages.")

    def get_form_kwargs(self):
        """The row as it stands, and this council's schedules."""
        schedules = Schedule.objects.for_council(self.consultation.council)
        decisions = Decision.objects.filter(sitting__council=self.consultation.council)
        kwargs = {"instance": self.consultation, "schedules": schedules, "decisions": decisions}
        return {**super().get_form_kwargs(), **kwargs}

    def act(self, form):
        """Change them."""
        amending = form.amending()
        planning.change_facts(
            self.consultation, user=self.request.user, now=timezone.now(), amending=amending, **form.cleaned_data
        )
        return self.desk()


class Halt(ConsultationFormView):
    """Postpone or cancel, with a reason for the public."""

    form_class = HaltForm
    title = _("Postpone or cancel")
    success = _("The reason now stands on the question's page.")

    def act(self, form):
        """Halt it."""
        facts = form.cleaned_data
        planning.halt(
            self.consultation,
            facts["kind"],
            reason_kk=facts["reason_kk"],
            reason_ru=facts["reason_ru"],
            user=self.request.user,
        )
        return self.desk()


class Resume(ConsultationFormView):
    """Take a postponement or a cancellation back."""

    form_class = type("ResumeForm", (HaltForm.__base__,), {})
    title = _("Resume")
    submit_label = _("Resume the consultation")
    success = _("The consultation goes on.")

    def act(self, form):
        """Resume it."""
        planning.resume(self.consultation, user=self.request.user)
        return self.desk()


class OpenOutcome(ConsultationFormView):
    """The outcome: attendance now, its report on the desk."""

    form_class = AttendanceForm
    title = _("Outcome")
    submit_label = _("Save the attendance")
    success = _("The attendance is saved. Now write the outcome report.")

    def get_initial(self):
        """The attendance as entered before."""
        outcome = getattr(self.consultation, "outcome", None)
        if outcome is None:
            return {}
        return {"attended_offline": outcome.attended_offline, "attended_online": outcome.attended_online}

    def act(self, form):
        """Open the outcome, or change its attendance."""
        planning.open_outcome(self.consultation, user=self.request.user, **form.cleaned_data)
        return self.desk()


class ConsultationDesk(StaffView):
    """One desk for a consultation: facts once, texts in both languages, what is missing, proposals, outcome."""

    template_name = "council_pages/admin/desk.html"
    header_icon = "comment"
    roles = READS_COUNCIL
    back = BACK

    def dispatch(self, request, *args, **kwargs):
        """Find the consultation."""
        self.consultation = self.own(Consultation, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The question."""
        return str(self.consultation)

    def get_context_data(self, **kwargs):
        """Everything about this consultation."""
        now, user, row = timezone.now(), self.request.user, self.consultation
        outcome = getattr(row, "outcome", None)
        tables = [text_table("question", row, user)]
        tables += [
            text_table(kind, extra, user)
            for part in components.build(components.Place.DESK_TEXTS, row, user, now)
            for kind, extra in part["context"]["rows"]
        ]
        if outcome:
            tables.append(text_table("outcome", outcome, user))
        panels = components.build(components.Place.DESK_PANEL, row, user, now)
        state, record = row.state_at(now), record_of(row)
        may_plan = holds_in(user, row.council, PLANS_CONSULTATIONS)
        missing = missing_for_next_step(record, state, tables, now)
        if not may_plan:
            missing = [Missing(line.text) for line in missing]
        for part in components.build(components.Place.DESK_MISSING, row, user, now):
            missing += part["context"]["lines"]
        return super().get_context_data(
            consultation=row,
            state=state,
            steps=steps_of(record.evidence, now),
            publications=record.publications,
            departures=departures_of(row, active_language()),
            text_tables=tables,
            missing=missing,
            announcements=announcements_for(record, state, now) if may_plan else [],
            panels=panels,
            outcome=outcome,
            may_plan=may_plan,
            may_change=may_plan and not row.is_final,
            **kwargs,
        )
