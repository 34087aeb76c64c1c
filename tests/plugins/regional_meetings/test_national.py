"""Bodies, days of the profile, duties done, systemic problems and methods."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plugins.regional_meetings import national
from plugins.regional_meetings.duties import Duty
from plugins.regional_meetings.halves import Half
from plugins.regional_meetings.models import Body, DutyRecord, MethodText, ProfileDate, SystemicIssue
from tests.factories import make_user
from tests.plugins.regional_meetings.making import AFTER, kostanay, make_body

TODAY = date(2027, 2, 1)


def test_004_1_a_body_that_owes_no_meetings_is_not_among_those_bound(body):
    make_body(name="Қорғаныс", is_exempt=True)
    assert list(Body.objects.bound()) == [body]


def test_a_body_needs_its_name_in_both_languages(db):
    with pytest.raises(ValidationError) as refused:
        national.save_body(Body(name_kk="Министрлік", name_ru=" "), user=None)
    assert "name_ru" in refused.value.message_dict


def test_only_the_ministry_enters_bodies(council):
    with pytest.raises(PermissionDenied):
        national.save_body(Body(name_kk="а", name_ru="б"), user=make_user("publisher", council))


@pytest.mark.parametrize(
    ("duty", "done", "late"),
    [
        (Duty.PROPOSALS, date(2026, 11, 27), 0),
        (Duty.PROPOSALS, date(2026, 12, 4), 3),
        (Duty.DEPARTMENT_PLAN, date(2026, 12, 15), 0),
    ],
)
def test_004_9_and_004_10_a_body_records_its_own_duties_and_late_is_counted(body, council, duty, done, late):
    user = make_user("editor", council)
    national.record_duty(duty, "2027", body=body, done_on=done, today=TODAY, user=user)
    found = {row.duty: row for row in national.yearly_standings(2027, TODAY, body)}
    assert (found[duty].done_on, found[duty].days_late) == (done, late)


def test_004_24_and_004_28_national_duties_are_the_ministrys(body, council):
    national.record_duty(Duty.SUBMISSION, "2027", done_on=date(2026, 12, 15), today=TODAY, user=None)
    national.record_duty(Duty.APPROVAL, "2027", done_on=date(2027, 1, 12), today=TODAY, user=None)
    found = {row.duty: row for row in national.yearly_standings(2027, TODAY, body)}
    assert found[Duty.SUBMISSION].days_late == 0
    assert found[Duty.APPROVAL].days_late == 2
    with pytest.raises(PermissionDenied):
        national.record_duty(
            Duty.APPROVAL, "2027", done_on=date(2027, 1, 9), today=TODAY, user=make_user("publisher", council)
        )


def test_a_duty_recorded_again_is_corrected(body):
    for day in (date(2026, 11, 27), date(2026, 11, 28)):
        national.record_duty(Duty.PROPOSALS, "2027", body=body, done_on=day, today=TODAY, user=None)
    assert [row.done_on for row in DutyRecord.objects.all()] == [date(2026, 11, 28)]


@pytest.mark.parametrize(
    ("done", "words"),
    [(date(2027, 2, 2), "still to come"), (date(2025, 12, 31), "another plan")],
)
def test_a_day_to_come_and_a_day_of_another_plan_are_refused_with_the_way_out(body, done, words):
    with pytest.raises(ValidationError) as refused:
        national.record_duty(Duty.PROPOSALS, "2027", body=body, done_on=done, today=TODAY, user=None)
    assert words in refused.value.message_dict["done_on"][0]


def test_g8_a_new_decree_is_a_change_of_data(body):
    row = ProfileDate(
        duty=Duty.APPROVAL,
        month=1,
        day=20,
        years_before=0,
        first_year=2028,
        source_kk="Қаулы",
        source_ru="Постановление",
    )
    national.set_day(row, user=None)
    assert national.days_of(2027)[Duty.APPROVAL].in_plan(2027) == date(2027, 1, 10)
    assert national.days_of(2028)[Duty.APPROVAL].in_plan(2028) == date(2028, 1, 20)
    assert national.days_of(2028)[Duty.APPROVAL].source_ru == "Постановление"


@pytest.mark.parametrize(
    ("facts", "field"), [({"month": 2, "day": 29}, "day"), ({"source_kk": ""}, "source_kk"), ({"month": 13}, "month")]
)
def test_a_day_that_does_not_come_every_year_or_has_no_source_is_refused(db, facts, field):
    given = {"duty": "approval", "month": 1, "day": 20, "years_before": 0, "first_year": 2028}
    row = ProfileDate(**given | {"source_kk": "Қаулы", "source_ru": "Акт"} | facts)
    with pytest.raises(ValidationError) as refused:
        national.set_day(row, user=None)
    assert field in refused.value.message_dict


def test_004_21_and_004_26_half_years_have_their_records(db):
    for duty in (Duty.ADMINISTRATION_LIST, Duty.GOVERNMENT_REVIEW):
        national.record_duty(duty, "2026-h1", done_on=date(2026, 7, 3), today=TODAY, user=None)
    records = national.half_year_records(Half(2026, 1))
    assert set(records) == {(Duty.ADMINISTRATION_LIST, None), (Duty.GOVERNMENT_REVIEW, None)}


def test_004_23_an_akim_sums_up_for_a_region(body):
    region = kostanay()
    national.record_duty(Duty.AKIM_SUMMARY, "2026-h1", region=region, done_on=date(2026, 6, 30), today=TODAY, user=None)
    with pytest.raises(ValidationError, match="region"):
        national.record_duty(Duty.AKIM_SUMMARY, "2026-h1", done_on=date(2026, 6, 30), today=TODAY, user=None)
    issue = SystemicIssue(
        period="2026-h1",
        sender="akim",
        region=region,
        body=body,
        text_kk="Су",
        text_ru="Вода",
        received_on=date(2026, 7, 1),
    )
    national.record_issue(issue, today=TODAY, user=None)
    assert list(national.issues_of(Half(2026, 1))) == [issue]


def test_004_30_methods_are_published_and_earlier_ones_stay(db):
    for number in (1, 2):
        national.publish_methods(text_kk=f"{number}-нұсқа", text_ru=f"Редакция {number}", user=None, now=AFTER)
    assert MethodText.objects.count() == 2
    assert MethodText.objects.first().text_ru == "Редакция 2"
