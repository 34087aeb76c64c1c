"""The citizen's form: the proposal's text, the editor's own fields, files, publication, name and contact, consent."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from forms import asked_fields, form_fields
from forms.conditions import shown_keys
from forms.models import CLOSED_KINDS, TEXT_LIMIT, Channel, FieldKind, Publication

NAME_LIMIT = 200
EMAIL_LIMIT = 254
PHONE_LIMIT = 30
# The words of the consent box; a change of them is a new version.
CONSENT_VERSION = "2026-11"


@dataclass(frozen=True)
class Attachment:
    """A file of a submission: the key of the field it came by (empty: the common one), the upload, its SHA-256."""

    field_key: str
    file: object
    sha256: str


@dataclass(frozen=True)
class Submission:
    """What a valid form says, ready to be kept. `answers` have the form of `Original.answers`."""

    text: str
    answers: list
    attachments: list
    publication: str
    name: str
    email: str
    phone: str

    @property
    def body_hash(self):
        """SHA-256 of the text in UTF-8, hexadecimal: a citizen can compute it again from the text alone."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def has_contact(self):
        """True if anything about a person was typed."""
        return bool(self.name or self.email or self.phone)


def _sha256(file):
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


class ProposalForm(forms.Form):
    """The form of one definition, with its labels in `language`; words of our own come in the active language.

    They are looked up when they are shown: a form that is in order shows none.
    """

    use_required_attribute = False
    channel = Channel.WEB
    consent_version = CONSENT_VERSION
    consent_missing = _("Tick this box, so that we may keep your name or contact; or remove your name and contact.")

    def __init__(self, definition, language, data=None, files=None):
        super().__init__(data, files)
        self.definition, self.language = definition, language
        self.own_fields = asked_fields.asked(definition, self.data, self.files)
        self.fields["text"] = form_fields.WordsField(
            limit=TEXT_LIMIT,
            label=_("What do you propose?"),
            help_text=_(
                "One proposal in one form is best. Write nothing about your health or about other people: "
                "the text may be published."
            ),
            error_messages={"required": _("Write your proposal.")},
            widget=forms.Textarea(attrs={"rows": 8}),
        )
        self.fields["subject"] = asked_fields.subject_field()
        self.fields |= self._fields_of_the_editor()
        if definition.takes_files:
            self.fields["files"] = form_fields.FilesField(
                several=True, required=False, label=_("Attach files"), help_text=asked_fields.files_hint()
            )
        self.fields["region"] = asked_fields.region_field(language)
        self.fields |= _publication_fields() | _person_fields() | {"consent": consent_field(definition)}

    def _fields_of_the_editor(self):
        choices = {choice.key: (own, choice) for own in self.own_fields for choice in own.choices.all()}
        return {
            own.key: asked_fields.make_field(own, choices, self.language, self._sent(own)) for own in self.own_fields
        }

    def _sent(self, own):
        """The keys of choices that came in for the field."""
        several = getattr(self.data, "getlist", None)
        return several(own.key) if several else [self.data.get(own.key)]

    def without_errors(self):
        """This form, saying nothing of what would be wrong: nobody has pressed "send" yet."""
        self._errors = ErrorDict()
        return self

    def clean(self):
        """What one field cannot tell by itself: what is shown, files together, one contact, a name, consent."""
        said = super().clean()
        self._forget_what_is_not_shown()
        try:
            form_fields.refuse_too_much([file for _key, file in self._files()])
        except ValidationError as error:
            self.add_error(self._last_file_field(), error)
        if said.get("email") and said.get("phone"):
            self.add_error("phone", _("Give an e-mail address or a telephone number, not both: remove one of them."))
        if said.get("publication") == Publication.TEXT_AND_NAME and said.get("name") == "":
            self.add_error("name", _("Write the name to publish, or choose above to publish without it."))
        typed = any(self.data.get(name, "").strip() for name in ("name", "email", "phone"))
        if typed and not said.get("consent"):
            self.add_error("consent", self.consent_missing)
        return said

    def _forget_what_is_not_shown(self):
        """A field whose condition is not met is neither required nor kept, whatever came in for it."""
        chosen_in = {own.key: self._chosen(own) for own in self.own_fields}
        shown = shown_keys([(own.key, own.shown_when) for own in self.own_fields], chosen_in)
        for own in self.own_fields:
            if own.key not in shown:
                self.errors.pop(own.key, None)
                self.cleaned_data.pop(own.key, None)
        self.shown = [own for own in self.own_fields if own.key in shown]

    def _chosen(self, own):
        value = self.cleaned_data.get(own.key) if own.kind in CLOSED_KINDS else None
        return value if isinstance(value, list) else [value]

    def _files(self):
        """Pairs (field key, uploaded file) of all fields that were in order; the common field has an empty key."""
        keys = [own.key for own in self.own_fields if own.kind == FieldKind.FILE]
        pairs = [(key, file) for key in keys for file in self.cleaned_data.get(key) or ()]
        return pairs + [("", file) for file in self.cleaned_data.get("files") or ()]

    def _last_file_field(self):
        return [name for name, field in self.fields.items() if isinstance(field, form_fields.FilesField)][-1]

    @cached_property
    def submission(self):
        """What the form says. For a valid form only; the files are read once, to hash them."""
        said = self.cleaned_data
        return Submission(
            text=said["text"],
            answers=[*asked_fields.common_records(self.fields, said), *self._records()],
            attachments=[Attachment(key, file, _sha256(file)) for key, file in self._files()],
            publication=said["publication"],
            name=said["name"],
            email=said["email"],
            phone=said["phone"],
        )

    def _records(self):
        fields, said = self.fields, self.cleaned_data
        return [asked_fields.record(own, fields[own.key], said[own.key], self.language) for own in self.shown]

    def typed(self):
        """What was typed in words, valid or not: pairs (label, words) for a page that can only show it again."""
        names = [name for name, field in self.fields.items() if isinstance(field, form_fields.WordsField)]
        pairs = [(self.fields[name].label, self.data.get(name, "")) for name in names]
        return [(label, words) for label, words in pairs if words]


def _publication_fields():
    choose = _("Choose what may be published.")
    return {
        "publication": forms.ChoiceField(
            label=_("How may we publish your proposal?"),
            help_text=_("Whatever you choose, the council reads, counts and answers your proposal."),
            choices=Publication.choices,
            widget=forms.RadioSelect,
            error_messages={"required": choose, "invalid_choice": choose},
        )
    }


def _person_fields():
    return {
        "name": form_fields.LineField(
            limit=NAME_LIMIT,
            required=False,
            label=_("Your name or the name of your organisation"),
            help_text=_("Published only if you chose so above."),
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        ),
        "email": form_fields.AddressField(
            limit=EMAIL_LIMIT,
            required=False,
            label=_("E-mail address"),
            help_text=_("For the answer; never published. Or give a telephone number below."),
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        ),
        "phone": form_fields.PhoneField(
            limit=PHONE_LIMIT,
            required=False,
            label=_("Telephone number"),
            help_text=_("The secretary will call you; never published. For example: +7 700 000 00 00"),
        ),
    }


def consent_field(definition):
    """The box of consent, with the term that this form keeps. A change of its words is a new `CONSENT_VERSION`."""
    return form_fields.ConsentField(
        label=_(
            "I consent to the collection and processing of my personal data (name, e-mail address, telephone "
            "number) under the Law of the Republic of Kazakhstan of 21 May 2013 No. 94-V “On personal data and "
            "their protection”, so that my proposal is considered and I am told the result. I know that I may "
            "withdraw my consent at any time."
        ),
        help_text=_(
            "Needed only if you give your name, e-mail address or telephone number. They are kept for %(days)s "
            "days after the published answer, and at most a year after the closing."
        )
        % {"days": definition.contact_kept_days},
    )
