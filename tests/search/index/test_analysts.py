"""Rows made by several processes are the rows that one process makes."""

import subprocess
import sys

import pytest

from search.index import analysts, rebuilding, writing
from search.index.rows import row_of
from search.models import Entry
from tests.search.index.truth import check, document

TEXTS = [
    (number, "kk" if number % 2 else "ru", f"Кеңестің {number} отырысы", "Жолдарды жөндеу и о тарифах " * number)
    for number in range(120)
]


@pytest.mark.parametrize("many", [1, 1_000])
def test_the_rows_come_in_the_order_of_their_texts(many, monkeypatch):
    monkeypatch.setattr(analysts, "MANY", many)
    with analysts.analysts(len(TEXTS)) as analyse:
        made = [analyse(iter(TEXTS)), analyse(TEXTS[:1]), analyse([])]
    expected = [row_of(*text) for text in TEXTS]
    assert made == [expected, expected[:1], []]
    assert [row.shown for row in made[0]] == [row.shown for row in expected]


@pytest.mark.parametrize("many", [1, 1_000])
def test_what_was_announced_and_has_changed_since_is_made_anew(many, monkeypatch):
    monkeypatch.setattr(analysts, "MANY", many)
    changed = [(*TEXTS[0][:3], "Мектептерді жөндеу"), *TEXTS[1:3]]
    with analysts.analysts(len(TEXTS)) as analyse:
        analyse.ahead(TEXTS[:3])
        assert analyse(TEXTS[:3]) == [row_of(*text) for text in TEXTS[:3]]
        analyse.ahead(TEXTS[:3])
        assert analyse(changed) == [row_of(*text) for text in changed]
        assert analyse(TEXTS[3:5]) == [row_of(*text) for text in TEXTS[3:5]]


def test_few_texts_or_one_processor_need_no_other_process(monkeypatch):
    with analysts.analysts(analysts.MANY - 1) as analyse:
        assert isinstance(analyse, analysts.Alone)
    monkeypatch.setattr(analysts.os, "sched_getaffinity", lambda _process: {0})
    with analysts.analysts(analysts.MANY) as analyse:
        assert isinstance(analyse, analysts.Alone)


def test_an_index_that_several_processes_made_is_right(generation, monkeypatch):
    monkeypatch.setattr(analysts, "MANY", 1)
    writing.write([document(key, title=f"Отырыс {key}", text="жолдарды жөндеу " * key) for key in range(1, 30)])
    for _step in rebuilding.steps(walks_sources=False):
        pass
    assert Entry.objects.count() == 29
    check()


def test_what_the_processes_load_knows_nothing_of_the_site():
    code = "import sys, search.index.analysts; print('django' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
