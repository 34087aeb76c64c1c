"""What belongs to a meeting: its three parts, officials who take part, where it is told of, messages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language
from cms.tenancy import CouncilOwnedQuerySet
from plugins.regional_meetings.models.meetings import Meeting
from plugins.regional_meetings.models.national import WEB


class OfMeetingQuerySet(CouncilOwnedQuerySet):
    """What belongs to a meeting, by its council."""

    council_path = "meeting__council"


class Part(models.TextChoices):
    """What belongs to each meeting (004-15, 004-16, 004-17)."""

    RECEPTION = "reception", _("Personal reception of citizens")
    NPO_MEETING = "npo_meeting", _("Sector meeting with non-profit organisations")
    BRIEFING = "briefing", _("Briefing for mass media")


class OfMeeting(models.Model):
    """A row that belongs to a meeting."""

    class Meta:
        abstract = True

    @property
    def council(self):
        """The meeting's council."""
        return self.meeting.council


class PackagePart(OfMeeting):
    """The record of one of the three parts of a meeting: that it took place, where and with how many."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="parts")
    part = models.CharField(_("part of the meeting"), max_length=20, choices=Part)
    held_on = models.DateField(_("held on"))
    people = models.PositiveIntegerField(_("how many came"))
    place_kk = models.CharField(_("place, in Kazakh"), max_length=300)
    place_ru = models.CharField(_("place, in Russian"), max_length=300)
    result_kk = models.TextField(_("what came of it, in Kazakh"), blank=True)
    result_ru = models.TextField(_("what came of it, in Russian"), blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "pk"]
        verbose_name = _("part of a meeting")
        constraints = [models.UniqueConstraint(fields=["meeting", "part"], name="one_record_of_a_part")]

    def __str__(self):
        return self.get_part_display()

    def place(self, language=None):
        """Where it took place."""
        return in_language(self, "place", language)

    def result(self, language=None):
        """What came of it."""
        return in_language(self, "result", language)


class ParticipantLevel(models.TextChoices):
    """Who takes part beside the head (004-22, 004-27)."""

    DEPUTY_PM = "deputy_pm", _("Deputy of the Prime Minister")
    ADMINISTRATION = "administration", _("Presidential Administration")
    AKIM_REGION = "akim_region", _("Akim of the region")
    AKIM_DISTRICT = "akim_district", _("Akim of a district or town")
    OTHER = "other", _("Other")


class Participant(OfMeeting):
    """An official who takes part, by post; no citizen."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    level = models.CharField(_("level"), max_length=20, choices=ParticipantLevel)
    post_kk = models.CharField(_("name and post, in Kazakh"), max_length=300)
    post_ru = models.CharField(_("name and post, in Russian"), max_length=300)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("participant")

    def __str__(self):
        return self.post()

    def post(self, language=None):
        """Name and post."""
        return in_language(self, "post", language)


class CoverageKind(models.TextChoices):
    """Where a meeting is announced and told of (004-12, 004-31)."""

    OFFICIAL_SITE = "official_site", _("Official site of the body")
    OFFICIAL_ACCOUNT = "official_account", _("Official account")
    PERSONAL_ACCOUNT = "personal_account", _("Personal account of the head")
    PUBLIC_PLACE = "public_place", _("Public place")
    ANNOUNCEMENT = "announcement", _("Announcement in national media")
    NATIONAL_MEDIA = "national_media", _("Report in national media")


class Coverage(OfMeeting):
    """One line of the publication checklist and of the media log: where, when, with the link or the place."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="coverage")
    kind = models.CharField(_("where"), max_length=20, choices=CoverageKind)
    told_on = models.DateField(_("date"))
    url = models.URLField(_("link"), max_length=500, blank=True, validators=WEB)
    place_kk = models.CharField(_("name or place, in Kazakh"), max_length=300, blank=True)
    place_ru = models.CharField(_("name or place, in Russian"), max_length=300, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["told_on", "pk"]
        verbose_name = _("publication about a meeting")
        constraints = [
            models.CheckConstraint(
                name="coverage_has_a_link_or_a_place",
                condition=~models.Q(url="") | (~models.Q(place_kk="") & ~models.Q(place_ru="")),
                violation_error_message=_("Give the link, or the place in both languages."),
            )
        ]

    def __str__(self):
        return self.get_kind_display()

    def place(self, language=None):
        """The name of the page or the place."""
        return in_language(self, "place", language)


class Note(OfMeeting):
    """A line of the exchange with the authority for mass media (004-14): for the staff, never public."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notes")
    text = models.TextField(_("message"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("message about a meeting")

    def __str__(self):
        return self.text[:60]
