"""Proposals that say the same: grouped, never merged and never deleted; each keeps its number, author and answer."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.tenancy import CouncilOwnedQuerySet
from council_pages.models import Consultation
from forms.models.proposals import Original, Proposal


class ProposalGroupQuerySet(CouncilOwnedQuerySet):
    """Groups by the council of their question."""

    council_path = "consultation__council"


class ProposalGroup(models.Model):
    """Proposals to one question that say the same. `title` is the secretaries' own word for it, and not public."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="proposal_groups")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    objects = ProposalGroupQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "number"]
        verbose_name = gettext_lazy("group of proposals")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="one_group_of_a_number_in_a_question")
        ]

    def __str__(self):
        name = _("Group %(number)s") % {"number": self.number}
        return f"{name}: {self.title}" if self.title else name

    @property
    def council(self):
        """The council of its question."""
        return self.consultation.council


class GroupMember(models.Model):
    """A proposal in a group; in at most one."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="group_member")
    group = models.ForeignKey(ProposalGroup, models.CASCADE, related_name="members")

    class Meta:
        ordering = ["proposal"]
        verbose_name = gettext_lazy("proposal in a group")

    def __str__(self):
        return f"{self.group_id} ∋ {self.proposal_id}"


class Sketch(models.Model):
    """The sketch of a text (`forms.similarity`), made when it is first compared, deleted with the original."""

    original = models.OneToOneField(Original, models.CASCADE, related_name="sketch")
    signs = models.BinaryField()

    class Meta:
        verbose_name = gettext_lazy("sketch of a text")

    def __str__(self):
        return str(self.original_id)
