"""The ministry's matrix: the whole screen for 263 councils and twelve quarters, beside a bare view of the same rows.

Counts: the screen is asked for as a browser asks for it, login and menus included; the second answer is counted. Time:
the screen and a plain Django view that reads the same tables and draws a table of as many cells, in interleaved rounds;
the ratio says on any machine what statuses, delays, sorting and the frame of the admin cost. The councils are those of
`python -m benchmarks compliance`.
"""

import statistics
import time
from contextlib import contextmanager

from benchmarks import compliance
from benchmarks.runner import Benchmark, Figure

SIZES = (3, 263)
QUARTERS = 12
ROUNDS = 7
MATRIX = f"/admin/kenes/ministry/?quarters={QUARTERS}"
FILES = {end: f"/admin/kenes/ministry/matrix.{end}?quarters={QUARTERS}" for end in ("csv", "xlsx")}
PUBLIC = "/kk/indicators/"


class Ministry(compliance.Register):
    """The register, and the overseer who reads it."""

    def grow_to(self, size):
        """Councils whose sections can be read; and their overseer, who is let in once there are any."""
        from django.db import connection
        from wagtail.models import Page

        super().grow_to(size)
        Page.objects.filter(depth__gte=2).update(live=True)
        if connection.vendor == "postgresql":
            # As its own cleaning does in the background: without it the planner takes every table for an empty one.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        if not hasattr(self, "client"):
            self.sign_in()

    def sign_in(self):
        """The browsers of the overseer and of a reader."""
        from django.contrib.auth import get_user_model
        from django.test import Client

        from cms.models import Membership
        from cms.roles import Role

        user = get_user_model().objects.create_user("overseer", "overseer@example.kz", "a password")
        Membership.objects.create(user=user, role=Role.OVERSEER)
        self.client, self.anonymous = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
        self.client.force_login(user)


@contextmanager
def data():
    """A register of the smaller size, on the day of its story."""
    from unittest import mock

    with mock.patch("django.utils.timezone.localdate", lambda *_arguments: compliance.TODAY):
        ministry = Ministry()
        ministry.grow_to(SIZES[0])
        yield ministry


def matrix(ministry):
    """The screen."""
    return asked(ministry.client, MATRIX)


def public(ministry):
    """The page of the indicators, for everybody."""
    return asked(ministry.anonymous, PUBLIC)


def asked(client, address):
    """The answer, which must be one."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return answer


def bare(ministry):
    """A plain view over the same rows: a table of as many cells, without a rule, a menu or a login."""
    from django.template import Context, Engine

    tables = compliance.bare(ministry)
    row = "{% for cell in cells %}<td><a href='#{{ cell }}'>{{ cell }}</a></td>{% endfor %}"
    page = Engine().from_string("{% for cells in rows %}<tr>" + row + "</tr>{% endfor %}")
    return page.render(Context({"rows": [[council[1]] * QUARTERS for council in tables[0]]}))


def queries(act, ministry):
    """How many queries the act asks once everything that is read only once has been read."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act(ministry)
    with CaptureQueriesContext(connection) as found:
        act(ministry)
    return len(found)


def counts(ministry):
    """Queries at each size."""
    few = queries(matrix, ministry), queries(public, ministry)
    ministry.grow_to(SIZES[-1])
    many = queries(matrix, ministry), queries(public, ministry)
    yield Figure("overview.queries", many[0], "queries", "<= 15")
    yield Figure("overview.public_queries", many[1], "queries", "<= 25")
    yield Figure("overview.queries_growth", max(abs(many[0] - few[0]), abs(many[1] - few[1])), "queries", "== 0")
    yield Figure("overview.bytes", len(matrix(ministry).content), "bytes")


def times(ministry):
    """Warm times in interleaved rounds."""
    acts = {"ms": matrix, "bare_ms": bare, "public_ms": public}
    acts |= {f"{end}_ms": lambda ministry, path=path: asked(ministry.client, path) for end, path in FILES.items()}
    spent = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            start = time.perf_counter()
            act(ministry)
            spent[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(seconds) * 1000 for name, seconds in spent.items()}
    for name, milliseconds in medians.items():
        yield Figure(f"overview.{name}", round(milliseconds, 1), "ms")
    yield Figure("overview.ratio", round(medians["ms"] / medians["bare_ms"], 2), "ratio")


BENCHMARK = Benchmark(
    name="overview",
    summary=f"queries and time of the ministry's matrix, {SIZES[-1]} councils × {QUARTERS} quarters, beside bare rows",
    data=data,
    counts=counts,
    times=times,
)
