import pytest
from django.test import Client

from cms.languages import preferred_language


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
