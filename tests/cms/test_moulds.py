"""A mould is drawn once for the same words; its gaps take each request's own values, escaped, and nobody else's."""

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import SafeString
from django.utils.translation import override

from cms import moulds

TEMPLATE = "{{ word }}: {{ gap.name }} {% for part in gap.parts %}[{{ part }}]{% endfor %} {{ home_url }}"


@pytest.fixture
def fill(monkeypatch, db):
    """A function that fills the template above, and counts how often it was drawn."""
    drawn = []
    template = engines["django"].from_string(TEMPLATE)

    def get_template(name):
        drawn.append(name)
        return template

    monkeypatch.setattr(moulds, "get_template", get_template)
    moulds._mould.cache_clear()

    def fill(word, language="kk", **values):
        request = RequestFactory().get(f"/{language}/")
        with override(language):
            return moulds.fill(request, "t.html", {"word": word}, values)

    yield fill, drawn
    moulds._mould.cache_clear()


def test_the_same_words_are_drawn_once_and_filled_each_time(fill):
    fill, drawn = fill
    assert fill("сөз", name="бір", parts=["1", "2"]) == "сөз: бір [1][2] /kk/"
    assert fill("сөз", name="екі", parts=["3", "4"]) == "сөз: екі [3][4] /kk/"
    assert len(drawn) == 1


def test_other_words_another_language_and_another_shape_are_drawn_anew(fill):
    fill, drawn = fill
    assert fill("сөз", name="x", parts=["1"]) == "сөз: x [1] /kk/"
    assert fill("слово", name="x", parts=["1"]) == "слово: x [1] /kk/"
    assert fill("сөз", "ru", name="x", parts=["1"]) == "сөз: x [1] /ru/"
    assert fill("сөз", name="x", parts=[]) == "сөз: x  /kk/"
    assert len(drawn) == 4


def test_a_value_is_escaped_unless_it_is_markup_and_fills_no_other_gap(fill):
    fill, _drawn = fill
    assert fill("w", name="<b>&", parts=['"']) == "w: &lt;b&gt;&amp; [&quot;] /kk/"
    assert fill("w", name=SafeString("<b>x</b>"), parts=["1"]) == "w: <b>x</b> [1] /kk/"
    # What looks like a gap inside a value stays what it is.
    assert fill("w", name=moulds._gap("parts_0"), parts=["1"]) == f"w: {moulds._gap('parts_0')} [1] /kk/"
