"""The verbs of voiced questions: typed in as they are asked, or taken over from what people sent through the form.

A question is never deleted; its words can be corrected until the ranked list is published (004-18).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from forms.models import Proposal
from plugins.regional_meetings.acts import TAKES_OVER, VOICES, lock_meeting, log
from plugins.regional_meetings.models import Source, Voiced


def refuse_published(meeting):
    """Refuse a change of the questions or their order while the ranked list is public."""
    if meeting.ranking_published_at is not None:
        raise ValidationError(_("The ranked list is published. Take it back first, change it, and publish it again."))


@transaction.atomic
def voice(meeting, *, text, language, user, now, source=Source.HALL, askers=1, place=""):
    """Record a question that was asked in the hall, in the comments, from a linked place or on paper.

    Refused: no words, nobody who asked, a list that is published already.
    """
    meeting = lock_meeting(meeting, user, VOICES)
    refuse_published(meeting)
    if source == Source.FORM:
        raise ValidationError({"source": _("What came through the form is taken over from the list of proposals.")})
    _refuse_empty(text)
    row = Voiced(
        meeting=meeting, number=_next_number(meeting), source=source, language=language, text=text.strip(),
        askers=askers, place=place.strip(), recorded_at=now,
    )  # fmt: skip
    row.full_clean()
    row.save()
    log(meeting, "question_voiced", user, number=row.number)
    return row


@transaction.atomic
def correct(row, *, text, user, askers=None, place=None):
    """Correct the words of a question that was typed in. Refused: one from the form, a list that is published."""
    meeting = lock_meeting(row.meeting, user, VOICES)
    refuse_published(meeting)
    row = Voiced.objects.get(pk=row.pk)
    if row.proposal_id:
        raise ValidationError({"text": _("What a citizen sent is never changed.")})
    _refuse_empty(text)
    row.text = text.strip()
    row.askers = row.askers if askers is None else askers
    row.place = row.place if place is None else place.strip()
    row.full_clean()
    row.save(update_fields=["text", "askers", "place"])
    log(meeting, "question_corrected", user, number=row.number)
    return row


@transaction.atomic
def take_over(meeting, *, user, now):
    """Take over as voiced whatever people sent through the meeting's form and is not taken over yet: all of it.

    Nothing is chosen, so nothing is dropped; the words stay in the proposals. Returns how many were taken over.
    """
    meeting = lock_meeting(meeting, user, TAKES_OVER)
    refuse_published(meeting)
    new = Proposal.objects.filter(consultation=meeting.consultation, regional_question=None)
    number, rows = _next_number(meeting), []
    for place, proposal in enumerate(new.order_by("received_at", "pk")):
        rows.append(
            Voiced(
                meeting=meeting,
                number=number + place,
                source=Source.FORM,
                language=proposal.language,
                proposal=proposal,
                recorded_at=now,
            )
        )
    Voiced.objects.bulk_create(rows, batch_size=500)
    if rows:
        log(meeting, "proposals_taken_over", user, count=len(rows))
    return len(rows)


def not_taken_over(meeting):
    """How many proposals of the meeting's form wait to be taken over. One query."""
    return Proposal.objects.filter(consultation=meeting.consultation, regional_question=None).count()


def _refuse_empty(text):
    if not text.strip():
        raise ValidationError({"text": _("Write what was asked.")})


def _next_number(meeting):
    return (meeting.voiced.aggregate(last=Max("number"))["last"] or 0) + 1
