"""The runner of the benchmarks, and what its first benchmark counts."""

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks import pages
from benchmarks.__main__ import catalogue, main
from benchmarks.machine import scratch_database
from benchmarks.runner import Benchmark, Figure, exit_code, report, table, write_report

BASE_DIR = Path(__file__).resolve().parent.parent
FIGURES = [
    Figure("pages.queries", 12, "queries", "<= 20"),
    Figure("pages.growth", 1, "queries", "== 0"),
    Figure("pages.ratio", 1.25, "ratio"),
]


@pytest.mark.parametrize(
    ("value", "target", "met"),
    [
        (20, "<= 20", True),
        (21, "<= 20", False),
        (1.2, ">= 1.0", True),
        (0.9, ">= 1.0", False),
        (0, "== 0", True),
        (1, "== 0", False),
        (5, "< 5", False),
        (5, "> -1", True),
        (5, None, None),
    ],
)
def test_a_figure_is_judged_by_its_target(value, target, met):
    assert Figure("a.b", value, "ms", target).met is met


@pytest.mark.parametrize("target", ["about 5", "<=5", "<= ", "5"])
def test_a_target_that_cannot_be_read_is_no_target_met(target):
    with pytest.raises(ValueError, match="no such target"):
        _ = Figure("a.b", 1, "ms", target).met


def test_the_file_has_the_agreed_shape(tmp_path):
    write_report(tmp_path / "figures.json", report("pages", "2 cores", FIGURES))
    assert json.loads((tmp_path / "figures.json").read_text()) == {
        "benchmark": "pages",
        "machine": "2 cores",
        "figures": [
            {"id": "pages.queries", "value": 12, "unit": "queries", "target": "<= 20", "met": True},
            {"id": "pages.growth", "value": 1, "unit": "queries", "target": "== 0", "met": False},
            {"id": "pages.ratio", "value": 1.25, "unit": "ratio", "target": None, "met": None},
        ],
    }


def test_every_figure_stands_in_the_printed_table():
    lines = table(report("pages", "2 cores", FIGURES)).splitlines()
    assert lines[0] == "pages on 2 cores"
    assert [line.split() for line in lines[2:]] == [
        ["pages.queries", "12", "queries", "<=", "20", "yes"],
        ["pages.growth", "1", "queries", "==", "0", "NO"],
        ["pages.ratio", "1.25", "ratio"],
    ]


def test_one_missed_target_fails_the_run():
    assert exit_code(FIGURES) == 1
    assert exit_code([FIGURES[0], FIGURES[2]]) == 0


def test_counts_come_before_times_on_the_same_data():
    order = []

    @contextmanager
    def data():
        order.append("data")
        yield "the data"
        order.append("end")

    def measured(name):
        def measure(data):
            order.append((name, data))
            yield Figure(name, 1, "piece")

        return measure

    figures = Benchmark("x", "an example", data, measured("counts"), measured("times")).run()
    assert order == ["data", ("counts", "the data"), ("times", "the data"), "end"]
    assert [figure.id for figure in figures] == ["counts", "times"]


def test_a_benchmark_that_repeats_itself_is_told_how_often():
    asked = []

    @contextmanager
    def data(rounds):
        asked.append(rounds)
        yield None

    repeated = Benchmark("x", "an example", data, lambda data: (), lambda data: (), rounds=20)
    repeated.run()
    repeated.run(3)
    assert asked == [20, 3]


def test_the_catalogue_names_every_benchmark(capsys):
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert "pages" in catalogue()
    for name, benchmark in catalogue().items():
        assert f"{name} " in printed
        assert benchmark.summary in printed


def test_an_unknown_benchmark_is_refused():
    run = subprocess.run([sys.executable, "-m", "benchmarks", "nothing"], cwd=BASE_DIR, capture_output=True, text=True)
    assert run.returncode == 2
    assert "there is no benchmark nothing" in run.stderr


def test_a_benchmark_on_sqlite_has_a_file_of_its_own(tmp_path):
    with scratch_database(tmp_path, "sqlite:////somewhere/real.sqlite3") as address:
        assert address == f"sqlite:///{tmp_path / 'kenes.sqlite3'}"


@pytest.mark.django_db
def test_a_page_costs_the_same_queries_however_many_councils_there_are(full_size, monkeypatch):
    monkeypatch.setattr(pages, "SIZES", (3, 60) if full_size else (2, 6))
    with pages.data() as data:
        missed = [figure for figure in pages.counts(data) if not figure.met]
    assert not missed
