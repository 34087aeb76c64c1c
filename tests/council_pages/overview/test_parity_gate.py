"""The gate of both languages: off by default; where it is shut, no text is public without its twin."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms.roles import Role
from council_pages import texts
from council_pages.models import NewsIndexPage, NewsPage, ParityGate
from council_pages.overview.parity_gate import refusal_of, set_gate
from council_pages.overview.parity_rows import page_types
from council_pages.provisioning import section_page
from council_pages.publishing import refusal
from tests.factories import finish_translation, make_consultation, make_council, make_user

pytestmark = pytest.mark.django_db


def shut(page_type="questionpage", user=None):
    set_gate(page_type, True, user=user, now=timezone.now())


@pytest.fixture
def row():
    """A question with its first text in Kazakh."""
    row = make_consultation(make_council("ortalyq"))
    texts.write_text(row, "kk", user=None, summary="Қысқаша")
    return row


def publish(row, *languages):
    texts.publish_texts(row, languages, user=None)


def test_by_default_one_language_is_enough(row):
    publish(row, "kk")
    assert texts.pages_of(row)["kk"].live


@pytest.mark.parametrize(("language", "words"), [("ru", "на русском"), ("kk", "орысша")])
def test_g19_where_the_gate_is_shut_the_other_language_is_asked_for_in_words(language, words, row):
    shut()
    with override(language), pytest.raises(ValidationError) as refused:
        publish(row, "kk")
    assert words in str(refused.value.messages)
    assert not texts.pages_of(row)["kk"].live


def test_a_draft_of_the_twin_is_enough_once_its_translation_is_whole(row):
    shut()
    texts.translate_text(row, "ru", user=None)
    with pytest.raises(ValidationError):
        publish(row, "kk")
    finish_translation(row, "ru")
    publish(row, "kk")
    assert [texts.pages_of(row)[code].live for code in ("kk", "ru")] == [True, False]
    publish(row, "ru")


def test_a_translation_that_has_not_followed_its_original_stops_both(row):
    texts.translate_text(row, "ru", user=None)
    finish_translation(row, "ru")
    publish(row, "kk", "ru")
    page = texts.pages_of(row)["kk"]
    page.summary = "Жаңа мәтін"
    page.save_revision()
    shut()
    for language in ("kk", "ru"):
        assert refusal(texts.pages_of(row)[language]) != "", language
    texts.translate_text(row, "ru", user=None)
    finish_translation(row, "ru")
    publish(row, "kk", "ru")


def test_texts_that_are_written_by_hand_are_asked_for_no_more_than_their_twin(row):
    shut()
    texts.write_text(row, "ru", user=None)
    publish(row, "kk")
    publish(row, "ru")


def test_what_is_public_stays_and_other_types_are_not_asked(row):
    publish(row, "kk")
    shut()
    assert texts.pages_of(row)["kk"].live
    set_gate("questionpage", False, user=None, now=timezone.now())
    shut("newspage")
    publish(row, "kk")


def test_news_are_held_by_the_same_gate(row):
    index = section_page(row.council, "kk", NewsIndexPage)
    news = index.add_child(instance=NewsPage(title="Жаңалық", slug="n", locale=index.locale, live=False))
    assert refusal_of(news) == ""
    shut("newspage")
    assert refusal_of(news) != ""


def test_only_an_administrator_sets_it_and_each_change_is_logged_once():
    for role in (Role.OVERSEER, Role.NATIONAL_EDITOR):
        with pytest.raises(PermissionDenied):
            shut(user=make_user(role))
    with pytest.raises(ValidationError):
        shut("homepage")
    administrator = make_user(Role.ADMINISTRATOR)
    shut(user=administrator), shut(user=administrator)
    assert list(ParityGate.objects.values_list("page_type", flat=True)) == ["questionpage"]
    for _time in range(2):
        set_gate("questionpage", False, user=administrator, now=timezone.now())
    assert not ParityGate.objects.exists()
    actions = ModelLogEntry.objects.filter(action__startswith="kenes.parity_gate").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == ["kenes.parity_gate_shut", "kenes.parity_gate_opened"]


def test_every_type_of_a_councils_text_can_be_held():
    assert {"questionpage", "schedulepage", "outcomepage", "sittingpage", "proposalformpage", "newspage",
            "textpage"} == set(page_types())  # fmt: skip
