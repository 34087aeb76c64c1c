"""The verbs of recurring duties: who may, what is refused, what stays on record."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, Role
from council_pages.models import Cadence, CadenceProof
from council_pages.overview import cadence_keeping as keeping
from council_pages.overview.cadences import Period
from council_pages.overview.named_cadences import NAMED
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def cadence():
    return keeping.enter_named(TODAY - timedelta(days=60), user=None)[0]


def prove(cadence, user=None, **facts):
    facts = {"day": TODAY - timedelta(days=3), "what": "Кездесу өтті", "document": "№ 4 хаттама"} | facts
    return keeping.record_proof(cadence, user=user, today=TODAY, now=timezone.now(), **facts)


def test_g21_the_named_duties_are_entered_once_with_their_clauses():
    found = keeping.enter_named(TODAY, user=make_user(Role.OVERSEER))
    assert [row.code for row in found] == [facts["code"] for facts in NAMED]
    assert all(row.starts_on == TODAY and row.source_kk and row.source_ru for row in found)
    assert keeping.enter_named(TODAY, user=None) == []
    assert Cadence.objects.count() == len(NAMED)


@pytest.mark.parametrize("role", [Role.OVERSEER, Role.ADMINISTRATOR])
def test_the_ministry_records_a_proof_and_the_log_says_so(role, cadence):
    proof = prove(cadence, user=make_user(role))
    assert proof.recorded_by.memberships.get().role == role
    assert ModelLogEntry.objects.filter(action="kenes.cadence_proven", data__what="Кездесу өтті").count() == 1
    keeping.withdraw_proof(proof, user=proof.recorded_by, now=timezone.now())
    assert CadenceProof.objects.get().withdrawn_at is not None
    with pytest.raises(ValidationError):
        keeping.withdraw_proof(proof, user=None, now=timezone.now())


@pytest.mark.parametrize("role", [*sorted(COUNCIL_ROLES), Role.NATIONAL_EDITOR])
def test_nobody_else_touches_a_duty(role, cadence):
    user = make_user(role, make_council("ortalyq") if role in COUNCIL_ROLES else None)
    proof = prove(cadence)
    for act in (
        lambda: prove(cadence, user=user),
        lambda: keeping.enter_named(TODAY, user=user),
        lambda: keeping.end_cadence(cadence, TODAY, user=user),
        lambda: keeping.withdraw_proof(proof, user=user, now=timezone.now()),
        lambda: keeping.add_cadence(user=user, title_kk="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert CadenceProof.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(("facts", "field"), [
    ({"day": TODAY + timedelta(days=1)}, "day"),
    ({"day": TODAY - timedelta(days=61)}, "day"),
    ({"document": " "}, "url"),
    ({"what": " "}, "what"),
    ({"url": "not an address"}, "url"),
])  # fmt: skip
def test_a_proof_that_proves_nothing_is_refused_beside_its_field(facts, field, cadence):
    with pytest.raises(ValidationError) as refused:
        prove(cadence, **facts)
    assert list(refused.value.message_dict) == [field]
    assert not CadenceProof.objects.exists()


def test_a_duty_with_a_last_day_takes_proofs_of_the_days_until_then_and_of_none_after(cadence):
    last = TODAY - timedelta(days=5)
    keeping.end_cadence(cadence, last, user=None)
    assert prove(cadence, day=last).day == last
    with pytest.raises(ValidationError) as refused:
        prove(cadence, day=last + timedelta(days=1))
    assert list(refused.value.message_dict) == ["day"]


def test_the_last_day_may_be_changed_and_never_lies_before_the_first(cadence):
    keeping.end_cadence(cadence, TODAY, user=None)
    later = TODAY + timedelta(days=30)
    assert keeping.end_cadence(cadence, later, user=None).ended_on == later
    entry = ModelLogEntry.objects.filter(action="kenes.cadence_ended", data__last_day=later.isoformat()).get()
    assert entry.data["before"] == TODAY.isoformat()
    with pytest.raises(ValidationError):
        keeping.end_cadence(cadence, cadence.starts_on - timedelta(days=1), user=None)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2015, 12, 31), date(2101, 1, 1), date(9999, 12, 31)])
def test_a_first_day_that_is_a_slip_is_refused_beside_its_field(day):
    facts = {f"{name}_{code}": "Сөз" for name in ("title", "owner", "source") for code in ("kk", "ru")}
    with pytest.raises(ValidationError) as refused:
        keeping.add_cadence(user=None, period=Period.YEAR, starts_on=day, **facts)
    assert list(refused.value.message_dict) == ["starts_on"]
    assert not Cadence.objects.exists()


def test_a_duty_of_ones_own_needs_everything_but_a_code():
    facts = {f"{name}_{code}": "Сөз" for name in ("title", "owner", "source") for code in ("kk", "ru")}
    row = keeping.add_cadence(user=None, period=Period.YEAR, starts_on=TODAY, **facts)
    other = keeping.add_cadence(user=None, period=Period.YEAR, starts_on=TODAY, **facts)
    assert (row.code, other.code) == ("", "")
    with pytest.raises(ValidationError) as refused:
        keeping.add_cadence(user=None, period=Period.YEAR, starts_on=TODAY, **facts | {"owner_ru": ""})
    assert list(refused.value.message_dict) == ["owner_ru"]
