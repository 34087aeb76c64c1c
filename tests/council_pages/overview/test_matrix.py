"""The matrix: which rows a choice leaves, and in which order they stand."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.collation import sort_key
from council_pages.compliance import Answers, Cell, Mark, Status
from council_pages.compliance_facts import CouncilFacts
from council_pages.overview.matrix import Order, Row, Standing, in_order, narrowed
from council_pages.quarters import Quarter

THIS = Quarter(2026, 4)


def row(name="Б", *cells, more=None, **facts):
    return Row(CouncilFacts(1, name_kk=name, name_ru=name, **facts), cells, more=more or {})


def cell(status=Status.NONE, late=0, quarter=THIS, **facts):
    return Cell(quarter, status=status, published=Mark(date(2026, 9, 30), None, late), **facts)


def names(rows):
    return [str(one.council) for one in rows]


@pytest.mark.parametrize(("standing", "found"), [
    ("", "АБВГ"), (Status.DRAFT, "А"), (Status.REPORTED, "Б"), (Standing.MISSED, "В"), (Standing.LATE, "В"),
])  # fmt: skip
def test_g1_rows_are_narrowed_by_how_a_council_stands_in_one_of_its_quarters(standing, found):
    rows = [
        row("А", cell(Status.DRAFT), cell(Status.PUBLISHED)),
        row("Б", cell(Status.REPORTED)),
        row("В", cell(Status.APPROVED, late=3, is_missed=True)),
        # What does not count is no standing.
        row("Г", cell(Status.REPORTED, late=9, counts=False)),
    ]
    assert names(narrowed(rows, standing)) == list(found)


def test_rows_stand_by_the_column_that_is_asked_for_and_then_by_name():
    rows = [
        row("В", cell(Status.HELD, late=1), level="city"),
        row("А", cell(Status.HELD, late=8), level="republican"),
        row("Б", cell(Status.DRAFT), level="district"),
    ]
    order = {asked: "".join(names(in_order(rows, Order.of(asked), "kk"))) for asked in (
        "", "name", "-name", "2026-q4", "-2026-q4", "late", "-late", "level", "-level", "nonsense", "answers",
    )}  # fmt: skip
    assert order == {
        "": "АБВ", "name": "АБВ", "-name": "ВБА", "2026-q4": "БАВ", "-2026-q4": "ВАБ", "late": "БВА", "-late": "АВБ",
        "level": "АВБ", "-level": "БВА", "nonsense": "АБВ", "answers": "АБВ",
    }  # fmt: skip


def test_what_does_not_count_or_has_no_value_stands_last_either_way():
    answered = cell(answers=Answers(received=2, answered=2, due=2, in_time=1))
    rows = [row("А", cell(counts=False)), row("Б", answered), row("В", cell(Status.DRAFT))]
    for asked, found in {"2026-q4": "БВА", "-2026-q4": "ВБА", "answers": "БАВ", "-answers": "БАВ"}.items():
        assert "".join(names(in_order(rows, Order.of(asked), "kk"))) == found, asked


def test_a_plugins_column_sorts_numbers_before_words_and_both_before_nothing():
    value = {"А": "x", "Б": 7, "В": "", "Г": 2}
    rows = [row(name, cell(), more={"own": SimpleNamespace(text="", sort=sort)}) for name, sort in value.items()]
    rows.append(row("Д", cell()))
    assert "".join(names(in_order(rows, Order.of("own"), "kk"))) == "ГБАВД"


@given(st.lists(st.text("АӘБбЯ", min_size=1, max_size=3)), st.booleans())
def test_no_order_loses_a_row_and_names_go_by_the_alphabet(found, is_reversed):
    rows = [row(name, cell()) for name in found]
    for column in ("name", "late", "2026-q4", "region"):
        assert sorted(names(in_order(rows, Order(column, is_reversed), "kk"))) == sorted(found)
    keys = [sort_key(name, "kk") for name in names(in_order(rows, Order("name", is_reversed), "kk"))]
    assert keys == sorted(keys, reverse=is_reversed)


def test_a_second_press_turns_a_column_round():
    order = Order.of("late")
    assert order.turned("late").sign == "-late"
    assert order.turned("late").turned("late").sign == "late"
    assert order.turned("name").sign == "name"
    assert (order.aria("late"), order.aria("name"), order.turned("late").aria("late")) == (
        "ascending",
        "",
        "descending",
    )


def test_a_row_is_summed_up_over_the_quarters_that_count():
    cells = [
        cell(late=5, answers=Answers(due=3, in_time=1)),
        cell(late=2, quarter=THIS.next(), answers=Answers(due=3, in_time=3)),
        cell(late=99, counts=False),
    ]
    assert (row("А", *cells).days_late, row("А", *cells).share_in_time) == (5, 66)
    assert (row("А").days_late, row("А").share_in_time) == (0, None)
