"""The duties of councils, read from the rows: six queries for any number of councils."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cms import plugin_asking
from cms.roles import COUNCIL_ROLES, Role
from cms.tenancy import memberships_of
from council_pages import answered
from council_pages.compliance_facts import ReplyFacts
from council_pages.compliance_rows import midnight, read_consultations, read_councils
from council_pages.lifecycle import Told
from council_pages.models import Consultation, OutsidePublication, Recommendation
from council_pages.quarters import Quarter
from council_pages.rulebook import rules_of_days
from council_pages.todo import Duty, Workload, duties_of

# Proposals that the outcome left without an answer are followed so long; their originals are kept no longer, either.
FOLLOWED = timedelta(days=365)


def duties_in(councils, today, ahead=0):
    """The duties in the open councils of a queryset, the earliest due first."""
    rules_of = rules_of_days()
    workloads = _workloads(councils.open(), today)
    found = [duty for work in workloads for duty in duties_of(work, rules_of, today, ahead)]
    on = frozenset().union(*(work.council.plugins for work in workloads))
    for plugin in plugin_asking.plugins():
        if plugin.label not in on:
            continue
        own = plugin_asking.ask(plugin, "duties", councils.open().with_plugin(plugin.label), today)
        found += [duty for duty in own if isinstance(duty, Duty)]
    return sorted(found, key=lambda duty: duty.due)


def duties_for(user, councils, now):
    """Pairs (duty, whether the user answers for it) in the user's councils: what the roles held in each are told of.

    A lead is told all. `councils` is a queryset; roles at the ministry are no reason to be shown a council's work.
    """
    roles = defaultdict(set)
    for held in memberships_of(user):
        if held.role in COUNCIL_ROLES:
            roles[held.council_id].add(held.role)
    own = duties_in(councils.filter(pk__in=roles), timezone.localdate(now)) if roles else []
    pairs = [(duty, roles[duty.council.pk]) for duty in own if not duty.has_ended(now)]
    return [(duty, bool(duty.roles & held)) for duty, held in pairs if Role.LEAD in held or duty.told_to & held]


def _workloads(councils, today):
    this = Quarter.of(today)
    consultations, replies = defaultdict(list), defaultdict(list)
    for council, _quarter, facts in read_consultations(_followed(today), councils):
        consultations[council].append(facts)
    for council, *facts in _awaited(today, councils):
        replies[council].append(ReplyFacts(*facts))
    return [
        Workload(facts, tuple(consultations[facts.pk]), tuple(replies[facts.pk]), answered.route())
        for facts in read_councils(councils, [this, this.next()], with_consultations=False)
    ]


def _followed(today):
    """Consultations of which something may still have to be done."""
    told = OutsidePublication.objects.filter(consultation=OuterRef("pk"), told=Told.POSITION, withdrawn_at=None)
    is_unfinished = Q(outcome=None) | Q(outcome__final_since=None) | ~Exists(told)
    return Consultation.objects.filter(
        is_unfinished | Q(closes_at__gt=midnight(today - FOLLOWED)), halted="", opens_at__isnull=False
    )


def _awaited(today, councils):
    """Recommendations without a reply in their term."""
    waiting = Recommendation.objects.sent().filter(
        council__in=councils, withdrawn_on=None, reply=None, due_on__lt=today
    )
    return waiting.order_by("due_on", "pk").values_list("council", "pk", "title_kk", "title_ru", "due_on")
