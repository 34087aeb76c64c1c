"""Reminders: one letter a week at most to each person, with what the own councils still have to do.

Source: demands 13 and 7 of part B: grouped, what, which council, how to close it; it stops when the fact is on record.
What is overdue is told further, by `council_pages.todo`. No word of a citizen stands in a letter.
"""

import hashlib
import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.languages import LANGUAGES, RUSSIAN
from cms.mail import message
from cms.models import Council, Membership
from council_pages.models import ReminderSent
from council_pages.todo import Duty, until_next_week, week_of
from council_pages.todo_lines import line_of
from council_pages.todo_rows import duties_in

# A letter names so many duties and counts the rest: an overseer's could otherwise be endless.
LONGEST = 60
# A process that claimed a letter and died gives it back after so long.
CLAIM = timedelta(hours=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """What one person is told: the duties, by council and the earliest due first.

    `own` are the keys of those for which the person answers; of the others a lead or the ministry only hears.
    """

    person: AbstractBaseUser
    language: str
    duties: tuple[Duty, ...]
    own: frozenset[str]

    @property
    def duties_hash(self):
        """Stands for the list of duties, not for how late they are."""
        return hashlib.sha256("\n".join(sorted(duty.key for duty in self.duties)).encode()).hexdigest()

    @property
    def is_urgent(self):
        """Whether anything in it is overdue."""
        return any(duty.overdue for duty in self.duties)


@dataclass(frozen=True)
class Sent:
    """How many letters went out, and how many the mail server did not take."""

    sent: int = 0
    failed: int = 0


def letters(today):
    """The letters of the week, whether sent already or not. Nobody without a role, an address or an account in use."""
    duties = duties_in(Council.objects.order_by("slug"), today, ahead=until_next_week(today))
    by_council = defaultdict(list)
    for duty in duties:
        by_council[duty.council.pk].append(duty)
    people, told, own = {}, defaultdict(dict), defaultdict(set)
    for held in _memberships():
        people[held.user_id] = held.user
        for duty in by_council[held.council_id] if held.council_id else duties:
            if held.role in duty.told_to:
                told[held.user_id][duty.key] = duty
            if held.role in duty.roles:
                own[held.user_id].add(duty.key)
    return [_letter(people[pk], found.values(), own[pk]) for pk, found in told.items()]


def _memberships():
    held = Membership.objects.filter(user__is_active=True).exclude(user__email="").order_by("user", "pk")
    return held.select_related("user__wagtail_userprofile")


def _letter(person, duties, own):
    profile = getattr(person, "wagtail_userprofile", None)
    language = profile.preferred_language if profile and profile.preferred_language in LANGUAGES else RUSSIAN
    duties = sorted(duties, key=lambda duty: (duty.council.slug, duty.due, duty.key))
    return Letter(person, language, tuple(duties), frozenset(own))


def is_told(letter, today):
    """Whether the person has had the letter of this week, or had this very list last and nothing of it is overdue."""
    last = ReminderSent.objects.filter(person=letter.person, sent_at__isnull=False).order_by("-week").first()
    if last is None:
        return False
    return last.week == week_of(today) or (last.duties_hash == letter.duties_hash and not letter.is_urgent)


def send_reminders(today, now):
    """Send every letter of the week that has not been sent. Whatever fails is tried again at the next run."""
    sent = failed = 0
    for letter in letters(today):
        claim = None if is_told(letter, today) else _claim(letter, today, now)
        if claim is None:
            continue
        try:
            message(*written(letter), letter.person.email, letter.language).send()
        except Exception as error:
            # Whatever a mail backend raises; its words may hold an address and are not written down.
            claim.delete()
            failed += 1
            logger.error("The reminder for account %s was not sent: %s", letter.person.pk, type(error).__name__)
        else:
            claim.sent_at = now
            claim.save(update_fields=["sent_at"])
            sent += 1
    return Sent(sent, failed)


def _claim(letter, today, now):
    """The row of this letter, if it is ours to send; None where another process is sending it."""
    defaults = {"duties_hash": letter.duties_hash, "claimed_at": now}
    row, created = ReminderSent.objects.get_or_create(person=letter.person, week=week_of(today), defaults=defaults)
    if created:
        return row
    stale = ReminderSent.objects.filter(pk=row.pk, sent_at=None, claimed_at__lte=now - CLAIM)
    return row if stale.update(**defaults) else None


def written(letter):
    """Subject and text of the letter, in the person's language."""
    with override(letter.language):
        shown = letter.duties[:LONGEST]
        lines = [line_of(duty, acts=duty.key in letter.own) for duty in shown]
        groups = groupby(lines, key=lambda line: line["council"])
        words = {
            "groups": [(council, list(group)) for council, group in groups],
            "site": settings.WAGTAILADMIN_BASE_URL,
            "more": len(letter.duties) - len(shown),
            "compliance": reverse("kenes_compliance"),
        }
        subject = _("What the public councils have to do: %(number)s") % {"number": len(letter.duties)}
        return subject, render_to_string("council_pages/mail/reminder.txt", words)
