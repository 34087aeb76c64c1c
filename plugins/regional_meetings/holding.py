"""The verbs of holding a meeting: that it was held, its three parts, who took part, where it was told of.

Source: seed 004, 1, 3) to 5), 3, 1), 4, 4) and 5. The report's share and the missing parts are shown as breaches and
refuse nothing; "held in full" is said only when all three parts have a record (G9).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.dates import local
from council_pages import holding as events
from plugins.regional_meetings.acts import PLANS, WRITES_NOTES, both, lock_meeting, log
from plugins.regional_meetings.models import Coverage, Meeting, Note, PackagePart, Part, Participant


@transaction.atomic
def record_held(meeting, *, user, now, participants, report_minutes=None, notes_kk="", notes_ru=""):
    """Record that the meeting was held, with how many, and how long the report took. A second call corrects it.

    Refused: before it begins, a cancelled one, a number below zero. A report that is too long is shown, not refused.
    """
    meeting = lock_meeting(meeting, user, PLANS)
    if report_minutes is not None:
        meeting.report_minutes = report_minutes
        meeting.full_clean()
        meeting.save(update_fields=["report_minutes"])
    event = meeting.event
    events.record_held(event, user=user, now=now, participants=participants, notes_kk=notes_kk, notes_ru=notes_ru)
    log(meeting, "meeting_held", user, participants=participants)
    return Meeting.objects.with_facts().get(pk=meeting.pk)


def missing_parts(meeting):
    """The parts of the meeting that have no record yet, in their order. One query."""
    recorded = {part.part for part in meeting.parts.all()}
    return [part for part in Part if part not in recorded]


def is_held_in_full(meeting):
    """True once the meeting is held and its reception, NPO meeting and briefing each have a record (G9)."""
    return meeting.event.is_held and not missing_parts(meeting)


@transaction.atomic
def record_part(meeting, part, *, held_on, people, place_kk, place_ru, user, now, result_kk="", result_ru=""):
    """Record one of the three parts of the meeting; a second call corrects the record. Returns the `PackagePart`.

    Refused: a day to come, a place in one language.
    """
    meeting = lock_meeting(meeting, user, PLANS)
    if held_on > local(now).date():
        raise ValidationError({"held_on": _("This day is still to come. Record it once it is done.")})
    row = PackagePart.objects.filter(meeting=meeting, part=part).first() or PackagePart(meeting=meeting, part=part)
    texts = both(place_kk=place_kk, place_ru=place_ru)
    row.held_on, row.people = held_on, people
    row.place_kk, row.place_ru = texts["place_kk"], texts["place_ru"]
    row.result_kk, row.result_ru = result_kk.strip(), result_ru.strip()
    row.full_clean()
    row.save()
    log(row, "part_recorded", user, part=str(part))
    return row


@transaction.atomic
def add_participant(meeting, level, *, post_kk, post_ru, user):
    """Name an official who takes part: an akim, a Deputy of the Prime Minister (004-22, 004-27)."""
    meeting = lock_meeting(meeting, user, PLANS)
    row = Participant(meeting=meeting, level=level, **both(post_kk=post_kk, post_ru=post_ru))
    row.full_clean()
    row.save()
    log(row, "participant_added", user, level=str(level))
    return row


@transaction.atomic
def remove_participant(row, *, user):
    """Take a participant off the list; the log keeps who it was."""
    lock_meeting(row.meeting, user, PLANS)
    log(row, "participant_removed", user, post=row.post_ru)
    row.delete()


@transaction.atomic
def add_coverage(meeting, kind, *, told_on, user, now, url="", place_kk="", place_ru=""):
    """Add a line to the publication checklist and the media log (004-12, 004-31).

    Refused: a day to come; neither a link nor a place in both languages.
    """
    meeting = lock_meeting(meeting, user, PLANS)
    if told_on > local(now).date():
        raise ValidationError({"told_on": _("This day is still to come. Record it once it is done.")})
    row = Coverage(
        meeting=meeting, kind=kind, told_on=told_on, url=url.strip(),
        place_kk=place_kk.strip(), place_ru=place_ru.strip(),
    )  # fmt: skip
    row.full_clean()
    row.save()
    log(row, "coverage_added", user, kind=str(kind))
    return row


@transaction.atomic
def remove_coverage(row, *, user):
    """Take a line off the checklist."""
    lock_meeting(row.meeting, user, PLANS)
    log(row, "coverage_removed", user, kind=row.kind, url=row.url)
    row.delete()


@transaction.atomic
def write_note(meeting, text, *, user, now):
    """Write a line into the exchange with the authority for mass media (004-14): staff and overseer read and write."""
    meeting = lock_meeting(meeting, user, WRITES_NOTES)
    if not text.strip():
        raise ValidationError({"text": _("Write something.")})
    note = Note.objects.create(meeting=meeting, text=text.strip(), author=user, written_at=now)
    log(meeting, "note_written", user)
    return note
