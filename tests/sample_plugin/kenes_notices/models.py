"""Notices, a page type, and what would be a gateway's."""

from django.db import models
from django.db.models import TextChoices
from wagtail.admin.panels import FieldPanel

from cms.models import Council
from cms.pages import found_by
from cms.plugin_pages import PluginPage
from cms.tenancy import CouncilOwnedQuerySet


class NoticeDuty(TextChoices):
    """What a council has to do."""

    MISSING = "notice_missing", "Write a notice"


class Notice(models.Model):
    """A notice of a council. Only `kenes_notices.posting` writes it."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="notices")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    posted_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = CouncilOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_on", "-pk"]

    def __str__(self):
        return self.title

    def url(self, language):
        """Its address for readers."""
        return f"/{language}/councils/{self.council.slug}/notices/{self.pk}/"


class ShortMessage(models.Model):
    """What a gateway would have sent: the ministry's."""

    is_national = True
    text = models.TextField()

    def __str__(self):
        return self.text


class NoticePage(PluginPage):
    """A notice that stays, as a page."""

    found_as = "notice"
    body = models.TextField(blank=True)
    content_panels = [FieldPanel("title"), FieldPanel("body")]
    search_fields = [*PluginPage.search_fields, *found_by("body")]
    template = "kenes_notices/notice_page.html"
