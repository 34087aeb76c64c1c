"""Forms of the staff's screens. They parse; rules stand in the verbs."""

from django import forms
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.date_inputs import DayInput
from cms.models import Council
from cms.people_forms import in_alphabet
from council_pages.lifecycle import Halt
from council_pages.models import AgendaItem, Decision, Sitting
from council_pages.quarters import Quarter


class CouncilForm(forms.ModelForm):
    """A new council."""

    class Meta:
        model = Council
        fields = ["slug", "name_kk", "name_ru", "level", "region", "host_body_kk", "host_body_ru"]


class ClosingForm(forms.Form):
    """A council that closes, or goes into another."""

    day = forms.DateField(label=_("Closed on"), widget=DayInput())
    successor = forms.ModelChoiceField(Council.objects.none(), required=False, label=_("successor"), empty_label="–")
    confirmed = forms.BooleanField(
        label=_("Yes, close this council"),
        help_text=_(
            "It cannot be opened again. Its pages stay as a public record, and its address is never given away."
        ),
    )

    def __init__(self, *args, council, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today
        self.fields["successor"].queryset = in_alphabet(Council.objects.open().exclude(pk=council.pk))


class IdentityForm(forms.Form):
    """A council's emblem and colour."""

    colour = forms.CharField(
        label=_("Colour"),
        required=False,
        max_length=20,
        help_text=_("As # and six signs, such as #2e8b57: a line above the council's name. Empty for none."),
    )
    emblem = forms.FileField(
        label=_("New emblem"),
        required=False,
        help_text=_("A square PNG, JPEG or WebP picture of at least 96 by 96 pixels. Empty keeps what is there."),
    )
    without_emblem = forms.BooleanField(label=_("Show the common sign instead of the emblem"), required=False)


def offer_councils(field, councils):
    """Offer only the user's councils; with a single one there is nothing to choose."""
    field.queryset = councils
    field.empty_label = None
    if councils.count() == 1:
        field.initial = councils.first()
        field.widget = forms.HiddenInput()


class SittingForm(forms.ModelForm):
    """A sitting."""

    class Meta:
        model = Sitting
        fields = [
            "council",
            "number",
            "held_on",
            "holding",
            "place_kk",
            "place_ru",
            "members_total",
            "members_present",
        ]
        widgets = {"held_on": DayInput()}

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        offer_councils(self.fields["council"], councils)
        if self.instance.pk:
            self.fields["council"].disabled = True
            self.fields["held_on"].disabled = self.fields["number"].disabled = self.instance.pages.exists()


DecisionFormSet = inlineformset_factory(
    Sitting,
    Decision,
    fields=["number", "text_kk", "text_ru", "votes_for", "votes_against", "votes_abstained"],
    extra=2,
    can_delete=False,
    widgets={"text_kk": forms.Textarea({"rows": 2}), "text_ru": forms.Textarea({"rows": 2})},
)
AgendaFormSet = inlineformset_factory(
    Sitting,
    AgendaItem,
    fields=["title_kk", "title_ru", "minutes", "reporter_kk", "reporter_ru"],
    extra=2,
    can_delete=True,
    widgets={"title_kk": forms.Textarea({"rows": 2}), "title_ru": forms.Textarea({"rows": 2})},
)


def _coming_quarters(today):
    """Quarters offered for a new schedule: the previous one, this one and the next four."""
    quarter = Quarter.of(today).previous()
    quarters = [quarter]
    for _step in range(5):
        quarters.append(quarters[-1].next())
    return quarters


class ScheduleForm(forms.Form):
    """A new schedule."""

    council = forms.ModelChoiceField(Council.objects.none(), label=_("Council"))
    quarter = forms.TypedChoiceField(label=_("Quarter"), coerce=Quarter.parse)
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        required=False,
        label=_("Approved by the decision"),
        help_text=_("Leave it empty: name the decision on the schedule's page once all its questions stand in it."),
    )

    def __init__(self, *args, councils, language, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        offer_councils(self.fields["council"], councils)
        self.fields["quarter"].choices = [(q.slug, q.label(language)) for q in _coming_quarters(today)]
        self.fields["quarter"].initial = Quarter.of(today).next().slug
        self.fields["decision"].queryset = Decision.objects.filter(sitting__council__in=councils).select_related(
            "sitting"
        )


class ApprovalForm(forms.Form):
    """The decision that approved a schedule, or none."""

    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        required=False,
        label=_("Approved by the decision"),
        help_text=_("When all questions of the quarter stand in it: from then on its list changes by a decision only."),
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = Decision.objects.filter(sitting__council=council).select_related("sitting")


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))


class DepartureForm(forms.Form):
    """Why the council goes another way than the recommendations."""

    reason_kk = forms.CharField(label=_("reason, in Kazakh"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    reason_ru = forms.CharField(label=_("reason, in Russian"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class HaltForm(forms.Form):
    """Postpone or cancel."""

    kind = forms.ChoiceField(label=_("What happens"), choices=Halt)
    reason_kk = forms.CharField(label=_("Reason in Kazakh"), widget=forms.Textarea({"rows": 3}))
    reason_ru = forms.CharField(label=_("Reason in Russian"), widget=forms.Textarea({"rows": 3}))


# More people than the country has; a slip of the finger is said beside the field, not by the database.
MOST_ATTENDED = 20_000_000


class AttendanceForm(forms.Form):
    """How many took part in the event."""

    attended_offline = forms.IntegerField(
        min_value=0, max_value=MOST_ATTENDED, initial=0, label=_("attended in person")
    )
    attended_online = forms.IntegerField(min_value=0, max_value=MOST_ATTENDED, initial=0, label=_("attended online"))
