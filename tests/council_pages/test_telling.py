"""What was published outside the site: recorded as evidence, and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.images import get_image_model

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import telling
from council_pages.evidence import record_of
from council_pages.lifecycle import Told
from council_pages.models import OutsidePublication
from tests.factories import make_consultation, make_schedule, make_user, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(councils):
    return make_consultation(councils.a, "lights")


def refusal(field, *args, **facts):
    """The words of a refusal beside the field."""
    with pytest.raises(ValidationError) as refused:
        tell(*args, **facts)
    assert list(refused.value.message_dict) == [field]
    return refused.value.message_dict[field][0]


def test_001_09_outside_publication_is_evidence(row):
    assert record_of(row).evidence.told_on is None
    publication = tell(row)
    assert record_of(row).evidence.told_on == publication.published_on
    assert (publication.council, publication.subject) == (row.council, row)


def test_001_13_the_position_is_told_apart_from_the_invitation(row):
    tell(row, Told.POSITION)
    evidence = record_of(row).evidence
    assert evidence.told_on is None and evidence.position_told_on is not None


def test_the_first_of_several_counts(row):
    today = timezone.localdate()
    for days in (1, 5, 3):
        tell(row, day=today - timedelta(days=days), url=f"https://social.example/{days}")
    assert record_of(row).evidence.told_on == today - timedelta(days=5)


@pytest.mark.parametrize("language, words", [("kk", "сайт"), ("ru", "сайт")])
def test_our_own_site_proves_nothing(language, words, row, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://kenes.example"
    with override(language):
        assert words in refusal("url", row, url="https://kenes.example/kk/")
        assert words in refusal("url", row, url="https://kenes.example/kk/", told=Told.POSITION)
    assert not OutsidePublication.objects.exists()


def test_a_link_that_redirects_to_our_own_site_proves_nothing(row, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://kenes.example"
    facts = {"medium": "media", "channel": "x", "url": "https://short.example/x", "published_on": timezone.localdate()}
    with pytest.raises(ValidationError, match="url"):
        telling.record_publication(
            row, Told.QUESTION, **facts, user=None, now=timezone.now(),
            ask=lambda url: "https://kenes.example/kk/",
        )  # fmt: skip


def test_a_day_to_come_is_refused(row):
    refusal("published_on", row, day=timezone.localdate() + timedelta(days=1))


def test_a_schedule_says_only_that_it_was_published(councils):
    schedule = make_schedule(councils.a)
    assert tell(schedule, Told.SCHEDULE).subject == schedule
    assert refusal("told", schedule, Told.QUESTION, url="https://social.example/other")
    assert refusal("told", make_consultation(councils.a), Told.SCHEDULE)


def test_another_councils_picture_is_refused(row, councils):
    image = get_image_model().objects.create(
        title="x", file="x.png", width=1, height=1, collection=councils.b.collection
    )
    refusal("image", row, image=image)


def test_what_was_taken_back_proves_nothing_and_stays(row):
    publication = tell(row)
    telling.withdraw_publication(publication, user=None, now=timezone.now())
    assert record_of(row).evidence.told_on is None
    assert OutsidePublication.objects.count() == 1
    with pytest.raises(ValidationError):
        telling.withdraw_publication(publication, user=None, now=timezone.now())


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_those_who_plan_record_and_nobody_else(role, row, councils):
    facts = {"medium": "social", "channel": "x", "url": "https://social.example/x"}
    common = {"now": timezone.now(), "published_on": timezone.localdate(), "ask": lambda url: None}
    user = make_user(role, councils.a)
    if role in PLANS_CONSULTATIONS:
        assert telling.record_publication(row, Told.QUESTION, user=user, **facts, **common)
    else:
        with pytest.raises(PermissionDenied):
            telling.record_publication(row, Told.QUESTION, user=user, **facts, **common)
    with pytest.raises(Http404):
        stranger = make_user(Role.PUBLISHER, councils.b)
        telling.record_publication(row, Told.QUESTION, user=stranger, **facts, **common)


def test_the_screen_records_takes_back_and_keeps_what_was_typed(row, councils, client, monkeypatch):
    monkeypatch.setattr("cms.outside_links.next_address", lambda url: None)
    client.force_login(make_user(Role.EDITOR, councils.a))
    path, desk = (
        reverse("kenes_new_publication", args=["question", row.pk]),
        reverse("kenes_consultation", args=[row.pk]),
    )
    assert path in client.get(desk).content.decode()
    typed = {"told": "question", "medium": "social", "channel": "Парақша", "url": "https://social.example/1",
             "published_on": "31.12.2999"}  # fmt: skip
    answer = client.post(path, typed)
    assert answer.context["form"].errors.keys() == {"published_on"}
    assert "Парақша" in answer.content.decode()
    typed["published_on"] = timezone.localdate().strftime("%d.%m.%Y")
    assert client.post(path, typed).url == desk
    page = client.get(desk).content.decode()
    assert "https://social.example/1" in page
    taken = reverse("kenes_withdraw_publication", args=[OutsidePublication.objects.get().pk])
    assert taken in page
    assert client.post(taken).url == desk
    assert "https://social.example/1" not in client.get(desk).content.decode()


def test_an_unknown_kind_of_subject_is_not_found(row, councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    assert client.get(reverse("kenes_new_publication", args=["news", row.pk])).status_code == 404
