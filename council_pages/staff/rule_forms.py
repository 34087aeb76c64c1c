"""Forms of the screens for rules and days off. They parse; what is refused stands in `council_pages.rule_keeping`."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.date_inputs import DayInput
from council_pages.models import DayOff, Rule


class RuleForm(forms.ModelForm):
    """A new value from a day on, with its source."""

    class Meta:
        model = Rule
        fields = ["value", "valid_from", "source_kk", "source_ru", "source_url"]
        widgets = {"valid_from": DayInput()} | {
            name: forms.Textarea({"rows": 3}) for name in ("source_kk", "source_ru")
        }
        field_classes = {"source_url": partial(forms.URLField, assume_scheme="https")}

    def __init__(self, *args, definition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = definition.unit.label

    def _post_clean(self):
        """Nothing is validated or written into a row here: the verb does both."""


class LastDayForm(forms.Form):
    """The last day of the latest value."""

    last_day = forms.DateField(
        label=_("Last day of the latest value"),
        widget=DayInput(),
        help_text=_("From the next day on the default holds. Where another value follows, enter that value instead."),
    )


class DayOffForm(forms.ModelForm):
    """One more entry of the calendar."""

    class Meta:
        model = DayOff
        fields = ["day", "kind", "name_kk", "name_ru"]
        widgets = {"day": DayInput()}

    def _post_clean(self):
        """Nothing is validated or written into a row here: the verb does both."""
