"""Messages of the ministry to the secretaries of councils, and who has read them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language
from cms.models import Council
from cms.tenancy import CouncilOwnedQuerySet


class MinistryMessage(models.Model):
    """A message in both languages. It is not changed once it is sent."""

    subject_kk = models.CharField(_("subject in Kazakh"), max_length=200)
    subject_ru = models.CharField(_("subject in Russian"), max_length=200)
    text_kk = models.TextField(_("text in Kazakh"), max_length=10_000)
    text_ru = models.TextField(_("text in Russian"), max_length=10_000)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("message to councils")
        verbose_name_plural = _("messages to councils")

    def __str__(self):
        return self.subject()

    def subject(self, language=None):
        """Its subject, in the language."""
        return in_language(self, "subject", language)

    def text(self, language=None):
        """Its text, in the language."""
        return in_language(self, "text", language)


class DeliveryQuerySet(CouncilOwnedQuerySet):
    """Deliveries as their readers and the outbox ask for them."""

    def to(self, user):
        """Those to this person, in the councils that the person serves today."""
        return self.for_user(user).filter(person=user)

    def unread(self):
        """Those that nobody has marked."""
        return self.filter(read_at=None)

    def due(self, now):
        """Letters that wait for their turn."""
        return self.filter(mailed_at=None, due_at__lte=now)


class MessageDelivery(models.Model):
    """The message to one person of one council: the letter that goes out, and the receipt that comes back."""

    message = models.ForeignKey(MinistryMessage, models.PROTECT, related_name="deliveries")
    council = models.ForeignKey(Council, models.PROTECT, related_name="message_deliveries")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="message_deliveries")
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    # When the letter is tried next; empty where there is no letter to send, or none will be tried any more.
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("delivery of a message")
        verbose_name_plural = _("deliveries of messages")
        constraints = [
            models.UniqueConstraint(fields=["message", "council", "person"], name="one_delivery_to_person_of_council")
        ]
        indexes = [models.Index(fields=["due_at"], name="deliveries_due", condition=models.Q(mailed_at=None))]

    def __str__(self):
        return f"{self.message_id}: {self.person} ({self.council.slug})"
