"""The one way in for a proposal: checked outside, stored in one transaction, acknowledged only after it.

`submit` takes what a citizen sends, `enter` what a secretary types in from paper, the telephone and the like. Ordinary
outcomes are returned, not raised; the caller shows them. Source: decisions.md, "What a citizen sends".
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import log

from cms.prepared import PreparedInsert
from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import require_role
from forms import letters, private_files, receipts, tokens, window
from forms.entry_form import EntryForm
from forms.models import Contact, Original, OriginalFile, Proposal
from forms.proposal_form import ProposalForm

NUMBER_ATTEMPTS = 5
# A crowd in its last minute waits for these.
_insert_proposal, _insert_original = PreparedInsert(Proposal), PreparedInsert(Original)
_insert_contact_row = PreparedInsert(Contact)


@dataclass(frozen=True)
class Arrival:
    """When a proposal came: the form was opened, the proposal received, and all of it stored; who typed it in."""

    form_opened_at: datetime
    received_at: datetime
    stored_at: datetime
    entered_by: object = None


@dataclass(frozen=True)
class Accepted:
    """The proposal is stored. `repeated`: it had been stored before, and this is its receipt once more.

    `files` are its rows where they have just been written; None says that the database is to be asked.
    """

    proposal: Proposal
    secret: str
    text: str
    repeated: bool = False
    files: list | None = None


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
    if not window.accepts(definition.consultation, ticket.opened_at, now):
        return _again(ticket, form) or Closed(form)
    return _take(form, ticket, Arrival(ticket.opened_at, now, now))


def enter(definition, data, files, token, now, *, user):
    """Take a proposal that came another way, as a secretary types it in. Returns the same as `submit`.

    The checks are those of the citizen's form; `data` says besides in which language it is, by which channel and on
    which day it came. The day must lie in the window of the form and not ahead; the number and the secret are the
    author's, as if the form had been sent.
    """
    require_role(user, definition.council, HANDLES_PROPOSALS)
    form = EntryForm(definition, data, files)
    form.full_clean()
    try:
        ticket = tokens.read(token, definition.pk, now)
    except tokens.TokenRefused:
        return StaleToken(form)
    if not window.takes_entries(definition.consultation, now):
        return _again(ticket, form) or Closed(form)
    form.refuse_day(definition.consultation, now)
    if not form.is_valid():
        return _again(ticket, form) or Invalid(form)
    received_at = window.moment_on(definition.consultation, form.cleaned_data["received_on"], now)
    return _take(form, ticket, Arrival(received_at, received_at, now, entered_by=user))


def _take(form, ticket, arrival):
    """Store what is valid. Whether the token was used before is for the database to say: its index refuses the row."""
    return _store(form, ticket, arrival) if form.is_valid() else _again(ticket, form) or Invalid(form)


def _again(ticket, form):
    """What is said of a token that has brought a proposal before; None for a fresh one."""
    stored = _stored_with(ticket)
    return _repeated(stored, ticket, form) if stored else None


def _stored_with(ticket):
    related = Proposal.objects.select_related("original", "contact")
    return related.filter(token_hash=ticket.hash).first()


def _repeated(stored, ticket, form):
    """The stored receipt, where the token brings the same again; otherwise a conflict."""
    original = getattr(stored, "original", None)
    text = original.text if original else ""
    if form.is_valid() and stored.channel == form.channel and _is_same(stored, form.submission):
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


def _store(form, ticket, arrival):
    kept = private_files.keep(form.submission.attachments)
    try:
        result = _insert_once(form, ticket, arrival, kept)
    except BaseException:
        private_files.discard(kept)
        raise
    if isinstance(result, Conflict) or result.repeated:
        private_files.discard(kept)
    return result


def _insert_once(form, ticket, arrival, kept):
    """Insert in one transaction. A number that is taken is drawn again; a token that is taken has won a race."""
    for _attempt in range(NUMBER_ATTEMPTS):
        number = receipts.new_number()
        try:
            with transaction.atomic():
                proposal, files = _insert(form, ticket, number, arrival, kept)
        except IntegrityError:
            if again := _again(ticket, form):
                return again
            if not Proposal.objects.filter(number=number).exists():
                raise
        else:
            return Accepted(proposal, receipts.secret_of(ticket.nonce), form.submission.text, files=files)
    raise RuntimeError(f"{NUMBER_ATTEMPTS} random numbers in a row were taken.")


def _insert(form, ticket, number, arrival, kept):
    submission = form.submission
    proposal = _insert_proposal(
        consultation=form.definition.consultation,
        number=number,
        token_hash=ticket.hash,
        secret_hash=receipts.secret_hash(receipts.secret_of(ticket.nonce)),
        body_hash=submission.body_hash,
        language=form.language,
        publication=submission.publication,
        channel=form.channel,
        form_opened_at=arrival.form_opened_at,
        received_at=arrival.received_at,
        state_changed_at=arrival.stored_at,
    )
    original = _insert_original(
        proposal=proposal, text=submission.text, answers=submission.answers, kept_until=_kept_until(form.definition)
    )
    files = OriginalFile.objects.bulk_create(_file_row(original, file) for file in kept)
    if submission.has_contact:
        _insert_contact(proposal, form, arrival.received_at)
        letters.tell_of_registration(proposal, arrival.stored_at)
    if arrival.entered_by is not None:
        log(proposal, "kenes.proposal_entered", user=arrival.entered_by, data={"channel": form.channel})
    return proposal, files


def _insert_contact(proposal, form, consented_at):
    """The citizen's name and contact, with the consent under which they are kept."""
    _insert_contact_row(
        proposal=proposal,
        name=form.submission.name,
        email=form.submission.email,
        phone=form.submission.phone,
        consent_version=form.consent_version,
        consent_language=proposal.language,
        consented_at=consented_at,
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
