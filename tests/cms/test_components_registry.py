import pytest

from cms import components
from cms.components import Component, Place

HERE, THERE = Place.QUESTION_FORM, Place.OUTCOME_TOTALS


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    monkeypatch.setattr(components, "_components", {})


def shown(*args):
    return {"shown": args}


def test_a_component_is_built_at_its_place_with_what_the_place_gives():
    components.register(Component("count", HERE, "count.html", shown))
    assert components.build(HERE, "row", "kk", "now") == [
        {"template": "count.html", "context": {"shown": ("row", "kk", "now")}}
    ]
    assert components.build(THERE, "row", "kk", "now") == []


def test_a_component_with_nothing_to_show_leaves_no_gap():
    components.register(Component("silent", HERE, "silent.html", lambda *args: None))
    components.register(Component("empty", HERE, "empty.html", lambda *args: {}))
    assert [part["template"] for part in components.build(HERE)] == ["empty.html"]


def test_components_stand_in_their_order_and_then_by_name():
    for name, order in [("b", 1), ("a", 1), ("last", 9), ("first", 0)]:
        components.register(Component(name, HERE, f"{name}.html", shown, order))
    assert [component.name for component in components.at(HERE)] == ["first", "a", "b", "last"]


def test_a_name_is_taken_once_whatever_the_place():
    first = components.register(Component("count", HERE, "count.html", shown))
    with pytest.raises(ValueError, match="count"):
        components.register(Component("count", THERE, "other.html", shown))
    assert components.at(HERE) == [first]
    assert components.at(THERE) == []
