"""Sittings, for those who plan consultations: the list, and one screen for a sitting with its decisions and texts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.roles import PLANS_CONSULTATIONS
from cms.staff import StaffFormView, StaffView
from council_pages.attendance import is_below_quorum
from council_pages.models import Sitting
from council_pages.sittings import save_sitting
from council_pages.staff.forms import AgendaFormSet, DecisionFormSet, SittingForm
from council_pages.staff.texts import text_table


class SittingList(StaffView):
    """The sittings of the user's councils."""

    template_name = "council_pages/admin/sittings.html"
    title = _("Sittings")
    header_icon = "calendar"

    def get_context_data(self, **kwargs):
        """Newest first."""
        sittings = Sitting.objects.for_user(self.request.user).select_related("council")[:200]
        return super().get_context_data(sittings=sittings, may_plan=self.may_act(PLANS_CONSULTATIONS), **kwargs)


class EditSitting(StaffFormView):
    """A new or an existing sitting with its decisions."""

    form_class = SittingForm
    template_name = "council_pages/admin/sitting.html"
    roles = PLANS_CONSULTATIONS
    header_icon = "calendar"
    back = (("kenes_sittings", _("Sittings")),)
    success = _("The sitting is saved.")

    def get_page_title(self):
        """The sitting's name, or that it is new."""
        return str(self.sitting) if self.sitting else _("New sitting")

    def dispatch(self, request, *args, **kwargs):
        """Find the sitting, if one is named."""
        self.sitting = self.own(Sitting, pk=kwargs["pk"]) if "pk" in kwargs else None
        if self.sitting is None:
            self.refuse_without_council()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """The user's councils and the sitting."""
        return {**super().get_form_kwargs(), "councils": self.councils(), "instance": self.sitting}

    def get_context_data(self, **kwargs):
        """Agenda and decisions, as typed where something was refused, and the texts of a sitting that exists."""
        typed = self.request.POST or None
        if "decisions" not in kwargs:
            kwargs["decisions"] = DecisionFormSet(typed, instance=self.sitting)
            kwargs["agenda"] = AgendaFormSet(typed, instance=self.sitting, prefix="agenda")
        if self.sitting:
            kwargs["text_tables"] = [text_table("sitting", self.sitting, self.request.user)]
            kwargs["approvals"] = _approvals(self.sitting)
            kwargs["is_below_quorum"] = is_below_quorum(self.sitting.members_present, self.sitting.members_total)
        return super().get_context_data(**kwargs)

    def form_valid(self, form):
        """The sitting with its agenda and its decisions, or nothing of it."""
        self.decisions = DecisionFormSet(self.request.POST, instance=form.instance)
        self.agenda = AgendaFormSet(self.request.POST, instance=form.instance, prefix="agenda")
        if not (self.decisions.is_valid() & self.agenda.is_valid()):
            context = self.get_context_data(form=form, decisions=self.decisions, agenda=self.agenda)
            return self.render_to_response(context)
        return super().form_valid(form)

    def act(self, form):
        """Enter it, or change it."""
        sitting = save_sitting(
            form.save(commit=False),
            user=self.request.user,
            decisions=self.decisions.save(commit=False),
            agenda=self.agenda.save(commit=False),
            dropped=self.agenda.deleted_objects,
        )
        return reverse("kenes_sitting", args=[sitting.pk])


def _approvals(sitting):
    """What the decisions approve: [(decision, [{"label", "url"}, …]), …], those that approve something."""
    found = []
    for decision in sitting.decisions.prefetch_related("schedules", "recommendations"):
        rows = [("kenes_schedule", row) for row in decision.schedules.all()]
        rows += [("kenes_recommendation", row) for row in decision.recommendations.all()]
        if rows:
            links = [{"label": str(row), "url": reverse(name, args=[row.pk])} for name, row in rows]
            found.append((decision, links))
    return found
