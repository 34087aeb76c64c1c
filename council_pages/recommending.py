"""The verbs of recommendations: drafted, changed, sent, withdrawn. The reply's are in `council_pages.replies`.

Each verb locks, checks the role, checks the rule, saves and logs, in one transaction. `user=None` means the system
itself. What may be done in which status: `council_pages.recommendations`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.languages import LANGUAGES
from cms.orthography import slugify_kk
from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import require_role
from council_pages import recommendations
from council_pages.models import Clause, Recommendation
from council_pages.recommendations import Act

FACTS = frozenset({"number", "decision", "title_kk", "title_ru", "addressee_kk", "addressee_ru"})
WORKING_DAYS_FOR_REPLY = 10
SATURDAY = 5


def default_due(sent_on):
    """The day that is proposed for the reply: ten weekdays after the sending. Public holidays are not known here.

    The only place that knows a term; the verbs take the day from their caller.
    """
    day, left = sent_on, WORKING_DAYS_FOR_REPLY
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


@dataclass(frozen=True)
class ClauseText:
    """A clause as typed. `pk` of one that is there already; None for a new one."""

    text_kk: str = ""
    text_ru: str = ""
    pk: int | None = None

    @property
    def is_empty(self):
        """True if nothing was typed."""
        return not (self.text_kk.strip() or self.text_ru.strip())


@transaction.atomic
def draft(*, council, user, consultation=None, clauses=(), **facts):
    """A new recommendation of the council, seen by its staff only.

    `facts` are those of FACTS; `clauses` are `ClauseText`s. The question, where there is one, is chosen here for good:
    proposals are traced to its clauses. Raises ValidationError with words beside the field.
    """
    _permit(user, council)
    _refuse_foreign(consultation, council, "consultation")
    recommendation = Recommendation(council=council, consultation=consultation)
    _write(recommendation, facts)
    _write_clauses(recommendation, clauses)
    log(recommendation, "kenes.recommendation_drafted", user=user)
    return recommendation


@transaction.atomic
def change(recommendation, *, user, today, clauses=None, **facts):
    """Change the words of a draft. With `clauses`, these are all it has: one that is not named any more goes.

    Refused once it is sent, in words.
    """
    recommendation = lock(recommendation, user, Act.CHANGE, today)
    _write(recommendation, facts)
    if clauses is not None:
        _write_clauses(recommendation, clauses)
    log(recommendation, "kenes.recommendation_changed", user=user)
    return recommendation


@transaction.atomic
def discard(recommendation, *, user, today):
    """Throw a draft away, with its clauses. What was sent stays."""
    recommendation = lock(recommendation, user, Act.DISCARD, today)
    log(recommendation, "kenes.recommendation_discarded", user=user)
    recommendation.delete()


@transaction.atomic
def send(recommendation, *, user, sent_on, due_on, today):
    """Record that it went to the state body on `sent_on`, the reply being due by `due_on`. From now on it is public.

    Refused, in words: a day in the future, a term that ends before it begins, and a recommendation without a number,
    a title, a state body and at least one clause, each in both languages.
    """
    recommendation = lock(recommendation, user, Act.SEND, today)
    if sent_on > today:
        raise ValidationError({"sent_on": _("The day of sending is in the future. Record it on that day.")})
    if due_on < sent_on:
        raise ValidationError({"due_on": _("The reply cannot be due before the recommendation is sent.")})
    _refuse_incomplete(recommendation)
    recommendation.sent_on, recommendation.due_on = sent_on, due_on
    recommendation.slug = _free_address(recommendation)
    recommendation.full_clean()
    recommendation.save()
    log(recommendation, "kenes.recommendation_sent", user=user, data={"sent_on": sent_on.isoformat()})
    return recommendation


@transaction.atomic
def withdraw(recommendation, *, reason_kk, reason_ru, user, today):
    """Withdraw what was sent, with a reason that readers see in both languages. Refused once it is answered."""
    recommendation = lock(recommendation, user, Act.WITHDRAW, today)
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    if missing := [field for field, words in reasons.items() if not words]:
        words = _("Give the reason in both languages: readers will see it.")
        raise ValidationError(dict.fromkeys(missing, words))
    recommendation.withdrawn_on = today
    recommendation.withdrawn_reason_kk, recommendation.withdrawn_reason_ru = reasons.values()
    recommendation.full_clean()
    recommendation.save()
    log(recommendation, "kenes.recommendation_withdrawn", user=user)
    return recommendation


def lock(recommendation, user, act, today):
    """The recommendation, read again and locked, for a user who may do this with it now; else a refusal in words."""
    locked = Recommendation.objects.select_for_update(of=("self",)).select_related("council")
    recommendation = locked.get(pk=recommendation.pk)
    _permit(user, recommendation.council)
    if words := recommendations.refusal(act, recommendation.status_on(today)):
        raise ValidationError(words)
    return recommendation


def missing_for_sending(recommendation):
    """What a draft still lacks before it can be sent: {field: words}, empty for a complete one."""
    missing = {}
    if not recommendation.number:
        missing["number"] = _("Give the recommendation its number.")
    for field, words in (
        ("title", _("Write the title in both languages.")),
        ("addressee", _("Name the state body in both languages.")),
    ):
        for language in LANGUAGES:
            if not getattr(recommendation, f"{field}_{language}"):
                missing[f"{field}_{language}"] = words
    clauses = list(recommendation.clauses.all())
    if not clauses:
        missing["clauses"] = _("A recommendation needs at least one clause.")
    elif not all(clause.text_kk and clause.text_ru for clause in clauses):
        missing["clauses"] = _("Write every clause in both languages.")
    return missing


def _permit(user, council):
    if user is not None:
        require_role(user, council, PLANS_CONSULTATIONS)


def _refuse_foreign(row, council, field):
    if row is not None and row.council_id != council.pk:
        raise ValidationError({field: _("Choose one of this council's own.")})


def _refuse_incomplete(recommendation):
    if missing := missing_for_sending(recommendation):
        raise ValidationError(missing)


def _write(recommendation, facts):
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"no such facts: {sorted(unknown)}")
    decision = facts.get("decision")
    _refuse_foreign(decision and decision.sitting, recommendation.council, "decision")
    for name, value in facts.items():
        setattr(recommendation, name, value.strip() if isinstance(value, str) else value)
    if not recommendation.title():
        raise ValidationError({"title_kk": _("Write the title in at least one language.")})
    _refuse_used_number(recommendation)
    recommendation.full_clean()
    recommendation.save()


def _refuse_used_number(recommendation):
    others = Recommendation.objects.for_council(recommendation.council).exclude(pk=recommendation.pk)
    if recommendation.number and others.filter(number=recommendation.number).exists():
        raise ValidationError({"number": _("Another recommendation of this council has this number already.")})


def _write_clauses(recommendation, typed):
    """The clauses as typed: those that were there keep their order, new ones follow; numbered from 1 without a gap."""
    typed = [clause for clause in typed if not clause.is_empty]
    there = list(recommendation.clauses.all())
    kept = {clause.pk: clause for clause in typed if clause.pk is not None}
    if kept.keys() - {clause.pk for clause in there}:
        raise ValidationError({"clauses": _("This clause belongs to another recommendation, or is deleted already.")})
    recommendation.clauses.exclude(pk__in=kept).delete()
    rows = [(clause, kept[clause.pk]) for clause in there if clause.pk in kept]
    rows += [(Clause(recommendation=recommendation), said) for said in typed if said.pk is None]
    # In ascending order no number is taken twice on the way: none moves up.
    for number, (clause, said) in enumerate(rows, start=1):
        clause.number, clause.text_kk, clause.text_ru = number, said.text_kk.strip(), said.text_ru.strip()
        clause.save()


def _free_address(recommendation):
    slug = slugify_kk(recommendation.number, max_length=60)
    if not slug:
        raise ValidationError({"number": _("The number needs at least one digit or letter.")})
    others = Recommendation.objects.for_council(recommendation.council).exclude(pk=recommendation.pk)
    if others.filter(slug=slug).exists():
        raise ValidationError(
            {"number": _("Another recommendation has a number that differs from this one in its signs only.")}
        )
    return slug
