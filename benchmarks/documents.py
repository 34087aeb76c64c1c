"""What the largest document costs: a register of 5,000 proposals as PDF and as .docx, counted, timed and weighed.

Half of the proposals are published with an answer, half are in the table of those that are not. The texts have the
length of what citizens write. Memory is what the process takes beyond what it had with the proposals in the database.
"""

import resource
import time
from contextlib import contextmanager
from datetime import timedelta

from benchmarks.pages import count_queries, make_council
from benchmarks.runner import Benchmark, Figure

FEW, MANY = 10, 5_000
TEXT = "Саябаққа әткеншек, ғимаратқа қоңырау, өңірге үй, ұя, һәм іс керек: «дәл» № 5, 12 000 ₸. " * 5
ANSWER = "Ұсыныс ішінара ескерілді: жұмыстар келесі тоқсанның жоспарына енгізілді. " * 3
ADDRESS = "/kk/councils/council-1/questions/question-1/propose/proposals/document."
ENDS = ("pdf", "docx")


class Register:
    """A question with its form and proposals, and a reader's browser."""

    def __init__(self):
        from django.test import Client

        self.client = Client(SERVER_NAME="localhost")
        self.question = make_question()
        self.size, self.memory = 0, 0

    def grow_to(self, size):
        """Add proposals until there are `size`, in bulk."""
        from forms.models import Answer, Proposal, PublishedProposal

        numbers = range(self.size, size)
        proposals = Proposal.objects.bulk_create(proposal(self.question, number) for number in numbers)
        Answer.objects.bulk_create(
            Answer(proposal=row, reason=ANSWER, answered_at=row.received_at)
            for row in proposals
            if not row.is_published
        )
        day = self.question.opens_at.date()
        PublishedProposal.objects.bulk_create(
            PublishedProposal(
                consultation=self.question, language="kk", text=TEXT, received_on=day, published_on=day,
                state="partially_accepted", answer=ANSWER, answered_on=day,
            )
            for row in proposals if row.is_published
        )  # fmt: skip
        self.size = size


def make_question():
    """An open question of a council, with a public form."""
    from django.utils import timezone

    from council_pages.planning import plan_consultation
    from council_pages.texts import publish_texts, write_text
    from forms.form_building import define_form

    now = timezone.now()
    facts = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=9)}
    words = {"subject_kk": "Аула жарығы", "subject_ru": "Освещение дворов"}
    question = plan_consultation(council=make_council(1), user=None, slug="question-1", **words, **facts)
    for row in (question, define_form(question, user=None)):
        write_text(row, "kk", user=None)
        publish_texts(row, ["kk"], user=None)
    return question


def proposal(question, number):
    """One of the proposals; every second one is published."""
    from forms.models import Proposal

    day = question.opens_at
    return Proposal(
        consultation=question, number=f"{number:012}", token_hash=f"token {number}", secret_hash="", body_hash="",
        language="kk", state="partially_accepted", publication="text", form_opened_at=day, received_at=day,
        state_changed_at=day, is_published=number % 2 == 0,
    )  # fmt: skip


@contextmanager
def data():
    """A register of few proposals."""
    register = Register()
    register.grow_to(FEW)
    yield register


def counts(register):
    """Queries of a register of few and of many proposals."""
    found = {}
    for size in (FEW, MANY):
        register.grow_to(size)
        register.memory = memory()
        found[size] = count_queries(register.client, f"{ADDRESS}docx")
    yield Figure("documents.register_queries", found[MANY], "queries", "<= 20")
    yield Figure("documents.register_queries_growth", found[MANY] - found[FEW], "queries", "== 0")


def times(register):
    """Processor time of the first answer, and of the second from what is kept; the file's size; memory of all that."""
    from django.core.cache import caches

    for end in ENDS:
        caches["documents"].clear()
        first, answer = seconds(register.client, end)
        yield Figure(f"documents.{end}_s", round(first, 1), "s", "<= 30")
        yield Figure(f"documents.{end}_kept_s", round(seconds(register.client, end)[0], 2), "s", "<= 3")
        yield Figure(f"documents.{end}_size_mb", round(len(answer.content) / 1024 / 1024, 1), "MB", "<= 5")
    yield Figure("documents.memory_mb", (memory() - register.memory) // 1024, "MB", "<= 200")


def memory():
    """The most that this process has taken so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def seconds(client, end):
    """How much processor time one answer takes, and the answer."""
    start = time.process_time()
    answer = client.get(f"{ADDRESS}{end}")
    return time.process_time() - start, answer


BENCHMARK = Benchmark(
    name="documents",
    summary=f"a register of {MANY:,} proposals as PDF and .docx: queries, time, memory, size",
    data=data,
    counts=counts,
    times=times,
)
