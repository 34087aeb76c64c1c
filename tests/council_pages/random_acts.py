"""People of all roles who do anything at any time to the consultations of one council, through the verbs alone."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.datastructures import MultiValueDict

from cms.dates import local
from cms.languages import LANGUAGES
from cms.models import Membership
from cms.roles import COUNCIL_ROLES, HANDLES_PROPOSALS, PLANS_CONSULTATIONS, PUBLISHES_TEXTS, WRITES_TEXTS, Role
from council_pages import holding, planning, recommending, replies, telling, texts
from council_pages.models import (
    Consultation,
    Decision,
    Event,
    EventKind,
    Outcome,
    OutsidePublication,
    Recommendation,
    Schedule,
    Update,
)
from council_pages.planning import Amending
from council_pages.quarters import Quarter
from council_pages.recommending import ClauseText
from forms import answering, intake, publication, tokens
from forms.form_building import define_form
from forms.models import FormDefinition, Proposal
from forms.proposal_list import close_list
from forms.states import ProposalState
from tests.factories import at, make_decision, make_schedule, make_user

REFUSALS = (ValidationError, PermissionDenied, Http404)
BEGIN = at(1, hour=12, month=10)
OUR_OWN = "https://kenes.example/kk/"
REASONS = {"reason_kk": "Себебі бар", "reason_ru": "Есть причина"}
EVERYONE = frozenset(Role) | {"stranger", "citizen"}
CITIZEN = frozenset({"citizen"})


class NothingThere(Exception):
    """There is no row yet on which the act could be done."""


@dataclass(frozen=True)
class Done:
    """What came of one act: who tried what and when, and whether it went through."""

    name: str
    who: str
    may: frozenset
    went_through: bool
    now: datetime


class Council:
    """A council at work. Its clock goes on by chance, and now and then to where a form is about to close."""

    def __init__(self, councils, seed):
        self.chance, self.now = random.Random(seed), BEGIN
        self.council = councils.a
        self.people = {role: make_user(role, self.council if role in COUNCIL_ROLES else None) for role in Role}
        # All the powers there are, in another council.
        stranger = self.people["stranger"] = make_user(Role.PUBLISHER, councils.b)
        for role in (Role.SECRETARY, Role.LEAD):
            Membership.objects.create(user=stranger, council=councils.b, role=role)
        self.people["citizen"] = None
        for number in range(1, 4):
            make_decision(self.council, str(number), held_on=at(number, month=10).date())
        self.foreign = make_schedule(councils.b, decision=make_decision(councils.b))

    def act(self):
        """One act of somebody. Returns what came of it, or None where there was nothing to act on."""
        self.pass_time()
        verb, may = self.chance.choice(ACTS)
        # Mostly those whose business it is, so that the cycle gets on.
        who = self.chance.choice(sorted(may if self.chance.random() < 0.7 or may == CITIZEN else EVERYONE - CITIZEN))
        try:
            went_through = verb(self, self.people[who]) is not False
        except REFUSALS:
            went_through = False
        except NothingThere:
            return None
        return Done(verb.__name__, who, may, went_through, self.now)

    def pass_time(self):
        kind = self.chance.random()
        coming = Consultation.objects.filter(closes_at__gt=self.now).order_by("closes_at").first()
        if kind < 0.1 and coming is not None:
            self.now = max(self.now, coming.closes_at + timedelta(minutes=self.chance.randint(-10, 20)))
        elif kind < 0.2:
            self.now += timedelta(hours=self.chance.randint(6, 36))
        else:
            self.now += timedelta(minutes=self.chance.randint(1, 300))

    # what there is to choose from

    def some(self, model):
        """A row; often one of the first few, so that these get far."""
        rows = list(model.objects.order_by("pk"))
        if not rows:
            raise NothingThere
        return self.chance.choice(rows[:3] if self.chance.random() < 0.3 else rows)

    def maybe(self, model):
        return self.chance.choice([None, self.chance.choice([None, *model.objects.order_by("pk")])])

    def text_row(self):
        return self.some(self.chance.choice([Consultation, Outcome, Outcome, Outcome, Outcome]))

    def language(self):
        return self.chance.choice(["kk", "kk", "ru"])

    def moment(self, first, last):
        """A moment so many days from now."""
        return self.now + timedelta(days=self.chance.randint(first, last), minutes=self.chance.randint(0, 59))

    def day(self, first=-5, last=1):
        return local(self.moment(first, last)).date()

    def words(self):
        return self.chance.choice(["", " ", "Мәтін"]) if self.chance.random() < 0.1 else "Мәтін"

    def both(self, name):
        return {f"{name}_{language}": self.words() for language in LANGUAGES}

    def amending(self):
        decision = self.maybe(Decision)
        return decision and Amending(decision, self.words(), self.words())

    # the acts of planning; False means: nothing was done, and that is no refusal

    def plan_schedule(self, user):
        quarter = Quarter(self.chance.choice([2026, 2027]), self.chance.randint(1, 4))
        planning.create_schedule(council=self.council, quarter=quarter, user=user, decision=self.maybe(Decision))

    def approve_schedule(self, user):
        planning.approve_schedule(self.some(Schedule), self.some(Decision), user=user)

    def plan(self, user):
        opens = self.chance.choice([None, *[self.moment(-2, 3)] * 4])
        row = planning.plan_consultation(
            council=self.council, user=user, slug=f"question-{self.chance.randint(1, 40)}", opens_at=opens,
            closes_at=opens and opens + timedelta(days=self.chance.randint(-1, 9)),
            subject_kk="Көше жарығы", subject_ru="Освещение", schedule=self.maybe(Schedule),
            subject_kind=self.chance.choice(["issue", "draft_act"]), amending=self.amending(),
        )  # fmt: skip
        define_form(row, user=None)

    def change_facts(self, user):
        facts = {
            "opens_at": self.chance.choice([None, self.moment(-3, 5)]),
            "closes_at": self.chance.choice([None, self.moment(-3, 0), self.moment(0, 9)]),
            "schedule": self.maybe(Schedule), "subject_kk": self.chance.choice(["Жарық", "Жол"]),
            "subject_kind": self.chance.choice(["issue", "draft_act"]), "decision": self.maybe(Decision),
        }  # fmt: skip
        chosen = self.chance.choice([["closes_at"], self.chance.sample(sorted(facts), self.chance.randint(1, 2))])
        planning.change_facts(
            self.some(Consultation), user=user, now=self.now, amending=self.amending(),
            **{name: facts[name] for name in chosen},
        )  # fmt: skip

    def halt(self, user):
        planning.halt(
            self.some(Consultation), self.chance.choice(["postponed", "cancelled"]), user=user, **self.both("reason")
        )

    def resume(self, user):
        planning.resume(self.some(Consultation), user=user)

    def tell(self, user):
        telling.record_publication(
            self.some(self.chance.choice([Schedule, Consultation, Consultation])), user=user, now=self.now,
            told=self.chance.choice(["schedule", "question", "position"]), medium="social", channel=self.words(),
            url=self.chance.choice([OUR_OWN, "https://social.example/1", "https://social.example/2"]),
            published_on=self.day(), ask=lambda url: None,
        )  # fmt: skip

    def take_telling_back(self, user):
        telling.withdraw_publication(self.some(OutsidePublication), user=user, now=self.now)

    # the acts of holding

    def plan_event(self, user):
        starts = self.moment(-3, 5)
        ends = self.chance.choice([None, starts + timedelta(hours=self.chance.randint(-1, 3))])
        kind = self.chance.choice(EventKind.values)
        holding.plan_event(self.some(Consultation), user=user, starts_at=starts, ends_at=ends, kind=kind)

    def change_event(self, user):
        holding.change_event(self.some(Event), user=user, now=self.now, starts_at=self.moment(-3, 5))

    def record_held(self, user):
        holding.record_held(self.some(Event), user=user, now=self.now, participants=self.chance.randint(-1, 30))

    def cancel_event(self, user):
        holding.cancel_event(self.some(Event), user=user, **self.both("reason"))

    def tell_news(self, user):
        holding.publish_update(self.some(Consultation), user=user, now=self.now, text_kk=self.words())

    def withdraw_news(self, user):
        holding.withdraw_update(self.some(Update), user=user, now=self.now)

    # what citizens send, and what becomes of it

    def send(self, user):
        definition, forms = self.some(FormDefinition), FormDefinition.objects.filter(consultation__halted="")
        by_closing = forms.order_by("consultation__closes_at")
        coming = by_closing.filter(consultation__closes_at__gt=self.now).first()
        if coming and self.chance.random() < 0.5:
            # To the minutes about its closing.
            definition, closes = coming, coming.consultation.closes_at
            self.now = max(self.now, closes + timedelta(minutes=self.chance.randint(-10, 40)))
        else:
            definition = by_closing.filter(consultation__opens_at__lte=self.now).last() or definition
        token = tokens.issue(definition.pk, self.now - timedelta(minutes=self.chance.randint(0, 40)))
        data = {"text": self.words(), "publication": self.chance.choice(["", "text", "text", "nothing"])}
        result = intake.submit(definition, self.language(), data, MultiValueDict(), token, self.now)
        return isinstance(result, intake.Accepted)

    def take_up(self, user):
        answering.take_up(self.some(Proposal), user=user, now=self.now)

    def answer(self, user):
        state = self.chance.choice(sorted(ProposalState))
        answering.answer(self.some(Proposal), state, self.words(), user=user, now=self.now)

    def publish(self, user):
        publication.publish(self.some(Proposal), self.words(), user=user, now=self.now)

    def unpublish(self, user):
        return publication.withdraw(self.some(Proposal), user=user, now=self.now)

    def close_list(self, user):
        close_list(self.some(Consultation), user=user, now=self.now)

    # outcomes, and the texts

    def open_outcome(self, user):
        planning.open_outcome(self.some(Consultation), user=user, attended_online=self.chance.randint(0, 9))

    def write(self, user):
        texts.write_text(self.text_row(), self.language(), user=user)

    def publish_text(self, user):
        reasons = self.chance.choice([{}, self.both("reason"), REASONS, REASONS])
        texts.publish_texts(self.text_row(), [self.language()], user=user, **reasons)

    def withdraw_text(self, user):
        texts.withdraw_text(self.text_row(), self.language(), user=user)

    # recommendations and replies

    def draft(self, user):
        recommending.draft(
            council=self.council, user=user, consultation=self.maybe(Consultation),
            clauses=[ClauseText("Тармақ", self.words())], number=str(self.chance.randint(1, 20)),
            **self.both("title"), **self.both("addressee"),
        )  # fmt: skip

    def discard(self, user):
        recommending.discard(self.some(Recommendation), user=user, today=self.day(0, 0))

    def send_recommendation(self, user):
        row, sent = self.some(Recommendation), self.day()
        due = sent + timedelta(days=self.chance.randint(-1, 15))
        recommending.send(row, user=user, sent_on=sent, due_on=due, today=self.day(0, 0))

    def withdraw_recommendation(self, user):
        recommending.withdraw(self.some(Recommendation), user=user, today=self.day(0, 0), **self.both("reason"))

    def reply(self, user):
        day, today = self.day(-3), self.day(0, 0)
        replies.record_reply(self.some(Recommendation), user=user, today=today, received_on=day, text_kk=self.words())

    def correct_reply(self, user):
        replies.correct_reply(self.some(Recommendation), user=user, today=self.day(0, 0), received_on=self.day(-8))


# How often each act is drawn, by whose business it is.
OFTEN = {
    PLANS_CONSULTATIONS: {
        "plan_schedule": 2, "approve_schedule": 2, "plan": 4, "change_facts": 5, "halt": 1, "resume": 2, "tell": 3,
        "take_telling_back": 1, "plan_event": 2, "change_event": 1, "record_held": 1, "cancel_event": 1,
        "tell_news": 1, "withdraw_news": 1, "open_outcome": 3, "draft": 2, "discard": 1, "send_recommendation": 3,
        "withdraw_recommendation": 1, "reply": 3, "correct_reply": 2,
    },
    CITIZEN: {"send": 8},
    HANDLES_PROPOSALS: {"take_up": 2, "answer": 3, "publish": 3, "unpublish": 1, "close_list": 3},
    WRITES_TEXTS: {"write": 3},
    PUBLISHES_TEXTS: {"publish_text": 6, "withdraw_text": 2},
}  # fmt: skip
ACTS = [
    (getattr(Council, name), may) for may, names in OFTEN.items() for name, times in names.items() for _ in range(times)
]
