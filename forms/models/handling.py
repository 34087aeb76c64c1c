"""How the secretaries of a council share the work on proposals: assignees, private notes, who looks, saved filters.

Nothing here is public, and nothing here says anything about a proposal that its own row does not outlive.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.tenancy import CouncilOwnedQuerySet
from forms.models.proposals import Original, Proposal


class Assignment(models.Model):
    """Who answers for a proposal. Written by `forms.assigning`; goes with the person's role."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="assignment")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assigned_proposals")
    assigned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("assignee of a proposal")

    def __str__(self):
        return f"{self.proposal_id}: {self.person}"


class NoteQuerySet(CouncilOwnedQuerySet):
    """Notes by the council of their proposal."""

    council_path = "original__proposal__consultation__council"


class Note(models.Model):
    """A private note to a proposal, for those who handle it. Written once by `forms.notes`, never changed.

    It hangs on the original and is deleted with it: whoever erases what a citizen sent erases what was noted about it,
    and the foreign key refuses an erasure that forgets the notes.
    """

    original = models.ForeignKey(Original, models.CASCADE, related_name="notes")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("private note")

    def __str__(self):
        return f"{self.original_id}, {self.written_at:%Y-%m-%d}"


class Presence(models.Model):
    """Somebody has a proposal open. Refreshed by the page, forgotten after two minutes (`forms.presence`)."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("open proposal")
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="one_presence_at_a_proposal")]

    def __str__(self):
        return f"{self.user} @ {self.proposal_id}"


class SavedFilterQuerySet(models.QuerySet):
    """Saved filters as their owners ask for them."""

    def for_user(self, user):
        """The user's own, and nobody else's."""
        return self.filter(user=user)


class SavedFilter(models.Model):
    """A question to the list of proposals that somebody asks again. Written by `forms.saved_filters`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved filter")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_saved_filter_of_a_name")]

    def __str__(self):
        return self.name
