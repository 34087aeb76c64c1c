"""The one way in for a proposal: checked outside, stored in one transaction, acknowledged only after it.

Ordinary outcomes are returned, not raised; the caller shows them. Source: decisions.md, "What a citizen sends".
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from forms import private_files, receipts, tokens, window
from forms.models import Contact, Original, OriginalFile, Proposal
from forms.proposal_form import CONSENT_VERSION, ProposalForm

NUMBER_ATTEMPTS = 5


@dataclass(frozen=True)
class Accepted:
    """The proposal is stored. `repeated`: it had been stored before, and this is its receipt once more."""

    proposal: Proposal
    secret: str
    text: str
    repeated: bool = False


@dataclass(frozen=True)
class Conflict:
    """This token has brought another proposal already; nothing was changed. Both texts are to be shown."""

    proposal: Proposal
    first_text: str
    form: ProposalForm


@dataclass(frozen=True)
class Invalid:
    """Something is to be corrected: the form says where and how."""

    form: ProposalForm


@dataclass(frozen=True)
class StaleToken:
    """The form is too old, or its token was lost or altered: it is to be sent once more with a fresh one."""

    form: ProposalForm


@dataclass(frozen=True)
class Closed:
    """The form takes no proposals now."""

    form: ProposalForm


def submit(definition, language, data, files, token, now):
    """Take a proposal. Returns Accepted, Conflict, Invalid, StaleToken or Closed.

    `data` and `files` are the request's POST and FILES, `token` the signed submit token as it came back, `language`
    the language of the form that was shown. `definition.consultation` is asked for its state at `now`.
    """
    with override(language):
        form = ProposalForm(definition, language, data, files)
        form.full_clean()
    try:
        ticket = tokens.read(token, definition.pk, now)
    except tokens.TokenRefused:
        is_open = window.accepts(definition.consultation, now, now)
        return StaleToken(form) if is_open else Closed(form)
    if stored := _stored_with(ticket):
        return _repeated(stored, ticket, form)
    if not window.accepts(definition.consultation, ticket.opened_at, now):
        return Closed(form)
    if not form.is_valid():
        return Invalid(form)
    return _store(form, ticket, now)


def _stored_with(ticket):
    related = Proposal.objects.select_related("original", "contact")
    return related.filter(token_hash=ticket.hash).first()


def _repeated(stored, ticket, form):
    """The stored receipt, where the token brings the same again; otherwise a conflict."""
    original = getattr(stored, "original", None)
    text = original.text if original else ""
    if form.is_valid() and _is_same(stored, form.submission):
        return Accepted(stored, receipts.secret_of(ticket.nonce), text or form.submission.text, repeated=True)
    return Conflict(stored, text, form)


def _is_same(stored, submission):
    """True if the stored proposal says what the submission says; what was erased meanwhile is not compared."""
    if (stored.body_hash, stored.publication) != (submission.body_hash, submission.publication):
        return False
    if original := getattr(stored, "original", None):
        before = {answer["key"]: answer["value"] for answer in original.answers}
        if before != {answer["key"]: answer["value"] for answer in submission.answers}:
            return False
        if sorted(file.sha256 for file in original.files.all()) != sorted(a.sha256 for a in submission.attachments):
            return False
    contact = getattr(stored, "contact", None) or (Contact() if original else None)
    said = (submission.name, submission.email, submission.phone)
    return contact is None or (contact.name, contact.email, contact.phone) == said


def _store(form, ticket, now):
    kept = private_files.keep(form.submission.attachments)
    try:
        result = _insert_once(form, ticket, now, kept)
    except BaseException:
        private_files.discard(kept)
        raise
    if isinstance(result, Conflict) or result.repeated:
        private_files.discard(kept)
    return result


def _insert_once(form, ticket, now, kept):
    """Insert in one transaction. A number that is taken is drawn again; a token that is taken has won a race."""
    for _attempt in range(NUMBER_ATTEMPTS):
        number = receipts.new_number()
        try:
            with transaction.atomic():
                proposal = _insert(form, ticket, number, now, kept)
        except IntegrityError:
            if stored := _stored_with(ticket):
                return _repeated(stored, ticket, form)
            if not Proposal.objects.filter(number=number).exists():
                raise
        else:
            return Accepted(proposal, receipts.secret_of(ticket.nonce), form.submission.text)
    raise RuntimeError(f"{NUMBER_ATTEMPTS} random numbers in a row were taken.")


def _insert(form, ticket, number, now, kept):
    submission = form.submission
    proposal = Proposal.objects.create(
        consultation=form.definition.consultation,
        number=number,
        token_hash=ticket.hash,
        secret_hash=receipts.secret_hash(receipts.secret_of(ticket.nonce)),
        body_hash=submission.body_hash,
        language=form.language,
        publication=submission.publication,
        form_opened_at=ticket.opened_at,
        received_at=now,
        state_changed_at=now,
    )
    original = Original.objects.create(
        proposal=proposal, text=submission.text, answers=submission.answers, kept_until=_kept_until(form.definition)
    )
    OriginalFile.objects.bulk_create(_file_row(original, file) for file in kept)
    if submission.has_contact:
        _insert_contact(proposal, submission, now)
    return proposal


def _insert_contact(proposal, submission, now):
    """The citizen's name and contact, with the consent under which they are kept."""
    Contact.objects.create(
        proposal=proposal,
        name=submission.name,
        email=submission.email,
        phone=submission.phone,
        consent_version=CONSENT_VERSION,
        consent_language=proposal.language,
        consented_at=now,
    )


def _kept_until(definition):
    closes_on = timezone.localdate(definition.consultation.closes_at)
    return closes_on + timedelta(days=definition.original_kept_days)


def _file_row(original, kept):
    upload = kept.attachment.file
    return OriginalFile(
        original=original,
        field_key=kept.attachment.field_key,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.size,
        sha256=kept.attachment.sha256,
        file=kept.name,
    )
