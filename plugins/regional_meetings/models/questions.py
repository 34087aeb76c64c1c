"""Voiced questions (көтерілген сұрақ / озвученный вопрос) and the groups in which they are ranked.

No question is ever deleted: as many come out as came in (004-18). What a citizen sent through the form stays where it
is; here stands only that it was taken over.
"""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language
from forms.models import Proposal
from plugins.regional_meetings.models.belongings import OfMeeting, OfMeetingQuerySet
from plugins.regional_meetings.models.meetings import Meeting


class Priority(models.TextChoices):
    """How pressing a group is."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Group(OfMeeting):
    """Questions of one meeting that ask the same, in words that the body answers for; one place in the ranked list."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="groups")
    # Empty until the list is ranked; the database keeps ranks apart whatever path writes them.
    rank = models.PositiveSmallIntegerField(null=True, editable=False)
    text_kk = models.TextField(_("question, in Kazakh"))
    text_ru = models.TextField(_("question, in Russian"))
    theme_kk = models.CharField(_("theme, in Kazakh"), max_length=200)
    theme_ru = models.CharField(_("theme, in Russian"), max_length=200)
    priority = models.CharField(_("priority"), max_length=10, choices=Priority, default=Priority.MEDIUM)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = [models.F("rank").asc(nulls_last=True), "pk"]
        verbose_name = _("group of questions")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "rank"],
                name="ranks_of_a_meeting_are_unique",
                violation_error_message=_("Two groups cannot have the same rank."),
            )
        ]

    def __str__(self):
        return self.text()

    def text(self, language=None):
        """The question in the language."""
        return in_language(self, "text", language)

    def theme(self, language=None):
        """The theme in the language."""
        return in_language(self, "theme", language)


class Source(models.TextChoices):
    """How a question was voiced."""

    HALL = "hall", _("In the hall")
    STREAM = "stream", _("In the comments of the broadcast")
    VIDEO = "video", _("From a place linked by video")
    PAPER = "paper", _("On paper, in the hall")
    FORM = "form", _("Through the form, before or during the meeting")


class Voiced(OfMeeting):
    """One question as it was voiced. With a proposal its words stay in the proposal, and nothing is copied."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="voiced")
    number = models.PositiveIntegerField(editable=False)
    source = models.CharField(_("how it was voiced"), max_length=10, choices=Source, default=Source.HALL)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(
        _("question"), blank=True, help_text=_("As it was asked, without names, addresses and telephone numbers.")
    )
    askers = models.PositiveSmallIntegerField(
        _("how many asked it together"), default=1, validators=[MinValueValidator(1)]
    )
    place = models.CharField(_("town or district"), max_length=200, blank=True)
    proposal = models.OneToOneField(
        Proposal, models.PROTECT, null=True, blank=True, editable=False, related_name="regional_question"
    )
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, editable=False, related_name="questions")
    recorded_at = models.DateTimeField(editable=False)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("voiced question")
        verbose_name_plural = _("voiced questions")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_question_of_a_number"),
            models.CheckConstraint(
                name="question_has_words_or_a_proposal",
                condition=models.Q(source=Source.FORM, proposal__isnull=False, text="")
                | (~models.Q(source=Source.FORM) & models.Q(proposal__isnull=True) & ~models.Q(text="")),
            ),
            models.CheckConstraint(name="somebody_asked_it", condition=models.Q(askers__gte=1)),
        ]

    def __str__(self):
        return f"{self.number}. {self.text[:60]}"
