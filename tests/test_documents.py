"""The documents keep up with the code: links, commands, paths, roles, routes, packages, names of buttons."""

import re
import unicodedata
from pathlib import Path

import polib
import pytest
import wagtail.admin
import wagtail_localize
from django.core.management import get_commands
from django.urls import get_resolver

from benchmarks.__main__ import catalogue
from cms import roles
from cms.admin_policies import POLICIES, own_listing
from cms.roles import COUNCIL_ROLES, ROLE_TABLE, Role

BASE_DIR = Path(__file__).resolve().parent.parent
DOCUMENTS = [BASE_DIR / "README.md", *sorted((BASE_DIR / "docs").rglob("*.md"))]
ACTS = [
    "READS_COUNCIL",
    "WRITES_TEXTS",
    "PLANS_CONSULTATIONS",
    "PUBLISHES_TEXTS",
    "HANDLES_PROPOSALS",
    "SEES_REGISTER",
    "CONFIRMS_DEPARTURES",
    "KEEPS_IDENTITY",
    "OVERSEES",
    "SEES_COLLEAGUES",
    "SEES_SEARCHES",
    "SEES_OVERVIEW",
    "KEEPS_CADENCES",
    "WRITES_TO_COUNCILS",
    "COMMENTS_ON_NUMBERS",
]
OUR_FOLDERS = ("cms", "council_pages", "forms", "search", "static", "tests", "benchmarks", "docs")
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w./-]+/[\w./-]*")
NAMED = re.compile(r"<b>([^<]+)</b>")
# The admin begins in Russian: what a person who wants Kazakh reads until it is chosen.
IN_RUSSIAN_FIRST = {"войти", "учётная запись", "предпочтительный язык"}


def name_of(document):
    """The document's path inside the project: the id of a test."""
    return str(document.relative_to(BASE_DIR))


def text_of(name):
    """The document's text."""
    return (BASE_DIR / name).read_text(encoding="utf-8")


def slug_of_heading(heading):
    """The anchor that a heading gets: small letters, digits, and hyphens for spaces."""
    kept = "".join(sign for sign in heading.lower() if sign in " -" or unicodedata.category(sign)[0] in "LN")
    return kept.strip().replace(" ", "-")


def table_rows(text, head):
    """The rows of the table whose first line is `head`, each as a list of cells."""
    lines = text[text.index(head) :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_somewhere(document):
    broken = []
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        path, _sign, anchor = link.partition("#")
        if "://" in path:
            continue
        target = document.parent / path if path else document
        if not target.exists():
            broken.append(link)
        elif anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            broken += [link] * (anchor not in map(slug_of_heading, headings))
    assert not broken


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_in_a_document_exists(document):
    named = {name for name in CODE.findall(document.read_text(encoding="utf-8")) if PATH.fullmatch(name)}
    ours = sorted(name for name in named if name.split("/")[0] in OUR_FOLDERS)
    assert not [name for name in ours if not (BASE_DIR / name).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_in_a_document_exists(document):
    text = document.read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    known = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    assert not targets - known
    commands = set(re.findall(r"manage\.py ([a-z_]+)", text))
    assert not commands - set(get_commands())
    assert not set(re.findall(r"-m benchmarks ([a-z_]+)", text)) - set(catalogue())


def test_every_make_target_is_named_in_the_readme():
    known = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE)) - {"help", "prepare"}
    assert not [target for target in sorted(known) if f"make {target}" not in text_of("README.md")]


def test_every_setting_of_the_example_is_explained():
    names = re.findall(r"^([A-Z_]+)=", text_of(".env.example"), re.MULTILINE)
    assert names
    assert not [name for name in names if f"`{name}`" not in text_of("docs/operations.md")]


def test_the_role_table_is_the_one_in_the_code():
    rows = table_rows(text_of("docs/tenancy.md"), "| role | held in |")
    assert rows == [
        [
            f"`{role.value}`",
            "council" if role in COUNCIL_ROLES else "ministry",
            ", ".join([*ROLE_TABLE[role].pages, *["in one language"] * ROLE_TABLE[role].one_language]) or "–",
            ", ".join(ROLE_TABLE[role].media) or "–",
            ", ".join(f"`{permission}`" for permission in ROLE_TABLE[role].permissions),
            ", ".join(f"`{act}`" for act in ACTS if role in getattr(roles, act)) or "–",
        ]
        for role in Role
    ]


def test_the_acts_of_the_role_table_are_all_that_exist():
    acts = {name for name, value in vars(roles).items() if isinstance(value, frozenset) and not name.endswith("_ROLES")}
    assert acts == set(ACTS)


def test_every_narrowed_listing_is_named_with_what_narrows_it():
    assert get_resolver().url_patterns, "loading the addresses declares the policies of our own routes"
    rows = table_rows(text_of("docs/tenancy.md"), "| route | narrowed by |")
    named = [route for routes, _by in rows for route in CODE.findall(routes)]
    assert sorted(named) == sorted(name for name, policy in POLICIES.items() if policy is own_listing)


def test_every_decision_is_listed_with_its_parts():
    index = text_of("docs/decisions/README.md")
    for document in sorted((BASE_DIR / "docs" / "decisions").glob("0*.md")):
        text = document.read_text(encoding="utf-8")
        assert f"({document.name})" in index
        assert re.match(rf"# {int(document.name[:4])}\. ", text), document.name
        assert re.search(r"^Date: \d{4}-\d\d-\d\d\. Status: ", text, re.MULTILINE), document.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Evidence", "Consequences"]


def test_the_licences_name_every_package_of_the_locks():
    locked = {
        match[1]
        for lock in ("requirements.txt", "requirements-dev.txt")
        for line in text_of(lock).splitlines()
        if (match := re.match(r"([A-Za-z0-9][\w.-]*)==", line))
    }
    rows = text_of("docs/licences.md").split("## Production")[1].split("## Word lists")[0].splitlines()
    named = {name for row in rows if row.count("|") == 3 for name in row.split("|")[2].strip().split(", ")}
    assert named - {"packages", "---"} == locked


def words_of(*catalogues):
    """Every text of the catalogues (.po or .mo) with its translations, by its file and its context."""
    words = {}
    for path in catalogues:
        opened = polib.mofile(str(path)) if path.suffix == ".mo" else polib.pofile(str(path))
        for entry in opened:
            if entry.msgstr:
                words.setdefault((path.stem, entry.msgctxt, entry.msgid), set()).add(entry.msgstr.casefold().strip())
    return words


def words_on_screen(language):
    """What the staff of councils may read in the admin in this language, in small letters.

    A package's own word counts only where none of ours stands before it.
    """
    layers = [BASE_DIR / "cms/locale" / layer / "LC_MESSAGES" for layer in (language, f"packages/{language}")]
    ours = words_of(*(path for layer in layers for path in sorted(layer.glob("*.po"))))
    stock = [
        Path(module.__file__).parent / "locale/ru/LC_MESSAGES" / name
        for module in (wagtail.admin, wagtail_localize)
        for name in ("django.mo", "djangojs.mo")
    ]
    theirs = {key: words for key, words in words_of(*stock).items() if key not in ours}
    if language == "ru":
        return set().union(*ours.values(), *theirs.values())
    # Wagtail has no Kazakh: what we did not translate stays English.
    return {key[2].casefold() for key in theirs} | IN_RUSSIAN_FIRST.union(*ours.values())


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_editors_guide_calls_every_button_by_its_name(language):
    chapters = sorted((BASE_DIR / "cms/templates/cms/guide" / language).glob("*.html"))
    found = [name for chapter in chapters for name in NAMED.findall(chapter.read_text(encoding="utf-8"))]
    assert len(found) > 100
    known = words_on_screen(language)
    assert not sorted({name for name in map(" ".join, map(str.split, found)) if name.casefold() not in known})
