"""The verbs of planning: the year plan of a body, its meetings, and their announcement.

A meeting makes an event of a consultation of the council, through the verbs of those floors: so its questions come in
by the form of that consultation. Source: seed 004, 1, 1), 2), 4) and 8).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.dates import local
from council_pages import departures
from council_pages import holding as events
from council_pages import planning as consultations
from council_pages.models import EventKind
from council_pages.models.consultations import Occasion
from council_pages.warned import Warned
from forms.form_building import define_form
from plugins.regional_meetings.acts import PLANS, PUBLISHES, both, changed_facts, lock_meeting, log, permit
from plugins.regional_meetings.models import Meeting, YearPlan

# Kept by the consultation and its event, for everybody who looks there.
EVENT_FACTS = frozenset({"starts_at", "ends_at", "place_kk", "place_ru", "stream_url", "comments_url"})
CONSULTATION_FACTS = frozenset({"subject_kk", "subject_ru", "holding", "opens_at", "closes_at"})
MEETING_FACTS = frozenset(
    {
        "region",
        "head_rank",
        "person_kk",
        "person_ru",
        "post_kk",
        "post_ru",
        "report_minutes",
        "linked_kk",
        "linked_ru",
        "time_note_kk",
        "time_note_ru",
        "agreed_on",
        "agreed_with_kk",
        "agreed_with_ru",
        "off_schedule_kk",
        "off_schedule_ru",
    }
)
FACTS = EVENT_FACTS | CONSULTATION_FACTS | MEETING_FACTS
# Why its question stands in no schedule of consultations: the same for all meetings, so nobody has to write it.
NO_SCHEDULE_KK = "Бұл – өңірлік кездесу: ол тоқсандық кестеде емес, жылдық кестеде тұрады (ереже профилі: 004)."
NO_SCHEDULE_RU = "Это региональная встреча: она стоит не в квартальном, а в годовом графике (профиль правил: 004)."


@transaction.atomic
def open_plan(body, year, *, user):
    """The plan of the body for a year. Refused: a second one, a body without a council here, one that owes none."""
    if body.council is None:
        raise ValidationError({"body": _("There is no council at this body on the site: nobody could act for it.")})
    permit(user, body.council, PLANS)
    if body.is_exempt:
        raise ValidationError({"body": _("This body owes no regional meetings (seed 004, 1).")})
    plan = YearPlan(body=body, year=year)
    plan.full_clean()
    plan.save()
    log(plan, "plan_opened", user, year=year)
    return plan


@transaction.atomic
def plan_meeting(body, *, slug, starts_at, user, now, plan=None, **facts):
    """A new meeting, in the plan of its year or off schedule with a reason in both languages. Returns the `Meeting`.

    `facts` are those of FACTS. Refused beside the field: a day that lies outside the planned year, no reason where
    there is no plan, and whatever the consultation and its event refuse.
    """
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"no such facts: {sorted(unknown)}")
    permit(user, body.council, PLANS)
    _refuse_exempt(body)
    _refuse_plan(plan, body, starts_at, facts)
    own = {name: value for name, value in facts.items() if name in MEETING_FACTS}
    consultation = _consultation(body.council, slug, starts_at, user, now, facts)
    event = events.plan_event(
        consultation,
        user=user,
        kind=EventKind.HEARING,
        starts_at=starts_at,
        **{name: facts[name] for name in EVENT_FACTS & facts.keys()},
    )
    meeting = Meeting(council=body.council, body=body, plan=plan, event=event, **own)
    meeting.full_clean()
    meeting.save()
    log(meeting, "meeting_planned", user)
    return meeting


def _consultation(council, slug, starts_at, user, now, facts):
    """The consultation that takes the meeting's questions, with its form; said to stand in no schedule."""
    words = {name: facts.get(name, "") for name in ("subject_kk", "subject_ru")}
    both(**words)
    given = {
        name: facts[name] for name in ("holding", "opens_at", "closes_at", "place_kk", "place_ru") if name in facts
    }
    consultation = consultations.plan_consultation(
        council=council, user=user, slug=slug, occasion=Occasion.RECEPTION, event_at=starts_at, **words, **given
    )
    departures.confirm(consultation, [Warned.NO_SCHEDULE], NO_SCHEDULE_KK, NO_SCHEDULE_RU, user=None, now=now)
    define_form(consultation, user=user)
    return consultation


def _refuse_exempt(body):
    if body.is_exempt:
        raise ValidationError({"body": _("This body owes no regional meetings (seed 004, 1).")})


def _refuse_plan(plan, body, starts_at, facts):
    """Refuse another body's plan, a day outside the planned year, and a meeting off schedule without its reason."""
    if plan is None:
        both(off_schedule_kk=facts.get("off_schedule_kk", ""), off_schedule_ru=facts.get("off_schedule_ru", ""))
        return
    if plan.body_id != body.pk:
        raise ValidationError({"plan": _("Choose the plan of this body.")})
    refuse_other_year(plan, starts_at)


def refuse_other_year(plan, starts_at):
    """Refuse a day outside the planned year: a plan does not cross the year. Pure."""
    if plan is not None and local(starts_at).year != plan.year:
        words = _(
            "The plan is for %(year)s and does not cross the year. Choose a day of that year, or put the meeting into "
            "the plan of the year of its day."
        )
        raise ValidationError({"starts_at": words % {"year": plan.year}})


def check_event(event):
    """Refuse a change that takes a meeting out of the year of its plan, by whatever screen it is asked for."""
    meeting = Meeting.objects.filter(event=event).select_related("plan").first()
    if meeting is not None:
        refuse_other_year(meeting.plan, event.starts_at)


@transaction.atomic
def change_meeting(meeting, *, user, now, **facts):
    """Change facts of a meeting; dates, place and words are changed where they are kept, by the verbs of those floors.

    Refused: a day outside the planned year, an empty reason of a meeting off schedule, and what those verbs refuse.
    """
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"no such facts: {sorted(unknown)}")
    meeting = lock_meeting(meeting, user, PLANS)
    if "starts_at" in facts:
        refuse_other_year(meeting.plan, facts["starts_at"])
    if meeting.is_off_schedule:
        reason = {name: facts.get(name, getattr(meeting, name)) for name in ("off_schedule_kk", "off_schedule_ru")}
        both(**reason)
    own = changed_facts(meeting, {name: value for name, value in facts.items() if name in MEETING_FACTS})
    meeting.full_clean()
    meeting.save()
    of_event = {name: facts[name] for name in EVENT_FACTS & facts.keys()}
    if of_event:
        events.change_event(meeting.event, user=user, now=now, **of_event)
    of_question = {name: facts[name] for name in CONSULTATION_FACTS & facts.keys()}
    of_question |= {name: facts[name] for name in ("place_kk", "place_ru") if name in facts}
    if "starts_at" in facts:
        of_question["event_at"] = facts["starts_at"]
    if of_question:
        consultations.change_facts(meeting.consultation, user=user, now=now, **of_question)
    log(meeting, "meeting_changed", user, fields=sorted({*own, *of_event, *of_question}))
    return Meeting.objects.with_facts().get(pk=meeting.pk)


@transaction.atomic
def announce(meeting, *, user, now):
    """Make the meeting public: its facts, and the way to its form once the question's text is live. Idempotent."""
    meeting = lock_meeting(meeting, user, PUBLISHES)
    if meeting.announced_at is None:
        meeting.announced_at = now
        meeting.save(update_fields=["announced_at"])
        log(meeting, "meeting_announced", user)
    return meeting


@transaction.atomic
def publish_plan(plan, *, user, now):
    """Make the year plan public with all its meetings (004-13). What is planned later is announced one by one.

    Refused: an empty plan.
    """
    plan = YearPlan.objects.select_for_update(of=("self",)).select_related("body__council").get(pk=plan.pk)
    permit(user, plan.council, PUBLISHES)
    meetings = list(plan.meetings.all())
    if not meetings:
        raise ValidationError(_("The plan holds no meeting yet. Plan one first."))
    if plan.published_at is None:
        plan.published_at = now
        plan.save(update_fields=["published_at"])
        log(plan, "plan_published", user, year=plan.year)
    for meeting in meetings:
        announce(meeting, user=user, now=now)
    return plan
