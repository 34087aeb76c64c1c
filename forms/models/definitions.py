"""The form of a consultation: one definition for both languages, and the page of text around it."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from cms.languages import active_language, in_language
from cms.portraits import card_of
from cms.tenancy import CouncilOwnedQuerySet
from council_pages import announcements
from council_pages.blocks import PLAIN_TEXT
from council_pages.documents import files
from council_pages.documents.pages import Downloadable
from council_pages.models import Consultation, QuestionPage
from council_pages.models.pairs import PairedPage, PairedQuerySet, paired_fields
from council_pages.text_panels import TextPanel

LABEL_LIMIT = 500
NAME_LIMIT = 200


def generated_key():
    """A key for a field or a choice: random, so that it never derives from a label."""
    return "f" + secrets.token_hex(6)


class FormQuerySet(PairedQuerySet, CouncilOwnedQuerySet):
    """Forms as a council asks for them."""

    council_path = "consultation__council"


class FormManager(models.Manager.from_queryset(FormQuerySet)):
    """The forms of consultations; the ministry's templates are asked for by `FormTemplate`."""

    def get_queryset(self):
        """Without templates."""
        return super().get_queryset().exclude(consultation=None)


class FormDefinition(ClusterableModel):
    """The form of one consultation, one for both languages. The proposal's text itself is always its first field.

    A form without a consultation is a template (`FormTemplate`): then it has a name, and only then.
    """

    consultation = models.OneToOneField(Consultation, models.PROTECT, null=True, related_name="form")
    name_kk = models.CharField(_("name in Kazakh"), max_length=NAME_LIMIT, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=NAME_LIMIT, blank=True)
    is_retired = models.BooleanField(default=False)
    takes_files = models.BooleanField(_("files may be attached"), default=True)
    contact_kept_days = models.PositiveSmallIntegerField(
        _("name and contact are kept for, days after the answer"), default=90, validators=[MinValueValidator(30)]
    )
    original_kept_days = models.PositiveSmallIntegerField(
        _("text and files are kept for, days after the closing"), default=365, validators=[MinValueValidator(90)]
    )

    objects = FormManager()

    class Meta:
        verbose_name = _("proposal form")
        verbose_name_plural = _("proposal forms")
        constraints = [
            models.CheckConstraint(
                name="form_of_a_consultation_or_template",
                condition=models.Q(consultation__isnull=False, name_kk="", name_ru="")
                | (models.Q(consultation__isnull=True) & ~models.Q(name_kk="") & ~models.Q(name_ru="")),
            )
        ]

    def __str__(self):
        return in_language(self, "name") if self.is_template else str(self.consultation)

    @property
    def is_template(self):
        """True for a form that no consultation holds."""
        return self.consultation_id is None

    @property
    def council(self):
        """The consultation's council; None for a template, which is the ministry's."""
        return None if self.is_template else self.consultation.council

    def title_in(self, language):
        """The first title of its page: the question; a template's name."""
        return in_language(self, "name", language) if self.is_template else self.consultation.subject(language)

    @property
    def slug(self):
        """The form always stands at `…/propose/` under its question."""
        return "propose"


class TemplateManager(models.Manager):
    """The ministry's templates, in the order in which they were made."""

    def get_queryset(self):
        """Only templates."""
        return super().get_queryset().filter(consultation=None).order_by("pk")


class FormTemplate(FormDefinition):
    """A form from which councils start theirs: the ministry's, made and changed by `forms.form_templates`.

    It is the same row as a consultation's form, less the consultation. So there is one builder, one set of rules, one
    preview and one way to copy fields, and nothing has to be kept equal between two sets of tables. A council takes a
    copy: no later change of a template reaches a form that was started from it.
    """

    objects = TemplateManager()

    class Meta:
        proxy = True
        verbose_name = _("template of a form")
        verbose_name_plural = _("templates of forms")


class FieldKind(models.TextChoices):
    """Kinds of fields an editor may add."""

    TEXT = "text", _("One line of text")
    LONG_TEXT = "long_text", _("Several lines of text")
    CHOICE = "choice", _("A choice")
    SEVERAL = "several", _("Several choices")
    DATE = "date", _("A date")
    NUMBER = "number", _("A number")
    FILE = "file", _("A file")


# Fields whose answers are keys of choices: they can be counted, and other fields may depend on them.
CLOSED_KINDS = frozenset({FieldKind.CHOICE, FieldKind.SEVERAL})


class FormField(ClusterableModel, Orderable):
    """A further field of a form. `key` is generated; labels may be long, equal, and changed at any time."""

    form = ParentalKey(FormDefinition, on_delete=models.CASCADE, related_name="fields")
    key = models.CharField(max_length=20, default=generated_key, editable=False)
    # One of `FieldKind`, or a plugin's (`forms.plugin_fields`); the builder says which ones a council may choose.
    kind = models.CharField(_("kind"), max_length=80, default=FieldKind.TEXT)
    label_kk = models.CharField(_("label in Kazakh"), max_length=LABEL_LIMIT)
    label_ru = models.CharField(_("label in Russian"), max_length=LABEL_LIMIT)
    hint_kk = models.CharField(_("hint in Kazakh"), max_length=LABEL_LIMIT, blank=True)
    hint_ru = models.CharField(_("hint in Russian"), max_length=LABEL_LIMIT, blank=True)
    required = models.BooleanField(_("must be filled in"), default=False)
    # The key of a choice of an earlier field; kept true by `forms.field_rules`.
    shown_when = models.CharField(_("shown only after the answer"), max_length=20, blank=True)
    is_retired = models.BooleanField(_("no longer asked"), default=False)
    # Why the administrator lets this one field ask for what `forms.refused_fields` refuses.
    allowed_because = models.TextField(_("reason of the administrator"), blank=True, editable=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        constraints = [models.UniqueConstraint(fields=["form", "key"], name="one_field_for_key")]

    def __str__(self):
        return self.label()

    def label(self, language=None):
        """The field's label, in the language."""
        return in_language(self, "label", language)

    def hint(self, language=None):
        """The field's hint, in the language."""
        return in_language(self, "hint", language)


class FormChoice(Orderable):
    """One answer of a choice."""

    field = ParentalKey(FormField, on_delete=models.CASCADE, related_name="choices")
    key = models.CharField(max_length=20, default=generated_key, editable=False)
    label_kk = models.CharField(_("label in Kazakh"), max_length=LABEL_LIMIT)
    label_ru = models.CharField(_("label in Russian"), max_length=LABEL_LIMIT)
    is_retired = models.BooleanField(_("no longer offered"), default=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("choice")
        verbose_name_plural = _("choices")

    def __str__(self):
        return self.label()

    def label(self, language=None):
        """The choice's label, in the language."""
        return in_language(self, "label", language)


class ProposalFormPage(Downloadable, PairedPage):
    """The text around the form in one language; the form itself is a row."""

    row_field = "definition"
    served_with = ("locale", "definition__consultation__council", "definition__consultation__outcome")
    # The register of proposals, beside their list.
    document_below = ("proposals",)
    parent_page_types = ["council_pages.QuestionPage"]
    subpage_types = []

    definition = models.ForeignKey(FormDefinition, models.PROTECT, related_name="pages")
    introduction = RichTextField(_("introduction"), blank=True, features=PLAIN_TEXT)

    content_panels = [TextPanel("form"), FieldPanel("title"), FieldPanel("introduction")]
    override_translatable_fields = paired_fields("definition")

    class Meta:
        verbose_name = _("proposal form's page")

    @classmethod
    def parent_for(cls, row, language):
        """The question's page in the language; without one the form has nowhere to stand."""
        question = QuestionPage.objects.filter(consultation=row.consultation_id, locale__language_code=language).first()
        if question is None:
            raise ValidationError(_("Write the question in this language first."))
        return question

    @classmethod
    def check_publishable(cls, row, language):
        """The form becomes public under a public question only."""
        if not cls.parent_for(row, language).live:
            raise ValidationError(_("Publish the question in this language first."))

    def card(self):
        """The question and the days on which proposals are taken."""
        row, language = self.definition.consultation, active_language()
        line = announcements.window_line(row, language)
        return card_of(row.subject(language), row.council, kicker=_("Make a proposal"), line=line)

    def register_card(self):
        """The list of what was published; a single proposal is shown by it, too: no picture has a citizen's words."""
        row = self.definition.consultation
        return card_of(row.subject(active_language()), row.council, kicker=_("Proposals and answers"))

    def card_at(self, below):
        """The card of the form, or of the list of proposals."""
        return self.register_card() if below == ["proposals"] else super().card_at(below)

    def document(self, language, now):
        """The register of the proposals."""
        from forms.documents.register import register_document

        return register_document(self, language, now)

    def route(self, request, path_components):
        """`propose/` is the form; `propose/proposals/` and `propose/proposals/<id>/` the published proposals."""
        match path_components:
            case ["proposals", name] if files.format_of(name):
                pass
            case [] | ["proposals"] | ["proposals", _] if self.live:
                return RouteResult(self, kwargs={"rest": path_components})
        return super().route(request, path_components)

    def serve(self, request, rest=(), form=None):
        """Show the form, take a proposal, show what was published, or hand out the register."""
        from forms import public_views

        if form is not None:
            return super().serve(request, form=form)
        return public_views.serve_form_page(self, request, list(rest))

    def serve_preview(self, request, mode_name):
        """An editor sees the form itself, whether or not it is open."""
        return self.serve(request)
