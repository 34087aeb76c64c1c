"""The ministry's matrix costs at most fifteen queries, however many councils and quarters there are.

The councils are those of `python -m benchmarks overview`.
"""

import pytest

from benchmarks import compliance, overview

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(full_size, monkeypatch):
    """The counts at a small size, or at full size; and the ministry they were taken from."""
    monkeypatch.setattr(overview, "SIZES", (3, 263) if full_size else (2, 5))
    with overview.data() as ministry:
        found = {figure.id: figure for figure in overview.counts(ministry)}
        yield ministry, found


def test_g1_the_matrix_costs_at_most_fifteen_queries_at_any_size(figures):
    ministry, found = figures
    assert {name: figure.value for name, figure in found.items() if figure.met is False} == {}
    rows = overview.matrix(ministry).context["rows"]
    # What is measured is a full table, not one of nothing.
    assert len(rows) == ministry.size
    assert {len(row["cells"]) for row in rows} == {overview.QUARTERS}
    assert all(cell["url"] for row in rows for cell in row["cells"])
    assert compliance.QUARTERS == overview.QUARTERS
