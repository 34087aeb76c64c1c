"""The duties of councils, read from the rows, and the panel on the start page that shows them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.models import Council
from cms.roles import Role
from council_pages import planning
from council_pages.models import OutsidePublication, Recommendation
from council_pages.quarters import Quarter
from council_pages.todo import DutyCode
from council_pages.todo_lines import line_of
from council_pages.todo_rows import duties_for, duties_in
from tests.council_pages.test_compliance_rows import propose, tell
from tests.factories import at, make_consultation, make_council, make_schedule, make_superuser, make_texts, make_user

pytestmark = pytest.mark.django_db
NOW = at(10, month=12)
TODAY = NOW.date()


@pytest.fixture
def council():
    """A council that has been there for long."""
    return settled("ortalyq")


def settled(slug):
    """A council that has been there for long, by its address."""
    council = make_council(slug)
    Council.objects.filter(pk=council.pk).update(created_at=at(1, year=2020))
    return council


def all_duties(today=TODAY):
    """The duties of every council."""
    return duties_in(Council.objects.all(), today)


def closed_question(council, **facts):
    """A question that has closed, told to citizens."""
    row = make_consultation(council, opens_at=at(1), closes_at=at(18), **facts)
    tell("question", at(1).date(), consultation=row)
    return row


def test_what_is_on_record_is_no_duty_any_more(council):
    row = closed_question(council)
    propose(row, 1, at(2))
    due = {duty.code for duty in all_duties()}
    assert due == {
        DutyCode.SCHEDULE_MISSING, DutyCode.UNANSWERED, DutyCode.LIST_NOT_CLOSED, DutyCode.OUTCOME_MISSING,
    }  # fmt: skip
    make_texts(planning.open_outcome(row, user=None))
    assert DutyCode.OUTCOME_MISSING not in {duty.code for duty in all_duties()}
    assert DutyCode.POSITION_NOT_TOLD in {duty.code for duty in all_duties()}
    tell("position", TODAY, consultation=row)
    assert {duty.code for duty in all_duties()} == {DutyCode.SCHEDULE_MISSING, DutyCode.UNANSWERED}
    OutsidePublication.objects.filter(told="position").update(withdrawn_at=at(9, month=12))
    assert DutyCode.POSITION_NOT_TOLD in {duty.code for duty in all_duties()}


def test_a_halted_question_and_a_closed_council_ask_for_nothing(council):
    row = closed_question(council)
    planning.halt(row, "cancelled", reason_kk="x", reason_ru="x", user=None)
    assert {duty.code for duty in all_duties()} == {DutyCode.SCHEDULE_MISSING}
    Council.objects.update(closed_on=TODAY)
    assert all_duties() == []


def test_a_recommendation_without_a_reply_is_a_duty_after_its_term(council):
    sent = {"sent_on": at(1).date(), "due_on": at(16).date()}
    row = Recommendation.objects.create(
        council=council, number="1", slug="1", title_ru="Мусор", title_kk="Қоқыс", **sent
    )
    [duty] = [duty for duty in all_duties() if duty.code == DutyCode.REPLY_OVERDUE]
    assert (duty.overdue, duty.screen.args) == (24, (row.pk,))
    Recommendation.objects.update(withdrawn_on=at(20).date())
    assert DutyCode.REPLY_OVERDUE not in {duty.code for duty in all_duties()}


def test_each_role_sees_what_it_answers_for_and_the_lead_sees_all(council):
    row = closed_question(council)
    propose(row, 1, at(2))
    settled("basqa")
    seen = {
        role: {duty.code for duty, _acts in duties_for(make_user(role, council), Council.objects.all(), NOW)}
        for role in (Role.PUBLISHER, Role.SECRETARY, Role.TRANSLATOR, Role.LEAD)
    }
    assert seen == {
        Role.PUBLISHER: {DutyCode.SCHEDULE_MISSING, DutyCode.OUTCOME_MISSING},
        Role.SECRETARY: {DutyCode.UNANSWERED, DutyCode.LIST_NOT_CLOSED},
        Role.TRANSLATOR: set(),
        Role.LEAD: {duty.code for duty in all_duties()},
    }
    of_lead = duties_for(make_user(Role.LEAD, council), Council.objects.all(), NOW)
    assert {(duty.council.pk, acts) for duty, acts in of_lead} == {(council.pk, False)}


@pytest.mark.parametrize("role", [Role.OVERSEER, Role.ADMINISTRATOR, None])
def test_nobody_outside_a_council_is_shown_its_work(role, council):
    assert duties_for(make_user(role), Council.objects.all(), NOW) == []
    assert duties_for(AnonymousUser(), Council.objects.all(), NOW) == []
    assert duties_for(make_superuser(), Council.objects.all(), NOW) == []


def test_the_duties_of_many_councils_cost_as_many_queries_as_those_of_one(council):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            all_duties()
        return len(asked)

    propose(closed_question(council), 1, at(2))
    few = cost()
    for number in range(3):
        propose(closed_question(settled(f"k{number}")), number + 2, at(2))
    assert cost() == few == 6


@pytest.mark.parametrize(
    ("language", "words", "delay"),
    [("kk", "(жауапсыз: 2)", "7 күн кешіктірілді"), ("ru", "(без ответа: 2)", "Опоздание: 7 дней")],
)
def test_a_duty_is_said_in_both_languages(language, words, delay, council):
    row = closed_question(council)
    for number in (1, 2):
        propose(row, number, at(2))
    [duty] = [duty for duty in all_duties() if duty.code == DutyCode.UNANSWERED]
    with override(language):
        line = line_of(duty, acts=True)
    assert line["what"].endswith(words)
    assert (line["delay"], line["council"]) == (delay, council.name(language))
    assert line["address"] == f"{reverse('kenes_proposals')}?consultation={row.pk}"


# --- the start page --------------------------------------------------------------------------------------------------
def home_of(user):
    """The start page as the user meets it."""
    client = Client()
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def late_question(council):
    """A question that closed long ago, whenever the test runs."""
    now = timezone.now()
    row = make_consultation(council, opens_at=now - timedelta(days=90), closes_at=now - timedelta(days=60))
    for quarter in (Quarter.of(timezone.localdate()), Quarter.of(timezone.localdate()).next()):
        make_schedule(council, quarter)
    return row


def test_b8_the_start_page_says_what_there_is_to_do_and_leads_to_the_screen_that_closes_it(council):
    row = late_question(council)
    page = home_of(make_user(Role.PUBLISHER, council))
    assert 'id="kenes-todo' in page
    assert f'href="{reverse("kenes_consultation", args=[row.pk])}"' in page
    assert row.subject("ru") in page


def test_the_start_page_of_another_council_says_nothing_of_it(council):
    row = late_question(council)
    assert row.subject("ru") not in home_of(make_user(Role.PUBLISHER, settled("basqa")))
    assert "kenes-todo" not in home_of(make_user(Role.OVERSEER))
