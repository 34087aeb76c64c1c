"""The outbox: which letter about which proposal is to be sent, written together with what it tells."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.tenancy import CouncilOwnedQuerySet
from forms.models.proposals import Proposal


class LetterKind(models.TextChoices):
    """What an author is told, each event once."""

    REGISTERED = "registered", _("The proposal is registered")
    PUBLISHED = "published", _("The text is published on the site")
    ANSWERED = "answered", _("The council has answered")
    CORRECTED = "corrected", _("The council has corrected its answer")
    LISTED = "listed", _("The list of proposals is closed and published")
    OUTCOME = "outcome", _("The outcome of the consultation is published")


class Way(models.TextChoices):
    """How the author is reached: by a letter, or by the secretary's call (no SMS is promised).

    A plugin may bring another way to a telephone: "<its label>.<code of its channel>" (`forms.plugin_channels`).
    """

    EMAIL = "email", _("Letter by e-mail")
    CALL = "call", _("Telephone call")


class LetterQuerySet(CouncilOwnedQuerySet):
    """Letters as the secretary and the sender ask for them."""

    council_path = "proposal__consultation__council"

    def waiting(self):
        """Neither sent nor given up."""
        return self.filter(sent_at=None, failed_at=None)

    def due(self, now):
        """Letters whose turn has come."""
        return self.waiting().filter(way=Way.EMAIL, due_at__lte=now)

    def due_by_channel(self, now):
        """The same of those that a plugin's channel takes."""
        return self.waiting().exclude(way__in=Way.values).filter(due_at__lte=now)

    def calls(self):
        """Whom the secretary still has to call."""
        return self.waiting().filter(way=Way.CALL)


class Letter(models.Model):
    """One event that one author is to be told. It names neither person nor address, and quotes nothing.

    The address is read from `Contact` when the letter is sent, so that a correction or an erasure reaches it.
    `event` tells two events of a kind apart (two corrections). The rows go together with the contact.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=LetterKind)
    event = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("letter to an author")
        verbose_name_plural = _("letters to authors")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind", "event"], name="one_letter_for_an_event"),
        ]
        indexes = [
            models.Index(
                fields=["way", "due_at"], condition=models.Q(sent_at=None, failed_at=None), name="letters_waiting"
            )
        ]

    def __str__(self):
        return f"{self.proposal}: {self.kind}"

    @property
    def council(self):
        """The council of the proposal."""
        return self.proposal.council
