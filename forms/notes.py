"""The verb of private notes: what those who handle a proposal tell each other about it.

A note is never public, never changed and never taken back; it goes when the original goes, by term or by order, because
it may say what the original said (`forms.models.Note`).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from forms.answering import lock
from forms.form_fields import normalise
from forms.models import Note, Original

NOTE_LIMIT = 2_000


@transaction.atomic
def write_note(proposal, text, *, user, now):
    """Add a note to the proposal. Refused, in words: an empty one, a too long one, one about what has been erased."""
    proposal = lock(proposal, user)
    text = normalise(text).strip()
    if not text:
        raise ValidationError({"note": _("Write the note.")})
    if len(text) > NOTE_LIMIT:
        words = _("The note is too long. Characters at most: %(limit)s") % {"limit": NOTE_LIMIT}
        raise ValidationError({"note": words})
    original = Original.objects.filter(proposal=proposal).first()
    if original is None:
        raise ValidationError({"note": _("What was sent has been erased; nothing more is noted about it.")})
    note = Note.objects.create(original=original, text=text, written_by=user, written_at=now)
    # Without its words: the log outlives them.
    log(proposal, "kenes.proposal_noted", user=user)
    return note


def notes_of(proposal):
    """The proposal's notes, the oldest first, with who wrote them."""
    return Note.objects.filter(original__proposal=proposal).select_related("written_by")
