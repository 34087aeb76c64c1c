"""The two languages: which one a visitor gets, and what stands in for a missing text."""

from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.languages import LANGUAGES, active_language, in_language, other_language, preferred_language


def test_each_language_has_the_other():
    """Twice is back."""
    assert [other_language(language) for language in LANGUAGES] == ["ru", "kk"]


@given(st.text(max_size=200))
def test_no_header_breaks_the_choice(header):
    """Whatever a browser sends."""
    assert preferred_language(header) in LANGUAGES


def test_a_missing_text_is_replaced_by_the_other_language():
    """In either direction; nothing at all stays nothing."""
    row = SimpleNamespace(name_kk="Кеңес", name_ru="", other_kk="", other_ru="Совет", none_kk="", none_ru="")
    assert in_language(row, "name", "ru") == "Кеңес"
    assert in_language(row, "other", "kk") == "Совет"
    assert in_language(row, "none", "kk") == ""


@pytest.mark.parametrize(("active", "expected"), [("kk", "kk"), ("ru", "ru"), ("en", "kk"), (None, "kk")])
def test_the_active_language_is_one_of_ours(active, expected):
    """Whatever else may be active in a task or a shell."""
    with translation.override(active):
        assert active_language() == expected
