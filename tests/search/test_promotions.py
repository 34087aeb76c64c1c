"""What the ministry wants to be found first stands first, and nobody else says what that is."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from cms.roles import Role
from tests.council_pages.conftest import make_news
from tests.factories import make_user
from tests.search.reading import results_at, titles
from tests.search.spying import plant, promote

pytestmark = pytest.mark.usefixtures("engine")


def test_promoted_pages_stand_first_for_their_words_alone(council, client):
    page = make_news(council, "kk", "Мұнда қараңыз")
    promote("Су Тарифі", page, description="Бар жауап & осында")
    plant("Су тарифі")
    text = results_at(client, "су  тарифі")
    assert titles(text) == ["Мұнда қараңыз", "Су тарифі"]
    assert f'<a href="{page.url_path}">' in text
    assert "Бар жауап &amp; осында" in text
    assert titles(results_at(client, "тарифі")) == ["Су тарифі"]
    assert titles(results_at(client, "су тарифі", "ru"))[0] == "Мұнда қараңыз"
    assert '<h3 lang="kk">' in results_at(client, "су тарифі", "ru")


def test_only_live_public_pages_are_promoted(council, client):
    draft, closed = make_news(council, "kk", "Жоба"), make_news(council, "kk", "Жабық")
    for page in (draft, closed):
        promote("тариф", page)
    promote("тариф", external_link_url="https://example.org/", external_link_text="Сыртта")
    Page.objects.get(pk=draft.pk).unpublish()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    text = results_at(client, "тариф")
    assert "example.org" not in text
    assert titles(text) == []


def test_promoted_pages_stand_on_the_first_page_alone(council, client):
    promote("сенбілік", make_news(council, "kk", "Мұнда қараңыз"))
    for number in range(21):
        plant(f"Сенбілік {number}")
    assert titles(results_at(client, "сенбілік"))[0] == "Мұнда қараңыз"
    assert "Мұнда қараңыз" not in results_at(client, "сенбілік", page="2")


def test_of_two_languages_the_readers_own_is_promoted(council, client):
    kazakh = make_news(council, "kk", "Мұнда қараңыз")
    russian = make_news(council, "ru", "Смотрите здесь")
    Page.objects.filter(pk=russian.pk).update(translation_key=kazakh.translation_key)
    for page in (kazakh, russian):
        promote("тариф", page)
    assert titles(results_at(client, "тариф")) == ["Мұнда қараңыз"]
    assert titles(results_at(client, "тариф", "ru")) == ["Смотрите здесь"]


def test_its_screens_are_the_ministrys(council):
    """An administrator's; to everybody who serves a council, and to the national editor, they do not exist."""
    query = promote("тариф", make_news(council, "kk", "Мұнда")).query
    addresses = [
        reverse("wagtailsearchpromotions:index"),
        reverse("wagtailsearchpromotions:add"),
        reverse("wagtailsearchpromotions:edit", args=[query.pk]),
        reverse("wagtailsearchpromotions:delete", args=[query.pk]),
        reverse("wagtailsearchpromotions:chooser"),
    ]
    found = {}
    for role, where in ((Role.ADMINISTRATOR, None), (Role.NATIONAL_EDITOR, None), (Role.OVERSEER, None),
                        (Role.PUBLISHER, council), (Role.LEAD, council)):  # fmt: skip
        client = Client()
        client.force_login(make_user(role, where))
        found[role] = {client.get(address).status_code for address in addresses}
    assert found.pop(Role.ADMINISTRATOR) == {200}
    assert set(map(frozenset, found.values())) == {frozenset({404})}
