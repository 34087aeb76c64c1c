"""The report of searches: who reads it, what it shows, and the way from a line into the glossary."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext, override

from cms.admin_policies import POLICIES
from cms.roles import COUNCIL_ROLES, Role
from search.models import AskedDay, GlossaryPair
from tests.factories import make_superuser, make_user
from tests.search.test_staff_glossary import signed_in, text

pytestmark = pytest.mark.django_db
REPORT = "/admin/kenes/searches/"


def asked(words, count=5, without_hits=0, language="kk", days_ago=0):
    day = timezone.localdate() - timedelta(days=days_ago)
    return AskedDay.objects.create(day=day, language=language, words=words, count=count, without_hits=without_hits)


def words_of(lines):
    return [line["words"] for line in lines]


# --- who comes in ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES | {Role.NATIONAL_EDITOR}))
def test_for_councils_and_the_national_editor_it_does_not_exist(role, councils):
    client = signed_in(make_user(role, councils.a if role in COUNCIL_ROLES else None))
    missing = client.get("/admin/kenes/gone/")
    answer = client.get(REPORT)
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert answer.content == missing.content
    assert "kenes-searches" not in text(client.get(reverse("wagtailadmin_home")))


def test_the_policy_asks_for_the_role_at_the_ministry(councils):
    policy = POLICIES["kenes_searches"]
    assert policy(make_user(Role.OVERSEER), None, {})
    assert not policy(make_user(Role.LEAD, councils.a), None, {})


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_overseer_reads_and_changes_nothing(language, councils):
    client = signed_in(make_user(Role.OVERSEER), language)
    asked("қоқыс", without_hits=5)
    page = text(client.get(REPORT))
    with override(language):
        for words in ("What is searched for", "Searched for in vain", "Searched for most often", "The last 7 days"):
            assert escape(gettext(words)) in page
        assert escape(gettext("Add a pair")) not in page
    assert "қоқыс" in page
    assert "/glossary/" not in page
    assert "kenes-searches" in text(client.get(reverse("wagtailadmin_home")))
    assert client.post(REPORT).status_code == 405


@pytest.fixture
def client(councils):
    return signed_in(make_user(Role.ADMINISTRATOR))


def test_the_administrator_and_a_superuser_find_it_in_the_menu(client):
    for visitor in (client, signed_in(make_superuser())):
        assert "kenes-searches" in text(visitor.get(reverse("wagtailadmin_home")))
        assert "Пока ничего не искали." in text(visitor.get(REPORT))


# --- what it shows ---------------------------------------------------------------------------------------------------
def test_the_lists_are_ordered_by_how_often(client):
    asked("мусор", 9, 1)
    asked("қоқыс", 7, 6)
    asked("жол", 20)
    context = client.get(REPORT).context
    assert words_of(context["top"]) == ["жол", "мусор", "қоқыс"]
    assert words_of(line for line, _known in context["in_vain"]) == ["қоқыс", "мусор"]
    assert context["totals"] == {"asked": 36, "in_vain": 7, "unknown": 0}


def test_what_might_be_one_persons_own_is_counted_and_not_shown(client):
    asked("сирек", 2, 2)
    asked("…", 8, 8)
    page = text(answer := client.get(REPORT))
    assert "сирек" not in page
    assert answer.context["totals"] == {"asked": 10, "in_vain": 10, "unknown": 8}


def test_it_is_narrowed_by_period_and_language(client):
    asked("жол", days_ago=6)
    asked("мусор", language="ru", days_ago=29)
    asked("қоқыс", days_ago=89)

    def found(**question):
        return set(words_of(client.get(REPORT, question).context["top"]))

    assert found() == {"жол", "мусор"}
    assert found(days="7") == {"жол"}
    assert found(days="90") == {"жол", "мусор", "қоқыс"}
    assert found(days="90", language="kk") == {"жол", "қоқыс"}
    assert found(language="ru", days="") == {"мусор"}


@pytest.mark.parametrize("query", ["days=x", "days=-1", "days=9999999999", "language=en", "days=7&days=30"])
def test_a_wrong_question_is_no_error_of_ours(query, client):
    asked("жол")
    assert words_of(client.get(f"{REPORT}?{query}").context["top"]) == ["жол"]


# --- from a line into the glossary -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "language", "field", "value"),
    [
        ("тұрмыстық қоқыс", "ru", "kazakh", "тұрмыстық қоқыс"),
        ("аула", "kk", "kazakh", "аула"),
        ("мусор & двор", "ru", "russian", "мусор & двор"),
        ("… мусор …", "ru", "russian", "мусор"),
    ],
)
def test_a_line_goes_into_the_glossary_with_its_words_filled_in(words, language, field, value, client):
    asked(words, without_hits=5, language=language)
    [address] = re.findall(r'href="([^"]*/glossary/new/\?[^"]*)"', text(client.get(REPORT)))
    address = unescape(address)
    form = text(client.get(address))
    [inputs] = re.findall(rf'<input[^>]*name="{field}"[^>]*>', form)
    assert f'value="{escape(value)}"' in inputs
    other = {"kazakh": "russian", "russian": "kazakh"}[field]
    answer = client.post(address, {field: value, other: "сөз"})
    assert answer.url == REPORT
    assert GlossaryPair.objects.filter(**{field: value, other: "сөз"}).exists()


def test_a_line_that_is_in_the_glossary_has_no_button(client):
    asked("қоғамдық кеңес", without_hits=5)
    page = text(client.get(REPORT))
    assert "/glossary/new/" not in page
    assert "Есть в словаре" in page


def test_the_form_takes_whatever_stands_in_its_address(client):
    for query in ("asked=" + "к" * 500, "language=x", "asked=a&language=kk", "asked=%ff"):
        assert client.get(f"/admin/kenes/glossary/new/?{query}").status_code == 200
