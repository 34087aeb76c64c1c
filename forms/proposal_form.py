"""The citizen's form: the proposal's text, the editor's own fields, files, publication, name and contact, consent."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forms import form_fields
from forms.models import TEXT_LIMIT, FieldKind, Publication

LINE_LIMIT = 1_000
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
    """The form of one definition, with its labels in `language`; words of our own come in the active language."""

    use_required_attribute = False

    def __init__(self, definition, language, data=None, files=None):
        super().__init__(data, files)
        self.definition, self.language = definition, language
        self.own_fields = list(definition.fields.prefetch_related("choices"))
        self.fields["text"] = form_fields.WordsField(
            limit=TEXT_LIMIT,
            label=_("What do you propose?"),
            help_text=_(
                "One proposal in one form is best. Write nothing about your health or about other people: "
                "the text may be published."
            ),
            error_messages={"required": _("Write your proposal.")},
            widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        )
        for own in self.own_fields:
            self.fields[own.key] = _own_field(own, language)
        if definition.takes_files:
            self.fields["files"] = form_fields.FilesField(
                several=True, required=False, label=_("Attach files"), help_text=_files_hint()
            )
        self.fields |= _publication_fields() | _person_fields() | {"consent": _consent_field(definition)}

    def clean(self):
        """What one field cannot tell by itself: files together, one contact, a name to publish, consent."""
        said = super().clean()
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
            self.add_error(
                "consent",
                _("Tick this box, so that we may keep your name or contact; or remove your name and contact."),
            )
        return said

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
            answers=[self._answer(own) for own in self.own_fields],
            attachments=[Attachment(key, file, _sha256(file)) for key, file in self._files()],
            publication=said["publication"],
            name=said["name"],
            email=said["email"],
            phone=said["phone"],
        )

    def _answer(self, own):
        value = self.cleaned_data[own.key]
        if own.kind == FieldKind.FILE:
            value = ", ".join(file.name for file in value)
        labels = dict(self.fields[own.key].choices) if own.kind == FieldKind.CHOICE and value else {}
        label = own.label(self.language)
        return {"key": own.key, "kind": own.kind, "label": label, "value": value, "shown": labels.get(value, value)}

    def typed(self):
        """What was typed in words, valid or not: pairs (label, words) for a page that can only show it again."""
        names = [name for name, field in self.fields.items() if isinstance(field, form_fields.WordsField)]
        pairs = [(self.fields[name].label, self.data.get(name, "")) for name in names]
        return [(label, words) for label, words in pairs if words]


def _own_field(own, language):
    shared = {"label": own.label(language), "help_text": own.hint(language), "required": own.required}
    match own.kind:
        case FieldKind.LONG_TEXT:
            widget = forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})
            return form_fields.WordsField(limit=TEXT_LIMIT, widget=widget, **shared)
        case FieldKind.CHOICE:
            choices = [(choice.key, choice.label(language)) for choice in own.choices.all()]
            words = {"required": _("Choose one."), "invalid_choice": _("Choose one of the answers in the list.")}
            return forms.ChoiceField(choices=[("", _("Not chosen")), *choices], error_messages=words, **shared)
        case FieldKind.FILE:
            shared["help_text"] = shared["help_text"] or _files_hint()
            return form_fields.FilesField(several=False, **shared)
    return form_fields.LineField(limit=LINE_LIMIT, **shared)


def _files_hint():
    return _("Files at most: %(count)s. Each up to %(size)s MB, together up to %(total)s MB. Kinds: %(types)s.") % {
        "count": form_fields.MOST_FILES,
        "size": form_fields.FILE_SIZE // form_fields.MEGABYTE,
        "total": form_fields.TOTAL_SIZE // form_fields.MEGABYTE,
        "types": form_fields.TYPES_IN_WORDS,
    }


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


def _consent_field(definition):
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
