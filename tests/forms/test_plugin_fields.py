"""Fields of plugins on the form of proposals: a mistake in one costs no answer."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError

from cms import plugin_asking
from cms.plugins import FieldType
from forms import plugin_fields

SHARED = {"label": "Flat", "help_text": "", "required": True}


class Breaks(forms.CharField):
    def clean(self, value):
        if value == "refused":
            raise ValidationError("refused")
        return {"number": 7, "fine": "FINE"}.get(value) or value[99]


@pytest.fixture
def made(monkeypatch):
    """Makes the field of a plugin with this `make`."""
    plugin = SimpleNamespace(label="odd")

    def make_with(make):
        plugin.field_types = lambda: [FieldType("flat", "Flat", make)]
        monkeypatch.setattr(plugin_asking, "plugin", lambda label: plugin)
        return plugin_fields.made("odd.flat", SHARED, "kk")

    yield make_with
    plugin_asking.forget()


@pytest.mark.parametrize("typed", ["12A", "number"])
def test_where_the_plugin_breaks_the_answer_is_what_was_typed(typed, made):
    field = made(lambda shared, language: Breaks(**shared))
    assert isinstance(field, Breaks)
    assert field.clean(f"  {typed}" if typed == "12A" else typed) == typed
    [problem] = plugin_asking.problems()
    assert problem.words.startswith("field_types")


def test_what_the_plugin_says_and_what_it_refuses_stands(made):
    field = made(lambda shared, language: Breaks(**shared))
    assert field.clean("fine") == "FINE"
    with pytest.raises(ValidationError):
        field.clean("refused")
    assert plugin_asking.problems() == []


def test_an_answer_that_is_asked_for_is_asked_for_where_the_plugin_breaks_too(made):
    with pytest.raises(ValidationError):
        made(lambda shared, language: Breaks(**shared)).clean("")


def test_what_is_no_field_is_none(made):
    assert made(lambda shared, language: "a field") is None
