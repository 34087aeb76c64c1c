"""The verbs of tracing: a clause of a recommendation uses a proposal (recommendations of 2024, step 6; demand G4).

«Проект рекомендации … составляется с учетом предложений, поступивших со стороны граждан»: so a clause names the
proposals that it takes into account, while the recommendation is a draft. Each verb locks, checks the role, checks the
rule, saves and logs, in one transaction. `user=None` means the system itself.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from council_pages.models import Clause, Recommendation
from forms.answering import lock
from forms.models import ClauseProposal, PublishedProposal
from forms.states import TAKEN


@transaction.atomic
def link(clause, proposal, *, user):
    """The clause takes the proposal into account. Idempotent.

    Refused, in words: a clause of another council or question, one of a recommendation that has been sent, and a
    proposal that is not answered as taken into account, wholly or partly.
    """
    proposal = lock(proposal, user)
    clause = _open_clause(clause, proposal)
    if proposal.state not in TAKEN:
        raise ValidationError(
            {"clauses": _("Answer the proposal first: only what is taken into account, wholly or partly, is used.")}
        )
    use, created = ClauseProposal.objects.get_or_create(clause=clause, proposal=proposal)
    if created:
        for public in _copies(proposal):
            public.clauses.add(clause)
        log(proposal, "kenes.proposal_used", user=user, data={"clause": clause.pk})
    return use


@transaction.atomic
def unlink(clause, proposal, *, user):
    """Take the proposal out of the clause. True if it was there. Refused once the recommendation is sent."""
    proposal = lock(proposal, user)
    clause = _open_clause(clause, proposal)
    deleted, _rows = ClauseProposal.objects.filter(clause=clause, proposal=proposal).delete()
    if deleted:
        for public in _copies(proposal):
            public.clauses.remove(clause)
        log(proposal, "kenes.proposal_unused", user=user, data={"clause": clause.pk})
    return bool(deleted)


@transaction.atomic
def use_in(proposal, clauses, *, user):
    """Exactly these clauses of drafts use the proposal; those of recommendations that are sent stay as they are."""
    proposal = lock(proposal, user)
    chosen, used = set(clauses), set(open_clauses(proposal).filter(uses__proposal=proposal))
    for clause in used - chosen:
        unlink(clause, proposal, user=user)
    for clause in chosen - used:
        link(clause, proposal, user=user)


def open_clauses(proposal):
    """The clauses in which the proposal may be used: of its question's recommendations that are not sent yet."""
    return Clause.objects.filter(
        recommendation__consultation=proposal.consultation_id, recommendation__sent_on=None
    ).select_related("recommendation")


def _open_clause(clause, proposal):
    """The clause, its recommendation locked, so that it is not sent meanwhile; else a refusal in words."""
    row = Recommendation.objects.select_for_update().filter(clauses=clause.pk).first()
    if row is None:
        raise ValidationError({"clauses": _("This clause has been deleted.")})
    if row.council_id != proposal.council.pk:
        raise ValidationError({"clauses": _("Choose one of this council's own.")})
    if row.consultation_id != proposal.consultation_id:
        raise ValidationError({"clauses": _("This clause belongs to a recommendation on another question.")})
    if row.sent_on is not None:
        raise ValidationError({"clauses": _("This recommendation has been sent: its clauses stand as they are.")})
    return clause


def _copies(proposal):
    """The public copy, as long as a link leads to it."""
    return PublishedProposal.objects.filter(link__proposal=proposal)
