"""What a council says publicly of its own numbers (demand G13): a short comment in both languages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import foreign_language, in_language
from cms.models import Council
from cms.tenancy import CouncilOwnedQuerySet

LONGEST_COMMENT = 1000


class NumbersCommentQuerySet(CouncilOwnedQuerySet):
    """Comments as readers ask for them."""

    def standing(self):
        """Those that readers see: one at most for each council."""
        return self.filter(withdrawn_at=None)


class NumbersComment(models.Model):
    """A comment; a new one takes the place of the one before, which stays on record."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="numbers_comments")
    text_kk = models.TextField(_("comment in Kazakh"), max_length=LONGEST_COMMENT, blank=True)
    text_ru = models.TextField(_("comment in Russian"), max_length=LONGEST_COMMENT, blank=True)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = NumbersCommentQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("comment on the numbers")
        verbose_name_plural = _("comments on the numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["council"], name="one_standing_comment_for_council", condition=models.Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="comment_on_numbers_has_words", condition=~models.Q(text_kk="") | ~models.Q(text_ru="")
            ),
        ]

    def __str__(self):
        return f"{self.council}: {self.published_at:%Y-%m-%d}"

    def text(self, language=None):
        """Its words, in the language."""
        return in_language(self, "text", language)

    def foreign(self, language):
        """The language of its words where it is not this one."""
        return foreign_language(self, "text", language)
