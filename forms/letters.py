"""The outbox: what an author is told is written down in the transaction of what happened, and sent later.

So nothing is told that was not stored, and nothing stored stays untold. `forms.sending` sends; the address is read
there, from the contact as it is then. Who left a telephone number only is called by the secretary (decisions.md, "What
a citizen sends" 8): an answer is worth a call, the rest is seen by number.
"""

from django.db import transaction
from wagtail.log_actions import log

from cms.prepared import PreparedInsert
from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import require_role
from council_pages.outcomes import outcome_published
from forms.models import Contact, Letter, LetterKind, Way
from forms.plugin_channels import way_for

CALLED_ABOUT = frozenset({LetterKind.ANSWERED, LetterKind.CORRECTED})
BATCH = 500
_insert = PreparedInsert(Letter)


def way_to(contact, kind, proposal):
    """How this author is told of such an event, or None: nobody is written to without an address.

    Who left a telephone only is told by a channel of the council's plugins, and where there is none by a call.
    """
    if contact is None:
        return None
    if contact.email:
        return Way.EMAIL
    if not contact.phone:
        return None
    return way_for(proposal.council) or call_about(kind)


def call_about(kind):
    """The secretary's call, where the event is worth one; None for every other event."""
    return Way.CALL if kind in CALLED_ABOUT else None


def tell(proposal, kind, now, event=""):
    """Note that the author is to be told. To be called inside the transaction of the event; a second call is none."""
    way = way_to(getattr(proposal, "contact", None), kind, proposal)
    if way is not None:
        given = {"way": way, "created_at": now, "due_at": now}
        Letter.objects.get_or_create(proposal=proposal, kind=kind, event=event, defaults=given)


def tell_of_registration(proposal, now):
    """Note that the author of a proposal that is being stored is told; it has no letter yet, so none is looked for."""
    way = way_to(getattr(proposal, "contact", None), LetterKind.REGISTERED, proposal)
    if way is not None:
        _insert(proposal=proposal, kind=LetterKind.REGISTERED, way=way, created_at=now, due_at=now)


def tell_answer(proposal, now, *, is_correction):
    """The same of an answer: the first one is told once, each correction of it for itself."""
    if is_correction:
        tell(proposal, LetterKind.CORRECTED, now, event=now.isoformat())
    else:
        tell(proposal, LetterKind.ANSWERED, now)


def tell_all(consultation, kind, now):
    """The same for every author of a consultation who left an e-mail address; whoever was told is told no more."""
    contacts = Contact.objects.filter(proposal__consultation=consultation).exclude(email="")
    letters = [
        Letter(proposal_id=pk, kind=kind, way=Way.EMAIL, created_at=now, due_at=now)
        for pk in contacts.values_list("proposal", flat=True)
    ]
    Letter.objects.bulk_create(letters, batch_size=BATCH, ignore_conflicts=True)


def _outcome_published(consultation, now, **kwargs):
    tell_all(consultation, LetterKind.OUTCOME, now)


def connect():
    """Follow the publication of outcomes."""
    outcome_published.connect(_outcome_published, dispatch_uid="kenes-letters-of-outcome")


@transaction.atomic
def record_call(letter, *, user, now):
    """The secretary has called the author. A call that is on record already stays as it is."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk, way=Way.CALL)
    if user is not None:
        require_role(user, letter.council, HANDLES_PROPOSALS)
    if letter.sent_at is None:
        letter.sent_at = now
        letter.save(update_fields=["sent_at"])
        log(letter.proposal, "kenes.author_called", user=user, data={"kind": letter.kind})
    return letter
