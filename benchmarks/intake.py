"""Proposals that come at the same time: how many are taken, and how long each of them waits for its receipt.

The product is served by its own web server, two processes of it, and asked over real connections by 1, 8 and 50 clients
that send without a pause. Beside it, in short turns on the same server: a view that writes the same rows into the same
four tables in one durable transaction and does nothing else, and one that inserts a single row. A ratio is the median
of those of the turns, so that another load of the machine, which falls on all three, does not decide it. Then a closing
night: 28 proposals a second (twice the 50,000 an hour of the United Kingdom's register of voters on 7 June 2016) beside
20 page reads a second, for ten minutes.
"""

import secrets
import statistics
from contextlib import contextmanager
from datetime import timedelta

from benchmarks import load
from benchmarks.live import served
from benchmarks.pages import COUNCIL, LANGUAGE, QUESTION, Portal
from benchmarks.runner import Benchmark, Figure

CLIENTS = (1, 8, 50)
QUEUE = 28  # proposals that wait in one process at most
TURNS, TURN_SECONDS = 7, 3
PRODUCT, SAME_ROWS, ONE_ROW = range(3)  # places in a turn
SURGE_SECONDS, PROPOSALS, READS = 600, 28, 20
TEXT = "Саябаққа әткеншек, ғимаратқа қоңырау, өңірге үй, ұя, һәм іс керек. " * 20
FORM = f"/{LANGUAGE}/councils/{COUNCIL}/questions/{QUESTION}/propose/"
PAGES = (f"/{LANGUAGE}/", f"/{LANGUAGE}/councils/", f"/{LANGUAGE}/councils/{COUNCIL}/questions/{QUESTION}/", FORM)


class Counter:
    """A question with an open form, and the server that takes proposals to it."""

    def __init__(self, server, definition):
        self.server, self.definition = server, definition

    def proposal(self):
        """A proposal with a contact, as a citizen sends it who has had the form open for a minute."""
        from django.utils import timezone

        from forms import tokens

        token = tokens.issue(self.definition.pk, timezone.now() - timedelta(minutes=1))
        said = {
            "token": token,
            "text": f"{TEXT} {secrets.token_hex(8)}",
            "publication": "text",
            "name": "Айгүл",
            "email": "aigul@example.kz",
            "consent": "on",
        }
        return load.Request(FORM, load.form(said), address=load.some_address())

    def bare(self, path):
        """The same words for a bare view."""
        said = {"text": f"{TEXT} {secrets.token_hex(8)}", "token": secrets.token_hex(40)}
        return load.Request(path, load.form(said))

    def read(self):
        """A page that somebody reads."""
        return load.Request(secrets.choice(PAGES))


@contextmanager
def data():
    """A portal of three councils behind its server."""
    from django.db import connections

    from benchmarks.bare import make_tables
    from forms.models import FormDefinition

    Portal().grow_to(3)
    make_tables()
    definition = FormDefinition.objects.get(consultation__slug=QUESTION, consultation__council__slug=COUNCIL)
    connections.close_all()
    with served({}) as server:
        yield Counter(server, definition)


def counts(counter):
    """That what was acknowledged is there, once each, and how many rows one proposal takes."""
    from benchmarks.bare import ROWS

    before = rows()
    answers = [load.Client(counter.server.port).send(counter.proposal()) for _ in range(10)]
    grown = rows() - before
    yield Figure("intake.rows_of_one", grown / len(answers), "rows", f"== {ROWS}")
    yield Figure("intake.refused_of_ten", sum(answer.status != 200 for answer in answers), "proposals", "== 0")


def rows():
    """All rows that proposals have written."""
    from django.apps import apps

    return sum(
        model.objects.count()
        for model in apps.get_app_config("council_forms").get_models()
        if not model.__name__.endswith("Page")
    )


def times(counter):
    """Throughput and waiting at each number of clients, beside the bare views; then the closing night."""
    ratios, one_row_ratios = [], []
    for clients in CLIENTS:
        turns = in_turns(counter, clients)
        yield from told(clients, [load.together(loads) for loads in zip(*turns, strict=True)])
        ratios.append(median_ratio(turns, SAME_ROWS))
        one_row_ratios.append(median_ratio(turns, ONE_ROW))
        yield Figure(f"intake.ratio_{clients}", ratios[-1], "ratio")
        yield Figure(f"intake.one_row_ratio_{clients}", one_row_ratios[-1], "ratio")
    yield Figure("intake.ratio", min(ratios), "ratio", ">= 0.5")
    yield Figure("intake.one_row_ratio", min(one_row_ratios), "ratio", ">= 0.25")
    yield from surge(counter)


def told(clients, loads):
    """What so many clients saw of the product and of both bare views."""
    ours, same_rows, one_row = loads
    yield Figure(f"intake.accepted_{clients}", ours.per_second, "1/s")
    for percent in (50, 95, 99):
        yield Figure(f"intake.p{percent}_ms_{clients}", ours.percentile(percent), "ms")
    yield Figure(f"intake.bare_{clients}", same_rows.per_second, "1/s")
    yield Figure(f"intake.bare_one_row_{clients}", one_row.per_second, "1/s")
    # Fifty may meet the end of a process's queue (`forms.admission`): they are told to come again.
    target = "== 0" if clients <= QUEUE else None
    yield Figure(f"intake.refused_{clients}", sum(one.refused for one in loads), "requests", target)


def in_turns(counter, clients):
    """For each turn the loads of the product, of the bare view with as many rows, and of the one-row view."""
    makers = (counter.proposal, lambda: counter.bare("/bare/intake/"), lambda: counter.bare("/bare/row/"))
    return [
        [load.without_pause(counter.server.port, clients, TURN_SECONDS, make) for make in makers]
        for _turn in range(TURNS)
    ]


def median_ratio(turns, beside):
    """The median over the turns of the product's throughput, divided by that of the view at this place."""
    return statistics.median(turn[PRODUCT].per_second / turn[beside].per_second for turn in turns)


def surge(counter):
    """The closing night."""
    from forms.models import Proposal

    before, found = Proposal.objects.count(), {}
    port = counter.server.port
    load.in_threads(
        [
            lambda: found.update(sent=load.at_rate(port, PROPOSALS, SURGE_SECONDS, counter.proposal)),
            lambda: found.update(read=load.at_rate(port, READS, SURGE_SECONDS, counter.read)),
        ]
    )
    sent, read = found["sent"], found["read"]
    stored = Proposal.objects.count() - before
    yield Figure("intake.surge_accepted", len(sent.accepted), "proposals", f"== {PROPOSALS * SURGE_SECONDS}")
    yield Figure("intake.surge_lost", len(sent.accepted) - stored, "proposals", "== 0")
    yield Figure("intake.p95_ms", sent.percentile(95), "ms", "<= 1500")
    yield Figure("intake.p99_ms", sent.percentile(99), "ms", "<= 4000")
    yield Figure("intake.reads_answered", len(read.accepted) / len(read.answers), "share", ">= 0.95")
    yield Figure("intake.read_p95_ms", read.percentile(95), "ms")


BENCHMARK = Benchmark("intake", "proposals a second, beside a bare view; a closing night", data, counts, times)
