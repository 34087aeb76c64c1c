"""The verbs of problems: a ranked group becomes a problem with an owner, and each quarter says how it stands.

Source: seed 004, 1, 7) and 4, 1). A line of progress is corrected until the quarter's report is frozen; the report
itself never changes (`plugins.regional_meetings.reports`).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.dates import local
from council_pages.quarters import Quarter
from plugins.regional_meetings.acts import PLANS, both, changed_facts, lock_body, lock_meeting, log
from plugins.regional_meetings.models import Problem, Progress, QuarterReport

PROBLEM_FACTS = frozenset({"owner", "region", "scope", "measure_kk", "measure_ru", "measure_agreed_on"})


@transaction.atomic
def open_problem(group, *, owner, user, **facts):
    """Make a problem of a group of questions, with the body that is responsible for it. Returns the `Problem`.

    It counts as raised on the day of the meeting, whenever it is typed in, and its region is the meeting's unless the
    facts say otherwise. Refused: no owner, a second problem of the same group.
    """
    meeting = lock_meeting(group.meeting, user, PLANS)
    refuse_without_owner(owner)
    if Problem.objects.filter(group=group).exists():
        raise ValidationError(_("A problem was made of this group already. Open it in the list of problems."))
    raised_on = local(meeting.event.starts_at).date()
    problem = Problem(group=group, owner=owner, opened_on=raised_on, **{"region": meeting.region, **facts})
    problem.full_clean()
    problem.save()
    log(problem, "problem_opened", user, owner=owner.pk)
    return problem


def refuse_without_owner(owner):
    """Refuse a problem without an owner, and say what helps. Pure."""
    if owner is None:
        words = _("A problem needs a body that is responsible. Choose one; where it is missing, the ministry adds it.")
        raise ValidationError({"owner": words})


@transaction.atomic
def change_problem(problem, *, user, **facts):
    """Change the owner, the region, the scope or the measure (with the day of its agreement, 004-25)."""
    if unknown := facts.keys() - PROBLEM_FACTS:
        raise TypeError(f"no such facts: {sorted(unknown)}")
    lock_meeting(problem.group.meeting, user, PLANS)
    if "owner" in facts:
        refuse_without_owner(facts["owner"])
    problem = Problem.objects.select_related("group__meeting__council").get(pk=problem.pk)
    if changed := changed_facts(problem, facts):
        problem.full_clean()
        problem.save()
        log(problem, "problem_changed", user, fields=changed)
    return problem


@transaction.atomic
def tell(problem, quarter, *, state, percent, text_kk, text_ru, user, now):
    """Say how the problem stands in the quarter; a second call corrects it. Returns the `Progress`.

    Refused: a quarter whose report is frozen, one that has not begun, one from before the problem was raised.
    """
    lock_body(problem.group.meeting.body_id)
    meeting = lock_meeting(problem.group.meeting, user, PLANS)
    refuse_frozen(meeting.body, quarter)
    problem = Problem.objects.select_related("group__meeting__council").get(pk=problem.pk)
    if quarter > Quarter.of(local(now).date()):
        raise ValidationError({"quarter": _("This quarter has not begun. Choose the present one or one that is over.")})
    if quarter < Quarter.of(problem.opened_on):
        raise ValidationError({"quarter": _("The problem was raised later. Choose a quarter from then on.")})
    line = Progress.objects.filter(problem=problem, year=quarter.year, number=quarter.number).first()
    line = line or Progress(problem=problem, year=quarter.year, number=quarter.number)
    line.state, line.percent, line.recorded_at = state, percent, now
    texts = both(text_kk=text_kk, text_ru=text_ru)
    line.text_kk, line.text_ru = texts["text_kk"], texts["text_ru"]
    line.full_clean()
    line.save()
    _follow(problem)
    log(line, "progress_told", user, quarter=str(quarter), state=str(state), percent=percent)
    return line


def refuse_frozen(body, quarter):
    """Refuse a change of what a frozen report says of the quarter, and name the way out."""
    if QuarterReport.objects.filter(body=body, year=quarter.year, number=quarter.number).exists():
        words = _(
            "The report of this quarter is frozen and never changes. Tell of it in the next quarter: the change will "
            "stand there."
        )
        raise ValidationError({"quarter": words})


def _follow(problem):
    """The problem's state is that of its latest quarter."""
    latest = problem.progress.order_by("-year", "-number").first()
    if latest and problem.state != latest.state:
        problem.state = latest.state
        problem.save(update_fields=["state"])
