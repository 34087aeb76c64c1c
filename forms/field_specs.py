"""The fields of a form as plain values: what a builder proposes, a template holds, a copy takes over."""

from dataclasses import dataclass, fields, replace

from forms.models import FormChoice, FormField
from forms.models.definitions import generated_key


@dataclass(frozen=True)
class ChoiceSpec:
    """One answer of a choice. An empty key: it is new."""

    label_kk: str
    label_ru: str
    key: str = ""
    is_retired: bool = False


@dataclass(frozen=True)
class FieldSpec:
    """One field. An empty key: it is new; `shown_when` is the key of a choice of an earlier field."""

    kind: str
    label_kk: str
    label_ru: str
    hint_kk: str = ""
    hint_ru: str = ""
    required: bool = False
    shown_when: str = ""
    is_retired: bool = False
    key: str = ""
    choices: tuple[ChoiceSpec, ...] = ()
    allowed_because: str = ""

    @property
    def offered(self):
        """The choices that may still be chosen."""
        return [choice for choice in self.choices if not choice.is_retired]


FIELD_FACTS = [fact.name for fact in fields(FieldSpec) if fact.name not in ("key", "choices")]
CHOICE_FACTS = [fact.name for fact in fields(ChoiceSpec) if fact.name != "key"]


def specs_of(definition):
    """The form's fields in their order, as specs. Two queries."""
    rows = FormField.objects.filter(form=definition).prefetch_related("choices")
    return [_spec(row, [_choice_spec(choice) for choice in row.choices.all()]) for row in rows]


def _spec(row, choices):
    return FieldSpec(key=row.key, choices=tuple(choices), **{name: getattr(row, name) for name in FIELD_FACTS})


def _choice_spec(row: FormChoice):
    return ChoiceSpec(key=row.key, **{name: getattr(row, name) for name in CHOICE_FACTS})


def copies_of(specs):
    """What another form takes over of these fields: those that are asked, with keys of their own.

    A field that the administrator allowed stays behind, because the permission is for one form; so does a field that
    is shown only after the answer to one that stays behind.
    """
    copies, new_keys = [], {}
    for spec in specs:
        if spec.is_retired or spec.allowed_because or (spec.shown_when and spec.shown_when not in new_keys):
            continue
        offered = [replace(choice, key=generated_key()) for choice in spec.offered]
        new_keys |= {old.key: new.key for old, new in zip(spec.offered, offered, strict=True)}
        shown_when = new_keys.get(spec.shown_when, "")
        copies.append(replace(spec, key=generated_key(), choices=tuple(offered), shown_when=shown_when))
    return copies
