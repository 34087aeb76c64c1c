"""The listings under a council's home page."""

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.descriptions import listed
from cms.languages import active_language, other_language
from cms.pages import KenesPage
from council_pages import listings
from council_pages.models.section_texts import NewsPage
from council_pages.text_panels import TextPanel

PAGE_SIZE = 20
# Wagtail gives every concrete class a template of its own, so each listing names the common one.
LISTING = "council_pages/section_index_page.html"


class SectionIndexPage(KenesPage):
    """A listing inside a section. Each concrete class says in `items(now)` what it lists; the frame is one for all."""

    parent_page_types = ["council_pages.CouncilPage"]
    # What the page says while it lists nothing.
    nothing_yet = _("Nothing has been published here yet.")
    introduction = models.TextField(_("introduction"), blank=True)
    content_panels = [TextPanel("blocks"), FieldPanel("title"), FieldPanel("introduction")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent):
        """Never by hand: provisioning makes the standard pages once."""
        return False

    def as_items(self, rows, now):
        """Those rows as items of the template."""
        return listings.row_items(rows, self.language)

    def get_context(self, request, *args, **kwargs):
        """One page of the listing; a page number beyond the last shows the last."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        paginator = Paginator(self.items(now), PAGE_SIZE)
        page = paginator.get_page(request.GET.get("page"))
        context |= {
            "now": now,
            "page_obj": page,
            "items": self.as_items(page.object_list, now),
            "nothing_yet": self.nothing_yet,
        }
        titles = [item["title"] for item in context["items"]]
        words = [listed(self.title, titles or [self.nothing_yet]), self.council.name(active_language())]
        context["portrait"] = self.portrait(self.introduction, *words)
        return context

    @property
    def shown_languages(self):
        """The languages whose live texts are listed: this page's and the other."""
        return (self.language, other_language(self.language))


class ScheduleIndexPage(SectionIndexPage):
    """All schedules of the council."""

    subpage_types = ["council_pages.SchedulePage"]
    template = LISTING
    nothing_yet = _("The council has not published a schedule of consultations yet.")

    class Meta:
        verbose_name = _("list of schedules")

    def items(self, now):
        """Schedules with a live text, the latest quarter first."""
        return self.council.schedules.public_in(*self.shown_languages)


class QuestionIndexPage(SectionIndexPage):
    """All questions of the council."""

    subpage_types = ["council_pages.QuestionPage"]
    template = "council_pages/question_index_page.html"
    nothing_yet = _("The council has not put any question up for discussion yet.")

    class Meta:
        verbose_name = _("list of questions")

    def items(self, now):
        """Questions with a live text: open ones first, those that close soonest at the top, then the latest."""
        is_open = models.Q(halted="", outcome__published_at=None, opens_at__lte=now, closes_at__gt=now)
        return (
            self.council.consultations.public_in(*self.shown_languages)
            .annotate(
                rank=models.Case(models.When(is_open, then=0), default=1),
                soonest=models.Case(models.When(is_open, then="closes_at")),
            )
            .order_by("rank", "soonest", "-closes_at", "pk")
        )

    def as_items(self, rows, now):
        """Questions with their state and window."""
        return listings.consultation_items(rows, self.language, now)


class OutcomeIndexPage(SectionIndexPage):
    """All outcome reports of the council."""

    subpage_types = ["council_pages.OutcomePage"]
    template = LISTING
    nothing_yet = _("The council has not published the outcome of a consultation yet.")

    class Meta:
        verbose_name = _("list of outcome reports")

    def items(self, now):
        """Consultations with a published outcome, the latest first."""
        return self.council.consultations.filter(outcome__published_at__lte=now).order_by("-outcome__published_at")

    def as_items(self, rows, now):
        """Outcome reports with the day of publication."""
        return listings.outcome_items(rows, self.language)


class SittingIndexPage(SectionIndexPage):
    """All sittings of the council."""

    subpage_types = ["council_pages.SittingPage"]
    template = LISTING
    nothing_yet = _("The council has not published a sitting yet.")

    class Meta:
        verbose_name = _("list of sittings")

    def items(self, now):
        """Sittings with a live text, the latest first."""
        return self.council.sittings.public_in(*self.shown_languages)

    def as_items(self, rows, now):
        """Sittings with their day."""
        return listings.row_items(rows, self.language, day=lambda sitting: sitting.held_on)


class NewsIndexPage(SectionIndexPage):
    """All news of the council."""

    subpage_types = ["council_pages.NewsPage"]
    template = LISTING
    nothing_yet = _("The council has no news yet.")

    class Meta:
        verbose_name = _("list of news")

    def items(self, now):
        """Live news under this page, the latest first."""
        return NewsPage.objects.live().child_of(self).order_by("-date", "-pk")

    def as_items(self, rows, now):
        """News with their day and lead."""
        return [listings.news_item(page) for page in rows]
