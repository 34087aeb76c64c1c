"""The ministry's recurring duties: the gap report of all, and one duty with its periods and proofs."""

from itertools import islice

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.date_inputs import DayInput
from cms.roles import KEEPS_CADENCES
from cms.staff import MinistryMixin, StaffAct, StaffFormView, StaffView
from council_pages.models import Cadence, CadenceProof
from council_pages.overview import cadence_keeping
from council_pages.overview.cadences import State, due_on, has_ended, standings

# As many periods as one screen shows, the latest first; the counts are of all.
MOST_PERIODS = 24
BACK = (("kenes_cadences", _("Recurring duties")),)


class CadenceForm(forms.ModelForm):
    """A new duty."""

    class Meta:
        model = Cadence
        fields = ["title_kk", "title_ru", "owner_kk", "owner_ru", "period", "source_kk", "source_ru", "starts_on"]
        widgets = {"starts_on": DayInput}

    def _post_clean(self):
        """The verb cleans the row and says what is wrong."""


class ProofForm(forms.Form):
    """That the duty was done."""

    day = forms.DateField(label=_("day"), widget=DayInput)
    what = forms.CharField(label=_("what took place"), max_length=500)
    url = forms.URLField(label=_("link"), required=False, max_length=500, assume_scheme="https")
    document = forms.CharField(label=_("document: its kind, number and date"), required=False, max_length=300)


class LastDayOfDuty(forms.Form):
    """When the duty ends."""

    last_day = forms.DateField(label=_("Last day"), widget=DayInput)


def report_of(cadence, today):
    """Its periods so far and what is due next; the proofs are read with it."""
    days = [proof.day for proof in cadence.proofs.all() if proof.withdrawn_at is None]
    periods = standings(cadence.period, cadence.starts_on, cadence.ended_on, days, today)
    return {
        "cadence": cadence,
        "periods": periods,
        "missing": [one for one in periods if one.state == State.MISSING],
        "proven": sum(one.state == State.PROVEN for one in periods),
        "last": max(days, default=None),
        "ended": has_ended(cadence.ended_on, today),
        "due": _due(cadence, days, today),
    }


def _due(cadence, days, today):
    """The day by which the next proof is due; None where the duty has ended or ends before that."""
    due = None if has_ended(cadence.ended_on, today) else due_on(cadence.period, cadence.starts_on, days, today)
    return None if due and cadence.ended_on and cadence.ended_on < due else due


class Cadences(MinistryMixin, StaffView):
    """The gap report: each duty with its last proof, what is due next, and the periods that have none."""

    template_name = "council_pages/admin/cadences.html"
    title = _("Recurring duties")
    header_icon = "calendar-check"
    roles = KEEPS_CADENCES

    def get_context_data(self, **kwargs):
        """Two queries for all duties."""
        today = timezone.localdate()
        rows = [report_of(cadence, today) for cadence in Cadence.objects.prefetch_related("proofs")]
        return super().get_context_data(rows=rows, tab="kenes_cadences", **kwargs)


class EnterNamed(MinistryMixin, StaffAct):
    """Enter the duties that the documents name."""

    roles = KEEPS_CADENCES

    @property
    def address(self):
        """The gap report."""
        return reverse("kenes_cadences")

    def act(self):
        """Enter them."""
        cadence_keeping.enter_named(timezone.localdate(), user=self.request.user)
        return _("The duties are entered. They count from today.")


class NewCadence(MinistryMixin, StaffFormView):
    """Enter another duty."""

    form_class = CadenceForm
    title = _("New recurring duty")
    header_icon = "calendar-check"
    roles = KEEPS_CADENCES
    back = BACK
    success = _("The duty is entered.")

    def act(self, form):
        """Enter it."""
        cadence = cadence_keeping.add_cadence(user=self.request.user, **form.cleaned_data)
        return reverse("kenes_cadence", args=[cadence.pk])


class OneCadence:
    """The duty of the address, or 404."""

    @cached_property
    def cadence(self):
        """With its proofs."""
        rows = Cadence.objects.prefetch_related("proofs__recorded_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def address(self):
        """The duty's own screen."""
        return reverse("kenes_cadence", args=[self.cadence.pk])


class CadenceScreen(MinistryMixin, OneCadence, StaffFormView):
    """One duty: its periods, its proofs, and a form for the next one."""

    form_class = ProofForm
    template_name = "council_pages/admin/cadence.html"
    header_icon = "calendar-check"
    roles = KEEPS_CADENCES
    back = BACK
    submit_label = _("Record the proof")
    success = _("The proof is recorded.")

    def get_page_title(self):
        """The duty."""
        return str(self.cadence)

    def get_context_data(self, **kwargs):
        """Periods, the latest first."""
        report = report_of(self.cadence, timezone.localdate())
        return super().get_context_data(
            report=report,
            periods=list(islice(reversed(report["periods"]), MOST_PERIODS)),
            proofs=self.cadence.proofs.all(),
            **kwargs,
        )

    def act(self, form):
        """Record it."""
        cadence_keeping.record_proof(
            self.cadence,
            user=self.request.user,
            today=timezone.localdate(),
            now=timezone.now(),
            **form.cleaned_data,
        )
        return self.address


class EndCadence(MinistryMixin, OneCadence, StaffFormView):
    """The duty ends."""

    form_class = LastDayOfDuty
    title = _("End the duty")
    header_icon = "calendar-check"
    roles = KEEPS_CADENCES
    back = BACK
    success = _("The last day is entered.")

    def get_initial(self):
        """The last day that was entered before."""
        return {"last_day": self.cadence.ended_on}

    def act(self, form):
        """End it."""
        cadence_keeping.end_cadence(self.cadence, form.cleaned_data["last_day"], user=self.request.user)
        return self.address


class WithdrawProof(MinistryMixin, StaffAct):
    """Take a proof back."""

    roles = KEEPS_CADENCES

    @cached_property
    def proof(self):
        """The proof, or 404."""
        return get_object_or_404(CadenceProof, pk=self.kwargs["pk"])

    @property
    def address(self):
        """The duty's own screen."""
        return reverse("kenes_cadence", args=[self.proof.cadence_id])

    def act(self, **kwargs):
        """Take it back."""
        cadence_keeping.withdraw_proof(self.proof, user=self.request.user, now=timezone.now())
        return _("The proof is taken back.")
