"""The verbs of planning: schedules and consultations from the plan to the opening.

Each verb checks the role, checks the rule, saves and logs, in one transaction. `user=None` means the system itself
(commands, the demonstration loader). What is refused and what is not: decisions.md, "Refused or warned".
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.languages import LANGUAGES
from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import require_role
from council_pages.lifecycle import Halt
from council_pages.models import Amendment, Consultation, Decision, Outcome, Schedule

FACTS = frozenset(
    {
        "subject_kk",
        "subject_ru",
        "occasion",
        "subject_kind",
        "holding",
        "event_at",
        "place_kk",
        "place_ru",
        "opens_at",
        "closes_at",
        "schedule",
        "decision",
    }
)
# What a schedule lists: the questions. Its dates follow the course of things.
LISTED = frozenset({"subject_kk", "subject_ru", "schedule"})


def _permit(user, council):
    if user is not None:
        require_role(user, council, PLANS_CONSULTATIONS)


@transaction.atomic
def create_schedule(*, council, quarter, user, decision=None):
    """The council's schedule for the quarter. Refused: a second one, and a decision of another council.

    `quarter` is a `council_pages.quarters.Quarter`. Raises ValidationError with words beside the field.
    """
    _permit(user, council)
    _refuse_foreign(decision and decision.sitting, council, "decision")
    schedule = Schedule(council=council, year=quarter.year, number=quarter.number, decision=decision)
    schedule.full_clean()
    schedule.save()
    log(schedule, "kenes.schedule_created", user=user)
    return schedule


@transaction.atomic
def approve_schedule(schedule, decision, *, user):
    """Record the decision of the council's sitting that approved the schedule; None takes the approval back.

    Refused: another decision, or none, once readers have seen by which it was approved, or an amendment is recorded.
    """
    _permit(user, schedule.council)
    _refuse_foreign(decision and decision.sitting, schedule.council, "decision")
    schedule = Schedule.objects.select_for_update().get(pk=schedule.pk)
    is_public = Schedule.objects.filter(pk=schedule.pk).public_in(*LANGUAGES).exists()
    if schedule.decision_id and schedule.decision != decision and (is_public or schedule.amendments.exists()):
        words = _("Readers have seen by which decision it was approved. Record an amendment instead.")
        raise ValidationError({"decision": words})
    if decision is None and schedule.decision is None:
        return schedule
    taken_back, schedule.decision = schedule.decision_id, decision
    schedule.full_clean()
    schedule.save(update_fields=["decision"])
    if decision is None:
        log(schedule, "kenes.approval_taken_back", user=user, data={"decision": taken_back})
    else:
        log(schedule, "kenes.schedule_approved", user=user, data={"decision": decision.pk})
    return schedule


@dataclass(frozen=True)
class Amending:
    """The decision of a sitting that changes an approved schedule, and what it changes, for readers."""

    decision: Decision
    what_kk: str
    what_ru: str


def _amend(schedules, amending, council, user, now):
    """Record the amendment of each approved schedule among these. Refused without a decision of this council.

    Source: recommendations of 2024, step 2; decisions.md, "Refused": an approved list changes by a decision only.
    """
    approved = [schedule for schedule in schedules if schedule is not None and schedule.decision_id]
    if not approved:
        return
    if amending is None or amending.decision is None:
        words = _(
            "This schedule is approved: it is changed only by a decision of a sitting. Name the decision. Or, as long "
            "as the schedule is not published: take its approval back on its page and record it once the list is whole."
        )
        raise ValidationError({"amended_by": words})
    _refuse_foreign(amending.decision.sitting, council, "amended_by")
    if not (amending.what_kk.strip() and amending.what_ru.strip()):
        raise ValidationError({"what_kk": _("Say in both languages what the decision changes: readers will see it.")})
    for schedule in approved:
        if amending.decision.sitting.held_on < schedule.decision.sitting.held_on:
            words = _("A schedule is not changed by a decision from before its approval.")
            raise ValidationError({"amended_by": words})
        # One decision that moves several questions is one amendment, said to readers once.
        amendment, is_new = Amendment.objects.get_or_create(
            schedule=schedule, decision=amending.decision, what_kk=amending.what_kk.strip(),
            what_ru=amending.what_ru.strip(), defaults={"recorded_at": now},
        )  # fmt: skip
        if is_new:
            log(schedule, "kenes.schedule_amended", user=user, data={"amendment": amendment.pk})


@transaction.atomic
def plan_consultation(*, council, user, slug, subject_kk, subject_ru, amending=None, **facts):
    """A new consultation: an item of a schedule, or one outside every schedule. Its row lasts to the outcome.

    `facts` are the facts of `change_facts`. A schedule that is approved takes it by an amendment only. Raises
    ValidationError with words beside the field.
    """
    _permit(user, council)
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"no such facts: {sorted(unknown)}")
    _refuse_foreign(facts.get("schedule"), council, "schedule")
    _refuse_foreign(facts.get("decision") and facts["decision"].sitting, council, "decision")
    consultation = Consultation(council=council, slug=slug, subject_kk=subject_kk, subject_ru=subject_ru, **facts)
    check_window(consultation.opens_at, consultation.closes_at)
    if Consultation.objects.for_council(council).filter(slug=slug).exists():
        raise ValidationError({"slug": _("Another question of this council has this address already.")})
    consultation.full_clean()
    _amend([consultation.schedule], amending, council, user, timezone.now())
    consultation.save()
    log(consultation, "kenes.consultation_planned", user=user, data=_window(consultation))
    return consultation


def _window(consultation):
    """The window as the log keeps it, so that the state can be told again from the log (`council_pages.replay`)."""
    moments = {"opens_at": consultation.opens_at, "closes_at": consultation.closes_at}
    return {name: moment and moment.isoformat() for name, moment in moments.items()}


def check_window(opens_at, closes_at):
    """Refuse a window with one end, and a closing that is not later than the opening. Pure."""
    if opens_at and not closes_at:
        raise ValidationError({"closes_at": _("Say when it closes, too.")})
    if closes_at and not opens_at:
        raise ValidationError({"opens_at": _("Say when it opens, too.")})
    if opens_at and closes_at <= opens_at:
        raise ValidationError({"closes_at": _("The closing must be later than the opening.")})


@transaction.atomic
def change_facts(consultation, *, user, now, amending=None, **facts):
    """Change shared facts, for both languages at once.

    Refused: a closing before the opening; a closing moved into the past; an opening moved once proposals may have
    come; any change after the outcome is published; another question or another schedule where the schedule is
    approved, without the decision that amends it.
    """
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"no such facts: {sorted(unknown)}")
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    _permit(user, locked.council)
    _refuse_foreign(facts.get("schedule"), locked.council, "schedule")
    changed = {name: value for name, value in facts.items() if _differs(getattr(locked, name), value)}
    if not changed:
        return locked
    _refuse_late_change(locked, changed, now)
    _refuse_foreign(changed.get("decision") and changed["decision"].sitting, locked.council, "decision")
    if changed.keys() & LISTED:
        _amend({locked.schedule, changed.get("schedule", locked.schedule)}, amending, locked.council, user, now)
    for name, value in changed.items():
        setattr(locked, name, value)
    check_window(locked.opens_at, locked.closes_at)
    locked.full_clean()
    locked.save()
    log(locked, "kenes.facts_changed", user=user, data={"fields": sorted(changed), **_window(locked)})
    return locked


def _differs(old, new):
    """The screens speak in minutes: another second of the same minute is no change."""
    if isinstance(old, datetime) and isinstance(new, datetime):
        return old.replace(second=0, microsecond=0) != new.replace(second=0, microsecond=0)
    return old != new


def _refuse_late_change(consultation, changed, now):
    if consultation.is_final:
        raise ValidationError(_("The outcome is published: the facts of this consultation stand."))
    if "closes_at" in changed and consultation.list_frozen_at:
        raise ValidationError({"closes_at": _("The list of proposals is closed: the closing stands.")})
    if changed.get("closes_at") and changed["closes_at"] <= now:
        raise ValidationError({"closes_at": _("A closing cannot be moved into the past. Choose a later moment.")})
    if "closes_at" in changed and changed["closes_at"] is None and consultation.opens_at <= now:
        raise ValidationError({"closes_at": _("It is open already: a closing is needed.")})
    if "opens_at" in changed and consultation.opens_at and consultation.opens_at <= now:
        raise ValidationError({"opens_at": _("It has opened already; the opening cannot be changed.")})


def _refuse_foreign(row, council, field):
    if row is not None and row.council_id != council.pk:
        raise ValidationError({field: _("Choose one of this council's own.")})


@transaction.atomic
def halt(consultation, kind, *, reason_kk, reason_ru, user):
    """Postpone or cancel, with a reason that stands on the public page in both languages."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    _permit(user, consultation.council)
    if not (reason_kk.strip() and reason_ru.strip()):
        raise ValidationError({"reason_kk": _("Give the reason in both languages: readers will see it.")})
    if consultation.is_final:
        raise ValidationError(_("The outcome is published: the facts of this consultation stand."))
    consultation.halted = Halt(kind)
    consultation.halt_reason_kk, consultation.halt_reason_ru = reason_kk.strip(), reason_ru.strip()
    consultation.save(update_fields=["halted", "halt_reason_kk", "halt_reason_ru"])
    log(consultation, "kenes.consultation_halted", user=user, data={"kind": consultation.halted})
    return consultation


@transaction.atomic
def resume(consultation, *, user):
    """Take back a postponement or a cancellation; the window counts again. Refused after the outcome is published."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    _permit(user, consultation.council)
    if consultation.is_final:
        raise ValidationError(_("The outcome is published: the facts of this consultation stand."))
    consultation.halted = consultation.halt_reason_kk = consultation.halt_reason_ru = ""
    consultation.save(update_fields=["halted", "halt_reason_kk", "halt_reason_ru"])
    log(consultation, "kenes.consultation_resumed", user=user)
    return consultation


@transaction.atomic
def open_outcome(consultation, *, user, attended_offline=0, attended_online=0):
    """The outcome's row, ready for its report. A second call changes the attendance, until the report is public."""
    _permit(user, consultation.council)
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if consultation.is_final:
        raise ValidationError(_("The outcome is published: the facts of this consultation stand."))
    outcome, created = Outcome.objects.update_or_create(
        consultation=consultation,
        defaults={"attended_offline": attended_offline, "attended_online": attended_online},
    )
    log(consultation, "kenes.outcome_opened" if created else "kenes.attendance_changed", user=user)
    return outcome
