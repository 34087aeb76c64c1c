"""The administrator's screens for the glossary."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from cms.admin_policies import POLICIES, host_only
from cms.collation import sort_key
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from search.models import GlossaryPair
from tests.factories import admin_routes, make_superuser, make_user

pytestmark = pytest.mark.django_db
OURS = {"kenes_glossary", "kenes_new_pair", "kenes_pair", "kenes_remove_pair"}
LIST, NEW = "/admin/kenes/glossary/", "/admin/kenes/glossary/new/"
WORDS = {"kazakh": "тұрмыстық қалдық", "russian": "бытовые отходы"}


def signed_in(person, language="ru"):
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def client(councils):
    return signed_in(make_user(Role.ADMINISTRATOR, first_name="Бауыржан", last_name="Әкімов"))


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


# --- who comes in ----------------------------------------------------------------------------------------------------
def test_the_screens_are_the_ministrys():
    assert {name for name, _path in admin_routes()} >= OURS
    assert {POLICIES[name] for name in OURS} == {host_only}


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES | NATIONAL_ROLES - {Role.ADMINISTRATOR}))
def test_for_everybody_else_they_do_not_exist(role, councils):
    client = signed_in(make_user(role, councils.a if role in COUNCIL_ROLES else None))
    pair, before = GlossaryPair.objects.first(), list(GlossaryPair.objects.values())
    for address in (LIST, NEW, f"{LIST}{pair.pk}/", f"{LIST}{pair.pk}/remove/"):
        for answer in (client.get(address), client.post(address, WORDS)):
            assert answer.status_code == 404, address
    assert list(GlossaryPair.objects.values()) == before
    assert "kenes-glossary" not in text(client.get(reverse("wagtailadmin_home")))


def test_the_menu_leads_the_administrator_and_a_superuser_there(client):
    for visitor in (client, signed_in(make_superuser())):
        assert "kenes-glossary" in text(visitor.get(reverse("wagtailadmin_home")))


def test_a_pair_that_is_not_there_is_a_404(client):
    assert client.get(f"{LIST}999999999/").status_code == 404
    assert client.post(f"{LIST}999999999/remove/").status_code == 404


# --- the list --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_list_shows_the_pairs_in_the_kazakh_alphabet(language, councils):
    client = signed_in(make_user(Role.ADMINISTRATOR), language)
    answer = client.get(LIST)
    page = text(answer)
    with override(language):
        for words in ("Glossary of the search", "New pair of words", "Remove the pair"):
            assert escape(gettext(words)) in page
    words = [pair.kazakh for pair in answer.context["page_obj"]]
    assert words == sorted(words, key=sort_key)
    assert words.index("ашықтық") < words.index("әдістемелік") < words.index("байланыс")
    assert "page=2" in page


@pytest.mark.parametrize(
    ("q", "kazakh"),
    [("КЕҢЕС", ["кеңес", "қоғамдық кеңес"]), ("кенес", ["кеңес", "қоғамдық кеңес"]), ("повестка", ["күн тәртібі"]),
     ("жоқнәрсе", [])],
)  # fmt: skip
def test_the_box_finds_words_of_both_languages_in_any_letters(q, kazakh, client):
    answer = client.get(LIST, {"q": q})
    assert [pair.kazakh for pair in answer.context["page_obj"]] == kazakh
    assert f'value="{q}"' in text(answer)


@pytest.mark.parametrize("query", ["q=" + "к" * 500, "page=x", "page=-1", "page=99999", "q[]=1&q=2"])
def test_a_wrong_question_is_no_error_of_ours(query, client):
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_the_list_asks_as_often_however_long_it_is(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            text(client.get(LIST))
        return len(captured)

    queries()
    before = queries()
    for number in range(60):
        client.post(NEW, {"kazakh": f"сөз{number}", "russian": f"слово{number}"})
    queries()
    assert queries() == before


# --- acts ------------------------------------------------------------------------------------------------------------
def test_a_pair_is_added_and_stands_in_the_history(client):
    answer = client.post(NEW, WORDS, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    page = text(answer)
    assert GlossaryPair.objects.filter(**WORDS).exists()
    history = page.partition("История</h2>")[2]
    assert "тұрмыстық қалдық — бытовые отходы" in history
    assert "Бауыржан Әкімов" in history


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_refused_stands_beside_its_field_and_what_was_typed_stays(language, councils):
    client = signed_in(make_user(Role.ADMINISTRATOR), language)
    answer = client.post(NEW, WORDS | {"russian": "для"})
    with override(language):
        words = gettext("Every search leaves these words out: add one that says what is looked for.")
    assert answer.context["form"].errors == {"russian": [words]}
    assert "тұрмыстық қалдық" in text(answer)
    assert client.post(NEW, {"kazakh": "кеңестер", "russian": "советы"}).context["form"].non_field_errors()
    assert set(client.post(NEW, {}).context["form"].errors) == {"kazakh", "russian"}


def test_a_pair_is_changed_from_its_own_screen(client):
    pair = GlossaryPair.objects.get(kazakh="кеңес")
    address = f"{LIST}{pair.pk}/"
    assert address in text(client.get(LIST, {"q": "кеңес"}))
    assert 'value="совет"' in text(client.get(address))
    assert client.post(address, WORDS).url == LIST
    pair.refresh_from_db()
    assert (pair.kazakh, pair.russian) == tuple(WORDS.values())


def test_a_pair_is_removed_by_its_button(client):
    pair = GlossaryPair.objects.get(kazakh="кеңес")
    button = f"{LIST}{pair.pk}/remove/"
    assert button in text(client.get(LIST, {"q": "кеңес"}))
    assert client.get(button).status_code == 405
    page = text(client.post(button, follow=True))
    assert not GlossaryPair.objects.filter(pk=pair.pk).exists()
    assert "кеңес — совет" in page.partition("История</h2>")[2]
