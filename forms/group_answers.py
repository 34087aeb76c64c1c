"""The verb that answers a whole group: one decision, and the reason in the language of each author.

Every member without an answer is answered by itself, through `forms.answering.answer`: own row, own entry in the log,
own public copy. What has been answered before stays as it is. A large group is answered by the worker, a hundred at a
time, so that no citizen's proposal waits for a lock meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.log_actions import log

from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import require_role
from forms import answering
from forms.models import Proposal, ProposalGroup
from forms.states import FINAL, OPEN

AT_ONCE = 100


@dataclass(frozen=True)
class GroupAnswer:
    """How many members are being answered; `is_queued`: by the worker, which is at it."""

    number: int
    is_queued: bool


def unanswered_in(group):
    """The members of the group that wait for an answer, the oldest first."""
    return Proposal.objects.filter(group_member__group=group, state__in=OPEN).order_by("received_at", "pk")


def languages_of(group):
    """The languages of the members that wait for an answer, in the order of the site's languages."""
    waiting = set(unanswered_in(group).order_by().values_list("language", flat=True).distinct())
    return [code for code, _name in settings.LANGUAGES if code in waiting]


@transaction.atomic
def answer_group(group, state, reasons, *, user, now):
    """Answer every member that waits for an answer; `reasons` are {language: words}. Returns a `GroupAnswer`.

    Raises ValidationError, in words: where nobody waits, for a state that is not final, and beside `reason_<language>`
    where the reason is missing in the language of a member.
    """
    group = ProposalGroup.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=group.pk)
    if user is not None:
        require_role(user, group.council, HANDLES_PROPOSALS)
    if state not in FINAL:
        raise ValidationError({"state": _("Choose what the council decided.")})
    languages = languages_of(group)
    if not languages:
        raise ValidationError(_("Every proposal of this group has an answer already."))
    if missing := [language for language in languages if not reasons.get(language, "").strip()]:
        words = _("Write the reason: the citizen and other readers will see it.")
        raise ValidationError({f"reason_{language}": words for language in missing})
    reasons = {language: reasons[language] for language in languages}
    keys = list(unanswered_in(group).values_list("pk", flat=True))
    log(group, "kenes.group_answered", user=user, data={"state": str(state), "proposals": len(keys)})
    if len(keys) <= AT_ONCE:
        _answer(keys, state, reasons, user, now)
        return GroupAnswer(len(keys), is_queued=False)
    order = (group.pk, str(state), reasons, user.pk if user else None, now.isoformat())
    transaction.on_commit(partial(answer_members.enqueue, *order))
    return GroupAnswer(len(keys), is_queued=True)


@task()
def answer_members(group_pk, state, reasons, user_pk, now):
    """Answer the members that wait; called again after a stop, it goes on where it stopped."""
    user = get_user_model().objects.get(pk=user_pk) if user_pk else None
    keys = list(unanswered_in(group_pk).filter(language__in=reasons).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        _answer(keys[start : start + AT_ONCE], state, reasons, user, datetime.fromisoformat(now))


@transaction.atomic
def _answer(keys, state, reasons, user, now):
    for proposal in Proposal.objects.filter(pk__in=keys).order_by("received_at", "pk"):
        # A colleague may have answered it meanwhile.
        if answering.lock(proposal, user).state in OPEN:
            answering.answer(proposal, state, reasons[proposal.language], user=user, now=now)
