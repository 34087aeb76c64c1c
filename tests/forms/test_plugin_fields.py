"""Fields of plugins on the form of proposals: a mistake in one costs no answer."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cms import plugin_asking
from cms.plugins import FieldType
from forms import plugin_fields

SHARED = {"label": "Flat", "help_text": "", "required": True}


class Breaks(forms.CharField):
    def clean(self, value):
        if value == "refused":
            raise ValidationError("refused")
        return {"number": 7, "fine": "FINE"}.get(value) or value[99]


class Control(forms.TextInput):
    def format_value(self, value):
        return value if value in (None, "") else f"{int(value):02}"

    def value_from_datadict(self, data, files, name):
        return str(int(data[name]))


class Choices(forms.RadioSelect):
    def format_value(self, value):
        return [f"{int(value):02}"] if value else []


class Parts(forms.MultiWidget):
    def __init__(self):
        super().__init__([forms.TextInput, forms.TextInput])

    def decompress(self, value):
        return [value, ""]

    def value_from_datadict(self, data, files, name):
        raise KeyError(name)


class CannotBeDrawn(forms.TextInput):
    def get_context(self, name, value, attrs):
        raise KeyError(name)


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


def test_a_control_that_cannot_be_drawn_at_all_is_none(made):
    assert made(lambda shared, language: forms.CharField(widget=CannotBeDrawn, **shared)) is None
    [problem] = plugin_asking.problems()
    assert problem.words.startswith("field_types")


def test_a_control_draws_and_reads_as_the_plugin_says(made):
    widget = made(lambda shared, language: forms.CharField(widget=Control, **shared)).widget
    assert isinstance(widget, Control)
    assert 'value="07"' in widget.render("flat", "7")
    assert widget.value_from_datadict({"flat": "07"}, {}, "flat") == "7"
    assert plugin_asking.problems() == []


def test_where_the_control_breaks_a_line_of_text_stands_there_and_is_read(made):
    widget = made(lambda shared, language: forms.CharField(widget=Control, **shared)).widget
    drawn = widget.render("flat", "7<A", {"id": "id_flat", "class": "input"})
    assert 'name="flat"' in drawn
    assert 'value="7&lt;A"' in drawn
    assert 'class="input"' in drawn
    assert widget.value_from_datadict({"flat": "7A"}, {}, "flat") == "7A"
    assert plugin_asking.problems()


def test_of_a_control_of_several_parts_nothing_that_was_sent_is_lost(made):
    field = made(lambda shared, language: forms.CharField(widget=Parts, **shared))
    sent = QueryDict("flat_0=12&flat_1=A&flatter=7&other=8")
    assert field.clean(field.widget.value_from_datadict(sent, {}, "flat")) == "12 A"
    assert field.widget.value_from_datadict(QueryDict("other=8"), {}, "flat") is None


def test_choices_that_break_are_drawn_with_none_of_them_chosen(made):
    field = made(
        lambda shared, language: forms.ChoiceField(choices=[("07", "7"), ("08", "8")], widget=Choices, **shared)
    )
    chosen = [part["selected"] for part in field.widget.subwidgets("flat", "7")]
    assert chosen == [True, False]
    assert plugin_asking.problems() == []
    assert [part["selected"] for part in field.widget.subwidgets("flat", "seven")] == [False, False]
    assert plugin_asking.problems()
