"""`manage.py import_councils`: a file goes in; words, numbers and an exit code come out."""

import codecs
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command, get_commands, load_command_class
from wagtail.models import Page

from cms.models import Council, Membership
from council_pages.council_import import COLUMNS
from council_pages.provisioning import ensure_national_pages

pytestmark = pytest.mark.django_db
HEADER = "slug;name_kk;name_ru;level;region;staff_email;staff_name;staff_role"
GOOD = "zhetisu;Жет\u0069су кеңес\u0069;Совет Жетысу;Облыстық;область Жетісу;Aigul@example.kz;Айгүл;editor"
MORE = "zhetisu;;;;;dana@example.kz;Дана;Секретарь"
BAD = "medeu;Медеу кеңесі;Совет Медеу;district;Алматинская;;;"
SUMMARY = "Councils created: {}, already there: {}. Rows refused: {}. Staff added: {}."


class Terminal(StringIO):
    """A stream on which a person looks."""

    def isatty(self):
        """Yes."""
        return True


@pytest.fixture
def run(tmp_path):
    """Run the command on these lines: (what it printed, its complaints, its closing error)."""

    def imported(*lines, stderr=None, **options):
        path = tmp_path / "councils.csv"
        path.write_bytes(codecs.BOM_UTF8 + "\r\n".join(lines).encode())
        output, complaints, refusal = StringIO(), stderr or StringIO(), None
        try:
            call_command("import_councils", str(path), stdout=output, stderr=complaints, **options)
        except CommandError as error:
            refusal = error
        return output.getvalue(), complaints.getvalue(), refusal

    return imported


def counts():
    """What the command may write, counted."""
    return [model.objects.count() for model in (Council, Page, Membership, get_user_model())]


def test_a_file_with_a_mark_semicolons_and_look_alikes_becomes_a_council_with_staff(run):
    output, complaints, refusal = run(HEADER, GOOD, MORE)
    assert (output.strip(), complaints, refusal) == (SUMMARY.format(1, 0, 0, 2), "", None)
    council = Council.objects.get()
    assert (council.name_kk, council.level, council.region_id) == ("Жетісу кеңесі", "oblast", "KZ-33")
    roles = council.memberships.values_list("user__username", "role").order_by("role")
    assert list(roles) == [("aigul@example.kz", "editor"), ("dana@example.kz", "secretary")]


def test_a_bad_row_is_named_and_the_good_ones_around_it_are_written(run):
    output, complaints, refusal = run(HEADER, BAD, GOOD, "nowhere;;;;;dana@example.kz;;lead", MORE)
    assert SUMMARY.format(1, 0, 2, 2) in output
    first, second = complaints.strip().splitlines()
    assert first.startswith("Line 2: region “Алматинская” is unknown; near it: ")
    assert "Алматинская область" in first
    assert second.startswith("Line 4: there is no council “nowhere”")
    assert refusal.returncode == 1
    assert [council.slug for council in Council.objects.all()] == ["zhetisu"]


def test_a_dry_run_says_the_same_and_writes_nothing(run):
    ensure_national_pages()
    before = counts()
    rehearsed, complaints, refusal = run(HEADER, BAD, GOOD, MORE, dry_run=True)
    assert counts() == before
    assert rehearsed.startswith("Dry run: nothing was written.")
    real, same_complaints, same_refusal = run(HEADER, BAD, GOOD, MORE)
    assert rehearsed.splitlines()[1:] == real.splitlines()
    assert (complaints, str(refusal)) == (same_complaints, str(same_refusal))


def test_a_second_run_changes_nothing_and_is_no_error(run):
    run(HEADER, GOOD, MORE)
    before = counts()
    output, complaints, refusal = run(HEADER, GOOD, MORE)
    assert (output.strip(), complaints, refusal) == (SUMMARY.format(0, 1, 0, 0), "", None)
    assert counts() == before


@pytest.mark.parametrize(("lines", "words"), [([], "empty"), ([HEADER + ";phone", GOOD + ";1"], "phone")])
def test_a_file_that_is_not_understood_is_refused_before_anything_is_written(run, lines, words):
    output, _complaints, refusal = run(*lines)
    assert output == ""
    assert "nothing was written" in str(refusal)
    assert words in str(refusal)
    assert not Council.objects.exists()


def test_a_file_that_is_not_there_is_an_error_in_words(tmp_path):
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("import_councils", str(tmp_path / "none.csv"))


def test_the_bar_is_drawn_where_a_person_looks_on_and_nowhere_else(run):
    _output, drawn, _refusal = run(HEADER, GOOD, MORE, stderr=Terminal())
    assert "\r[###############...............] 1/2" in drawn
    assert drawn.endswith("\r[##############################] 2/2\n")
    _output, silent, _refusal = run(HEADER, GOOD, MORE)
    assert silent == ""


def test_the_help_names_every_column():
    command = load_command_class(get_commands()["import_councils"], "import_councils")
    text = command.create_parser("manage.py", "import_councils").format_help()
    assert not [name for name in COLUMNS if name not in text]
