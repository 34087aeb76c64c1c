"""The facts of councils, read from the rows: five queries for any number of councils and quarters.

What they mean is computed in `council_pages.compliance`; days are those of the local calendar.
"""

from collections import defaultdict
from datetime import datetime, time, timedelta
from functools import cache
from itertools import groupby
from operator import itemgetter

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Substr
from wagtail.models import Page

from cms.dates import ZONE, local
from cms.models import CouncilSection
from cms.tenancy import SECTION_PATH_LENGTH
from council_pages import answered
from council_pages.compliance import cell_of, last_day
from council_pages.compliance_facts import (
    AnswerFacts,
    Approval,
    ConsultationFacts,
    CouncilFacts,
    Publication,
    Reason,
    ScheduleFacts,
)
from council_pages.lifecycle import Told
from council_pages.models import Consultation, OutsidePublication, Schedule, SchedulePage
from council_pages.quarters import Quarter
from council_pages.rulebook import rules_of_days

FIRST = itemgetter(0)
STANDING = Q(outsidepublications__withdrawn_at=None)
# Up to so many sections are named in the query; with more, reading every page is quicker.
FEW_SECTIONS = 20


def quarters_between(first, last):
    """The quarters from the first to the last, both included."""
    found = [first]
    while found[-1] < last:
        found.append(found[-1].next())
    return found


def cells_of(councils, quarters, today):
    """Pairs (facts of a council, its cells) in the order of the queryset, a cell for each of the quarters."""
    rules_of = rules_of_days()
    return [
        (council, [cell_of(council, quarter, rules_of, today) for quarter in quarters])
        for council in read_councils(councils, quarters)
    ]


def read_councils(councils, quarters, with_consultations=True):
    """The facts of the councils of a queryset for consecutive quarters, in the order of the queryset.

    Four queries; two without the consultations of the quarters.
    """
    schedules, consultations = defaultdict(dict), defaultdict(lambda: defaultdict(list))
    for council, quarter, facts in read_schedules(_in_quarters(Schedule.objects.all(), quarters), councils):
        schedules[council][quarter] = facts
    if with_consultations:
        for council, quarter, facts in read_consultations(_of_quarters(quarters), councils):
            consultations[council][quarter].append(facts)
    return [
        CouncilFacts(
            *(pk, slug, name_kk, name_ru, local(created_at).date(), closed_on),
            schedules=schedules[pk],
            consultations={quarter: tuple(rows) for quarter, rows in consultations[pk].items()},
            level=level,
            region=region or "",
            plugins=frozenset(plugins.split()),
        )
        for pk, slug, name_kk, name_ru, created_at, closed_on, level, region, plugins in councils.values_list(
            "pk", "slug", "name_kk", "name_ru", "created_at", "closed_on", "level", "region__code", "plugins"
        )
    ]


def _in_quarters(rows, quarters, prefix=""):
    """Rows of a schedule of one of these consecutive quarters."""
    first, last = quarters[0], quarters[-1]
    year, number = f"{prefix}year", f"{prefix}number"
    since = Q(**{f"{year}__gt": first.year}) | Q(**{year: first.year, f"{number}__gte": first.number})
    until = Q(**{f"{year}__lt": last.year}) | Q(**{year: last.year, f"{number}__lte": last.number})
    return rows.filter(since, until)


def _of_quarters(quarters):
    """Consultations of these quarters: by their schedule, and those outside every schedule by their closing."""
    scheduled = _in_quarters(Consultation.objects.order_by(), quarters, "schedule__")
    since = midnight(quarters[0].first_day)
    until = midnight(quarters[-1].last_day + timedelta(days=1))
    # A closing at midnight belongs to the day before.
    return scheduled | Consultation.objects.filter(schedule=None, closes_at__gt=since, closes_at__lte=until)


def midnight(day):
    """The moment at which the day begins on the local calendar."""
    return datetime.combine(day, time.min, ZONE)


def read_schedules(schedules, councils):
    """Triples (council's key, quarter, `ScheduleFacts`) of schedules of the councils. One query."""
    rows = (
        schedules.order_by("pk")
        .filter(council__in=councils)
        .annotate(
            outside=FilteredRelation("outsidepublications", condition=STANDING),
            on_site=Exists(SchedulePage.objects.filter(schedule=OuterRef("pk"), live=True)),
        )
        .values_list(
            *("pk", "council", "year", "number", "on_site"),
            *("decision__number", "decision__sitting__number", "decision__sitting__held_on"),
            *("outside__published_on", "outside__channel", "outside__url"),
            *("departures__code", "departures__reason_kk", "departures__reason_ru"),
        )
    )
    return [_schedule(list(joined)) for _pk, joined in groupby(rows, FIRST)]


def _schedule(rows):
    """A schedule from its joined rows: one for each publication and departure."""
    pk, council, year, number, on_site, decision, sitting, held_on, *_joined = rows[0]
    publications = sorted({row[8:11] for row in rows if row[8] is not None})
    facts = ScheduleFacts(
        pk,
        None if held_on is None else Approval(decision, sitting, held_on),
        tuple(Publication(*told) for told in publications),
        on_site,
        _departures(rows),
    )
    return council, _quarter_of(year, number), facts


def read_consultations(consultations, councils):
    """Triples (council's key, quarter or None, `ConsultationFacts`) of consultations of the councils. Two queries."""
    consultations = consultations.filter(council__in=councils)
    answers = defaultdict(list)
    for pk, received_at, answered_at in answered.rows_of(consultations):
        answers[pk].append(AnswerFacts(local(received_at).date(), answered_at and local(answered_at).date()))
    rows = (
        consultations.order_by("closes_at", "pk")
        .annotate(
            told_on=_first_told(Told.QUESTION),
            position_told_on=_first_told(Told.POSITION),
            list_is_frozen=_is_set("list_frozen_at"),
            is_reported=_is_set("outcome__published_at"),
        )
        .values_list(
            *("pk", "council", "schedule__year", "schedule__number", "subject_kk", "subject_ru"),
            *("opens_at", "closes_at", "outcome__final_since", "halted", "halt_reason_kk", "halt_reason_ru"),
            *("list_is_frozen", "is_reported", "told_on", "position_told_on"),
            *("departures__code", "departures__reason_kk", "departures__reason_ru"),
        )
    )
    return [_consultation(list(joined), answers.get(pk, ())) for pk, joined in groupby(rows, FIRST)]


def _consultation(rows, answers):
    """One consultation from its joined rows, one for each departure."""
    pk, council, year, number, kk, ru, opens_at, closes_at, reported_at, halted, *rest = rows[0]
    halt_kk, halt_ru, list_is_frozen, is_reported, told_on, position_told_on, *_departure = rest
    facts = ConsultationFacts(
        *(pk, kk, ru, year is not None),
        opens_on=opens_at and local(opens_at).date(),
        closes_on=closes_at and last_day(closes_at),
        closes_at=closes_at,
        halted=halted,
        halt=Reason(halted, halt_kk, halt_ru) if halt_kk else None,
        list_is_frozen=list_is_frozen,
        reported_on=reported_at and local(reported_at).date(),
        is_reported=is_reported,
        told_on=told_on,
        position_told_on=position_told_on,
        answers=tuple(answers),
        departures=_departures(rows),
    )
    if year is not None:
        return council, _quarter_of(year, number), facts
    return council, Quarter.of(facts.closes_on) if closes_at else None, facts


@cache
def _quarter_of(year, number):
    return Quarter(year, number)


def _departures(rows):
    """The reasons on record, the last three columns of the joined rows."""
    return tuple(Reason(*reason) for reason in dict.fromkeys(row[-3:] for row in rows) if reason[0] is not None)


def _first_told(told):
    """The first day on which this was told outside, of what has not been taken back."""
    standing = OutsidePublication.objects.filter(consultation=OuterRef("pk"), told=told, withdrawn_at=None)
    return Subquery(standing.order_by("published_on").values("published_on")[:1])


def _is_set(field):
    return ExpressionWrapper(Q(**{f"{field}__isnull": False}), BooleanField())


def latest_publications(councils):
    """{council's key: {section: day}}: when something was last published in each section, in either language.

    The section's own page counts as well as those under it, while they are live. Two queries.
    """
    sections = CouncilSection.objects.filter(council__in=councils).values_list("page__path", "council")
    councils_by_path = dict(sections)
    section_length = SECTION_PATH_LENGTH + Page.steplen
    pages = (
        Page.objects.filter(below(councils_by_path), live=True, depth__gt=SECTION_PATH_LENGTH // Page.steplen)
        .order_by()
        .annotate(section_path=Substr("path", 1, section_length))
        .values("section_path")
        .annotate(
            section=Max(Case(When(path=F("section_path"), then="slug"), output_field=CharField())),
            latest=Max("last_published_at"),
        )
        .values_list("section_path", "section", "latest")
    )
    found = defaultdict(dict)
    for path, section, moment in pages:
        council = councils_by_path.get(path[:SECTION_PATH_LENGTH])
        if council is not None and section and moment is not None:
            day = local(moment).date()
            found[council][section] = max(day, found[council].get(section, day))
    return found


def below(paths):
    """The condition that a page stands below one of a few paths; many are told apart afterwards, in one scan."""
    condition = Q()
    if len(paths) <= FEW_SECTIONS:
        condition = Q(pk__in=[])
        for path in paths:
            condition |= Q(path__startswith=path)
    return condition
