"""A warned act goes through after one confirmation with a reason, by the desk; every other door refuses it in words."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from cms.roles import CONFIRMS_DEPARTURES, COUNCIL_ROLES, Role
from cms.tenancy import Refused
from council_pages import departures, moderation, planning, texts
from council_pages.models import Departure, QuestionPage
from council_pages.publishing import refusal
from council_pages.quarters import Quarter
from council_pages.warned import Warned
from tests.factories import make_consultation, make_decision, make_schedule, make_texts, make_user, open_now, tell

pytestmark = pytest.mark.django_db
REASONS = {"reason_kk": "Шұғыл мәселе", "reason_ru": "Срочный вопрос"}


@pytest.fixture
def row(councils):
    """A question without a schedule, with texts and without a reason."""
    row = make_consultation(councils.a, "lights", departs=False, **open_now(30))
    make_texts(row, publish=[])
    return row


def codes_of(row):
    return set(row.departures.values_list("code", flat=True))


def test_the_desks_verb_asks_for_the_reason_and_changes_nothing_without(row):
    with pytest.raises(departures.Unconfirmed) as refused:
        texts.publish_texts(row, ["kk"], user=None)
    assert refused.value.codes == [Warned.NO_SCHEDULE]
    assert not texts.pages_of(row)["kk"].live
    assert codes_of(row) == set()


@pytest.mark.parametrize("reasons", [
    {"reason_kk": "Себеп"}, {"reason_ru": "Причина"}, {"reason_kk": " ", "reason_ru": "Причина"},
])  # fmt: skip
def test_the_reason_is_wanted_in_both_languages(reasons, row):
    with pytest.raises(ValidationError):
        texts.publish_texts(row, ["kk"], user=None, **reasons)
    assert not texts.pages_of(row)["kk"].live


def test_with_a_reason_it_goes_through_and_is_asked_once(row):
    texts.publish_texts(row, ["kk"], user=None, **REASONS)
    assert codes_of(row) == {"no_schedule"}
    texts.publish_texts(row, ["ru"], user=None)
    assert texts.pages_of(row)["ru"].live
    assert Departure.objects.get().reason("ru") == "Срочный вопрос"


def test_another_circumstance_asks_again(row, councils):
    texts.publish_texts(row, ["kk"], user=None, **REASONS)
    last_year = make_schedule(councils.a, Quarter(2020, 1), make_decision(councils.a))
    amending = planning.Amending(last_year.decision, "Қосылды", "Добавлен")
    planning.change_facts(row, user=None, now=timezone.now(), schedule=last_year, amending=amending)
    with pytest.raises(departures.Unconfirmed) as refused:
        texts.publish_texts(row, ["ru"], user=None)
    assert refused.value.codes == [Warned.OUTSIDE_QUARTER]


def test_every_other_door_refuses_in_words(row, councils, client):
    publisher = make_user(Role.PUBLISHER, councils.a)
    client.force_login(publisher)
    page = texts.pages_of(row)["kk"]
    assert refusal(page)
    moderation.submit_text(row, "kk", user=make_user(Role.EDITOR, councils.a))
    with pytest.raises((Refused, ValidationError)):
        moderation.approve_text(row, "kk", user=publisher)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={page.pk}")
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish()
    assert not QuestionPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("language, words", [
    ("kk", "Мәселе ешқандай кестеде жоқ."), ("ru", "Вопроса нет ни в одном графике."),
])  # fmt: skip
def test_the_reason_stands_on_the_public_page(language, words, row, councils, client):
    texts.publish_texts(row, ["kk", "ru"], user=None, **REASONS)
    page = client.get(f"/{language}/councils/{councils.a.slug}/questions/lights/").content.decode()
    assert words in page
    assert REASONS[f"reason_{language}"] in page


def test_the_desk_shows_the_warnings_takes_the_reason_and_publishes(row, councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    path = reverse("kenes_text", args=["question", row.pk, "both", "publish"])
    answer = client.post(path)
    assert answer.status_code == 200
    assert "Вопроса нет ни в одном графике." in answer.content.decode()
    half = client.post(path, {"reason_kk": "Шұғыл"})
    assert "Шұғыл" in half.content.decode()
    assert half.context["form"].errors.keys() == {"reason_ru"}
    assert client.post(path, REASONS).status_code == 302
    assert all(page.live for page in texts.pages_of(row).values())
    desk = client.get(reverse("kenes_consultation", args=[row.pk])).content.decode()
    assert REASONS["reason_ru"] in desk


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_a_publisher_or_a_lead_gives_the_reason(role, row, councils):
    user = make_user(role, councils.a)
    if role in CONFIRMS_DEPARTURES:
        departures.confirm(row, [Warned.NO_SCHEDULE], *REASONS.values(), user=user, now=timezone.now())
        assert row.departures.get().confirmed_by == user
    else:
        with pytest.raises(PermissionDenied):
            departures.confirm(row, [Warned.NO_SCHEDULE], *REASONS.values(), user=user, now=timezone.now())
    with pytest.raises(Http404):
        stranger = make_user(Role.LEAD, councils.b)
        departures.confirm(row, [Warned.NO_SCHEDULE], *REASONS.values(), user=stranger, now=timezone.now())


def test_a_schedule_is_not_published_without_approval_or_a_reason(councils):
    schedule = planning.create_schedule(council=councils.a, quarter=Quarter(2026, 4), user=None)
    make_texts(schedule, publish=[])
    with pytest.raises(departures.Unconfirmed):
        texts.publish_texts(schedule, ["kk"], user=None)
    planning.approve_schedule(schedule, make_decision(councils.a), user=None)
    assert texts.publish_texts(type(schedule).objects.get(), ["kk"], user=None)


def test_the_outcome_is_warned_of_what_came_before(councils):
    now = timezone.now()
    row = make_consultation(
        councils.a, "lights", departs=False, opens_at=now - timedelta(days=30), closes_at=now - timedelta(days=5),
        subject_kind="draft_act",
    )  # fmt: skip
    outcome = planning.open_outcome(row, user=None)
    make_texts(outcome, publish=[])
    with pytest.raises(departures.Unconfirmed) as refused:
        texts.publish_texts(outcome, ["kk"], user=None)
    assert refused.value.codes == [Warned.NOT_TOLD, Warned.LIST_NOT_CLOSED, Warned.NO_RECOMMENDATION]
    tell(row)
    with pytest.raises(departures.Unconfirmed) as refused:
        texts.publish_texts(outcome, ["kk"], user=None)
    assert Warned.NOT_TOLD not in refused.value.codes
    texts.publish_texts(outcome, ["kk"], user=None, **REASONS)
    assert codes_of(row) == {"list_not_closed", "no_recommendation"}
