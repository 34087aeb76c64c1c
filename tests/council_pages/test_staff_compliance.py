"""The staff's screens of compliance: every number leads to its inputs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import Council
from cms.roles import Role
from council_pages import planning
from council_pages.quarters import Quarter
from tests.council_pages.test_compliance_rows import tell
from tests.factories import at, make_consultation, make_council, make_decision, make_schedule, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    """A council that has been there for long."""
    council = make_council("ortalyq")
    Council.objects.filter(pk=council.pk).update(created_at=at(1, year=2020))
    return council


def screen(user, council=None):
    """The list, or the council's own screen."""
    client = Client()
    client.force_login(user)
    return client.get(
        reverse("kenes_council_compliance", args=[council.slug]) if council else reverse("kenes_compliance")
    )


def keep_this_quarter(council):
    """A schedule with its decision and a publication, and a consultation that is over."""
    now = timezone.now()
    day = now.date() - timedelta(days=40)
    schedule = make_schedule(council, Quarter.of(timezone.localdate()), make_decision(council, held_on=day))
    tell("schedule", day, schedule=schedule)
    row = make_consultation(
        council, schedule=schedule, opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=1)
    )
    return schedule, row


@pytest.mark.parametrize("role", [Role.LEAD, Role.EDITOR, Role.SECRETARY, Role.OVERSEER])
def test_g1_whoever_reads_a_council_sees_each_number_with_the_way_to_its_inputs(role, council):
    schedule, row = keep_this_quarter(council)
    page = screen(make_user(role, None if role == Role.OVERSEER else council), council).content.decode()
    for name, key in (("kenes_schedule", schedule.pk), ("kenes_consultation", row.pk)):
        assert f'href="{reverse(name, args=[key])}"' in page
    assert 'href="https://t.me/x/1"' in page
    assert f'href="/ru/councils/{council.slug}/members/"' in page


def test_a_halted_consultation_is_shown_with_its_reason(council):
    _schedule, row = keep_this_quarter(council)
    planning.halt(row, "postponed", reason_kk="Су тасқыны", reason_ru="Паводок в районе", user=None)
    assert "Паводок в районе" in screen(make_user(Role.LEAD, council), council).content.decode()


def test_a_council_of_this_quarter_has_no_quarter_yet_that_counts():
    new = make_council("zhana")
    cells = [row["cell"] for row in screen(make_user(Role.LEAD, new), new).context["rows"]]
    assert [cell.quarter for cell in cells] == [Quarter.of(timezone.localdate()).next()]


def test_the_list_shows_the_councils_one_reads(council):
    other = make_council("basqa")
    assert [row[0].pk for row in screen(make_user(Role.EDITOR, council)).context["rows"]] == [council.pk]
    assert {row[0].pk for row in screen(make_user(Role.OVERSEER)).context["rows"]} == {council.pk, other.pk}
    Council.objects.filter(pk=other.pk).update(closed_on=timezone.localdate())
    assert {row[0].pk for row in screen(make_user(Role.OVERSEER)).context["rows"]} == {council.pk}


def test_a_strangers_council_does_not_exist(council):
    assert screen(make_user(Role.LEAD, make_council("basqa")), council).status_code == 404


def test_the_list_costs_the_same_however_many_councils_it_shows(council):
    overseer = make_user(Role.OVERSEER)

    def cost():
        screen(overseer)
        with CaptureQueriesContext(connection) as asked:
            screen(overseer)
        return len(asked)

    few = cost()
    for number in range(4):
        keep_this_quarter(make_council(f"k{number}"))
    assert cost() == few
