"""Plain functions that describe the fields of a form for the verbs of the builder."""

from django.urls import reverse

from forms.field_specs import ChoiceSpec, FieldSpec, specs_of
from forms.form_building import build_form
from forms.models import FieldKind
from tests.forms.making import later

CLOSED = later(days=60)
BEFORE = later(days=-30)


def spec(label="Пікір", kind=FieldKind.TEXT, **facts):
    """A new field with this label in Kazakh, and one of its own in Russian."""
    return FieldSpec(kind=kind, label_kk=label, label_ru=f"{label} (рус.)", **facts)


def choice(label="Көлік", *answers, kind=FieldKind.CHOICE, **facts):
    """A new field with answers to choose from."""
    offered = tuple(ChoiceSpec(f"{answer}", f"{answer} (рус.)") for answer in answers or ("Автобус", "Трамвай"))
    return spec(label, kind, choices=offered, **facts)


def build(definition, *fields, now=BEFORE, user=None, **facts):
    """Give the form these fields, as the system and before it opens; returns what is stored."""
    build_form(definition, list(fields), user=user, now=now, **facts)
    return specs_of(definition)


def posted(definition, *rows, **facts):
    """What the builder's screen posts for these rows: dicts, with `choices` for a list of further ones."""
    data = {"takes_files": "on", "contact_kept_days": 90, "original_kept_days": 365, **facts}
    stored = [row for row in rows if "id" in row]
    data |= {"fields-TOTAL_FORMS": len(rows), "fields-INITIAL_FORMS": len(stored)}
    for number, row in enumerate(rows):
        prefix = f"fields-{number}"
        data |= {f"{prefix}-ORDER": number + 1, f"{prefix}-kind": "text"}
        data |= {f"{prefix}-{name}": value for name, value in row.items() if name != "choices"}
        choices = row.get("choices", [])
        data |= {
            f"{prefix}-choices-TOTAL_FORMS": len(choices),
            f"{prefix}-choices-INITIAL_FORMS": len([one for one in choices if "id" in one]),
        }
        for place, one in enumerate(choices):
            data |= {f"{prefix}-choices-{place}-{name}": value for name, value in one.items()}
            data[f"{prefix}-choices-{place}-ORDER"] = place + 1
    return data


def labels(kk="Өріс", ru="Поле", **facts):
    """A row of the builder's screen."""
    return {"label_kk": kk, "label_ru": ru, **facts}


def builder(definition):
    """The builder's address."""
    return reverse("kenes_form", args=[definition.pk])
