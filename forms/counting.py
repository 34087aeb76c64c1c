"""The answers to the closed fields of a form as counts, from what citizens sent; small groups are hidden."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from cms.languages import LANGUAGES
from cms.regions import REGIONS
from forms import small_groups
from forms.answered_fields import answers_to
from forms.asked_fields import REGION
from forms.models import CLOSED_KINDS, FieldKind, FieldResult, FormField

NO_ANSWER = ""


@dataclass(frozen=True)
class Question:
    """A closed question: a field of the editor, or the region, which every form asks.

    Words are {language: words}; `choices`: {key: words} in their order.
    """

    key: str
    words: dict
    choices: dict
    kind: str = FieldKind.CHOICE
    shown_when: str = ""


def questions_of(form):
    """The closed questions of the form in their order, retired ones too. Two queries."""
    rows = FormField.objects.filter(form=form, kind__in=CLOSED_KINDS).prefetch_related("choices")
    own = [
        Question(row.key, _words(row), {one.key: _words(one) for one in row.choices.all()}, row.kind, row.shown_when)
        for row in rows
    ]
    regions = {region.code: {code: region.forms(code).nominative for code in LANGUAGES} for region in REGIONS}
    return [*own, Question(REGION, _said(gettext_noop("Your region")), regions)]


def _words(row):
    return {language: row.label(language) for language in LANGUAGES}


def _said(message):
    """Our own words in both languages."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = _(message)
    return said


def count(form, questions):
    """The results of all questions, not saved: {key of the question: `FieldResult`}; reads every original once.

    No cell: too few answers to show anything. Who was asked what depends on earlier answers, so nothing is shown of a
    question whose condition is itself a hidden group: its sum would tell that group.
    """
    numbers = {question.key: dict.fromkeys([*question.choices, NO_ANSWER], 0) for question in questions}
    asked = dict.fromkeys(numbers, 0)
    for answers in answers_to(form):
        _add({entry["key"]: entry["value"] for entry in answers}, numbers, asked)
    visible, counted = {""}, {}
    for place, question in enumerate(questions):
        marks = _marks(question, numbers[question.key], asked[question.key]) if question.shown_when in visible else {}
        visible |= {key for key, mark in marks.items() if not mark}
        counted[question.key] = FieldResult(
            form=form,
            field_key=question.key,
            sort_order=place,
            asked=asked[question.key],
            cells=_cells(question, numbers[question.key], marks),
            **_labels(question.words),
        )
    return counted


def _add(said, numbers, asked):
    """One proposal more. The region is asked of everybody; what was not asked has no record."""
    for key in numbers:
        if key not in said and key != REGION:
            continue
        asked[key] += 1
        value = said.get(key) or NO_ANSWER
        for chosen in value if isinstance(value, list) else [value]:
            numbers[key][chosen] = numbers[key].get(chosen, 0) + 1


def _marks(question, numbers, people):
    if question.kind == FieldKind.SEVERAL:
        return small_groups.of_several_choices(numbers, people)
    return small_groups.of_single_choice(numbers)


def _cells(question, numbers, marks):
    words = question.choices | {NO_ANSWER: _said(gettext_noop("No answer"))}
    return [
        {"key": key, "count": None if mark else numbers[key], "mark": mark, **_labels(words[key])}
        for key, mark in marks.items()
    ]


def _labels(words):
    return {f"label_{language}": words[language] for language in LANGUAGES}
