"""The stylesheet and the compiled translations."""

import gettext
import os

import pytest
from django.core.management.base import CommandError

from cms.management.commands.build_assets import (
    build_catalogues,
    build_stylesheet,
    join_styles,
    strip_comments,
    turn_addresses,
)

CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n!=1);\\n"

msgid "Deadline"
msgstr "Мерзімі"

#, fuzzy
msgid "Guess"
msgstr "Болжам"

msgid "%d proposal"
msgid_plural "%d proposals"
msgstr[0] "%d ұсыныс"
msgstr[1] "%d ұсыныс бар"
"""


@pytest.fixture
def source(tmp_path):
    """A static folder with an empty css/ in it."""
    (tmp_path / "static" / "css").mkdir(parents=True)
    return tmp_path / "static"


def write(source, **files):
    """Put `name`.css and the order file into the folder."""
    names = [f"{name.replace('__', '/')}.css" for name in files]
    for name, text in zip(names, files.values(), strict=True):
        path = source / "css" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (source / "css" / "order.txt").write_text("# order\n\n" + "\n".join(names) + "\n")


def test_the_styles_are_joined_in_the_order_of_the_list(source):
    write(source, tokens="a{}", base="b{}", components__card="c{}")
    assert join_styles(source / "css") == "a{}\nb{}\nc{}\n"


def test_a_comment_goes_and_a_string_that_looks_like_one_stays():
    text = '/* one\n   two */\na { content: "/* no */"; } /* three */\n\nb { color: red; /* */ }'
    assert strip_comments(text) == 'a { content: "/* no */"; }\nb { color: red;   }'


@pytest.mark.parametrize(
    ("folder", "before", "after"),
    [
        ("", "url(../fonts/a.woff2)", 'url("../fonts/a.woff2")'),
        ("components", "url('../../fonts/a.woff2')", 'url("../fonts/a.woff2")'),
        ("components", 'url( "mark.svg" )', 'url("components/mark.svg")'),
        ("components", "url(data:image/svg+xml;base64,AAA=)", "url(data:image/svg+xml;base64,AAA=)"),
        ("components", "url(/static/a.svg)", "url(/static/a.svg)"),
        ("components", "url(#clip)", "url(#clip)"),
        ("components", 'content: "url(a.svg)"', 'content: "url(a.svg)"'),
    ],
)
def test_an_address_keeps_pointing_at_its_file(folder, before, after):
    assert turn_addresses(before, folder) == after


def test_a_name_that_is_not_there_is_refused(source):
    (source / "css" / "order.txt").write_text("missing.css\n")
    with pytest.raises(CommandError, match=r"missing\.css"):
        join_styles(source / "css")


def test_a_name_listed_twice_is_refused(source):
    write(source, base="a{}")
    (source / "css" / "order.txt").write_text("base.css\nbase.css\n")
    with pytest.raises(CommandError, match="twice"):
        join_styles(source / "css")


def test_an_import_is_refused_because_it_would_be_lost_in_the_middle(source):
    write(source, base='@import "tokens.css";')
    with pytest.raises(CommandError, match="importing"):
        join_styles(source / "css")


def test_the_stylesheet_is_written_only_when_it_changed(source, tmp_path):
    write(source, base="a{}")
    target = tmp_path / "assets"
    assert build_stylesheet(source, target) == [target / "css" / "kenes.css"]
    assert build_stylesheet(source, target) == []
    write(source, base="b{}")
    assert build_stylesheet(source, target) == [target / "css" / "kenes.css"]
    assert (target / "css" / "kenes.css").read_text() == "b{}\n"


@pytest.fixture
def catalogue(tmp_path):
    """The source of a Kazakh catalogue."""
    path = tmp_path / "kk" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_a_catalogue_is_compiled_without_gettext(catalogue, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    build_catalogues(tmp_path)
    kk = gettext.translation("django", tmp_path, ["kk"])
    assert kk.gettext("Deadline") == "Мерзімі"
    assert kk.ngettext("%d proposal", "%d proposals", 5) == "%d ұсыныс бар"


def test_a_guessed_translation_is_left_out(catalogue, tmp_path):
    build_catalogues(tmp_path)
    assert gettext.translation("django", tmp_path, ["kk"]).gettext("Guess") == "Guess"


def test_a_catalogue_is_compiled_only_when_its_source_is_newer(catalogue, tmp_path):
    compiled = catalogue.with_suffix(".mo")
    assert build_catalogues(tmp_path) == [compiled]
    assert build_catalogues(tmp_path) == []
    catalogue.write_text(CATALOGUE.replace("Мерзімі", "Мерзім"), encoding="utf-8")
    later = compiled.stat().st_mtime + 10
    os.utime(catalogue, (later, later))
    assert build_catalogues(tmp_path) == [compiled]
