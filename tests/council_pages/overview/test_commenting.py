"""What a council says publicly of its own numbers: its lead, briefly, one comment at a time, on record."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from council_pages.models import NumbersComment
from council_pages.models.numbers import LONGEST_COMMENT
from council_pages.overview.commenting import publish_comment, withdraw_comment
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make_council("ortalyq")


def say(council, kk="Су тасқыны болды", ru="Был паводок", user=None):
    return publish_comment(council, kk, ru, user=user, now=timezone.now())


def logged():
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))[-2:]


def test_g13_the_lead_comments_and_a_new_comment_takes_the_place_of_the_one_before(council):
    lead = make_user(Role.LEAD, council)
    first, second = say(council, user=lead), say(council, ru="Паводок прошёл", user=lead)
    assert list(NumbersComment.objects.standing()) == [second]
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    withdraw_comment(council, user=lead, now=timezone.now())
    assert not NumbersComment.objects.standing().exists()
    assert NumbersComment.objects.count() == 2
    assert logged() == ["kenes.numbers_commented", "kenes.numbers_comment_withdrawn"]


@pytest.mark.parametrize("role", sorted((COUNCIL_ROLES | NATIONAL_ROLES) - {Role.LEAD}))
def test_nobody_else_speaks_for_the_council(role, council):
    user = make_user(role, council if role in COUNCIL_ROLES else None)
    for act in (lambda: say(council, user=user), lambda: withdraw_comment(council, user=user, now=timezone.now())):
        with pytest.raises((PermissionDenied, Http404)):
            act()
    assert not NumbersComment.objects.exists()


def test_the_lead_of_another_council_is_a_stranger(council):
    with pytest.raises(Http404):
        say(council, user=make_user(Role.LEAD, make_council("basqa")))


@pytest.mark.parametrize(("kk", "ru", "field"), [
    ("", " ", "text_kk"), ("", "ы" * (LONGEST_COMMENT + 1), "text_ru"), ("ә" * (LONGEST_COMMENT + 1), "", "text_kk"),
])  # fmt: skip
def test_a_comment_without_words_or_with_too_many_is_refused_beside_its_field(kk, ru, field, council):
    with pytest.raises(ValidationError) as refused:
        say(council, kk, ru)
    assert list(refused.value.message_dict) == [field]
    assert not NumbersComment.objects.exists()


def test_one_language_is_enough_and_the_other_reads_it_as_foreign(council):
    comment = say(council, kk="")
    assert (comment.text("kk"), comment.foreign("kk"), comment.foreign("ru")) == ("Был паводок", "ru", "")
    withdraw_comment(council, user=None, now=timezone.now())
    with pytest.raises(ValidationError):
        withdraw_comment(council, user=None, now=timezone.now())
