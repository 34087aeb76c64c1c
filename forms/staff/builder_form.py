"""The builder's own form: panels in the admin's look, read into plain fields (`forms.field_specs`) for the verb."""

from dataclasses import dataclass, field
from functools import cached_property

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList

from cms.languages import in_language
from forms.answered_fields import answered_keys
from forms.field_specs import CHOICE_FACTS, FIELD_FACTS, ChoiceSpec, FieldSpec, specs_of
from forms.models import CLOSED_KINDS, FieldKind
from forms.plugin_fields import kinds_for


@dataclass(frozen=True)
class FormFacts:
    """What each row of the builder needs to know of the whole form."""

    conditions: list = field(default_factory=list)
    answered: set = field(default_factory=set)
    kinds: list = field(default_factory=lambda: FieldKind.choices)


class FieldForm(WagtailAdminModelForm):
    """One field. It offers the answers that are stored, and says what binds the field."""

    kind = forms.ChoiceField(label=_("Kind"), choices=FieldKind)
    shown_when = forms.ChoiceField(
        required=False,
        label=_("Ask only after the answer"),
        help_text=_("Answers of a choice that stands before this field. A new choice is in the list once it is saved."),
    )

    def __init__(self, *args, facts=None, **kwargs):
        super().__init__(*args, **kwargs)
        facts = facts or FormFacts()
        self.fields["shown_when"].choices = [("", _("Always")), *facts.conditions]
        # A kind of a plugin that the council has no more stays what it is.
        stored = [(self.instance.kind, self.instance.kind)] if self.instance.kind not in dict(facts.kinds) else []
        self.fields["kind"].choices = [*facts.kinds, *stored]
        if self.instance.key in facts.answered:
            self.fields["kind"].help_text = _(
                "This field has been answered: it can be retired, not deleted or changed."
            )
        if self.instance.allowed_because:
            words = _("The administrator has allowed these words. The reason: %(reason)s")
            self.fields["label_kk"].help_text = words % {"reason": self.instance.allowed_because}


class FieldsForm(WagtailAdminModelForm):
    """The form of a form."""

    @cached_property
    def facts(self):
        """Asked for by `FieldsPanel`, once for all rows."""
        if self.instance.pk is None:
            return FormFacts()
        specs = [spec for spec in specs_of(self.instance) if spec.kind in CLOSED_KINDS]
        conditions = [
            (choice.key, f"{in_language(spec, 'label')}: {in_language(choice, 'label')}")
            for spec in specs
            for choice in spec.choices
        ]
        return FormFacts(conditions, answered_keys(self.instance), kinds_for(self.instance.council))

    def wanted(self):
        """The fields as they are to be, and for each the form beside which its refusal stands, with those of its
        choices. What the screen did not know of, because a colleague added it meanwhile, stays.
        """
        forms_in_order = sorted(self.formsets["fields"].forms, key=_order)
        pairs = [(_field_spec(row), row) for row in forms_in_order if _is_kept(row)]
        known = {row.instance.key for row in forms_in_order}
        others = [(spec, None) for spec in specs_of(self.instance) if spec.key not in known]
        return [spec for spec, _row in pairs + others], [row for _spec, row in pairs + others]

    def show(self, refused, rows):
        """Put what the verb refuses beside its field."""
        for refusal in refused:
            row = rows[refusal.field] if refusal.field is not None else None
            if row is not None and refusal.choice is not None:
                row = kept_choices(row)[refusal.choice]
            target = self if row is None else row
            target.add_error(refusal.name if refusal.name in target.fields else None, refusal.words)


def _order(row):
    return row.cleaned_data.get("ORDER") or 0


def _is_kept(row):
    """True for a row that says something and is not to be deleted."""
    return bool(row.cleaned_data.get("label_kk")) and not row.cleaned_data.get("DELETE")


def kept_choices(row):
    """The forms of the field's choices, in their order."""
    return [choice for choice in sorted(row.formsets["choices"].forms, key=_order) if _is_kept(choice)]


def _field_spec(row):
    choices = tuple(_spec(ChoiceSpec, CHOICE_FACTS, choice) for choice in kept_choices(row))
    return _spec(FieldSpec, FIELD_FACTS, row, choices=choices)


def _spec(kind, facts, row, **more):
    said = {name: row.cleaned_data[name] for name in facts if name in row.cleaned_data}
    return kind(key=row.instance.key if row.instance.pk else "", **said, **more)


class FieldsPanel(InlinePanel):
    """Rows that know of the whole form."""

    def get_form_options(self):
        """As Wagtail's, with our row form, and the facts from the form above it."""
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": FieldForm, "inherit_kwargs": ["facts"]}
        return options


FIELDS = FieldsPanel(
    "fields",
    label=_("Field"),
    heading=_("Further fields"),
    panels=[
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("label_kk"), FieldPanel("label_ru")]),
        FieldRowPanel([FieldPanel("hint_kk"), FieldPanel("hint_ru")]),
        FieldRowPanel([FieldPanel("required"), FieldPanel("is_retired")]),
        FieldPanel("shown_when"),
        InlinePanel(
            "choices",
            label=_("Choice"),
            heading=_("Choices, for a field of the kind “A choice” or “Several choices”"),
            panels=[FieldRowPanel([FieldPanel("label_kk"), FieldPanel("label_ru")]), FieldPanel("is_retired")],
        ),
    ],
)
FORM_PANELS = ObjectList(
    [
        HelpPanel(template="council_forms/admin/builder_help.html"),
        FieldPanel("takes_files"),
        FieldRowPanel([FieldPanel("contact_kept_days"), FieldPanel("original_kept_days")]),
        FIELDS,
    ],
    base_form_class=FieldsForm,
)
TEMPLATE_PANELS = ObjectList(
    [
        HelpPanel(template="council_forms/admin/builder_help.html"),
        FieldRowPanel([FieldPanel("name_kk"), FieldPanel("name_ru")]),
        FIELDS,
    ],
    base_form_class=FieldsForm,
)
