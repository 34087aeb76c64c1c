"""A meeting that is held: its parts, its share, who took part, where it was told of."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plugins.regional_meetings import holding
from plugins.regional_meetings.models import Coverage, Part, Participant
from plugins.regional_meetings.words import hours_note, share_words
from tests.factories import make_user
from tests.plugins.regional_meetings.making import AFTER, BEFORE

WHERE = {"place_kk": "Әкімдік", "place_ru": "Акимат"}


def hold(meeting, **facts):
    return holding.record_held(meeting, participants=240, user=None, now=AFTER, **facts)


def record(meeting, part):
    return holding.record_part(meeting, part, held_on=date(2026, 4, 16), people=12, user=None, now=AFTER, **WHERE)


def test_g9_held_in_full_needs_all_three_parts(meeting):
    meeting = hold(meeting)
    for part in Part:
        assert not holding.is_held_in_full(meeting)
        record(meeting, part)
    assert holding.is_held_in_full(meeting)


@pytest.mark.parametrize(
    ("part", "demand"), [("reception", "004-15"), ("npo_meeting", "004-16"), ("briefing", "004-17")]
)
def test_004_15_16_17_a_missing_part_is_named(meeting, part, demand):
    meeting = hold(meeting)
    for other in Part:
        if other != part:
            record(meeting, other)
    assert holding.missing_parts(meeting) == [Part(part)], demand


def test_parts_without_the_meeting_are_not_the_whole(meeting):
    for part in Part:
        record(meeting, part)
    assert not holding.is_held_in_full(meeting)


def test_a_part_recorded_again_is_corrected_and_a_day_to_come_refused(meeting):
    first, second = record(meeting, Part.BRIEFING), record(meeting, Part.BRIEFING)
    assert first.pk == second.pk
    with pytest.raises(ValidationError, match="still to come"):
        holding.record_part(meeting, Part.BRIEFING, held_on=date(2026, 5, 1), people=1, user=None, now=AFTER, **WHERE)


@pytest.mark.parametrize(("minutes", "percent", "breach"), [(25, 21, False), (30, 25, False), (31, 26, True)])
def test_g7_the_share_is_printed_and_a_breach_is_saved_and_visible(meeting, minutes, percent, breach):
    meeting = hold(meeting, report_minutes=minutes)
    share = share_words(meeting)
    assert (share["percent"], share["is_breach"], share["longest"]) == (percent, breach, 30)
    assert "004" in share["source"] or "112" in share["source"]


def test_004_5_working_hours_without_a_reason_are_noted(meeting):
    assert hours_note(meeting)
    meeting.time_note_kk = "Тұрғындармен келісілді"
    assert not hours_note(meeting)


@pytest.mark.parametrize("level", ["akim_region", "deputy_pm"])
def test_004_22_and_004_27_officials_who_take_part_are_on_record(meeting, level):
    row = holding.add_participant(meeting, level, post_kk="Әкім", post_ru="Аким", user=None)
    assert meeting.participants.get().level == level
    holding.remove_participant(row, user=None)
    assert not Participant.objects.exists()


def test_004_12_and_004_31_publications_have_a_link_or_a_place(meeting):
    add = {"told_on": date(2026, 4, 1), "user": None, "now": AFTER}
    holding.add_coverage(meeting, "official_site", url="https://gov.example/1", **add)
    holding.add_coverage(meeting, "public_place", place_kk="Кітапхана", place_ru="Библиотека", **add)
    holding.add_coverage(meeting, "announcement", url="https://media.example/1", **add)
    with pytest.raises(ValidationError, match="link, or the place"):
        holding.add_coverage(meeting, "public_place", place_kk="Кітапхана", **add)
    assert Coverage.objects.count() == 3


def test_004_14_staff_and_overseer_exchange_messages_and_nobody_else(meeting, council):
    holding.write_note(meeting, "Анонс дайын", user=make_user("editor", council), now=AFTER)
    holding.write_note(meeting, "Рахмет", user=make_user("overseer"), now=AFTER)
    with pytest.raises(PermissionDenied):
        holding.write_note(meeting, "Мен де", user=make_user("translator", council, language="kk"), now=AFTER)
    assert meeting.notes.count() == 2


def test_a_meeting_is_not_held_before_it_begins(meeting):
    with pytest.raises(ValidationError, match="not begun"):
        holding.record_held(meeting, participants=1, user=None, now=BEFORE)
