import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from cms.languages import LANGUAGES
from cms.roles import COUNCIL_ROLES, PUBLISHES_TEXTS, WRITES_TEXTS, Role
from council_pages import planning, texts
from council_pages.models import Sitting
from council_pages.staff.texts import text_table
from council_pages.texts import TextStatus
from tests.factories import (
    at,
    finish_translation,
    make_consultation,
    make_schedule,
    make_superuser,
    make_texts,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(councils):
    return make_consultation(councils.a, "lights")


@pytest.fixture
def publisher(councils, client):
    user = make_user(Role.PUBLISHER, councils.a)
    client.force_login(user)
    return user


def press(client, row, language, action, kind="question", **data):
    return client.post(reverse("kenes_text", args=[kind, row.pk, language, action]), data)


def editor_of(row, language):
    return reverse("wagtailadmin_pages:edit", args=[texts.pages_of(row)[language].pk])


def said(client):
    """The messages that the next screen shows, with their levels."""
    return [
        (message.level_tag, str(message)) for message in client.get("/admin/kenes/consultations/").context["messages"]
    ]


def statuses(row):
    return {state.language: state.status for state in texts.states_of(row)}


@pytest.mark.parametrize("first, second", [LANGUAGES, LANGUAGES[::-1]])
def test_one_click_writes_a_text_and_one_more_puts_the_other_beside_it(first, second, publisher, row, client):
    answer = press(client, row, first, "write")
    assert answer.url == editor_of(row, first)
    assert client.get(answer.url).status_code == 200
    answer = press(client, row, second, "translate")
    assert answer.url == editor_of(row, second)
    editor = client.get(answer.url)
    assert editor.status_code == 200
    assert any("wagtail_localize" in template.name for template in editor.templates if template.name)
    assert statuses(row) == dict.fromkeys(LANGUAGES, TextStatus.DRAFT)


def test_both_are_published_with_one_click(publisher, row, client):
    make_texts(row, publish=[])
    desk = reverse("kenes_consultation", args=[row.pk])
    assert press(client, row, "both", "publish", next=desk).url == desk
    assert statuses(row) == dict.fromkeys(LANGUAGES, TextStatus.LIVE)


def test_one_is_published_and_taken_off_the_site_again(publisher, row, client):
    make_texts(row, publish=[])
    press(client, row, "ru", "publish")
    assert statuses(row) == {"kk": TextStatus.DRAFT, "ru": TextStatus.LIVE}
    press(client, row, "ru", "withdraw", confirmed="1")
    assert statuses(row) == dict.fromkeys(LANGUAGES, TextStatus.DRAFT)


@pytest.mark.parametrize("language, action", [
    ("kk", "translate"), ("kk", "publish"), ("both", "publish"), ("kk", "withdraw"), ("ru", "write"),
])  # fmt: skip
def test_a_refusal_is_a_message_and_nothing_has_changed(language, action, publisher, row, client):
    if action == "write":
        texts.write_text(row, "ru", user=None)
    before = statuses(row)
    desk = reverse("kenes_consultation", args=[row.pk])
    assert press(client, row, language, action, next=desk).url == desk
    [(level, words)] = said(client)
    assert level == "error"
    assert words
    assert statuses(row) == before


def test_a_half_translated_text_is_not_published_and_the_words_say_how_much_is_missing(publisher, row, client):
    texts.write_text(row, "kk", user=None, summary="Қысқаша")
    texts.translate_text(row, "ru", user=None)
    press(client, row, "both", "publish")
    [(level, words)] = said(client)
    assert level == "error"
    assert "1" in words
    assert "2" in words
    assert statuses(row) == dict.fromkeys(LANGUAGES, TextStatus.DRAFT)


@pytest.mark.parametrize("kind, language, action", [
    ("nothing", "kk", "write"), ("question", "en", "write"), ("question", "both", "write"),
    ("question", "both", "withdraw"), ("question", "kk", "erase"), ("schedule", "kk", "write"),
])  # fmt: skip
def test_what_does_not_exist_is_a_404(kind, language, action, publisher, row, client):
    assert press(client, row, language, action, kind).status_code == 404
    assert statuses(row) == dict.fromkeys(LANGUAGES, TextStatus.MISSING)


def test_a_link_changes_no_text(publisher, row, client):
    assert client.get(reverse("kenes_text", args=["question", row.pk, "kk", "write"])).status_code == 405
    assert statuses(row) == dict.fromkeys(LANGUAGES, TextStatus.MISSING)


def test_a_text_goes_off_the_site_only_after_a_second_look(publisher, row, client):
    make_texts(row)
    answer = press(client, row, "ru", "withdraw")
    assert answer.status_code == 200
    assert answer.context["other_stays"] is True
    assert statuses(row) == dict.fromkeys(LANGUAGES, TextStatus.LIVE)


def test_nobody_is_asked_about_a_text_that_is_missing(publisher, row, client):
    assert press(client, row, "ru", "withdraw").status_code == 302


def test_a_text_that_is_live_as_it_stands_is_not_offered_for_publication(publisher, row, client):
    make_texts(row)
    desk = client.get(reverse("kenes_consultation", args=[row.pk])).content.decode()
    for action in ("publish", "translate"):
        assert reverse("kenes_text", args=["question", row.pk, "ru", action]) not in desk
    finish = StringTranslation.objects.filter(locale__language_code="ru").first()
    finish.data = "Новое слово"
    finish.save()
    desk = client.get(reverse("kenes_consultation", args=[row.pk])).content.decode()
    assert reverse("kenes_text", args=["question", row.pk, "ru", "publish"]) in desk


@pytest.mark.parametrize("place", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_to_another_site(place, publisher, row, client):
    make_texts(row, publish=[])
    assert press(client, row, "kk", "publish", next=place).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_each_button_works_for_its_roles_and_is_shown_to_nobody_else(role, row, councils, client):
    client.force_login(make_user(role, councils.a))
    desk = reverse("kenes_consultation", args=[row.pk])

    def shown(action, language="kk"):
        return reverse("kenes_text", args=["question", row.pk, language, action]) in client.get(desk).content.decode()

    assert shown("write") is (role in WRITES_TEXTS)
    press(client, row, "kk", "write")
    assert (statuses(row)["kk"] == TextStatus.DRAFT) is (role in WRITES_TEXTS)
    if role not in WRITES_TEXTS:
        texts.write_text(row, "kk", user=None)
    assert shown("translate", "ru") is (role in WRITES_TEXTS)
    assert shown("publish") is (role in PUBLISHES_TEXTS)
    press(client, row, "kk", "publish")
    assert (statuses(row)["kk"] == TextStatus.LIVE) is (role in PUBLISHES_TEXTS)
    if role not in PUBLISHES_TEXTS:
        texts.publish_texts(row, ["kk"], user=None)
    assert shown("withdraw") is (role in PUBLISHES_TEXTS)
    press(client, row, "kk", "withdraw", confirmed="1")
    assert (statuses(row)["kk"] == TextStatus.DRAFT) is (role in PUBLISHES_TEXTS)


@pytest.mark.parametrize("action", ["write", "translate", "publish", "withdraw"])
def test_another_councils_texts_are_a_404(action, councils, client):
    row = make_consultation(councils.b)
    texts.write_text(row, "kk", user=None)
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    assert press(client, row, "ru", action).status_code == 404
    assert set(texts.pages_of(row)) == {"kk"}


def test_every_kind_of_row_is_written_from_its_screen(publisher, councils, client):
    consultation = make_consultation(councils.a)
    sitting = Sitting.objects.create(council=councils.a, number="5", held_on=at(1).date())
    rows = {
        "schedule": (make_schedule(councils.a), "kenes_schedule"),
        "sitting": (sitting, "kenes_sitting"),
        "outcome": (planning.open_outcome(consultation, user=None), None),
    }
    for kind, (row, screen) in rows.items():
        screen = reverse(screen, args=[row.pk]) if screen else reverse("kenes_consultation", args=[consultation.pk])
        assert reverse("kenes_text", args=[kind, row.pk, "kk", "write"]) in client.get(screen).content.decode()
        press(client, row, "kk", "write", kind)
        press(client, row, "ru", "translate", kind)
        finish_translation(row, "ru")
        press(client, row, "both", "publish", kind)
        assert statuses(row) == dict.fromkeys(LANGUAGES, TextStatus.LIVE), kind


def test_the_table_says_what_its_reader_may(row, councils):
    make_texts(row, publish=[])
    table = text_table("question", row, make_user(Role.TRANSLATOR, councils.a, language="ru"))
    assert (table["kind"], table["has_text"], table["writes_in"], table["may_publish"]) == (
        "question", True, ["ru"], False
    )  # fmt: skip
    assert text_table("question", row, make_superuser())["may_publish"]
    assert not text_table("question", row, make_user(Role.PUBLISHER, councils.b))["writes_in"]
