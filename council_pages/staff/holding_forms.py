"""Forms for events and news of a consultation. They parse; what is refused stands in `council_pages.holding`."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.date_inputs import MomentInput
from council_pages.models import Event, Update
from council_pages.staff.forms import MOST_ATTENDED

_WEB_ADDRESS = partial(forms.URLField, assume_scheme="https")


class EventForm(forms.ModelForm):
    """The facts of an event, for both languages at once."""

    class Meta:
        model = Event
        fields = ["kind", "starts_at", "ends_at", "place_kk", "place_ru", "stream_url", "comments_url"]
        widgets = {name: MomentInput() for name in ("starts_at", "ends_at")}
        field_classes = {"stream_url": _WEB_ADDRESS, "comments_url": _WEB_ADDRESS}
        help_texts = {
            "starts_at": _("Like this: 25.12.2026 15:00. Time of Astana."),
            "ends_at": _("Like this: 25.12.2026 17:00. It may stay empty."),
            "stream_url": _("Where it can be watched; afterwards, the address of the recording."),
            "comments_url": _("Where viewers comment and ask, if anywhere."),
        }

    def _post_clean(self):
        """Nothing is validated or written into the row here: the verb does both."""


class HeldForm(forms.Form):
    """That an event was held."""

    participants = forms.IntegerField(min_value=0, max_value=MOST_ATTENDED, label=_("how many took part"))
    notes_kk = forms.CharField(
        required=False,
        label=_("what was said, in Kazakh"),
        help_text=_("Readers will see it. Name nobody who has not agreed to be named."),
        widget=forms.Textarea({"rows": 4}),
    )
    notes_ru = forms.CharField(required=False, label=_("what was said, in Russian"), widget=forms.Textarea({"rows": 4}))


class CancelEventForm(forms.Form):
    """Why an event is cancelled."""

    reason_kk = forms.CharField(label=_("Reason in Kazakh"), widget=forms.Textarea({"rows": 3}))
    reason_ru = forms.CharField(label=_("Reason in Russian"), widget=forms.Textarea({"rows": 3}))


class UpdateForm(forms.ModelForm):
    """News of a consultation."""

    class Meta:
        model = Update
        fields = ["text_kk", "text_ru"]
        widgets = {name: forms.Textarea({"rows": 5}) for name in ("text_kk", "text_ru")}
        help_texts = {
            "text_kk": _("It is public at once, with today's date. One language is enough; two are better."),
        }

    def _post_clean(self):
        """Nothing is validated or written into the row here: the verb does both."""
