"""The verbs of what stands above the single council: bodies, days of the profile, duties, systemic issues, methods.

The ministry's administrator records what is national; a body's two duties are recorded by its council's staff.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.tenancy import require_administrator
from plugins.regional_meetings.acts import PLANS, both, log, permit
from plugins.regional_meetings.duties import DEFAULTS, HALF_YEARLY, OWNERS, YEARLY, Duty, Owner, standing
from plugins.regional_meetings.halves import Half
from plugins.regional_meetings.models import Body, DutyRecord, MethodText, ProfileDate, SystemicIssue


@transaction.atomic
def save_body(body, *, user):
    """Store a body, new or changed.

    Refused: names in one language, a council that is another body's already, and another council for a body that has
    plans, meetings or reports: they would be shown in a council that has not made them.
    """
    require_administrator(user)
    before = Body.objects.select_for_update(of=("self",)).filter(pk=body.pk).first() if body.pk else None
    if before and before.council_id != body.council_id and _has_work(before):
        words = _("This body has plans, meetings or reports in its council. Enter a new body for the other council.")
        raise ValidationError({"council": words})
    names = both(name_kk=body.name_kk, name_ru=body.name_ru)
    body.name_kk, body.name_ru = names["name_kk"], names["name_ru"]
    body.full_clean()
    body.save()
    log(body, "body_saved", user)
    return body


def _has_work(body):
    return body.plans.exists() or body.meetings.exists() or body.quarter_reports.exists()


@transaction.atomic
def set_day(row, *, user):
    """Give a duty of the year another day, for the plans from a year on, with the source that says so.

    Refused beside the field: a missing source, a day that does not come every year.
    """
    require_administrator(user)
    texts = both(source_kk=row.source_kk, source_ru=row.source_ru)
    row.source_kk, row.source_ru = texts["source_kk"], texts["source_ru"]
    row.full_clean()
    try:
        date(2025, row.month, row.day)
    except ValueError as error:
        raise ValidationError({"day": _("This day does not come every year. Choose another one.")}) from error
    row.save()
    log(row, "day_set", user, duty=row.duty, month=row.month, day=row.day, first_year=row.first_year)
    return row


def days_of(year):
    """The days of the profile for the plan of the year: {duty: `DayOfYear`}. One query."""
    return days_of_years([year])[year]


def days_of_years(years):
    """The same of several years, by the year. One query."""
    rows = list(ProfileDate.objects.filter(first_year__lte=max(years)).order_by("first_year"))
    return {year: DEFAULTS | {Duty(row.duty): row.as_day() for row in rows if row.first_year <= year} for year in years}


@transaction.atomic
def record_duty(duty, period, *, done_on, today, user, body=None, region=None, proof_url="", note=""):
    """Record that a duty was done; a second call corrects the record. Returns the `DutyRecord`.

    Late is shown and never refused. Refused beside the field: a day to come, a day that belongs to another plan, an
    owner that the duty does not have.
    """
    duty = Duty(duty)
    if OWNERS[duty] == Owner.BODY:
        if body is None or body.council is None:
            raise ValidationError({"body": _("Choose the body that did it.")})
        permit(user, body.council, PLANS)
    else:
        require_administrator(user)
    if (region is None) == (OWNERS[duty] == Owner.AKIM):
        words = _("Choose the region whose akim did it.") if region is None else _("This duty is not a region's.")
        raise ValidationError({"region": words})
    _refuse_day(duty, period, done_on, today)
    owner = {"body": body if OWNERS[duty] == Owner.BODY else None, "region": region}
    record = DutyRecord.objects.filter(duty=duty, period=period, **owner).first()
    before = _said(record) if record else {}
    record = record or DutyRecord(duty=duty, period=period, **owner)
    record.done_on, record.proof_url, record.note = done_on, proof_url.strip(), note.strip()
    record.full_clean()
    record.save()
    log(record, "duty_recorded", user, duty=duty.value, period=period, **_said(record), before=before)
    return record


def recorded(duty, period, body=None):
    """The facts of the record that there is, for a form that corrects it; nothing where there is none. One query."""
    record = DutyRecord.objects.filter(duty=duty, period=period, body=body, region=None).first()
    return _said(record) if record else {}


def _said(record):
    return {"done_on": record.done_on, "proof_url": record.proof_url, "note": record.note}


def _refuse_day(duty, period, done_on, today):
    """Refuse a day to come, and one that cannot be this period's: a plan is worked on from the year before it."""
    if done_on > today:
        raise ValidationError({"done_on": _("This day is still to come. Record it once it is done.")})
    try:
        first = date(int(period) - 1, 1, 1) if duty in YEARLY else Half.parse(period).first_day
        last = date(int(period), 12, 31) if duty in YEARLY else date(first.year + 1, 12, 31)
    except (ValueError, OverflowError) as error:
        raise ValidationError({"period": _("Write a year such as 2027, or a half-year such as 2026-h1.")}) from error
    if not first <= done_on <= last:
        words = _("This day belongs to another plan. Choose a day from %(first)s to %(last)s, or another period.")
        raise ValidationError({"done_on": words % {"first": f"{first:%d.%m.%Y}", "last": f"{last:%d.%m.%Y}"}})


def yearly_standings(year, today, body=None):
    """The four duties of the plan of a year as they stand; a body's own two are those of `body`. Two queries."""
    days = days_of(year)
    records = DutyRecord.objects.filter(duty__in=YEARLY, period=str(year))
    found = {(record.duty, record.body_id): record for record in records}
    shown = []
    for duty in YEARLY:
        if OWNERS[duty] == Owner.BODY and body is None:
            continue
        record = found.get((duty.value, body.pk if OWNERS[duty] == Owner.BODY else None))
        done_on = record and record.done_on
        shown.append(standing(duty, days[duty].in_plan(year), done_on, today, source=days[duty], record=record))
    return shown


def half_year_records(half):
    """What was done for the half-year: {(duty, code of the region or None): `DutyRecord`}. One query."""
    records = DutyRecord.objects.filter(duty__in=HALF_YEARLY, period=half.slug)
    return {(Duty(record.duty), record.region_id): record for record in records}


@transaction.atomic
def record_issue(issue, *, today, user):
    """Store a systemic problem that the Presidential Administration or an akim has told of.

    Refused: a text in one language, no such half-year, a day to come.
    """
    require_administrator(user)
    texts = both(text_kk=issue.text_kk, text_ru=issue.text_ru)
    issue.text_kk, issue.text_ru = texts["text_kk"], texts["text_ru"]
    try:
        Half.parse(issue.period)
    except ValueError as error:
        raise ValidationError({"period": _("Write a half-year such as 2026-h1.")}) from error
    if issue.received_on > today:
        raise ValidationError({"received_on": _("This day is still to come. Record it once it is done.")})
    issue.full_clean()
    issue.save()
    log(issue, "issue_recorded", user)
    return issue


@transaction.atomic
def publish_methods(*, text_kk, text_ru, user, now, url=""):
    """Publish methodical recommendations for the meetings; those before them stay on record."""
    require_administrator(user)
    row = MethodText(**both(text_kk=text_kk, text_ru=text_ru), url=url.strip(), published_at=now, published_by=user)
    row.full_clean(exclude=["published_by"])
    row.save()
    log(row, "methods_published", user)
    return row


def bodies():
    """All bodies by name, for a choice of the owner."""
    return Body.objects.select_related("council")


def issues_of(half):
    """The systemic problems told of for the half-year."""
    return SystemicIssue.objects.filter(period=half.slug).select_related("region", "body")
