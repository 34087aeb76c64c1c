"""What is published of the answers to a closed field: numbers, and never a small group."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.definitions import LABEL_LIMIT, FormDefinition


class FieldResult(models.Model):
    """The counted answers to one field of a form, written by `forms.result_publication`.

    Counted once and kept: two counts at two times would tell who was erased or added between them. What may not be
    shown is not in here either, so it outlives no original. The words are those of the day of counting, in both
    languages: a page of readers asks nothing else.
    """

    form = models.ForeignKey(FormDefinition, models.PROTECT, related_name="results")
    # The key of a `FormField`, or "region".
    field_key = models.CharField(max_length=20)
    label_kk = models.CharField(max_length=LABEL_LIMIT)
    label_ru = models.CharField(max_length=LABEL_LIMIT)
    sort_order = models.PositiveSmallIntegerField()
    asked = models.PositiveIntegerField()
    # [{"key": of a choice, empty for no answer; "label_kk", "label_ru"; "count": a number, or null; "mark": "few",
    # "covered" or ""}]
    cells = models.JSONField(default=list)
    counted_at = models.DateTimeField()
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("counted answers")
        constraints = [models.UniqueConstraint(fields=["form", "field_key"], name="one_result_for_field")]

    def __str__(self):
        return f"{self.form_id}: {self.field_key}"
