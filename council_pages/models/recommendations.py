"""Recommendations of a council to a state body (ұсыным / рекомендация), their clauses, and the body's reply.

Rows without a page: both languages stand in the row, and nothing of it is public before it is sent.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from cms.languages import in_language
from cms.models import Council
from cms.pages import council_url
from cms.tenancy import CouncilOwnedQuerySet
from council_pages import recommendations
from council_pages.models.consultations import Consultation
from council_pages.models.sittings import Decision
from council_pages.recommendations import Status


class RecommendationQuerySet(CouncilOwnedQuerySet):
    """Recommendations as a council or a reader asks for them."""

    def sent(self):
        """Those that have left the council: all that readers see."""
        return self.exclude(sent_on=None)

    def in_status(self, status, day):
        """Those with this status on the day; the same as `recommendations.status_on` says of each."""
        return self.filter(_condition(status, day))

    def counted(self, day):
        """How many there are in each public status on the day: {Status: number}. One query."""
        counts = {status.value: models.Count("pk", filter=_condition(status, day)) for status in recommendations.PUBLIC}
        return {Status(name): number for name, number in self.aggregate(**counts).items()}


def _condition(status, day):
    replied, withdrawn = models.Q(reply__received_on__lte=day), models.Q(withdrawn_on__lte=day)
    sent = models.Q(sent_on__lte=day) & ~withdrawn
    unanswered = sent & (models.Q(reply=None) | models.Q(reply__received_on__gt=day))
    return {
        Status.DRAFT: ~withdrawn & (models.Q(sent_on=None) | models.Q(sent_on__gt=day)),
        Status.SENT: unanswered & (models.Q(due_on=None) | models.Q(due_on__gte=day)),
        Status.OVERDUE: unanswered & models.Q(due_on__lt=day),
        Status.ANSWERED: sent & replied,
        Status.WITHDRAWN: withdrawn,
    }[status]


class Recommendation(models.Model):
    """What the council recommends to a state body. Its words change while it is a draft, and never again."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="recommendations", verbose_name=_("council"))
    consultation = models.ForeignKey(
        Consultation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("question"),
        help_text=_("The question whose proposals it takes into account. It is not changed later."),
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("decision of the sitting"),
    )
    number = models.CharField(_("number"), max_length=40, blank=True)
    # The address, made of the number when it is sent.
    slug = models.SlugField(max_length=60, blank=True, editable=False)
    title_kk = models.CharField(_("title in Kazakh"), max_length=300, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=300, blank=True)
    addressee_kk = models.CharField(_("state body, in Kazakh"), max_length=300, blank=True)
    addressee_ru = models.CharField(_("state body, in Russian"), max_length=300, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, editable=False)
    due_on = models.DateField(_("reply due by"), null=True, editable=False)
    withdrawn_on = models.DateField(null=True, editable=False)
    withdrawn_reason_kk = models.TextField(blank=True, editable=False)
    withdrawn_reason_ru = models.TextField(blank=True, editable=False)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = [models.F("sent_on").desc(nulls_first=True), "-pk"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "number"],
                name="one_recommendation_for_number",
                condition=~models.Q(number=""),
                violation_error_message=_("Another recommendation of this council has this number already."),
            ),
            models.UniqueConstraint(
                fields=["council", "slug"], name="one_recommendation_for_address", condition=~models.Q(slug="")
            ),
            models.CheckConstraint(
                name="sent_recommendation_has_number_and_term",
                condition=models.Q(sent_on=None, due_on=None, slug="")
                | (models.Q(sent_on__isnull=False, due_on__isnull=False) & ~models.Q(number="") & ~models.Q(slug="")),
            ),
            models.CheckConstraint(
                name="reply_is_due_after_sending",
                condition=models.Q(sent_on=None) | models.Q(due_on__gte=models.F("sent_on")),
            ),
            models.CheckConstraint(
                name="withdrawn_recommendation_was_sent",
                condition=models.Q(withdrawn_on=None)
                | models.Q(sent_on__isnull=False, withdrawn_on__gte=models.F("sent_on")),
            ),
        ]

    def __str__(self):
        return f"№ {self.number}. {self.title()}" if self.number else self.title()

    def title(self, language=None):
        """Its title, in the language."""
        return in_language(self, "title", language)

    def addressee(self, language=None):
        """The state body to which it goes, in the language. Names of bodies change with decrees, so it is content."""
        return in_language(self, "addressee", language)

    def withdrawn_reason(self, language=None):
        """Why it was withdrawn, in the language."""
        return in_language(self, "withdrawn_reason", language)

    def status_on(self, day):
        """Its status on the day: derived, the same in both languages."""
        reply = getattr(self, "reply", None)
        return recommendations.status_on(
            day,
            sent_on=self.sent_on,
            due_on=self.due_on,
            replied_on=reply and reply.received_on,
            withdrawn_on=self.withdrawn_on,
        )

    def days_without_reply(self, day):
        """How many days it has waited for a reply on that day; None where no reply is awaited."""
        return recommendations.days_without_reply(day, sent_on=self.sent_on, status=self.status_on(day))

    def url(self, language):
        """Its public address; empty before it is sent."""
        return council_url(self.council, language, "recommendations", self.slug) if self.slug else ""


class ClauseQuerySet(CouncilOwnedQuerySet):
    """Clauses as their council asks for them."""

    council_path = "recommendation__council"


class Clause(models.Model):
    """One clause of a recommendation, by its number. Proposals are traced to clauses (`forms.tracing`)."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="clauses")
    number = models.PositiveSmallIntegerField(_("number"))
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "number"]
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="one_clause_for_number"),
            models.CheckConstraint(name="clauses_are_numbered_from_1", condition=models.Q(number__gte=1)),
        ]

    def __str__(self):
        return f"{self.number}. {self.text()}"

    def text(self, language=None):
        """The clause's words, in the language."""
        return in_language(self, "text", language)


class Reply(models.Model):
    """The state body's reply, with the concrete actions it has taken (seed 000, state bodies 3 and 8)."""

    recommendation = models.OneToOneField(Recommendation, models.PROTECT, related_name="reply")
    received_on = models.DateField(_("date of the reply"))
    document_number = models.CharField(_("number of the reply"), max_length=60, blank=True)
    text_kk = models.TextField(_("reply in Kazakh"), blank=True)
    text_ru = models.TextField(_("reply in Russian"), blank=True)
    actions_kk = models.TextField(_("concrete actions, in Kazakh"), blank=True)
    actions_ru = models.TextField(_("concrete actions, in Russian"), blank=True)
    file = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("file of the reply"),
    )
    corrected_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("reply of the state body")
        verbose_name_plural = _("replies of the state bodies")

    def __str__(self):
        return str(self.recommendation)

    def text(self, language=None):
        """The reply's words, in the language."""
        return in_language(self, "text", language)

    def actions(self, language=None):
        """What the state body has done or decided, in the language."""
        return in_language(self, "actions", language)
