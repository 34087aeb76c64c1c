"""Which proposals a clause of a recommendation takes into account (recommendations of 2024, step 6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from council_pages.models import Clause
from forms.models.proposals import Proposal


class ClauseProposal(models.Model):
    """A proposal that a clause uses, written by `forms.tracing`. Readers see it as `PublishedProposal.clauses`."""

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="uses")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="uses")

    class Meta:
        ordering = ["clause", "proposal"]
        verbose_name = _("proposal used in a clause")
        constraints = [models.UniqueConstraint(fields=["clause", "proposal"], name="one_use_of_a_proposal_in_a_clause")]

    def __str__(self):
        return f"{self.clause_id} ← {self.proposal_id}"
