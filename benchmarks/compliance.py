"""What compliance costs: queries and time for every council and twelve quarters, beside the same reads without rules.

The bare baseline asks the same four tables with `values_list`, keeps the rows and computes nothing: no join of what was
published outside, no days, no ladder. The ratio says what the rules and the joins cost on any machine.
"""

import statistics
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from benchmarks.pages import make_council
from benchmarks.runner import Benchmark, Figure

SIZES = (3, 263)
QUARTERS = 12
PROPOSALS = 3  # to each consultation; one consultation in a quarter
ROUNDS = 7
TODAY = date(2026, 11, 22)


class Register:
    """Councils that have kept every quarter so far, each with a schedule, a consultation, its answers and outcome."""

    def __init__(self):
        self.size = 0

    def grow_to(self, size):
        """Add councils until there are `size`."""
        from wagtail.models import Page

        from cms.dates import ZONE
        from cms.models import Council

        since = datetime(2020, 1, 1, tzinfo=ZONE)
        while self.size < size:
            self.size += 1
            council = make_council(self.size)
            Council.objects.filter(pk=council.pk).update(created_at=since)
            keep_quarters(council)
        # As if every standard page had been published; provisioning only makes them.
        Page.objects.update(last_published_at=since)

    def councils(self):
        """All of them."""
        from cms.models import Council

        return Council.objects.order_by("slug")


def quarters():
    """The last quarters up to the next one."""
    from council_pages.quarters import Quarter

    found = [Quarter.of(TODAY).next()]
    while len(found) < QUARTERS:
        found.insert(0, found[0].previous())
    return found


def keep_quarters(council):
    """Rows as the verbs leave them, in bulk: there are many."""
    from council_pages.models import Consultation, Decision, Outcome, OutsidePublication, Schedule, Sitting

    sitting = Sitting.objects.create(council=council, number="1", held_on=quarters()[0].first_day - timedelta(days=30))
    decision = Decision.objects.create(sitting=sitting, number="1", text_kk="Бекітілсін")
    schedules = Schedule.objects.bulk_create(
        Schedule(council=council, year=quarter.year, number=quarter.number, decision=decision) for quarter in quarters()
    )
    consultations = Consultation.objects.bulk_create(map(consultation_of, schedules))
    told = [*map(schedule_told, schedules), *(t for row in consultations for t in consultation_told(row))]
    OutsidePublication.objects.bulk_create(told)
    Outcome.objects.bulk_create(
        Outcome(consultation=row, published_at=row.closes_at, final_since=row.closes_at)
        for row in consultations
        if row.closes_at.date() < TODAY
    )
    answer_proposals(consultations)


def consultation_of(schedule):
    """The consultation of a quarter: three weeks in the middle of it."""
    from cms.dates import ZONE
    from council_pages.models import Consultation

    opens_at = datetime.combine(schedule.quarter.first_day + timedelta(days=10), datetime.min.time(), ZONE)
    return Consultation(
        council_id=schedule.council_id,
        schedule=schedule,
        slug=schedule.slug,
        subject_kk="Аула жарығы",
        subject_ru="Освещение дворов",
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=21),
    )


def schedule_told(schedule):
    """The schedule on a social network."""
    return outside(schedule.council_id, schedule.quarter.first_day - timedelta(days=15), "schedule", schedule=schedule)


def consultation_told(row):
    """Steps 3 and 7."""
    for told, moment in (("question", row.opens_at), ("position", row.closes_at)):
        yield outside(row.council_id, moment.date(), told, consultation=row)


def outside(council_id, day, told, **subject):
    """One publication outside the site."""
    from council_pages.models import OutsidePublication

    link = {"medium": "social", "channel": "Telegram", "url": "https://t.me/example/1"}
    return OutsidePublication(council_id=council_id, told=told, published_on=day, **link, **subject)


def answer_proposals(consultations):
    """Proposals and their answers, a week after each came."""
    from forms.models import Answer, Proposal

    proposals = Proposal.objects.bulk_create(
        Proposal(
            consultation=row,
            number=f"{row.pk:07d}{number:05d}",
            token_hash=f"{row.pk:07d}{number:05d}",
            language="kk",
            publication="text",
            state="accepted",
            form_opened_at=row.opens_at,
            received_at=row.opens_at + timedelta(days=number),
            state_changed_at=row.closes_at,
        )
        for row in consultations
        for number in range(PROPOSALS)
    )
    Answer.objects.bulk_create(
        Answer(proposal=proposal, reason="Ескерілді", answered_at=proposal.received_at + timedelta(days=7))
        for proposal in proposals
    )


@contextmanager
def data():
    """A register of the smaller size."""
    register = Register()
    register.grow_to(SIZES[0])
    yield register


def measured(register):
    """What is measured: the cells of every council."""
    from council_pages.compliance_rows import cells_of

    return cells_of(register.councils(), quarters(), TODAY)


def bare(register):
    """The same tables, row by row, without a rule."""
    from council_pages.models import Consultation, Rule, Schedule
    from forms.totals import answer_times

    return [
        list(register.councils().values_list("pk", "slug", "name_kk", "name_ru", "created_at", "closed_on")),
        list(Rule.objects.values_list("code", "value", "valid_from", "valid_until")),
        list(Schedule.objects.order_by().values_list("pk", "council", "year", "number", "decision")),
        list(Consultation.objects.order_by().values_list("pk", "council", "schedule", "opens_at", "closes_at")),
        list(answer_times(Consultation.objects.all())),
    ]


def fresh(register):
    """When each section of every council was last published."""
    from council_pages.compliance_rows import latest_publications

    return latest_publications(register.councils())


def queries(act, register):
    """How many queries the act asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act(register)
    with CaptureQueriesContext(connection) as asked:
        act(register)
    return len(asked)


def counts(register):
    """Queries at each size, and with twelve quarters or one."""
    from unittest import mock

    with mock.patch(f"{__name__}.QUARTERS", 1):
        one_quarter = queries(measured, register)
    few = queries(measured, register), queries(fresh, register)
    register.grow_to(SIZES[-1])
    many = queries(measured, register), queries(fresh, register)
    yield Figure("compliance.queries", many[0], "queries", "<= 5")
    yield Figure("compliance.freshness_queries", many[1], "queries", "<= 2")
    yield Figure("compliance.queries_growth", max(abs(many[0] - few[0]), abs(many[1] - few[1])), "queries", "== 0")
    yield Figure("compliance.queries_growth_in_quarters", many[0] - one_quarter, "queries", "== 0")


def times(register):
    """Warm time of the cells beside the bare reads, in interleaved rounds; and of the freshness."""
    spent = {act: [] for act in (measured, bare, fresh)}
    for _ in range(ROUNDS):
        for act, seconds in spent.items():
            start = time.perf_counter()
            act(register)
            seconds.append(time.perf_counter() - start)
    ours, plain, freshness = (statistics.median(seconds) * 1000 for seconds in spent.values())
    yield Figure("compliance.ms", round(ours, 1), "ms", "<= 500")
    yield Figure("compliance.bare_ms", round(plain, 1), "ms")
    yield Figure("compliance.ratio", round(ours / plain, 2), "ratio")
    yield Figure("compliance.freshness_ms", round(freshness, 1), "ms")


BENCHMARK = Benchmark(
    name="compliance",
    summary=f"queries and time of compliance for {SIZES[-1]} councils and {QUARTERS} quarters, beside bare reads",
    data=data,
    counts=counts,
    times=times,
)
