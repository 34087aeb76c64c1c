"""What happens while a consultation runs: its events (іс-шара / мероприятие) and dated news of it.

Events are the evidence of step 4 of the cycle, news is "timely information on the measures taken" (recommendations of
2024). Both change through the verbs of `council_pages.holding` only.
"""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language, other_language
from cms.tenancy import CouncilOwnedQuerySet
from council_pages.models.consultations import Consultation

WEB = [URLValidator(schemes=["http", "https"])]


class EventKind(models.TextChoices):
    """In what way a council meets citizens (resolution of the III Mazhilis, recommendations of 2024)."""

    ROUND_TABLE = "round_table", _("Round table")
    RECEPTION = "reception", _("Reception of citizens")
    FIELD_RECEPTION = "field_reception", _("Field reception")
    HEARING = "hearing", _("Public hearing")
    SURVEY = "survey", _("Public survey")
    ONLINE_MEETING = "online_meeting", _("Online meeting")


class EventQuerySet(CouncilOwnedQuerySet):
    """Events as a council or a reader asks for them."""

    council_path = "consultation__council"

    def expected(self):
        """Those that stand: not cancelled, of a consultation that is not halted."""
        return self.filter(cancel_reason_kk="", consultation__halted="")


class Event(models.Model):
    """One meeting with citizens within a consultation: planned, then held or cancelled."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="events")
    kind = models.CharField(_("kind of event"), max_length=20, choices=EventKind, default=EventKind.ROUND_TABLE)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place_kk = models.CharField(_("place, in Kazakh"), max_length=300, blank=True)
    place_ru = models.CharField(_("place, in Russian"), max_length=300, blank=True)
    stream_url = models.URLField(_("address of the broadcast"), max_length=500, blank=True, validators=WEB)
    comments_url = models.URLField(_("address for comments"), max_length=500, blank=True, validators=WEB)
    participants = models.PositiveIntegerField(_("how many took part"), null=True, editable=False)
    notes_kk = models.TextField(_("what was said, in Kazakh"), blank=True, editable=False)
    notes_ru = models.TextField(_("what was said, in Russian"), blank=True, editable=False)
    cancel_reason_kk = models.TextField(blank=True, editable=False)
    cancel_reason_ru = models.TextField(blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                name="event_is_cancelled_in_both_languages",
                condition=models.Q(cancel_reason_kk="", cancel_reason_ru="")
                | (~models.Q(cancel_reason_kk="") & ~models.Q(cancel_reason_ru="")),
            ),
            models.CheckConstraint(
                name="cancelled_event_was_not_held",
                condition=models.Q(cancel_reason_kk="") | models.Q(participants=None),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def council(self):
        """The consultation's council."""
        return self.consultation.council

    @property
    def is_held(self):
        """True once somebody has recorded how many took part."""
        return self.participants is not None

    @property
    def is_cancelled(self):
        """True with a reason that readers see."""
        return bool(self.cancel_reason_kk)

    def place(self, language=None):
        """Where it is held, in the language."""
        return in_language(self, "place", language)

    def notes(self, language=None):
        """What was said, in the language."""
        return in_language(self, "notes", language)

    def cancel_reason(self, language=None):
        """Why it is cancelled, in the language."""
        return in_language(self, "cancel_reason", language)


class UpdateQuerySet(CouncilOwnedQuerySet):
    """News of consultations as a council or a reader asks for it."""

    council_path = "consultation__council"

    def public(self):
        """What has not been withdrawn."""
        return self.filter(withdrawn_at=None)


class Update(models.Model):
    """Dated news during a consultation, in one language or both. What is withdrawn stays in the table, unseen."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="updates")
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)
    published_at = models.DateTimeField(editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("news of a consultation")
        verbose_name_plural = _("news of consultations")
        constraints = [
            models.CheckConstraint(name="update_has_a_text", condition=~models.Q(text_kk="") | ~models.Q(text_ru=""))
        ]

    def __str__(self):
        return self.text()

    @property
    def council(self):
        """The consultation's council."""
        return self.consultation.council

    def text(self, language=None):
        """The words, in the language."""
        return in_language(self, "text", language)

    def foreign_language(self, language):
        """The language of the words where they do not stand in this one; else empty."""
        return "" if getattr(self, f"text_{language}") else other_language(language)
