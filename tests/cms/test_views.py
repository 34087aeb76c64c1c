import pytest
from django.test import Client, RequestFactory
from django.utils.translation import gettext, override

from cms.languages import preferred_language
from cms.views import server_error
from council_pages.provisioning import ensure_national_pages


@pytest.mark.parametrize("header, language", [
    ("", "kk"),
    ("ru", "ru"),
    ("ru-KZ,ru;q=0.9,en;q=0.8", "ru"),
    ("kk-KZ,kk;q=0.9,ru;q=0.8", "kk"),
    ("ru;q=0.8,kk;q=0.9", "kk"),
    ("ru,kk", "kk"),
    ("en-US,en;q=0.9", "kk"),
    ("en,ru;q=0.1", "ru"),
    ("RU", "ru"),
    ("ru;q=0", "kk"),
    ("ru;q=x", "kk"),
    (";;,,q=1,ru", "ru"),
    ("*", "kk"),
])  # fmt: skip
def test_the_first_page_leads_to_russian_only_where_the_browser_puts_it_above_kazakh(header, language):
    assert preferred_language(header) == language
    answer = Client().get("/", headers={"Accept-Language": header} if header else {})
    assert (answer.status_code, answer.url) == (302, f"/{language}/")


def test_the_first_page_can_be_cached_and_sets_no_cookie():
    answer = Client().get("/", headers={"Accept-Language": "ru"})
    assert dict(answer.cookies) == {}
    assert "public" in answer.headers["Cache-Control"]
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_missing_page_is_a_404_in_the_readers_language_with_a_way_on(language):
    ensure_national_pages()
    answer = Client().get(f"/{language}/councils/nobody/")
    body = answer.content.decode()
    assert (answer.status_code, dict(answer.cookies)) == (404, {})
    assert f'lang="{language}"' in body
    assert f'href="/{language}/"' in body
    with override(language):
        assert gettext("There is no such page") in body


def test_our_own_fault_is_said_without_asking_the_database():
    # No database is open to this test: a query would fail it.
    answer = server_error(RequestFactory().get("/kk/"))
    body = answer.content.decode()
    assert answer.status_code == 500
    assert 'lang="kk"' in body
    assert 'lang="ru"' in body
