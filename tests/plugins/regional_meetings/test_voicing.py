"""Voiced questions: typed in, taken over from the form, never lost."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from plugins.regional_meetings import planning, ranking, voicing
from plugins.regional_meetings.models import Source, Voiced
from tests.factories import make_user
from tests.forms.making import filled, send
from tests.plugins.regional_meetings.making import AFTER, ALMATY, BEFORE, METHOD, group, ranked, voice

OPENS = datetime(2026, 4, 1, 9, tzinfo=ALMATY)
CLOSES = datetime(2026, 4, 16, 18, tzinfo=ALMATY)


@pytest.fixture
def open_meeting(meeting):
    """A meeting whose form is open before and during it."""
    return planning.change_meeting(meeting, opens_at=OPENS, closes_at=CLOSES, user=None, now=BEFORE)


def sent(meeting, text="Когда построят новый полигон отходов?", moment=OPENS + timedelta(days=1)):
    data = filled(text, publication="nothing")
    return send(meeting.consultation.form, data, language="ru", now=moment, opened_at=moment).proposal


def test_004_2_questions_come_before_and_during_the_meeting_through_the_form(open_meeting):
    before, during = sent(open_meeting), sent(open_meeting, "А когда школу?", datetime(2026, 4, 16, 16, tzinfo=ALMATY))
    assert voicing.take_over(open_meeting, user=None, now=AFTER) == 2
    assert [row.proposal for row in open_meeting.voiced.all()] == [before, during]


def test_what_was_sent_is_taken_over_whole_and_once(open_meeting, council):
    sent(open_meeting)
    voice(open_meeting, "Вопрос из зала")
    secretary = make_user("secretary", council)
    assert voicing.not_taken_over(open_meeting) == 1
    assert voicing.take_over(open_meeting, user=secretary, now=AFTER) == 1
    assert voicing.take_over(open_meeting, user=secretary, now=AFTER) == 0
    assert [row.number for row in open_meeting.voiced.all()] == [1, 2]


def test_g5_what_came_through_the_form_and_is_not_taken_over_stops_the_publication(open_meeting):
    sent(open_meeting)
    one = group(open_meeting, [voice(open_meeting, "Вопрос из зала").number])
    ranking.rank(open_meeting, {one.pk: 1}, user=None, **METHOD)
    with pytest.raises(ValidationError, match=r"not in the list yet: 1\. The secretary takes them over"):
        ranking.publish_ranking(open_meeting, user=None, now=AFTER)
    voicing.take_over(open_meeting, user=None, now=AFTER)
    other = group(open_meeting, [2], "Ещё вопрос")
    ranking.rank(open_meeting, {one.pk: 1, other.pk: 2}, user=None, **METHOD)
    assert ranking.publish_ranking(open_meeting, user=None, now=AFTER).ranking_published_at == AFTER


def test_the_words_of_a_citizen_stay_in_the_proposal(open_meeting):
    sent(open_meeting)
    voicing.take_over(open_meeting, user=None, now=AFTER)
    row = Voiced.objects.get()
    assert row.text == ""
    with pytest.raises(ValidationError, match="never changed"):
        voicing.correct(row, text="Другое", user=None)


def test_only_who_handles_proposals_takes_them_over(open_meeting, council):
    with pytest.raises(PermissionDenied):
        voicing.take_over(open_meeting, user=make_user("editor", council), now=AFTER)


@pytest.mark.parametrize("source", [Source.HALL, Source.STREAM, Source.VIDEO, Source.PAPER])
def test_questions_come_from_the_hall_the_stream_and_on_paper(meeting, council, source):
    for role in ("secretary", "editor"):
        row = voice(meeting, "Почему нет воды?", source=source, askers=3, user=make_user(role, council))
        assert (row.source, row.askers) == (source, 3)


def test_a_question_without_words_or_askers_is_refused_beside_its_field(meeting):
    with pytest.raises(ValidationError):
        voice(meeting, "   ")
    with pytest.raises(ValidationError):
        voice(meeting, "Вопрос?", askers=0)


def test_a_question_of_the_form_is_not_typed_in(meeting):
    with pytest.raises(ValidationError) as refused:
        voice(meeting, "Вопрос?", source=Source.FORM)
    assert "source" in refused.value.message_dict


def test_a_typed_question_is_corrected_until_the_list_is_published(meeting):
    row = voice(meeting, "Пачему нет воды?")
    assert voicing.correct(row, text="Почему нет воды?", user=None).text == "Почему нет воды?"


def test_after_publication_nothing_is_added_or_corrected(meeting):
    ranked(meeting, "Первый", "Второй")
    for act in (
        lambda: voice(meeting, "Третий"),
        lambda: voicing.correct(meeting.voiced.first(), text="Иначе", user=None),
        lambda: voicing.take_over(meeting, user=None, now=AFTER),
    ):
        with pytest.raises(ValidationError, match="Take it back first"):
            act()


def test_the_database_keeps_a_question_to_words_or_a_proposal(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Voiced.objects.create(meeting=meeting, number=9, source="hall", language="ru", recorded_at=AFTER)
