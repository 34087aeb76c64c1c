"""Legal holds, for the administrator: which questions are held and why, a new hold, the end of one."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.date_inputs import DayInput
from cms.staff import AdministratorMixin, StaffAct, StaffFormView
from council_pages.models import Consultation
from forms.holds import lift_hold, place_hold
from forms.models import LegalHold

_QUESTION = re.compile(r"/councils/([-\w]+)/questions/([-\w]+)")


class HoldForm(forms.Form):
    """Which question, why, and until when."""

    question = forms.CharField(
        label=gettext_lazy("Address of the question's page"),
        help_text=gettext_lazy("Copy it from the browser: it holds /councils/…/questions/…"),
        max_length=2000,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason of the hold"),
        help_text=gettext_lazy("The document that demands it. Name no person: the staff of the council reads it."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )
    until = forms.DateField(
        label=gettext_lazy("Last day of the hold"),
        help_text=gettext_lazy("Empty: until it is lifted here."),
        required=False,
        widget=DayInput(),
    )

    def clean_question(self):
        """The consultation whose page has this address."""
        found = _QUESTION.search(self.cleaned_data["question"])
        council, slug = found.groups() if found else ("", "")
        row = Consultation.objects.filter(council__slug=council, slug=slug).first()
        if row is None:
            raise ValidationError(_("No question has this address. Copy it from the question's page."))
        return row


class HoldScreen(AdministratorMixin, StaffFormView):
    """Every hold, those that hold first, with a form for a new one."""

    form_class = HoldForm
    template_name = "council_forms/admin/holds.html"
    title = gettext_lazy("Legal holds")
    header_icon = "lock"
    submit_label = gettext_lazy("Place the hold")
    success = gettext_lazy("The hold is placed. Nothing that was sent to this question is erased.")

    def get_context_data(self, **kwargs):
        """Holds as (hold, whether it holds today); one query."""
        rows = LegalHold.objects.select_related("consultation__council", "placed_by")
        today = timezone.localdate()
        holding = set(LegalHold.objects.holding_on(today).values_list("pk", flat=True))
        holds = sorted(((hold, hold.pk in holding) for hold in rows), key=lambda pair: not pair[1])
        return super().get_context_data(holds=holds, **kwargs)

    def act(self, form):
        """Place it."""
        said = form.cleaned_data
        place_hold(said["question"], said["reason"], until=said["until"], user=self.request.user, now=timezone.now())
        return reverse("kenes_holds")


class LiftHold(AdministratorMixin, StaffAct):
    """The button that ends a hold."""

    address = reverse_lazy("kenes_holds")

    def act(self, pk):
        """Lift it."""
        lift_hold(get_object_or_404(LegalHold, pk=pk), user=self.request.user, now=timezone.now())
        return _("The hold is lifted: terms run again.")
