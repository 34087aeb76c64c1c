"""What a form asks beside the text: subject and region, and the editor's own fields, as fields and as records.

A record of an answer is {"key", "kind", "label", "value", "shown"}: question and answer as the citizen saw them.
"""

from functools import cache

from django import forms
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.collation import sort_key
from cms.dates import long_date
from cms.prepared import Prepared
from cms.regions import REGIONS
from forms import form_fields, plugin_fields
from forms.models import CLOSED_KINDS, TEXT_LIMIT, FieldKind, FormField

SUBJECT_LIMIT = 200
SUBJECT, REGION = "subject", "region"


def subject_field():
    """What the proposal is about, in one line."""
    return form_fields.LineField(
        limit=SUBJECT_LIMIT,
        required=False,
        label=_("Subject"),
        help_text=gettext_lazy("In one line: what is it about?"),
    )


def region_field(language):
    """The oblast or city in which the citizen lives, sorted as the reader's language sorts."""
    return forms.ChoiceField(
        required=False,
        label=_("Your region"),
        help_text=gettext_lazy(
            "It shows where proposals come from; a number is published only for five proposals and more."
        ),
        # Read when the list is drawn or something is chosen: most citizens leave it alone.
        choices=lambda: [("", _("Not chosen")), *regions_in(language)],
        error_messages={"invalid_choice": gettext_lazy("Choose one of the answers in the list.")},
    )


@cache
def regions_in(language):
    """Pairs (code, name) of the regions, sorted as the language sorts."""
    pairs = [(region.code, region.forms(language).nominative) for region in REGIONS]
    return tuple(sorted(pairs, key=lambda pair: sort_key(pair[1], language)))


def common_records(fields, said):
    """The records of subject and region, in the words of the form's `fields`; none of what was left empty."""
    kinds = {SUBJECT: FieldKind.TEXT, REGION: FieldKind.CHOICE}
    names = dict(fields[REGION].choices)
    return [
        {
            "key": key,
            "kind": kind,
            "label": fields[key].label,
            "value": said[key],
            "shown": names.get(said[key], said[key]),
        }
        for key, kind in kinds.items()
        if said[key]
    ]


def asked(definition, data, files):
    """The rows of the fields to ask: with those that are no longer asked and were yet filled in, by whoever had the
    form open. Two queries; one where the form has no field of its own, and none where `forms.taking` has seen that.
    """
    if not getattr(definition, "has_own_fields", True):
        return []
    # The preview of the builder holds its fields in memory; any other definition has them in the database.
    in_memory = "fields" in (getattr(definition, "_cluster_related_objects", None) or {})
    rows = list(definition.fields.all()) if in_memory else _fields(form=definition.pk)
    prefetch_related_objects(rows, "choices")
    return [row for row in rows if not row.is_retired or data.get(row.key) or files.get(row.key)]


_fields = Prepared(lambda: FormField.objects.filter(form=-1), keys={"form": -1})


def make_field(own, choices, language, sent):
    """The form field for this row of the builder. `sent`: what came in for it, which may be a retired choice.

    Its `condition` is {name, value} of the answer after which it is shown, or None; `choices`: {key of a choice: the
    row of its field, the choice} of the whole form.
    """
    needed = choices.get(own.shown_when)
    shared = {
        "label": own.label(language),
        "help_text": " ".join(
            filter(None, [_only_after(needed, language), own.hint(language) or _usual_hint(own.kind)])
        ),
        "required": own.required and not own.is_retired,
    }
    is_closed = own.kind in CLOSED_KINDS
    field = _closed_field(own, language, sent, shared) if is_closed else _open_field(own, shared, language)
    field.condition = {"name": needed[0].key, "value": needed[1].key} if needed else None
    return field


def _only_after(needed, language):
    """When the field is to be answered at all: without a script it is always there."""
    if needed is None:
        return ""
    asked_before, choice = needed
    words = _("Answer only if you chose “%(answer)s” under “%(question)s”.")
    return words % {"answer": choice.label(language), "question": asked_before.label(language)}


def _usual_hint(kind):
    hints = {FieldKind.FILE: files_hint, FieldKind.DATE: lambda: _("Day, month and year, for example 23.11.2026.")}
    return hints[kind]() if kind in hints else ""


def _closed_field(own, language, sent, shared):
    """One choice from a list, or boxes to tick."""
    offered = [choice for choice in own.choices.all() if not choice.is_retired or choice.key in sent]
    pairs = [(choice.key, choice.label(language)) for choice in offered]
    words = {"required": _("Choose one."), "invalid_choice": _("Choose one of the answers in the list.")}
    if own.kind == FieldKind.CHOICE:
        return forms.ChoiceField(choices=[("", _("Not chosen")), *pairs], error_messages=words, **shared)
    words |= {"required": _("Choose at least one answer."), "invalid_list": words["invalid_choice"]}
    return forms.MultipleChoiceField(choices=pairs, widget=forms.CheckboxSelectMultiple, error_messages=words, **shared)


def _open_field(own, shared, language):
    match own.kind:
        case FieldKind.LONG_TEXT:
            widget = forms.Textarea(attrs={"rows": 4})
            return form_fields.WordsField(limit=TEXT_LIMIT, widget=widget, **shared)
        case FieldKind.FILE:
            return form_fields.FilesField(several=False, **shared)
        case FieldKind.DATE:
            return form_fields.DayField(limit=form_fields.LINE_LIMIT, **shared)
        case FieldKind.NUMBER:
            return form_fields.NumberField(limit=form_fields.LINE_LIMIT, **shared)
    added = plugin_fields.made(own.kind, shared, language)
    return added if added is not None else form_fields.LineField(limit=form_fields.LINE_LIMIT, **shared)


def files_hint():
    """How many files, how large, and of which kinds."""
    return _("Files at most: %(count)s. Each up to %(size)s MB, together up to %(total)s MB. Kinds: %(types)s.") % {
        "count": form_fields.MOST_FILES,
        "size": form_fields.FILE_SIZE // form_fields.MEGABYTE,
        "total": form_fields.TOTAL_SIZE // form_fields.MEGABYTE,
        "types": form_fields.TYPES_IN_WORDS,
    }


def record(own, field, value, language):
    """The record of an answer to the editor's own field; empty words where nothing was said."""
    shown = value or ""
    match own.kind:
        case FieldKind.FILE:
            value = shown = ", ".join(file.name for file in value)
        case FieldKind.CHOICE if value:
            shown = dict(field.choices)[value]
        case FieldKind.SEVERAL:
            shown = "\n".join(label for key, label in field.choices if key in value)
        case FieldKind.DATE if value:
            shown = long_date(form_fields.day_of(value), language)
        case FieldKind.NUMBER:
            shown = form_fields.in_digits(shown)
        case _:
            shown = plugin_fields.shown(own.kind, shown, language)
    return {"key": own.key, "kind": own.kind, "label": own.label(language), "value": value or "", "shown": shown}
