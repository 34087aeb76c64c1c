"""What a benchmark is, and how its figures are judged, printed and written down."""

import json
import operator
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMPARISONS = {">=": operator.ge, "<=": operator.le, "==": operator.eq, ">": operator.gt, "<": operator.lt}
TARGET = re.compile(r"(>=|<=|==|>|<) (-?\d+(?:\.\d+)?)")
COLUMNS = ("figure", "value", "unit", "target", "met")


@dataclass(frozen=True)
class Figure:
    """One measured number. `target` reads like "<= 20"; without one the figure is only told."""

    id: str
    value: float
    unit: str
    target: str | None = None

    @property
    def met(self) -> bool | None:
        """Whether the value reaches the target; None without a target."""
        if self.target is None:
            return None
        match = TARGET.fullmatch(self.target)
        if not match:
            raise ValueError(f"{self.id}: no such target: {self.target}")
        return COMPARISONS[match[1]](self.value, float(match[2]))

    def as_dict(self) -> dict[str, Any]:
        """The figure as it stands in the JSON file."""
        return {"id": self.id, "value": self.value, "unit": self.unit, "target": self.target, "met": self.met}


Measurement = Callable[[Any], Iterable[Figure]]


@dataclass(frozen=True)
class Benchmark:
    """A benchmark of the catalogue: the data it stands on, what it counts, and then what it times.

    `data` gives a context whose value both measurements get. Counts come first: they are exact on any machine, and
    they warm the code that is timed after them. `rounds`: how often what is measured is repeated by default, given to
    `data`; None for a benchmark that does not ask. `options`: {name of an option of the command: what it is where it is
    not said}, given to `data` as well.
    """

    name: str
    summary: str
    data: Callable[..., AbstractContextManager]
    counts: Measurement
    times: Measurement
    rounds: int | None = None
    options: dict[str, Any] = field(default_factory=dict)

    def run(self, rounds: int | None = None, **options: Any) -> list[Figure]:
        """Make the data, count, then time. Options that the benchmark does not know are refused by `data`."""
        repeated = () if self.rounds is None else (rounds or self.rounds,)
        said = {name: value for name, value in options.items() if value is not None}
        with self.data(*repeated, **self.options | said) as data:
            return [*self.counts(data), *self.times(data)]


def report(benchmark: str, machine: str, figures: list[Figure]) -> dict[str, Any]:
    """The result in the shape of the JSON file."""
    return {"benchmark": benchmark, "machine": machine, "figures": [figure.as_dict() for figure in figures]}


def write_report(path: Path, result: dict[str, Any]) -> None:
    """Write the result as JSON."""
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def table(result: dict[str, Any]) -> str:
    """Every figure of the result as a table to print."""
    met = {True: "yes", False: "NO", None: ""}
    rows = [
        (figure["id"], f"{figure['value']:g}", figure["unit"], figure["target"] or "", met[figure["met"]])
        for figure in result["figures"]
    ]
    widths = [max(len(row[column]) for row in [COLUMNS, *rows]) for column in range(len(COLUMNS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [COLUMNS, *rows]]
    return "\n".join([f"{result['benchmark']} on {result['machine']}", *(line.rstrip() for line in lines)])


def exit_code(figures: list[Figure]) -> int:
    """1 when a figure misses its target."""
    return 1 if any(figure.met is False for figure in figures) else 0
