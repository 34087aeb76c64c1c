"""The dated duties of seed 004: who owes what by which day, and how late it is. Pure; today is an argument.

The four duties of the year are keyed by the year that is planned: the plan for 2027 has its 1 December and its two
15 December in 2026 and its 10 January in 2027. The days are defaults of the rule profile "seed 004"; the database may
hold others with their source (`models.ProfileDate`). None of them refuses anything: what is late is shown as late.

The profile is a draft decree: submitted by resolution No. 112 of 5 March 2022, signed as No. 863 of 7 April 2022,
repealed by No. 431 of 9 January 2024. It is nowhere called law in force.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council_pages.todo import AHEAD_DAYS
from plugins.regional_meetings.halves import Half


class Duty(TextChoices):
    """What is owed; the value is stored."""

    PROPOSALS = "proposals", _("Proposals for the meetings of first heads sent")
    DEPARTMENT_PLAN = "department_plan", _("Departmental plan approved")
    SUBMISSION = "submission", _("Schedule submitted to the Chancellery of the Prime Minister")
    APPROVAL = "approval", _("Schedule approved")
    ADMINISTRATION_LIST = "administration_list", _("List of systemic problems sent to the bodies")
    AKIM_SUMMARY = "akim_summary", _("Systemic problems of the region summed up and sent")
    GOVERNMENT_REVIEW = "government_review", _("Results of the meetings considered")


class Owner(TextChoices):
    """Who owes it. Kinds of bodies and no names: names change with decrees and are content."""

    BODY = "body", _("Each central executive body")
    ACCESS = "access", _("Authorised body for access to information")
    GOVERNMENT = "government", _("Government")
    ADMINISTRATION = "administration", _("Presidential Administration")
    AKIM = "akim", _("Akim of the region")


YEARLY = (Duty.PROPOSALS, Duty.DEPARTMENT_PLAN, Duty.SUBMISSION, Duty.APPROVAL)
HALF_YEARLY = (Duty.ADMINISTRATION_LIST, Duty.AKIM_SUMMARY, Duty.GOVERNMENT_REVIEW)
OWNERS = {
    Duty.PROPOSALS: Owner.BODY,
    Duty.DEPARTMENT_PLAN: Owner.BODY,
    Duty.SUBMISSION: Owner.ACCESS,
    Duty.APPROVAL: Owner.GOVERNMENT,
    Duty.ADMINISTRATION_LIST: Owner.ADMINISTRATION,
    Duty.AKIM_SUMMARY: Owner.AKIM,
    Duty.GOVERNMENT_REVIEW: Owner.GOVERNMENT,
}

BODYS_OWN = tuple(duty for duty in YEARLY if OWNERS[duty] == Owner.BODY)


@dataclass(frozen=True)
class DayOfYear:
    """A day of the profile: the month and day, in the planned year or in the years before it; and its source."""

    month: int
    day: int
    years_before: int
    source_kk: str
    source_ru: str

    def in_plan(self, year: int) -> date:
        """The day for the plan of the year.

        >>> DayOfYear(12, 1, 1, "", "").in_plan(2027)
        datetime.date(2026, 12, 1)
        """
        return date(year - self.years_before, self.month, self.day)


_KK = (
    "Ереже профилі: 004. Халықпен кездесулер туралы Жарлық жобасы (Үкіметтің 2022 жылғы 5 наурыздағы № 112 қаулысы), "
    "{clause}. Бұл – жоба; 2022 жылғы 7 сәуірде қол қойылған № 863 Жарлықтың күші 2024 жылғы 9 қаңтардағы № 431 "
    "Жарлықпен жойылған."
)
_RU = (
    "Профиль правил: 004. Проект Указа о встречах с населением (постановление Правительства от 5 марта 2022 года "
    "№ 112), {clause}. Это проект; подписанный 7 апреля 2022 года Указ № 863 утратил силу с Указом № 431 от 9 января "
    "2024 года."
)


def _day(month, day, years_before, clause_kk, clause_ru):
    return DayOfYear(month, day, years_before, _KK.format(clause=clause_kk), _RU.format(clause=clause_ru))


DEFAULTS = {
    Duty.PROPOSALS: _day(12, 1, 1, "1-тармақтың 4) тармақшасы", "пункт 1, подпункт 4)"),
    Duty.DEPARTMENT_PLAN: _day(12, 15, 1, "1-тармақтың 4) тармақшасы", "пункт 1, подпункт 4)"),
    Duty.SUBMISSION: _day(12, 15, 1, "6-тармақтың 1) тармақшасы", "пункт 6, подпункт 1)"),
    Duty.APPROVAL: _day(1, 10, 0, "4-тармақтың 3) тармақшасы", "пункт 4, подпункт 3)"),
}


def days_late(due: date, done_on: date | None, today: date) -> int:
    """By how many days it was late, or is late by today where it is not done; 0 in time.

    >>> days_late(date(2026, 12, 1), date(2026, 12, 4), date(2027, 1, 1))
    3
    """
    return max(0, ((done_on or today) - due).days)


@dataclass(frozen=True)
class Standing:
    """A duty as it stands on a day."""

    duty: Duty
    due: date
    done_on: date | None
    days_late: int
    source: object = None
    record: object = None

    @property
    def owner(self) -> Owner:
        """Who owes it."""
        return OWNERS[self.duty]

    @property
    def is_overdue(self) -> bool:
        """True while it is not done and its day is over."""
        return self.done_on is None and self.days_late > 0


def is_reminded(due: date, year: int, today: date) -> bool:
    """Whether a duty for the plan of the year that is not recorded is told to those who owe it.

    From two weeks before its day (`council_pages.todo`, as every duty) until the first quarter of the planned year is
    over; after that the plan alone shows how late it is, as a reminder would change nothing any more.

    >>> is_reminded(date(2026, 12, 1), 2027, date(2026, 11, 17)), is_reminded(date(2026, 12, 1), 2027, date(2027, 4, 1))
    (True, False)
    """
    return due - timedelta(days=AHEAD_DAYS) <= today <= date(year, 3, 31)


def standing(duty, due, done_on, today, *, source=None, record=None) -> Standing:
    """How the duty stands on this day."""
    return Standing(Duty(duty), due, done_on, days_late(due, done_on, today), source, record)


def due_on(duty: Duty, period: str, days: dict[Duty, DayOfYear]) -> date:
    """The day of the duty: for a year by the profile, for a half-year its last day.

    >>> due_on(Duty.APPROVAL, "2027", DEFAULTS), due_on(Duty.AKIM_SUMMARY, "2026-h1", DEFAULTS)
    (datetime.date(2027, 1, 10), datetime.date(2026, 6, 30))
    """
    if duty in YEARLY:
        return days[duty].in_plan(int(period))
    return Half.parse(period).last_day
