"""The form in which a secretary types in what came on paper, by telephone, by messenger, at a reception or an event."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import LANGUAGES, active_language
from forms import window
from forms.models import Channel, Publication
from forms.proposal_form import ProposalForm

# The words of the box about a consent given elsewhere; a change of them is a new version.
ENTERED_CONSENT_VERSION = "2026-11-entered"


class EntryForm(ProposalForm):
    """The citizen's form, with its checks, asked about the citizen; and how, when and in which language it came."""

    consent_version = ENTERED_CONSENT_VERSION
    consent_missing = gettext_lazy("Tick this box if the author has consented; or leave out name and contact.")

    def __init__(self, definition, data=None, files=None, initial=None):
        said = (data or {}).get("language", "")
        super().__init__(definition, said if said in LANGUAGES else active_language(), data, files)
        self.initial = initial or {}
        self.fields |= _arrival_fields()
        self.order_fields(["channel", "received_on", "language"])
        self._speak_of_the_author()
        # No star beside it: it is needed only with a name or a contact, and then `clean` asks for it.
        self.fields["consent"].required = False

    @property
    def channel(self):
        """By which way it came."""
        return self.cleaned_data["channel"]

    def refuse_day(self, consultation, now):
        """Say beside the day where nothing was taken on it."""
        day = self.cleaned_data.get("received_on")
        if day and window.moment_on(consultation, day, now) is None:
            self.add_error("received_on", _("Proposals were not taken on this day. Look at the dates of the question."))

    def _speak_of_the_author(self):
        """The same questions, put to whoever types it in."""
        words = {
            "text": (_("Text of the proposal"), _("Word for word, as the author wrote or said it.")),
            "publication": (_("What does the author allow to be published?"), ""),
            "name": (_("Name of the author or of the organisation"), ""),
            "email": (_("E-mail address of the author"), ""),
            "phone": (_("Telephone number of the author"), ""),
            "consent": (
                _("The author has consented to the processing of this name and contact; the consent is kept on file."),
                _("Needed only if a name or a contact is typed. Without a consent leave them out."),
            ),
        }
        for name, (label, hint) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        self.fields["region"].label = _("Region of the author")
        self.fields["text"].error_messages["required"] = _("Write the text of the proposal.")
        self.fields["publication"].choices = [
            (Publication.TEXT, _("The text without the name")),
            (Publication.TEXT_AND_NAME, _("The text with the name")),
            (Publication.NOTHING, _("Nothing of it")),
        ]


def _arrival_fields():
    channels = [("", _("Not chosen")), *((channel, channel.label) for channel in Channel if channel != Channel.WEB)]
    return {
        "channel": forms.ChoiceField(
            label=_("How did it come?"), choices=channels, error_messages={"required": _("Choose one.")}
        ),
        "received_on": forms.DateField(
            label=_("Day on which it was received"),
            help_text=_("The day on which it was handed in or said, not the day of typing."),
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"required": _("Write the day."), "invalid": _("Write the day.")},
        ),
        "language": forms.ChoiceField(
            label=_("Language of the proposal"),
            help_text=_("The council answers in this language."),
            choices=settings.LANGUAGES,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one.")},
        ),
    }
