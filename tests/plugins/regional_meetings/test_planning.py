"""Year plans and meetings: what they stand on, what is refused, how they become public."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from council_pages.models import Consultation
from council_pages.warned import Warned
from plugins.regional_meetings import planning
from plugins.regional_meetings.models import Meeting, YearPlan
from tests.factories import make_council, make_user
from tests.plugins.regional_meetings.making import ALMATY, BEFORE, STARTS, make_body, make_meeting


def test_004_7_a_plan_holds_dates_and_formats_of_its_meetings(body, plan):
    meeting = make_meeting(body, plan=plan, holding="online")
    assert meeting.event.starts_at == STARTS
    assert meeting.consultation.holding == "online"
    assert list(plan.meetings.all()) == [meeting]


@pytest.mark.parametrize("rank", ["first_head", "deputy_head", "committee_chair"])
def test_004_8_each_planned_meeting_names_the_person_and_the_post(body, plan, rank):
    meeting = make_meeting(body, plan=plan, head_rank=rank)
    assert meeting.head("kk") == "Мысал Үлгіұлы, министр"
    with pytest.raises(ValidationError) as refused:
        make_meeting(body, "no-name", plan=plan, person_kk="")
    assert "person_kk" in refused.value.message_dict


def test_004_2_a_meeting_is_a_consultation_with_an_event_and_a_form(meeting):
    consultation = meeting.consultation
    assert consultation.form is not None
    assert consultation.events.get() == meeting.event
    assert meeting.planned_minutes == 120
    departure = consultation.departures.get()
    assert departure.code == Warned.NO_SCHEDULE
    assert "004" in departure.reason_ru


@pytest.mark.parametrize("starts", [datetime(2027, 1, 5, 15, tzinfo=ALMATY), datetime(2025, 12, 31, 15, tzinfo=ALMATY)])
def test_a_plan_that_crosses_the_year_is_refused_with_the_way_out(body, plan, starts):
    with pytest.raises(ValidationError) as refused:
        make_meeting(body, plan=plan, starts_at=starts, ends_at=starts + timedelta(hours=2))
    (words,) = refused.value.message_dict["starts_at"]
    assert "2026" in words and "Choose a day of that year" in words
    assert not Consultation.objects.filter(slug="kostanay").exists()


def test_the_year_is_that_of_the_local_clock(body, plan):
    # In UTC it is still 2025.
    make_meeting(body, plan=plan, starts_at=datetime(2026, 1, 1, 2, tzinfo=ALMATY))


def test_a_meeting_is_not_moved_out_of_the_planned_year(meeting):
    with pytest.raises(ValidationError, match="does not cross the year"):
        planning.change_meeting(meeting, starts_at=datetime(2027, 2, 1, 15, tzinfo=ALMATY), user=None, now=BEFORE)


def test_004_20_a_meeting_off_schedule_gives_its_reason(body):
    meeting = make_meeting(body)
    assert meeting.is_off_schedule
    for missing in ("off_schedule_kk", "off_schedule_ru"):
        with pytest.raises(ValidationError) as refused:
            make_meeting(body, "second", **{missing: " "})
        assert missing in refused.value.message_dict


def test_004_11_the_agreement_of_the_place_has_its_day(meeting):
    changed = planning.change_meeting(
        meeting, agreed_on=BEFORE.date(), agreed_with_kk="Облыс әкімдігі", agreed_with_ru="Акимат области",
        user=None, now=BEFORE,
    )  # fmt: skip
    assert (changed.agreed_on, changed.agreed_with_ru) == (BEFORE.date(), "Акимат области")


def test_004_3_broadcast_comments_and_linked_places_are_kept(meeting):
    changed = planning.change_meeting(
        meeting, stream_url="https://video.example/1", comments_url="https://social.example/1",
        linked_kk="Рудный\n\nЛисаков", linked_ru="Рудный\nЛисаковск", user=None, now=BEFORE,
    )  # fmt: skip
    assert changed.event.stream_url and changed.event.comments_url
    assert changed.linked("ru") == ["Рудный", "Лисаковск"]
    assert changed.linked("kk") == ["Рудный", "Лисаков"]


def test_a_changed_day_reaches_the_event_and_the_question(meeting):
    later = STARTS + timedelta(days=1)
    changed = planning.change_meeting(
        meeting, starts_at=later, ends_at=later + timedelta(hours=1), subject_ru="Новое имя", user=None, now=BEFORE
    )
    assert changed.event.starts_at == changed.consultation.event_at == later
    assert changed.title("ru") == "Новое имя"


def test_004_13_publishing_the_plan_makes_its_meetings_public(body, plan, meeting, council):
    assert not Meeting.objects.public().exists()
    planning.publish_plan(plan, user=make_user("publisher", council), now=BEFORE)
    assert list(Meeting.objects.public()) == [meeting]
    assert YearPlan.objects.get().published_at == BEFORE


def test_an_empty_plan_is_not_published(plan):
    with pytest.raises(ValidationError, match="no meeting yet"):
        planning.publish_plan(plan, user=None, now=BEFORE)


def test_an_editor_plans_and_does_not_publish(body, plan, meeting, council):
    editor = make_user("editor", council)
    make_meeting(body, "second", plan=plan, user=editor)
    with pytest.raises(PermissionDenied):
        planning.announce(meeting, user=editor, now=BEFORE)


def test_a_stranger_plans_nothing(body):
    with pytest.raises(Http404):
        make_meeting(body, user=make_user("publisher", make_council("strangers")))


def test_004_1_an_exempt_body_and_one_without_a_council_have_no_plan(council):
    with pytest.raises(ValidationError, match="owes no regional meetings"):
        planning.open_plan(make_body(council, is_exempt=True), 2026, user=None)
    with pytest.raises(ValidationError, match="no council at this body"):
        planning.open_plan(make_body(), 2026, user=None)


def test_a_second_plan_of_the_year_is_refused(body, plan):
    with pytest.raises(ValidationError, match="already"):
        planning.open_plan(body, 2026, user=None)


def test_another_bodys_plan_is_refused(plan):
    other = make_body(make_council("other"), name="Денсаулық")
    with pytest.raises(ValidationError, match="plan of this body"):
        make_meeting(other, plan=plan)
