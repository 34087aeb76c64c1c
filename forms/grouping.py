"""The verbs that group proposals to one question which say the same, and take them out again.

Grouping changes nothing of a proposal: it keeps its number, its text, its place in the list and its own answer, and it
can be taken out at any time. Each verb locks the question, checks the role, checks the rule, saves and logs, in one
transaction. `user=None` means the system itself.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import require_role
from council_pages.models import Consultation
from forms.models import GroupMember, Proposal, ProposalGroup

LEAST_MEMBERS = 2
TITLE_LIMIT = ProposalGroup._meta.get_field("title").max_length


@transaction.atomic
def group(consultation, keys, *, user, now, into=None, title=""):
    """Group the proposals with these keys, or add them `into` a group that is there. Returns the group.

    Idempotent for those that are in it already. Raises ValidationError, in words, for fewer than two proposals, for one
    of another question and for one that is in another group.
    """
    consultation = _lock(consultation, user)
    keys, title = set(keys), title.strip()
    if len(title) > TITLE_LIMIT:
        raise ValidationError({"title": _("Write at most %(limit)s characters.") % {"limit": TITLE_LIMIT}})
    if into is not None:
        into = ProposalGroup.objects.filter(consultation=consultation, pk=into.pk).first()
        if into is None:
            raise ValidationError(_("This group has been dissolved, or belongs to another question."))
    new = _not_yet_in(consultation, keys, into)
    if not new and into is not None:
        return into
    if into is None and len(new) < LEAST_MEMBERS:
        raise ValidationError(_("Choose at least two proposals to group."))
    into = into or _new_group(consultation, title, now)
    GroupMember.objects.bulk_create((GroupMember(group=into, proposal_id=key) for key in sorted(new)), batch_size=500)
    log(into, "kenes.proposals_grouped", user=user, data={"proposals": sorted(new)})
    return into


@transaction.atomic
def ungroup(row, keys=None, *, user):
    """Take the proposals with these keys, by default all, out of the group. True while the group still stands.

    A group of one is none: it goes with the last but one.
    """
    consultation = _lock(row.consultation, user)
    row = ProposalGroup.objects.filter(consultation=consultation, pk=row.pk).first()
    if row is None:
        return False
    members = set(row.members.values_list("proposal", flat=True))
    out = members if keys is None else members & set(keys)
    if len(members - out) < LEAST_MEMBERS:
        out = members
    if not out:
        return True
    log(row, "kenes.proposals_ungrouped", user=user, data={"proposals": sorted(out)})
    if out == members:
        row.delete()
        return False
    row.members.filter(proposal__in=out).delete()
    return True


def _lock(consultation, user):
    """The question, locked, so that two who group its proposals do so one after the other."""
    row = Consultation.objects.select_for_update(of=("self",)).select_related("council").get(pk=consultation.pk)
    if user is not None:
        require_role(user, row.council, HANDLES_PROPOSALS)
    return row


def _not_yet_in(consultation, keys, into):
    """Of the keys those that are not in the group yet; a refusal for what cannot be grouped here."""
    there = Proposal.objects.filter(consultation=consultation)
    groups = {key: held for key, held in there.values_list("pk", "group_member__group") if key in keys}
    if len(groups) < len(keys):
        raise ValidationError(_("Only proposals to one question are grouped."))
    own = into.pk if into else None
    if any(held not in (None, own) for held in groups.values()):
        raise ValidationError(_("One of these proposals is in another group. Take it out there first."))
    return {key for key, held in groups.items() if held is None}


def _new_group(consultation, title, now):
    last = consultation.proposal_groups.aggregate(last=Max("number"))["last"] or 0
    return ProposalGroup.objects.create(consultation=consultation, number=last + 1, title=title, made_at=now)
