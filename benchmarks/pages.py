"""What the public pages cost: queries with 3 and with 60 councils, and time beside a bare Django view.

Counts: each page is asked for twice and the second answer is counted, so that what Django reads once for a process
(content types, locales) is not. Time: the page and a view that does nothing go through the same middleware in turn,
and the medians are divided; the ratio says what a page costs here on any machine.
"""

import statistics
import time
from contextlib import contextmanager
from datetime import timedelta

from benchmarks.runner import Benchmark, Figure

SIZES = (3, 60)
QUESTIONS = 4
PROPOSALS = 3  # published ones, for each question
ROUNDS = 60
# Language, council and question that are measured; the councils beside them come and go.
LANGUAGE, COUNCIL, QUESTION = "kk", "council-1", "question-1"
ADDRESSES = {
    "home": f"/{LANGUAGE}/",
    "directory": f"/{LANGUAGE}/councils/",
    "council": f"/{LANGUAGE}/councils/{COUNCIL}/",
    "listing": f"/{LANGUAGE}/councils/{COUNCIL}/questions/",
    "question": f"/{LANGUAGE}/councils/{COUNCIL}/questions/{QUESTION}/",
    "form": f"/{LANGUAGE}/councils/{COUNCIL}/questions/{QUESTION}/propose/",
}
LISTINGS = {"home", "directory", "listing"}


class Portal:
    """A portal that grows: councils with open questions, their forms and published proposals, in both languages."""

    def __init__(self):
        self.size = 0

    def grow_to(self, size):
        """Add councils until there are `size`."""
        while self.size < size:
            self.size += 1
            self.add_council(self.size)

    def add_council(self, number):
        """One council with its questions, live in both languages."""
        council = make_council(number)
        for question in range(1, QUESTIONS + 1):
            self.add_question(council, question)

    def add_question(self, council, number):
        """One open question with its form in both languages, and proposals."""
        from django.utils import timezone

        from council_pages.planning import plan_consultation
        from forms.form_building import define_form

        now = timezone.now()
        row = plan_consultation(
            council=council,
            user=None,
            slug=f"question-{number}",
            subject_kk=f"{number}-мәселе: аула жарығы",
            subject_ru=f"Вопрос {number}: освещение дворов",
            opens_at=now - timedelta(days=number),
            closes_at=now + timedelta(days=10 + number),
        )
        publish(row, summary="Аула жарығы", body="<p>Аула жарығы туралы.</p>")
        publish(define_form(row, user=None))
        for proposal in range(PROPOSALS):
            add_published_proposal(row, f"{council.pk:04d}{row.pk:05d}{proposal:03d}", now)


def make_council(number):
    """A council as the administrator makes it, in one of the regions."""
    from cms.models import Level, Region
    from council_pages.provisioning import create_council

    return create_council(
        slug=f"council-{number}",
        name_kk=f"№ {number} қоғамдық кеңес",
        name_ru=f"Общественный совет № {number}",
        level=Level.OBLAST,
        region=Region.objects.order_by("pk")[number % Region.objects.count()],
    ).council


def publish(row, **fields):
    """Write the row's text in both languages and make it live."""
    from council_pages.texts import publish_texts, write_text

    for language in ("kk", "ru"):
        write_text(row, language, user=None, **fields)
    publish_texts(row, ("kk", "ru"), user=None, reason_kk="Өлшеу үшін", reason_ru="Для измерения")


def add_published_proposal(consultation, number, now):
    """A proposal as it stands after the secretary published it, in the tables that public pages read."""
    from forms.models import Proposal, PublicationLink, PublishedProposal

    proposal = Proposal.objects.create(
        consultation=consultation,
        number=number,
        token_hash=number,
        language=LANGUAGE,
        publication="text",
        form_opened_at=now,
        received_at=now,
        state_changed_at=now,
        is_published=True,
    )
    published = PublishedProposal.objects.create(
        consultation=consultation,
        language=LANGUAGE,
        text="Аулаға шам орнатуды ұсынамын.",
        received_on=now.date(),
        published_on=now.date(),
        state=proposal.state,
    )
    PublicationLink.objects.create(proposal=proposal, published=published)


@contextmanager
def data():
    """An empty portal, and a client that asks it as a browser on this machine does."""
    from django.test import Client
    from django.test.utils import override_settings

    with override_settings(ROOT_URLCONF="benchmarks.bare"):
        yield Portal(), Client(SERVER_NAME="localhost")


def counts(portal_and_client):
    """Queries of each page at each size, and by how much they grew."""
    portal, client = portal_and_client
    found = {}
    for size in SIZES:
        portal.grow_to(size)
        found[size] = {name: count_queries(client, address) for name, address in ADDRESSES.items()}
    for name in ADDRESSES:
        for size in SIZES:
            target = "<= 25" if name in LISTINGS else "<= 20"
            yield Figure(f"pages.{name}_queries_{size}", found[size][name], "queries", target)
        growth = found[SIZES[-1]][name] - found[SIZES[0]][name]
        yield Figure(f"pages.{name}_queries_growth", growth, "queries", "== 0")


def count_queries(client, address):
    """How many queries the second answer takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask(client, address)
    with CaptureQueriesContext(connection) as queries:
        ask(client, address)
    return len(queries)


def times(portal_and_client):
    """Warm time of a question page beside a bare view, in interleaved rounds."""
    client = portal_and_client[1]
    addresses = {"question": ADDRESSES["question"], "bare": "/bare/"}
    spent = {name: [] for name in addresses}
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            start = time.perf_counter()
            ask(client, address)
            spent[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(seconds) for name, seconds in spent.items()}
    yield Figure("pages.question_ms", round(medians["question"] * 1000, 2), "ms")
    yield Figure("pages.bare_ms", round(medians["bare"] * 1000, 2), "ms")
    yield Figure("pages.warm_ratio", round(medians["question"] / medians["bare"], 1), "ratio")


def ask(client, address):
    """Ask for a page that must be there."""
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")


BENCHMARK = Benchmark(
    name="pages",
    summary=f"queries of the public pages with {SIZES[0]} and {SIZES[1]} councils; warm time of a question",
    data=data,
    counts=counts,
    times=times,
)
