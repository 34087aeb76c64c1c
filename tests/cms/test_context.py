import pytest
from django.test import RequestFactory
from django.utils.translation import override

from cms.context import site_frame
from cms.models import Demonstration, Operator

pytestmark = pytest.mark.django_db


def frame(path, language, live_in=None, method="get"):
    request = getattr(RequestFactory(), method)(path)
    if live_in is not None:
        request.kenes_live_in = live_in
    with override(language):
        return site_frame(request)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_language_switch_keeps_the_page_and_the_question(language):
    links = frame(f"/{language}/councils/?region=almaty&page=2", language)["language_links"]
    assert {link["code"]: link["url"] for link in links} == {
        "kk": "/kk/councils/?region=almaty&page=2",
        "ru": "/ru/councils/?region=almaty&page=2",
    }
    assert [link["code"] for link in links if link["current"]] == [language]


def test_the_switch_after_a_sent_form_leads_to_the_form_and_carries_nothing_along():
    links = frame("/kk/search/?q=secret", "kk", method="post")["language_links"]
    assert {link["url"] for link in links} == {"/kk/search/", "/ru/search/"}


@pytest.mark.parametrize("live_in, canonical, noindex", [
    (("kk", "ru"), "/ru/councils/a/", False),
    (("ru",), "/ru/councils/a/", False),
    (("kk",), "/kk/councils/a/", True),
])  # fmt: skip
def test_a_page_that_stands_in_for_its_twin_points_to_the_original(live_in, canonical, noindex):
    context = frame("/ru/councils/a/", "ru", live_in)
    assert context["canonical_url"] == f"http://testserver{canonical}"
    assert context["noindex"] is noindex
    assert [link["code"] for link in context["hreflang_links"]] == list(live_in)


def test_the_menu_marks_where_the_reader_is():
    nav = frame("/kk/councils/almaly/", "kk")["nav"]
    addresses = ["/kk/councils/", "/kk/recommendations/", "/kk/calendar/", "/kk/search/", "/kk/track/"]
    assert [entry["url"] for entry in nav] == addresses
    assert [entry["current"] for entry in nav] == [True, False, False, False, False]
    nav = frame("/kk/councils/almaly/recommendations/", "kk")["nav"]
    assert [entry["current"] for entry in nav] == [True, False, False, False, False]


def test_an_address_without_a_language_gets_the_frame_of_the_home_page():
    context = frame("/nowhere/", "ru")
    assert (context["home_url"], context["search_url"]) == ("/ru/", "/ru/search/")
    assert {link["url"] for link in context["language_links"]} == {"/kk/", "/ru/"}


@pytest.mark.parametrize("language, words", [("kk", "Үлгі"), ("ru", "Образец")])
def test_demonstration_content_says_so_in_the_readers_language(language, words):
    assert frame("/kk/", language)["demonstration_disclaimer"] == ""
    Demonstration.objects.create(disclaimer_kk="Үлгі", disclaimer_ru="Образец")
    assert frame("/kk/", language)["demonstration_disclaimer"] == words


@pytest.mark.parametrize("language, said", [("kk", ("Министрлік", "Басқарма")), ("ru", ("Министерство", "Управление"))])
def test_the_operator_is_named_in_the_readers_language_beside_a_disclaimer_or_without(language, said):
    assert frame("/kk/", language)["operator"] == {"name": "", "unit": ""}
    Operator.objects.create(name_kk="Министрлік", name_ru="Министерство", unit_kk="Басқарма", unit_ru="Управление")
    for _disclaimer in range(2):
        assert tuple(frame("/kk/", language)["operator"].values()) == said
        Demonstration.objects.create(disclaimer_kk="Үлгі", disclaimer_ru="Образец")


def test_the_frame_costs_one_query_and_none_in_the_admin(django_assert_num_queries):
    with django_assert_num_queries(1):
        frame("/kk/councils/", "kk")
    with django_assert_num_queries(0):
        assert frame("/admin/pages/", "ru") == {}
