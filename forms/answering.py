"""The verbs of the secretary: a proposal is taken up, and answered with a state and a reason.

Each verb locks, checks the role, checks the move, saves and logs, in one transaction. `user=None` means the system
itself (commands, the demonstration loader). Answers are final once the outcome is published (decisions.md, "What a
citizen sends" 7).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import require_role
from council_pages.models import Outcome
from forms import letters
from forms.models import Answer, EarlierAnswer, Proposal, PublishedProposal
from forms.states import FINAL, TAKEN, ProposalState, may_move

# In the log: that a proposal was reviewed before it was answered is written nowhere else.
TAKEN_UP = "kenes.proposal_taken_up"


@transaction.atomic
def take_up(proposal, *, user, now):
    """The council reviews the proposal from now on. One that is under review already stays as it is."""
    proposal = lock(proposal, user)
    if proposal.state == ProposalState.UNDER_REVIEW:
        return proposal
    _move(proposal, ProposalState.UNDER_REVIEW, now)
    log(proposal, TAKEN_UP, user=user)
    return proposal


@transaction.atomic
def answer(proposal, state, reason, *, user, now):
    """Answer the proposal, or correct its answer: a final state with a reason in words, in the proposal's language.

    Raises ValidationError, in words, for a state that is not final, for an empty reason, and for an answer that the
    published outcome has made final. An answer that is still missing then may be given at any time. A proposal that a
    clause of a recommendation uses stays taken into account, wholly or partly. The same answer given again changes
    nothing; a corrected one leaves the earlier one to be read (`EarlierAnswer`).
    """
    proposal = lock(proposal, user)
    earlier = Answer.objects.filter(proposal=proposal).first()
    if earlier and (proposal.state, earlier.reason) == (state, reason.strip()):
        return proposal
    if proposal.state in FINAL:
        _refuse_late(proposal)
    if state not in FINAL:
        raise ValidationError({"state": _("Choose what the council decided.")})
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("Write the reason: the citizen and other readers will see it.")})
    if state not in TAKEN:
        _refuse_contradiction(proposal)
    if earlier:
        _keep(earlier, proposal)
    if state != proposal.state:
        _move(proposal, ProposalState(state), now)
    given = {"reason": reason, "answered_at": now, "answered_by": user}
    Answer.objects.update_or_create(proposal=proposal, defaults=given)
    _project(proposal, answer=reason, answered_on=timezone.localdate(now))
    letters.tell_answer(proposal, now, is_correction=earlier is not None)
    log(proposal, "kenes.proposal_answered", user=user, data={"state": str(proposal.state)})
    return proposal


def lock(proposal, user):
    """The proposal, read again and locked, for a user who handles the proposals of its council."""
    locked = Proposal.objects.select_for_update(of=("self",)).select_related("consultation__council")
    proposal = locked.get(pk=proposal.pk)
    if user is not None:
        require_role(user, proposal.consultation.council, HANDLES_PROPOSALS)
    return proposal


def _refuse_late(proposal):
    """Refuse once the outcome has been published; its row is locked, so that none is published meanwhile."""
    Outcome.objects.select_for_update().filter(consultation=proposal.consultation_id).first()
    if proposal.consultation.is_final:
        raise ValidationError(_("The outcome is published: its answers are final."))


def _refuse_contradiction(proposal):
    if proposal.uses.exclude(clause__recommendation__sent_on=None).exists():
        raise ValidationError(
            {"state": _("A recommendation that has been sent takes this proposal into account: so does its answer.")}
        )
    if proposal.uses.exists():
        raise ValidationError(
            {"state": _("A clause of a recommendation uses this proposal. Take it out of the clause first.")}
        )


def _move(proposal, state, now):
    if not may_move(proposal.state, state):
        raise ValidationError(_("An answered proposal does not become unanswered. Correct its answer instead."))
    proposal.state, proposal.state_changed_at = state, now
    proposal.save(update_fields=["state", "state_changed_at"])
    _project(proposal, state=state)


def _keep(answer, proposal):
    """Keep the answer, which is about to be corrected, for its author and beside the public copy."""
    words = {"state": proposal.state, "reason": answer.reason}
    by_whom = {"answered_at": answer.answered_at, "answered_by": answer.answered_by}
    EarlierAnswer.objects.create(proposal=proposal, **words, **by_whom)
    for public in PublishedProposal.objects.filter(link__proposal=proposal):
        public.earlier_answers.create(answered_on=timezone.localdate(answer.answered_at), **words)


def _project(proposal, **changes):
    """Bring the public copy up to date, where there is one and a link still leads to it."""
    PublishedProposal.objects.filter(link__proposal=proposal).update(**changes)
