"""What a citizen sent, for the citizen's own eyes: on the receipt, and when a proposal is followed with its secret."""

from django.utils.translation import gettext as _

from cms.component_tags.question import size_in_words
from cms.languages import other_language
from forms import receipts
from forms.models import FieldKind


def describe(proposal, language, *, covered=True, files=None):
    """Text, hash and rows {label, value or when; optional: label_lang, lang}; of an erased original only what is left.

    Name and contact are covered, unless the author takes a copy. A `lang` is said where the citizen's words are in the
    other language than the page. `files` are the proposal's, where the caller has them.
    """
    original = getattr(proposal, "original", None)
    foreign = proposal.language if proposal.language == other_language(language) else ""
    own_rows = [*_answers(original, foreign), *_files(original, foreign, files)] if original else []
    publication = {"label": _("Publication"), "value": proposal.get_publication_display()}
    return {
        "rows": [publication, *_person(proposal, covered), *own_rows],
        "text": original.text if original else "",
        "is_erased": original is None,
        "hash_parts": receipts.hash_parts(proposal.body_hash),
    }


def _person(proposal, covered):
    """Name and contact, covered or whole, and the consent to keep them; nothing where none were given or all erased."""
    contact = getattr(proposal, "contact", None)
    if contact is None:
        return []
    cover_name, cover_email, cover_phone = COVERS if covered else (str,) * len(COVERS)
    rows = [
        {"label": _("Your name or the name of your organisation"), "value": cover_name(contact.name)},
        {"label": _("E-mail address"), "value": cover_email(contact.email)},
        {"label": _("Telephone number"), "value": cover_phone(contact.phone)},
    ]
    consent = {"label": _("Consent to the processing of personal data"), "when": contact.consented_at}
    return [*(row for row in rows if row["value"]), consent]


def _answers(original, foreign):
    """The editor's own fields as the citizen saw them. Files have rows of their own."""
    return [
        {"label": entry["label"], "label_lang": foreign, "value": entry["shown"], "lang": foreign}
        for entry in original.answers
        if entry["shown"] and entry["kind"] != FieldKind.FILE
    ]


def _files(original, foreign, files):
    """Name and size of each file, under the label of the field by which it came."""
    labels = {entry["key"]: entry["label"] for entry in original.answers}
    return [
        {
            "label": labels.get(file.field_key) or _("File"),
            "label_lang": foreign if file.field_key in labels else "",
            "value": f"{file.name}, {size_in_words(file.size)}",
        }
        for file in (original.files.all() if files is None else files)
    ]


def initials(name):
    """The first letter of each word: enough to know one's own name, read aloud without a row of dots.

    >>> initials("Айгүл Серікқызы")
    'А. С.'
    """
    letters = [next(filter(str.isalnum, word), "") for word in name.split()]
    return " ".join(f"{letter}." for letter in letters if letter)


def covered_email(address):
    """An e-mail address with all of its owner's part covered but the first sign; empty for none."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}•••••@{domain}" if address else ""


def covered_phone(number):
    """A telephone number with all covered but its last two signs; empty for none."""
    return f"•••••• {number[-2:]}" if number else ""


COVERS = (initials, covered_email, covered_phone)
