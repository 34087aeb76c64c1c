"""Compliance of all councils costs the same five queries however many councils and quarters there are.

The councils are those of `python -m benchmarks compliance`.
"""

import pytest

from benchmarks import compliance
from council_pages.compliance import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(full_size, monkeypatch):
    """The counts at a small size, or at full size; and the register they were taken from."""
    monkeypatch.setattr(compliance, "SIZES", (3, 263) if full_size else (2, 5))
    with compliance.data() as register:
        found = {figure.id: figure for figure in compliance.counts(register)}
        yield register, found


def test_g1_the_table_of_all_councils_costs_five_queries_at_any_size(figures):
    register, found = figures
    assert {name: figure.value for name, figure in found.items() if not figure.met} == {}
    assert found["compliance.queries"].value == 5
    cells = compliance.measured(register)
    assert [len(row) for _council, row in cells] == [compliance.QUARTERS] * register.size
    # What is measured is a full ladder, not a table of nothing.
    assert {cell.status for _council, row in cells for cell in row[:-2]} == {Status.REPORTED}
    assert all(cell.answers.received == compliance.PROPOSALS for _council, row in cells for cell in row)
    assert len(compliance.fresh(register)) == register.size
