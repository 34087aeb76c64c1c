"""Everything that is kept about one proposal, for its author to take away: as rows, JSON, one archive, one text.

Only for whoever has the secret. A copy is what the database says, uncovered; it says in plain names what is what.
"""

import json
import tempfile
import zipfile

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from cms.dates import local
from forms import addresses, receipts, scanning

FORMAT = "kenes.proposal/1"
# An archive up to this size stays in memory.
IN_MEMORY = 1024 * 1024


def everything(proposal):
    """All that is kept, as plain values. The file names are those under which the archive holds the files."""
    consultation = proposal.consultation
    return {
        "format": FORMAT,
        "number": proposal.number,
        "council": {language: consultation.council.name(language) for language, _name in settings.LANGUAGES},
        "question": {language: consultation.subject(language) for language, _name in settings.LANGUAGES},
        "language": proposal.language,
        "channel": proposal.channel,
        "form_opened_at": _moment(proposal.form_opened_at),
        "received_at": _moment(proposal.received_at),
        "state": proposal.state,
        "state_changed_at": _moment(proposal.state_changed_at),
        "publication_allowed": proposal.publication,
        "publication_withdrawn_at": _when(proposal, "publication_withdrawal", "withdrawn_at"),
        "sha256_of_text": proposal.body_hash,
        "sent": _sent(proposal),
        "contact": _contact(proposal),
        "answer": _answer(proposal),
        "earlier_answers": [_earlier(answer) for answer in proposal.earlier_answers.all()],
        "publication_refused": _refusal(proposal),
        "published": _published(proposal),
        "letters": [_letter(letter) for letter in proposal.letters.all()],
    }


def _moment(value):
    return value and local(value).isoformat()


def _when(row, related, field):
    return _moment(getattr(getattr(row, related, None), field, None))


def _sent(proposal):
    original = getattr(proposal, "original", None)
    if original is None:
        return None
    return {
        "text": original.text,
        "answers": original.answers,
        "kept_until": original.kept_until.isoformat(),
        "files": [
            {
                "name": file.name,
                # What the virus scanner has not found clean is handed to nobody.
                "in_archive": name if scanning.is_free(file) else None,
                "type": file.content_type,
                "size": file.size,
                "sha256": file.sha256,
            }
            for name, file in named_files(original)
        ],
    }


def _contact(proposal):
    contact = getattr(proposal, "contact", None)
    if contact is None:
        return None
    return {
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "consent_version": contact.consent_version,
        "consent_language": contact.consent_language,
        "consented_at": _moment(contact.consented_at),
    }


def _answer(proposal):
    given = getattr(proposal, "answer", None)
    return given and {"reason": given.reason, "answered_at": _moment(given.answered_at)}


def _earlier(answer):
    return {"state": answer.state, "reason": answer.reason, "answered_at": _moment(answer.answered_at)}


def _refusal(proposal):
    refused = getattr(proposal, "refused_publication", None)
    return refused and {"reason": refused.reason, "refused_at": _moment(refused.refused_at)}


def _letter(letter):
    return {
        "kind": letter.kind,
        "way": letter.way,
        "created_at": _moment(letter.created_at),
        "sent_at": _moment(letter.sent_at),
    }


def _published(proposal):
    link = getattr(proposal, "publication_link", None)
    if link is None:
        return None
    public = link.published
    return {
        "address": settings.SITE_URL
        + addresses.published_url(proposal.consultation, proposal.language, public.public_id),
        "text": public.text,
        "name": public.name,
        "published_on": public.published_on.isoformat(),
    }


def named_files(original):
    """Pairs (name in the archive, file): numbered, so that two files of one name stay two."""
    files = original.files.select_related("check_result")
    return [(f"files/{place}-{_plain(file.name)}", file) for place, file in enumerate(files, start=1)]


def _plain(name):
    """A name without a way out of the folder."""
    return name.replace("/", "_").replace("\\", "_")


def as_json(proposal):
    """`everything` as JSON, readable for people too."""
    return json.dumps(everything(proposal), ensure_ascii=False, indent=2).encode()


def as_archive(proposal):
    """An open file with a zip archive: the JSON, the text receipt without its secret, and every file."""
    archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    original = getattr(proposal, "original", None)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("proposal.json", as_json(proposal))
        target.writestr("proposal.txt", as_text(proposal))
        for name, file in named_files(original) if original else ():
            if not scanning.is_free(file):
                continue
            with file.file.open("rb") as content, target.open(name, "w") as copy:
                copy.writelines(content.chunks())
    archive.seek(0)
    return archive


def as_text(proposal, secret=""):
    """The receipt as plain text in the language of the proposal; with its secret, where it is given."""
    consultation, language = proposal.consultation, proposal.language
    original = getattr(proposal, "original", None)
    with override(language):
        words = {
            "number": receipts.format_number(proposal.number),
            "secret": secret and receipts.format_secret(receipts.without_separators(secret).lower()),
            "council": consultation.council.name(language),
            "question": consultation.subject(language),
            "received_at": timezone.localtime(proposal.received_at),
            "closes_at": consultation.closes_at and timezone.localtime(consultation.closes_at),
            "state": proposal.get_state_display(),
            "publication": proposal.get_publication_display(),
            "hash": proposal.body_hash,
            "text": original.text if original else "",
            "files": [file for _name, file in named_files(original)] if original else [],
            "track_url": settings.SITE_URL + addresses.track_url(),
        }
        return render_to_string("council_forms/receipt.txt", words)
