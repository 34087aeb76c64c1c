"""The virus scanner: only a clear word of its own lets a file out."""

import random
import zipfile

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from forms import chores, copies, scanning
from forms.models import FileCheck, Proposal, Verdict
from tests.forms import scanner
from tests.forms.making import NOW, send, upload

INFECTED = b"text with " + scanner.VIRUS


@pytest.fixture
def proposal(definition, at):
    at(NOW)
    files = [upload("clean.txt", b"plan"), upload("bad.txt", INFECTED)]
    return send(definition, files={"files": files}).proposal


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def address(proposal, name):
    return reverse("kenes_file", args=[proposal.pk, proposal.original.files.get(name=name).pk])


def check(settings, **options):
    with scanner.running(**options) as settings.KENES_SCANNER:
        return scanning.check_waiting(now=NOW)


def test_a_clean_file_is_handed_out_and_an_infected_one_never(proposal, desk, settings):
    assert check(settings) == scanning.Checked(clean=1, infected=1, is_complete=True)
    assert desk.get(address(proposal, "clean.txt")).getvalue() == b"plan"
    refused = desk.get(address(proposal, "bad.txt"))
    assert (refused.status_code, refused.url) == (302, reverse("kenes_proposal", args=[proposal.pk]))
    assert FileCheck.objects.get(verdict=Verdict.INFECTED).signature == "Tests.Virus-1"


def test_a_file_is_asked_about_once(proposal, settings):
    check(settings)
    assert check(settings) == scanning.Checked(clean=0, infected=0, is_complete=True)


@pytest.mark.parametrize(
    "said",
    [None, b"", b"stream: \0", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but\0", b"OK\0", b"\xff\xfe\0"],
)
def test_what_is_no_clear_word_leaves_the_file_waiting(proposal, desk, settings, said):
    assert check(settings, answer=lambda content: said) == scanning.Checked(0, 0, is_complete=False)
    assert desk.get(address(proposal, "clean.txt")).status_code == 302


def test_a_scanner_that_is_not_there_leaves_the_text_in_and_the_file_waiting(definition, desk, settings, at):
    at(NOW)
    settings.KENES_SCANNER = "tcp://127.0.0.1:9"
    proposal = send(definition, files={"files": [upload()]}).proposal
    assert scanning.check_waiting(now=NOW).is_complete is False
    assert Proposal.objects.filter(pk=proposal.pk).exists()
    assert desk.get(address(proposal, "plan.txt")).status_code == 302


def test_without_a_word_about_a_scanner_files_wait(proposal, desk, settings):
    settings.KENES_SCANNER = ""
    assert scanning.check_waiting(now=NOW).is_complete is False
    assert desk.get(address(proposal, "clean.txt")).status_code == 302


def test_an_operator_may_do_without_but_what_was_found_bad_stays_locked(proposal, desk, settings):
    check(settings)
    settings.KENES_SCANNER = scanning.NO_SCANNER
    assert desk.get(address(proposal, "bad.txt")).status_code == 302
    FileCheck.objects.all().delete()
    assert desk.get(address(proposal, "clean.txt")).status_code == 200


def test_fifty_deaths_of_the_scanner_let_nothing_out(definition, settings):
    """It dies in the middle of an answer, at any byte: each word that comes is cut off somewhere."""
    chance = random.Random(50)
    files = [upload(f"{number}.txt", INFECTED) for number in range(5)]
    original = send(definition, files={"files": files}).proposal.original
    for _death in range(50):
        whole = b"stream: OK\0" if chance.random() < 0.5 else b"stream: Tests.Virus-1 FOUND\0"
        said = whole[: chance.randrange(len(whole))]
        check(settings, answer=lambda content, said=said: said)
        assert not any(scanning.is_free(file) for file in original.files.select_related("check_result"))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_secretary_reads_why_a_file_is_not_handed_out(proposal, desk, secretary, settings, language):
    UserProfile.objects.create(user=secretary, preferred_language=language)
    check(settings)
    page = desk.get(reverse("kenes_proposal", args=[proposal.pk])).content.decode()
    assert {"kk": "Вирус табылды", "ru": "Найден вирус"}[language] in page
    assert address(proposal, "bad.txt") not in page


def test_a_file_that_is_gone_from_the_disk_holds_up_no_other(proposal, settings):
    lost = proposal.original.files.get(name="clean.txt")
    lost.file.storage.delete(lost.file.name)
    assert check(settings) == scanning.Checked(clean=0, infected=1, is_complete=True)


def test_the_command_tells_what_waits_by_its_exit_code(proposal, settings, capsys):
    settings.KENES_SCANNER = ""
    with pytest.raises(SystemExit):
        call_command("scan_files")
    with scanner.running() as settings.KENES_SCANNER:
        call_command("scan_files")
    assert "clean: 1, infected: 1, waiting: 0" in capsys.readouterr().out


def test_the_clock_asks_the_scanner_only_where_there_is_one_and_something_waits(proposal, settings):
    settings.KENES_SCANNER = ""
    assert not chores.files_wait(NOW)
    with scanner.running() as settings.KENES_SCANNER:
        assert chores.files_wait(NOW)
        scanning.check_waiting(now=NOW)
        assert not chores.files_wait(NOW)


def test_a_copy_for_the_author_holds_only_what_was_found_clean(proposal, settings):
    check(settings)
    assert [file["in_archive"] for file in copies.everything(proposal)["sent"]["files"]] == ["files/1-clean.txt", None]
    with copies.as_archive(proposal) as archive, zipfile.ZipFile(archive) as package:
        assert [name for name in package.namelist() if name.startswith("files/")] == ["files/1-clean.txt"]


def test_its_author_downloads_a_file_only_where_it_was_found_clean(definition, client, settings, at):
    at(NOW)
    accepted = send(definition, files={"files": [upload("clean.txt", b"plan"), upload("bad.txt", INFECTED)]})
    check(settings)
    key = {"number": accepted.proposal.number, "secret": accepted.secret}
    answers = [client.post("/kk/track/copy/", {**key, "file": place}) for place in ("1", "2")]
    assert [answer.status_code for answer in answers] == [200, 404]
    assert "Вирус табылды" in client.post("/kk/track/copy/", key).content.decode()
