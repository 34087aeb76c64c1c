"""Form fields: every kind of control, empty, filled, wrong and disabled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.component_tags import form as parts
from cms.style_guide import Chapter, Example, register
from cms.style_samples import DISABLED, EMPTY, FILLED, FULL, USUAL, WRONG, long_title, person, proposal, say, summary

PARTS = "cms/components"
# The buttons come with the script of the form that they stand in.
DRAFTED = '<form class="form" action="#" data-draft="sample"><button class="button" type="submit">OK</button>{}</form>'
FORM = '<div class="form">{}</div>'


class SampleForm(forms.Form):
    """One field of each kind that the site asks with."""

    use_required_attribute = False

    line = forms.CharField()
    text = forms.CharField(max_length=200, widget=forms.Textarea)
    number = forms.IntegerField(required=False)
    mail = forms.EmailField(required=False)
    day = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    place = forms.ChoiceField(widget=forms.Select)
    way = forms.ChoiceField(widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField()
    files = forms.FileField(required=False)

    def __init__(self, data=None, *, disabled=False):
        super().__init__(data)
        labels = {
            "line": say("Аты-жөніңіз", "Ваше имя"),
            "text": say("Ұсынысыңыз", "Ваше предложение"),
            "number": say("Үйдегі адам саны", "Сколько человек в семье"),
            "mail": say("Электрондық пошта", "Электронная почта"),
            "day": say("Күні", "Дата"),
            "place": say("Өңір", "Регион"),
            "way": say("Жауапты қалай аласыз?", "Как вы получите ответ?"),
            "several": say("Не маңызды?", "Что важно?"),
            "agreed": say("Деректерімді өңдеуге келісемін", "Согласен на обработку данных"),
            "files": say("Файл", "Файл"),
        }
        choices = [("a", say("Сайтта", "На сайте")), ("b", say("Хатпен", "Письмом")), ("c", long_title())]
        for name, field in self.fields.items():
            field.label, field.disabled, field.help_text = labels[name], disabled, summary()
        for name in ("place", "way", "several"):
            self.fields[name].choices = choices

    def clean(self):
        """A fault that belongs to no field."""
        if self.errors:
            self.add_error(None, say("Форманы қайта қараңыз.", "Просмотрите форму ещё раз."))
        return self.cleaned_data


FILLING = {
    "number": "4",
    "mail": "ainur@example.kz",
    "day": "2026-11-30",
    "place": "b",
    "way": "a",
    "several": ["a", "c"],
}
WRONGLY = {"number": "-", "mail": "@", "day": "32", "place": "z", "way": "z", "several": ["z"]}


def _filled():
    return SampleForm(FILLING | {"line": person(), "text": proposal(), "agreed": "on"})


def _wrong():
    return SampleForm(WRONGLY | {"text": proposal() * 9})


def _fields(form):
    """What the tag makes of each field."""
    return [parts.form_field(field, short=field.name == "text") for field in form]


def _revealing():
    """A field that stands under a choice of another."""
    form = _filled()
    return parts.form_field(form["way"], reveals=form["mail"], when="a")


register(
    Chapter(
        "form-fields",
        _("Form fields"),
        order=50,
        examples=(
            Example(f"{PARTS}/form_field.html", EMPTY, lambda: _fields(SampleForm()), FORM),
            Example(f"{PARTS}/form_field.html", FILLED, lambda: _fields(_filled()), FORM),
            Example(f"{PARTS}/form_field.html", WRONG, lambda: _fields(_wrong()), FORM),
            Example(f"{PARTS}/form_field.html", DISABLED, lambda: _fields(SampleForm(disabled=True)), FORM),
            Example(f"{PARTS}/form_field.html", FULL, _revealing, FORM),
            Example(f"{PARTS}/error_summary.html", WRONG, lambda: parts.error_summary(_wrong())),
            Example(f"{PARTS}/field_errors.html", WRONG, lambda: parts.field_errors(_wrong()["mail"])),
            Example(
                f"{PARTS}/draft_controls.html",
                USUAL,
                parts.draft_controls,
                DRAFTED,
            ),
        ),
    )
)
