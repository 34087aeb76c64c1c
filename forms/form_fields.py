"""Fields of the citizen's form: nothing is cut or stripped, and each refusal says what to do."""

import re
import unicodedata
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import pictures
from forms import file_types, uploads
from forms.uploads import FILE_SIZE, MEGABYTE, MOST_FILES, TOTAL_SIZE

TYPES_IN_WORDS = "PDF, DOCX, ODT, XLSX, JPG, PNG, TXT"
REQUIRED = gettext_lazy("Fill in this field.")
NOT_TEXT = gettext_lazy("The text holds a sign that is half of one and cannot be kept. Type it again.")
NO_NUL = gettext_lazy("The text holds a sign that cannot be kept (NUL). Type it again, or paste it as plain text.")
# Half of a sign: no text, and no database takes it.
SURROGATE = re.compile("[\ud800-\udfff]")
# Signs in one line of an answer.
LINE_LIMIT = 1_000
DAY_PATTERNS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y")
NUMBER_PATTERN = r"-?[0-9]{1,15}(\.[0-9]{1,6})?"
# No language piles more marks on a letter (UAX 15, "stream-safe"); NFC takes quadratic time over longer runs.
MOST_MARKS = 30
# Composing letters shortens a text, though never to less than this part of it.
WORTH_NORMALISING = 4
# The only signs that are no marks themselves and that NFC takes apart into nothing but marks.
MARKS_IN_DISGUISE = frozenset("\u0f73\u0f75\u0f81")


def normalise(text):
    """The text as it is kept: NFC, line ends as LF, every other sign as it was typed.

    A text with more than 30 combining marks in a row, which no language writes, is kept as it was typed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # A text has few different signs: asking each once costs a hundredth of asking along the text.
    marks = {sign for sign in set(text) if unicodedata.combining(sign) or sign in MARKS_IN_DISGUISE}
    run = 0
    for sign in text if marks else "":
        run = run + 1 if sign in marks else 0
        if run > MOST_MARKS:
            return text
    return unicodedata.normalize("NFC", text)


class WordsField(forms.CharField):
    """Text in the citizen's own words, at most `limit` code points after NFC. The limit refuses, it never cuts."""

    def __init__(self, *, limit, **kwargs):
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"] = {"required": REQUIRED} | kwargs["error_messages"]
        super().__init__(strip=False, **kwargs)
        # Set afterwards: Django would put it into the markup, where browsers cut what is pasted.
        self.max_length = limit
        self.validators = []

    def to_python(self, value):
        """What was typed, normalised; what is far too long anyway is refused as it is."""
        typed = super().to_python(value)
        return normalise(typed) if len(typed) <= WORTH_NORMALISING * self.max_length else typed

    def validate(self, value):
        """Refuse nothing but blanks, a NUL, and what is too long."""
        super().validate(value.strip())
        if "\0" in value:
            raise ValidationError(NO_NUL, code="nul")
        if SURROGATE.search(value):
            raise ValidationError(NOT_TEXT, code="surrogate")
        if len(value) > self.max_length:
            raise ValidationError(
                _("The text has %(count)s characters, the most is %(limit)s. Shorten it, or attach it as a file.")
                % {"count": _number(len(value)), "limit": _number(self.max_length)},
                code="too_long",
            )


def _number(value):
    return formats.number_format(value, force_grouping=True)


class LineField(WordsField):
    """One line: blanks at its ends go."""

    def to_python(self, value):
        """What was typed, normalised, without blanks around it."""
        return super().to_python(value).strip()


class DayField(LineField):
    """A day, typed as people write it. Its value is the ISO date, or empty words."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"})

    def to_python(self, value):
        """23.11.2026, 23/11/2026 or 2026-11-23 as "2026-11-23"."""
        typed = super().to_python(value)
        for pattern in DAY_PATTERNS if typed else ():
            try:
                return datetime.strptime(typed, pattern).date().isoformat()
            except ValueError:
                continue
        if typed:
            raise ValidationError(_("Write the day like this: 23.11.2026."), code="invalid")
        return typed


def day_of(value):
    """The date behind the value of a `DayField`."""
    return date.fromisoformat(value)


class NumberField(LineField):
    """A number, with a decimal comma or point and blanks between digits. Its value is plain digits, or empty words."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"})

    def to_python(self, value):
        """ "1 250,5" as "1250.5"."""
        typed = super().to_python(value)
        digits = re.sub(r"(?<=\d)\s(?=\d)", "", typed).replace(",", ".").replace("−", "-")
        if typed and not re.fullmatch(NUMBER_PATTERN, digits):
            raise ValidationError(_("Write a number in digits, for example 12 or 12,5."), code="invalid")
        return digits


def in_digits(value):
    """A number as both languages write it, with a decimal comma."""
    return value.replace(".", ",")


class AddressField(forms.EmailField):
    """An e-mail address; one that is too long is refused, where Django's own markup would cut it."""

    def __init__(self, *, limit, **kwargs):
        wrong = gettext_lazy("Write the whole e-mail address, like this: name@example.kz.")
        words = {"invalid": wrong, "max_length": wrong, "null_characters_not_allowed": NO_NUL}
        super().__init__(max_length=limit, error_messages=words, **kwargs)
        self.widget.attrs.pop("maxlength", None)


class PhoneField(LineField):
    """A telephone number as people write it, of 10 to 15 digits."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def validate(self, value):
        """Refuse what nobody could dial."""
        super().validate(value)
        if value and not re.fullmatch(r"\+?[0-9]{10,15}", re.sub(r"[\s()\-‐-―.]", "", value)):
            raise ValidationError(_("Write the telephone number like this: +7 700 000 00 00."), code="invalid")


class ConsentField(forms.BooleanField):
    """A box that is asked for only where the form as a whole says so; hence it refuses nothing by itself."""

    def validate(self, value):
        """Refuse nothing: see `forms.proposal_form`."""


class FilesInput(forms.FileInput):
    """A control for several files."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """Files, each of a kind and a size that are taken. Its value is a list of uploaded files, empty for none.

    A kept file has its clean name in `name` and the content type that was found in `content_type`; a picture has lost
    what was written beside it.
    """

    def __init__(self, *, several, **kwargs):
        endings = {"accept": ",".join(f".{ending}" for ending in file_types.KINDS)}
        widget = FilesInput(attrs=endings) if several else forms.FileInput(attrs=endings)
        super().__init__(widget=widget, **kwargs)

    def clean(self, value):
        """Look at each file; every refused one is named with what is wrong with it."""
        files = [file for file in (value if isinstance(value, list | tuple) else [value]) if file]
        if self.required and not files:
            raise ValidationError(_("Choose a file."), code="required")
        if refusals := list(filter(None, map(_refusal, files))):
            raise ValidationError(refusals)
        return [_as_kept(file) for file in files]


def _as_kept(file):
    """The file as it is kept: of a picture, what tells of place and owner is taken out before anything is stored."""
    if isinstance(file, uploads.CutFile) or file.content_type not in file_types.PICTURES:
        return file
    return SimpleUploadedFile(file.name, pictures.without_traces(file.read()), file.content_type)


def _refusal(file):
    file.name = file_types.clean_name(file.name)
    words = {"name": file.name, "size": FILE_SIZE // MEGABYTE, "types": TYPES_IN_WORDS}
    if file.size == 0:
        return _("The file “%(name)s” is empty. Choose another one.") % words
    if file.size > FILE_SIZE:
        return _("The file “%(name)s” is larger than %(size)s MB. Choose a smaller one.") % words
    if isinstance(file, uploads.CutFile):
        # The form as a whole says that there were too many, or too much: see `refuse_too_much`.
        return None
    file.content_type = file_types.content_type_of(file.name, file)
    if file.content_type is None:
        return _("The file “%(name)s” is not of a kind that is taken: %(types)s. Choose another one.") % words
    return None


def refuse_too_much(files):
    """Raise ValidationError where the files of a whole form are too many or too large together."""
    if len(files) > MOST_FILES:
        raise ValidationError(
            _("Too many files: %(count)s. The most is %(limit)s.") % {"count": len(files), "limit": MOST_FILES},
            code="too_many",
        )
    if sum(file.size for file in files) > TOTAL_SIZE or any(isinstance(file, uploads.CutFile) for file in files):
        raise ValidationError(
            _("All files together are larger than %(size)s MB. Choose fewer or smaller ones.")
            % {"size": TOTAL_SIZE // MEGABYTE},
            code="too_large",
        )
