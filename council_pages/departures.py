"""Warned acts: what is still to be confirmed, and the verb that confirms it with a public reason.

Source: decisions.md, "Refused or warned". Every door that publishes asks `council_pages.publishing.refusal`, and so
asks here; only the desk can take the reason.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import components
from cms.roles import CONFIRMS_DEPARTURES
from cms.tenancy import require_role
from council_pages import publishing
from council_pages.evidence import record_of
from council_pages.lifecycle import Evidence
from council_pages.models import Consultation, Departure, PairedPage
from council_pages.rulebook import rules_on
from council_pages.warned import Facts, warnings_of


class Unconfirmed(ValidationError):
    """The act goes another way than the recommendations, and nobody has said why yet. `codes` says in what."""

    def __init__(self, codes):
        self.codes = codes
        super().__init__([str(code.label) for code in codes])


def cycle_row_of(row):
    """The schedule or the consultation to which a row of the cycle belongs."""
    return getattr(row, "consultation", row)


def facts_of(row, today):
    """What the warnings ask of a consultation or of a schedule."""
    rules = rules_on(today)
    if not isinstance(row, Consultation):
        return Facts(Evidence(approved_on=row.decision and row.decision.sitting.held_on), rules, row.quarter)
    record = record_of(row)
    unanswered = sum(part["context"]["unanswered"] for part in components.build(components.Place.UNANSWERED, row))
    schedule = record.consultation.schedule
    return Facts(record.evidence, rules, schedule and schedule.quarter, unanswered)


def unconfirmed(page_class, row, today):
    """The warnings about making this row's text public for which there is no reason yet. None where it is no act."""
    if page_class.act is None:
        return []
    about = cycle_row_of(row)
    codes = warnings_of(page_class.act, facts_of(about, today))
    if not codes:
        return []
    given = set(about.departures.filter(code__in=codes).values_list("code", flat=True))
    return [code for code in codes if code not in given]


@transaction.atomic
def confirm(row, codes, reason_kk, reason_ru, *, user, now):
    """Give the reason for these warnings; it is public from then on, and stands for good.

    Refused without a reason in both languages: readers of each will see it.
    """
    about = cycle_row_of(row)
    if user is not None:
        require_role(user, about.council, CONFIRMS_DEPARTURES)
    reason_kk, reason_ru = reason_kk.strip(), reason_ru.strip()
    missing = [name for name, text in (("reason_kk", reason_kk), ("reason_ru", reason_ru)) if not text]
    if missing:
        raise ValidationError(dict.fromkeys(missing, _("Give the reason in both languages: readers will see it.")))
    field = "consultation" if isinstance(about, Consultation) else "schedule"
    for code in codes:
        departure, is_new = Departure.objects.get_or_create(
            **{field: about},
            code=code,
            defaults={
                "council": about.council,
                "reason_kk": reason_kk,
                "reason_ru": reason_ru,
                "confirmed_by": user,
                "confirmed_at": now,
            },
        )
        if is_new:
            log(about, "kenes.departure_confirmed", user=user, data={"code": str(departure.code)})


def _refusal(page):
    """Why this page may not go live by itself; the desk asks for the reason instead."""
    if not isinstance(page, PairedPage) or not unconfirmed(type(page), page.row, timezone.localdate()):
        return ""
    return _("Publish it from its desk: it goes another way than the recommendations, and a reason is asked for there.")


def connect():
    """Let every door that publishes ask for the reasons."""
    publishing.add_check(_refusal)
