"""Sittings, for those who plan consultations: the list, and one screen for a sitting with its decisions and texts."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.roles import PLANS_CONSULTATIONS
from cms.staff import StaffFormView, StaffView
from council_pages.models import Sitting
from council_pages.staff.forms import DecisionFormSet, SittingForm
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
        """Decisions, as typed where something was refused, and the texts of a sitting that exists."""
        kwargs.setdefault("decisions", DecisionFormSet(self.request.POST or None, instance=self.sitting))
        if self.sitting:
            kwargs["text_tables"] = [text_table("sitting", self.sitting, self.request.user)]
        return super().get_context_data(**kwargs)

    def form_valid(self, form):
        """Both the sitting and its decisions, or neither."""
        decisions = DecisionFormSet(self.request.POST, instance=form.instance)
        if not decisions.is_valid():
            return self.render_to_response(self.get_context_data(form=form, decisions=decisions))
        self.decisions = decisions
        return super().form_valid(form)

    @transaction.atomic
    def act(self, form):
        """Save and log."""
        is_new = form.instance.pk is None
        sitting = form.save()
        self.decisions.instance = sitting
        for order, decision in enumerate(self.decisions.save(commit=False)):
            decision.sort_order = decision.sort_order if decision.pk else sitting.decisions.count() + order
            decision.save()
        log(sitting, "kenes.sitting_entered" if is_new else "kenes.sitting_changed", user=self.request.user)
        return reverse("kenes_sitting", args=[sitting.pk])
