"""A legal hold: placed with a reason by an administrator, until a day or until it is lifted."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forms.holds import held_on, lift_hold, place_hold
from forms.models import LegalHold
from tests.factories import make_user
from tests.forms.making import NOW, later

TODAY = timezone.localdate(NOW)


def is_held(consultation, day):
    return consultation.pk in {row["consultation"] for row in held_on(day)}


def test_a_hold_holds_from_now_until_its_last_day(consultation):
    place_hold(consultation, "Сот", user=None, now=NOW, until=TODAY + timedelta(days=3))
    assert [is_held(consultation, TODAY + timedelta(days=days)) for days in (0, 3, 4)] == [True, True, False]


def test_a_hold_without_a_last_day_holds_until_it_is_lifted_once(consultation):
    administrator = make_user("administrator", None)
    hold = place_hold(consultation, "  Сот  ", user=administrator, now=NOW)
    assert (hold.reason, hold.placed_by) == ("Сот", administrator)
    assert is_held(consultation, TODAY + timedelta(days=9999))
    lift_hold(hold, user=administrator, now=later(days=1))
    lift_hold(hold, user=administrator, now=later(days=2))
    assert LegalHold.objects.get().lifted_at == later(days=1)
    assert not is_held(consultation, TODAY)
    entries = ModelLogEntry.objects.for_instance(consultation).filter(action__startswith="kenes.hold")
    assert [(entry.action, entry.data["reason"]) for entry in entries.order_by("pk")] == [
        ("kenes.hold_placed", "Сот"),
        ("kenes.hold_lifted", "Сот"),
    ]


@pytest.mark.parametrize(
    ("reason", "until", "field"), [("  ", None, "reason"), ("Сот", TODAY - timedelta(days=1), "until")]
)
def test_no_reason_and_a_day_that_is_past_are_refused_in_words(consultation, reason, until, field):
    with pytest.raises(ValidationError) as refused:
        place_hold(consultation, reason, user=None, now=NOW, until=until)
    assert list(refused.value.message_dict) == [field]
    assert not LegalHold.objects.exists()


def test_a_second_hold_is_refused_while_one_holds(consultation):
    place_hold(consultation, "Сот", user=None, now=NOW, until=TODAY)
    with pytest.raises(ValidationError):
        place_hold(consultation, "Тағы", user=None, now=NOW)
    place_hold(consultation, "Тағы", user=None, now=later(days=1))
    assert LegalHold.objects.count() == 2


@pytest.mark.parametrize("role", ["secretary", "lead", "publisher"])
def test_nobody_of_a_council_places_or_lifts(consultation, role):
    user = make_user(role, consultation.council)
    hold = place_hold(consultation, "Сот", user=None, now=NOW)
    with pytest.raises(PermissionDenied):
        lift_hold(hold, user=user, now=NOW)
    with pytest.raises(PermissionDenied):
        place_hold(consultation, "Тағы", user=user, now=later(days=1))
