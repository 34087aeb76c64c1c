"""Forms of the ministry's screens. They parse; what is refused stands in the verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.date_inputs import DayInput
from plugins.regional_meetings.models import Body, MethodText, ProfileDate, SystemicIssue
from plugins.regional_meetings.staff.forms import WEB_ADDRESS, DutyForm, Parsed


class BodyForm(Parsed):
    """A central executive body."""

    class Meta:
        model = Body
        fields = ["name_kk", "name_ru", "council", "is_exempt"]

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils
        self.fields["council"].required = False


class NationalDutyForm(DutyForm):
    """The same at the ministry; of an akim's duty, of which region."""

    def __init__(self, *args, regions=None, **kwargs):
        super().__init__(*args, **kwargs)
        if regions is not None:
            self.fields["region"] = forms.ModelChoiceField(regions, label=_("Region"), empty_label=None)
            self.order_fields(["region"])


class DayForm(Parsed):
    """Another day of the rule profile."""

    class Meta:
        model = ProfileDate
        fields = ["duty", "month", "day", "years_before", "first_year", "source_kk", "source_ru", "source_url"]
        widgets = {f"source_{code}": forms.Textarea({"rows": 3}) for code in ("kk", "ru")}
        field_classes = {"source_url": WEB_ADDRESS}


class IssueForm(Parsed):
    """A systemic problem that the ministry was told of."""

    class Meta:
        model = SystemicIssue
        fields = ["period", "sender", "region", "body", "text_kk", "text_ru", "received_on"]
        widgets = {"received_on": DayInput(), **{f"text_{code}": forms.Textarea({"rows": 3}) for code in ("kk", "ru")}}
        help_texts = {"period": _("Like this: 2026-h1.")}


class MethodForm(Parsed):
    """Methodical recommendations."""

    class Meta:
        model = MethodText
        fields = ["text_kk", "text_ru", "url"]
        widgets = {f"text_{code}": forms.Textarea({"rows": 8}) for code in ("kk", "ru")}
        field_classes = {"url": WEB_ADDRESS}
