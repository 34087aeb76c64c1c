"""The gate of the languages: whatever the code or a template says exists, whole and well spelt, in both of them.

Strings are found without gettext's own tools, which a newcomer's machine may lack: Python by its syntax tree, templates
by Django's `templatize`.
"""

import ast
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import polib
import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation.template import templatize
from django.views.i18n import JavaScriptCatalog

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "cms" / "locale"
SOURCES = ("cms", "council_pages", "forms", "search")
LANGUAGES = ("kk", "ru")
PLURALS = {
    "kk": "nplurals=2; plural=(n!=1);",
    # Three forms, not Django's four: a formula of our own keeps our catalogue ahead of every package's (see below).
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
# Function: which arguments are the context, the text and its plural.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
LITERAL = r"u?('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
TEMPLATE_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?(?:\s*,\s*{LITERAL})?", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}|%%")
MARKUP = re.compile(r"<[^>]*>|&\w+;|https?://\S+")
WORD = re.compile(r"[^\W\d_]+")
# Texts that are the same in every language.
NAMES = {"Kenes", "Wagtail", "IPv", "CSV", "RSS", "PDF"}


class Message(NamedTuple):
    """One string as gettext looks it up, and where it was found."""

    context: str | None
    text: str
    plural: str | None
    place: str

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.text


def messages_in_python(source: str, place: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
        if name not in CALLS:
            continue
        texts = [arg.value if isinstance(arg, ast.Constant) else arg for arg in node.args]
        context, text, plural = (texts[at] if at is not None and at < len(texts) else None for at in CALLS[name])
        where = f"{place}:{node.lineno}"
        if isinstance(text, ast.JoinedStr | ast.BinOp):
            pytest.fail(f"{where}: gettext cannot find a text that is put together before the call")
        if isinstance(text, str):
            yield Message(context, text, plural, where)


def other_names_of_gettext(source: str) -> list[str]:
    """Imports of gettext's functions under a name that CALLS, and gettext's own tools, do not know."""
    return [
        alias.asname
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname not in (None, "_") and alias.name in CALLS
    ]


def messages_in_template(source: str, place: str) -> Iterator[Message]:
    for found in TEMPLATE_CALL.finditer(templatize(source)):
        texts = [ast.literal_eval(literal) for literal in found.groups()[1:] if literal]
        context, text, plural = CALLS[found[1]]
        yield Message(
            texts[context] if context is not None else None,
            texts[text],
            texts[plural] if plural is not None else None,
            place,
        )


def our_messages() -> list[Message]:
    messages = []
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            place = str(path.relative_to(ROOT))
            if place.startswith("cms/plugin_template/"):
                # What a new plugin begins with has catalogues of its own.
                continue
            if path.suffix == ".py" and "migrations" not in path.parts:
                messages += messages_in_python(path.read_text(), place)
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                messages += messages_in_template(path.read_text(), place)
    return messages


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


def packages() -> list[polib.POEntry]:
    """Of both languages, of the scripts as well."""
    return [entry for path in sorted((LOCALE / "packages").rglob("*.po")) for entry in polib.pofile(str(path))]


CATALOGUES = {"kk": lambda: catalogue("kk"), "ru": lambda: catalogue("ru"), "packages": packages}


def forms_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.fixture(params=CATALOGUES)
def entries(request) -> list[polib.POEntry]:
    return [entry for entry in CATALOGUES[request.param]() if not entry.obsolete]


@pytest.fixture
def compiled(tmp_path, settings):
    """The site with the catalogues as they are now, whatever was compiled before."""
    paths = []
    for number, folder in enumerate((LOCALE, LOCALE / "packages")):
        paths.append(tmp_path / str(number))
        for source in folder.glob("??/LC_MESSAGES/*.po"):
            target = paths[-1] / source.relative_to(folder).with_suffix(".mo")
            target.parent.mkdir(parents=True, exist_ok=True)
            polib.pofile(str(source)).save_as_mofile(str(target))
    settings.LOCALE_PATHS = paths


def test_gettext_is_called_by_a_name_under_which_its_tools_find_the_texts():
    found = {
        str(path.relative_to(ROOT)): names
        for folder in SOURCES
        for path in (ROOT / folder).rglob("*.py")
        if (names := other_names_of_gettext(path.read_text()))
    }
    assert found == {}
    assert other_names_of_gettext("from django.utils.translation import gettext as _now, gettext_lazy as _") == ["_now"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_ours_has_its_translation(language):
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue(language) if not entry.obsolete}
    missing = {}
    for message in our_messages():
        entry = known.get(message.key)
        if entry is None or entry.fuzzy or not all(forms_of(entry)):
            missing[message.key] = message.place
        elif message.plural is not None and entry.msgid_plural != message.plural:
            missing[message.key] = f"{message.place} (another plural)"
    assert not missing, "\n".join(f"{place}: {key}" for key, place in missing.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_all_forms_of_its_language(language):
    po = catalogue(language)
    assert po.metadata["Plural-Forms"] == PLURALS[language]
    count = int(PLURALS[language][len("nplurals=")])
    wrong = [entry.msgid for entry in po if entry.msgid_plural and sorted(entry.msgstr_plural) != list(range(count))]
    assert not wrong


def test_placeholders_are_those_of_the_source(entries):
    wrong = []
    for entry in entries:
        expected = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        allowed = [expected, sorted(PLACEHOLDER.findall(entry.msgid))]
        for number, text in enumerate(forms_of(entry)):
            # In Russian the first form serves 21 and 31 too, so it never goes without the number.
            first_without_number = number == 0 and len(forms_of(entry)) == 2
            if text and sorted(PLACEHOLDER.findall(text)) not in (allowed if first_without_number else [expected]):
                wrong.append((entry.msgid, text))
    assert not wrong


def test_no_word_mixes_two_scripts(entries):
    mixed = []
    for entry in entries:
        for text in forms_of(entry):
            for word in WORD.findall(MARKUP.sub(" ", PLACEHOLDER.sub(" ", text))):
                if re.search(r"[a-zA-Z\u0259\u018f]", word) and re.search(r"[\u0400-\u052f]", word):
                    mixed.append((word, text))
    assert not mixed


def test_no_text_holds_what_the_font_lacks_or_an_editor_cannot_see(entries):
    assert not [text for entry in entries for text in forms_of(entry) if re.search("[\u2011\u00ad\u200b\ufeff]", text)]


def test_no_text_was_left_in_english(entries):
    left = []
    for entry in entries:
        for text in forms_of(entry):
            words = WORD.findall(MARKUP.sub(" ", PLACEHOLDER.sub(" ", text)))
            if set(words) - NAMES and not re.search(r"[\u0400-\u052f]", text):
                left.append((entry.msgid, text))
    assert not left


def test_the_source_strings_are_english():
    assert not [message for message in our_messages() if re.search(r"[\u0400-\u052f]", message.text)]


@pytest.mark.parametrize("name", ["kk", "packages"])
def test_kazakh_texts_use_no_russian_abbreviation_for_a_council(name):
    assert not [text for entry in CATALOGUES[name]() for text in forms_of(entry) if re.search(r"\bОС\b", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_site_shows_is_our_own_text_and_no_package_s(language, compiled):
    """Wagtail, taggit and others translate some of the same words in their own way; ours must win."""
    with translation.override(language):
        other = {
            entry.msgid: shown
            for entry in catalogue(language)
            if entry.msgstr
            and not entry.obsolete
            and (
                shown := translation.pgettext(entry.msgctxt, entry.msgid)
                if entry.msgctxt
                else translation.gettext(entry.msgid)
            )
            != entry.msgstr
        }
    assert not other


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scripts_of_the_editors_speak_our_language(language, compiled, client):
    """wagtail-localize's editor takes its words from a catalogue of scripts."""
    (path,) = (LOCALE / "packages" / language).rglob("djangojs.po")
    with translation.override(language):
        shown = JavaScriptCatalog(packages=["wagtail_localize"])
        request = RequestFactory().get("/")
        script = shown.get(request).content.decode()
    for entry in polib.pofile(str(path)):
        assert json.dumps(entry.msgstr) in script, entry.msgid


def test_the_texts_for_packages_stand_behind_our_own():
    assert [Path(path) for path in settings.LOCALE_PATHS] == [LOCALE, LOCALE / "packages"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (forms.CharField(), "", "Бұл өрісті толтыру міндетті."),
        (forms.EmailField(), "no", "Электрондық пошта мекенжайын дұрыс енгізіңіз."),
        (forms.CharField(max_length=2), "үшеу", "Мәтіннің ең көп ұзындығы: 2 таңба (қазір: 4)."),
        (forms.DateField(), "32.01.2026", "Күнді дұрыс енгізіңіз."),
        (forms.IntegerField(max_value=3), "4", "Рұқсат етілген ең үлкен мән: 3."),
        (forms.ChoiceField(choices=[("a", "a")]), "b", "Тізімдегі нұсқаны таңдаңыз. Мұндай нұсқа жоқ: b."),
        (forms.FileField(), None, "Бұл өрісті толтыру міндетті."),
        (forms.SlugField(), "бір екі", "Тек латын әріптерінен, цифрлардан, астын сызу белгісінен және дефистен"),
    ],
)
def test_form_errors_that_django_lacks_are_kazakh(field, value, message, compiled):
    with translation.override("kk"), pytest.raises(ValidationError) as refused:
        field.clean(value)
    assert refused.value.messages[0].startswith(message)


def test_a_short_password_is_refused_in_kazakh(compiled):
    with translation.override("kk"), pytest.raises(ValidationError, match="Ең аз ұзындығы: 12 таңба"):
        MinimumLengthValidator(12).validate("abc")


def test_wagtail_s_dates_have_small_kazakh_months(compiled):
    day = datetime(2026, 11, 22)
    with translation.override("kk"):
        assert date_format(day, "DATE_FORMAT") == "2026 жылғы 22 қараша"
        assert timesince(day, day + timedelta(days=3)) == "3\u00a0күн"


def test_strings_are_found_where_gettext_finds_them():
    python = "x = _('One')\ny = ngettext('%d thing', '%d things', n)\nz = translation.pgettext_lazy('menu', 'Open')"
    assert [message.key for message in messages_in_python(python, "a.py")] == [
        (None, "One"),
        (None, "%d thing"),
        ("menu", "Open"),
    ]
    template = (
        "{% load i18n %}{% translate \"It's open\" %}{% trans 'Menu' context 'noun' %}{{ _('Given') }}"
        "{% blocktranslate trimmed count n=n %}\n {{ n }} thing\n{% plural %}\n {{ n }} things\n{% endblocktranslate %}"
        '{% include "a.html" with title=_("Aside") %}<p>gettext("not me")</p>'
        '{% comment %}{% trans "Nor me" %}{% endcomment %}'
    )
    found = list(messages_in_template(template, "a.html"))
    assert {message.key for message in found} == {
        (None, "It's open"),
        ("noun", "Menu"),
        (None, "Given"),
        (None, "%(n)s thing"),
        (None, "Aside"),
    }
    assert [message.plural for message in found if message.plural] == ["%(n)s things"]


def test_a_text_put_together_before_the_call_is_refused():
    with pytest.raises(pytest.fail.Exception, match=r"a\.py:1"):
        list(messages_in_python("_(f'Hello {name}')", "a.py"))
