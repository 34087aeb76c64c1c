"""What surrounds the answers: earlier ones, templates of reasons, sheets of answers, refusals to publish."""

from django.conf import settings
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language
from cms.models import Council
from cms.tenancy import CouncilOwnedQuerySet
from council_pages.models import Consultation
from forms.models.proposals import Proposal, PublishedProposal
from forms.refusal_reasons import CHOSEN
from forms.states import FINAL, ProposalState

LABEL_LENGTH = 100


class EarlierAnswer(models.Model):
    """An answer as it stood before it was corrected. Written by `forms.answering.answer`; stays as the answer does."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="earlier_answers")
    state = models.CharField(max_length=20, choices=ProposalState)
    reason = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-answered_at", "-pk"]
        verbose_name = _("earlier answer")

    def __str__(self):
        return f"{self.proposal_id}, {self.answered_at:%Y-%m-%d}"


class PublishedEarlierAnswer(models.Model):
    """The same beside a public copy: with days instead of moments, and without a way to the proposal."""

    published = models.ForeignKey(PublishedProposal, models.CASCADE, related_name="earlier_answers")
    state = models.CharField(max_length=20, choices=ProposalState)
    reason = models.TextField()
    answered_on = models.DateField()

    class Meta:
        ordering = ["-answered_on", "-pk"]
        verbose_name = _("earlier answer beside a published proposal")

    def __str__(self):
        return f"{self.published_id}, {self.answered_on:%Y-%m-%d}"


class ReasonTemplateQuerySet(CouncilOwnedQuerySet):
    """Templates of a council; those without a council are the ministry's, for every council."""

    def usable_in(self, council):
        """The council's own and the ministry's."""
        return self.filter(models.Q(council=council) | models.Q(council=None))


class ReasonTemplate(models.Model):
    """Words for the reason of an answer. Written by `forms.reason_templates`; copied into answers, never linked."""

    council = models.ForeignKey(Council, models.CASCADE, null=True, related_name="reason_templates")
    state = models.CharField(
        max_length=20, choices=[(state.value, state.label) for state in ProposalState if state in FINAL]
    )
    text_kk = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)

    objects = ReasonTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["state", "pk"]
        verbose_name = _("template of a reason")

    def __str__(self):
        return Truncator(in_language(self, "text")).chars(LABEL_LENGTH)


class RefusedPublication(models.Model):
    """That a proposal is not published, and why. Written by `forms.refusing`; goes when it is published after all."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="refused_publication")
    reason = models.CharField(max_length=20, choices=[(reason.value, reason.label) for reason in CHOSEN])
    refused_at = models.DateTimeField()
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("refusal to publish")

    def __str__(self):
        return f"{self.proposal_id}: {self.reason}"


class AnswerSheetQuerySet(CouncilOwnedQuerySet):
    """Sheets by the council of their question."""

    council_path = "consultation__council"


class AnswerSheet(models.Model):
    """A table of answers that was uploaded and waits for a yes. Goes when it is applied, or after a day."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="answer_sheets")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    # [{"line", "number", "state", "reason", "seen"}]: as read from the file (`forms.answer_table`)
    rows = models.JSONField(default=list)

    objects = AnswerSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("sheet of answers")

    def __str__(self):
        return f"{self.consultation_id}, {self.uploaded_at:%Y-%m-%d %H:%M}"

    @property
    def council(self):
        """The council of its question."""
        return self.consultation.council
