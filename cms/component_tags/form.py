"""Forms: label, hint, error and control of each field, joined for those who do not see the page."""

from django import forms
from django.utils import formats
from django.utils.translation import ngettext

from cms.component_tags import component


@component("error_summary")
def error_summary(form):
    """Every error of a bound form, each with a link to its control; nothing when there is none."""
    found = [{"message": message, "control": ""} for message in form.non_field_errors()]
    for field in form:
        found += [{"message": message, "control": _first_control(field)} for message in field.errors]
    count = len(found)
    title = ngettext("Correct %(count)s place in the form", "Correct %(count)s places in the form", count)
    return {"errors": found, "title": title % {"count": count}}


def _first_control(field):
    """The id that a link can move to: of the control, or of the first choice of a group."""
    if field.is_hidden:
        return ""
    return field.id_for_label or f"{field.auto_id}_0"


@component("field_errors")
def field_errors(field):
    """The errors of one field, in the words of the summary."""
    return {"field": field}


@component("form_field")
def form_field(field, short=False, reveals=None, when=""):
    """Label, hint, error and control of a bound field. `reveals`: another field, shown under the choice `when`."""
    kind = _control_kind(field.field.widget)
    limit = getattr(field.field, "max_length", None) if kind == "textarea" else None
    return {
        "field": field,
        "kind": kind,
        "control": _control(field, kind, limit, short),
        "described_by": _description_ids(field, limit),
        "limit": limit,
        "limit_words": formats.number_format(limit, force_grouping=True) if limit else "",
        "reveals": reveals,
        "when": when,
    }


def _control_kind(widget):
    kinds = {
        "choices": forms.RadioSelect,  # CheckboxSelectMultiple is one of them
        "checkbox": forms.CheckboxInput,
        "file": forms.FileInput,
        "textarea": forms.Textarea,
        "select": forms.Select,
    }
    if widget.is_hidden:
        return "hidden"
    return next((kind for kind, widget_class in kinds.items() if isinstance(widget, widget_class)), "input")


def _description_ids(field, limit):
    """The ids of hint, error and counter, in the order in which they stand."""
    parts = {"helptext": field.help_text, "error": field.errors, "count": limit}
    return " ".join(f"{field.auto_id}_{part}" for part, there in parts.items() if there)


def _control(field, kind, limit, short):
    """The control's own markup. The limit of a text is counted, never cut, so `maxlength` stays away."""
    if kind in ("choices", "hidden"):
        return field.as_widget() if kind == "hidden" else ""
    look = {"checkbox": "", "textarea": "textarea textarea--short" if short else "textarea"}.get(kind, kind)
    attrs = {
        "class": f"{look} {field.field.widget.attrs.get('class', '')}".strip() or False,
        "aria-describedby": _description_ids(field, limit) or False,
    }
    return field.as_widget(attrs={**attrs, "maxlength": False} if limit else attrs)


@component("draft_controls")
def draft_controls():
    """Buttons that keep the texts of form[data-draft] on this device; hidden until the form's script shows them."""
    return {}
