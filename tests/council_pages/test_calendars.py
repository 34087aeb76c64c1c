from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from cms.models import Region
from council_pages import calendars, holding, planning, texts
from council_pages.calendars import Kind
from council_pages.models import Sitting
from tests.factories import at, make_consultation, make_council, make_texts

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def question(council, slug="lights", **facts):
    row = make_consultation(council, slug, **facts)
    make_texts(row)
    return row


def found(first=FIRST, last=LAST, **where):
    return [(item.kind, item.day) for item in calendars.happenings(first, last, **where)]


def test_a_month_holds_openings_closings_events_and_sittings_in_their_order(councils):
    row = question(councils.a, opens_at=at(3, hour=9), closes_at=at(20), event_at=at(12, hour=15))
    holding.plan_event(row, user=None, starts_at=at(12, hour=11))
    make_texts(Sitting.objects.create(council=councils.a, number="1", held_on=at(12).date()))
    assert [(item.kind, item.day.day, item.event is not None) for item in calendars.happenings(FIRST, LAST)] == [
        (Kind.OPENING, 3, False), (Kind.SITTING, 12, False), (Kind.EVENT, 12, True), (Kind.EVENT, 12, False),
        (Kind.CLOSING, 20, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("opens", "closes", "first", "last", "expected"),
    [
        # The last second of a quarter belongs to it, the first moment of the next one does not.
        ((2026, 9, 30, 23), (2026, 10, 1, 0), date(2026, 7, 1), date(2026, 9, 30), [Kind.OPENING]),
        ((2026, 9, 30, 23), (2026, 10, 1, 0), date(2026, 10, 1), date(2026, 12, 31), [Kind.CLOSING]),
        # 31 December in Astana, though it is still, or already, another day elsewhere.
        ((2026, 12, 31, 0), (2026, 12, 31, 23), date(2026, 12, 31), date(2026, 12, 31), [Kind.OPENING, Kind.CLOSING]),
        ((2026, 12, 31, 23), (2027, 1, 1, 0), date(2027, 1, 1), date(2027, 1, 31), [Kind.CLOSING]),
        # 29 February.
        ((2028, 2, 29, 9), (2028, 3, 1, 0), date(2028, 2, 1), date(2028, 2, 29), [Kind.OPENING]),
    ],
)
def test_days_begin_and_end_at_midnight_in_astana(opens, closes, first, last, expected, councils):
    moments = [at(day, hour=hour, month=month, year=year) for year, month, day, hour in (opens, closes)]
    question(councils.a, opens_at=moments[0], closes_at=moments[1])
    assert [kind for kind, _day in found(first, last)] == expected


def test_an_event_in_its_own_row_is_not_said_twice(councils):
    row = question(councils.a, event_at=at(12))
    assert found() == [(Kind.EVENT, date(2026, 11, 12))]
    holding.plan_event(row, user=None, starts_at=at(12))
    assert found() == [(Kind.EVENT, date(2026, 11, 12))]
    assert len(calendars.events_between(FIRST, LAST, councils.a)) == 1
    assert len(calendars.events_ahead(at(1), 9)) == 1


def test_drafts_and_withdrawn_texts_are_nowhere(councils):
    facts = {"opens_at": at(3), "closes_at": at(20), "event_at": at(12)}
    draft = make_consultation(councils.a, "draft", **facts)
    holding.plan_event(draft, user=None, starts_at=at(13))
    texts.write_text(draft, "kk", user=None)
    gone = question(councils.a, "gone", **facts)
    for language in ("kk", "ru"):
        texts.withdraw_text(gone, language, user=None)
    texts.write_text(Sitting.objects.create(council=councils.a, number="1", held_on=FIRST), "kk", user=None)
    assert found() == []
    assert calendars.events_between(FIRST, LAST, councils.a) == calendars.events_ahead(at(1), 9) == []


def test_a_text_in_one_language_is_enough_and_says_so_on_the_other_page(councils):
    row = make_consultation(councils.a, opens_at=at(3), closes_at=at(30))
    texts.write_text(row, "ru", user=None)
    texts.publish_texts(row, ["ru"], user=None)
    entry = calendars.entries(calendars.happenings(FIRST, FIRST + timedelta(days=9)), "kk")[0]
    with override("kk"):
        item = entry.agenda_item
    assert (item["lang"], item["url"]) == ("ru", f"/kk/councils/almaly/questions/{row.slug}/")
    assert "Тек орысша" in item["note"]


def test_a_halted_consultation_keeps_only_what_was_held(councils):
    row = question(councils.a, opens_at=at(3), closes_at=at(20), event_at=at(14))
    held = holding.plan_event(row, user=None, starts_at=at(12))
    holding.plan_event(row, user=None, starts_at=at(13))
    holding.record_held(held, user=None, now=at(15), participants=3)
    planning.halt(row, "cancelled", reason_kk="а", reason_ru="б", user=None)
    assert found() == [(Kind.EVENT, date(2026, 11, 12))]
    assert calendars.events_ahead(at(1), 9) == []


def test_a_cancelled_event_stays_in_the_month_with_its_mark_and_is_not_ahead(councils):
    event = holding.plan_event(question(councils.a), user=None, starts_at=at(12))
    holding.cancel_event(event, user=None, reason_kk="а", reason_ru="б")
    [entry] = calendars.entries(calendars.happenings(FIRST, LAST), "ru")
    with override("ru"):
        assert entry.agenda_item["tag"] == {"kind": "no", "label": "Отменено"}
    assert calendars.events_ahead(at(1), 9) == []


def test_cancelled_events_do_not_push_out_those_that_stand(councils):
    row = question(councils.a)
    for day in range(1, 4):
        event = holding.plan_event(row, user=None, starts_at=at(day))
        if day < 3:
            holding.cancel_event(event, user=None, reason_kk="а", reason_ru="б")
    assert [item.day.day for item in calendars.events_ahead(at(1, hour=0), 1)] == [3]


def test_one_council_or_one_region_sees_its_own(councils):
    far = make_council("far", region=Region.objects.get(iso="KZ-39"))
    for council in (councils.a, councils.b, far):
        question(council, opens_at=at(3), closes_at=at(20))
    assert len(found()) == 6
    assert len(found(council=councils.a)) == 2
    assert {item.row.council for item in calendars.happenings(FIRST, LAST, region="kostanay")} == {far}


def test_the_name_of_an_entry_outlives_every_change_and_is_its_own(councils):
    row = question(councils.a, "12", opens_at=at(3), closes_at=at(20), event_at=at(14))
    event = holding.plan_event(row, user=None, starts_at=at(12))
    make_texts(Sitting.objects.create(council=councils.a, number="1", held_on=at(12).date()))
    names = [item.name for item in calendars.happenings(FIRST, LAST)]
    assert len(set(names)) == 5
    holding.change_event(event, user=None, now=timezone.now(), starts_at=at(25), kind="hearing")
    planning.change_facts(row, user=None, now=at(1), closes_at=at(21), event_at=at(15))
    assert sorted(item.name for item in calendars.happenings(FIRST, LAST)) == sorted(names)


@pytest.mark.parametrize("number", [1, 5])
def test_a_month_costs_the_same_number_of_queries_however_much_happens(number, councils, django_assert_num_queries):
    for index in range(number):
        row = question(make_council(f"c{index}"), opens_at=at(3), closes_at=at(20), event_at=at(14))
        holding.plan_event(row, user=None, starts_at=at(12))
        make_texts(Sitting.objects.create(council=row.council, number="1", held_on=at(12).date()))
    with django_assert_num_queries(5):
        entries = calendars.entries(calendars.happenings(FIRST, LAST), "kk", with_council=True)
        assert len([entry.agenda_item for entry in entries]) == 5 * number
