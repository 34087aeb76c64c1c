"""What comes in with a request: too much of it is never stored, and the words beside it are kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from forms import form_fields, uploads
from forms.models import Original
from forms.uploads import MOST_FILES, CutFile
from tests.forms.making import KAZAKH, upload
from tests.forms.test_public_views import post, text_area


def received(**files):
    """The files of a request as the view finds them: {field: [file, …]}."""
    request = RequestFactory().post("/", files)
    uploads.limit(request)
    return dict(request.FILES.lists())


@pytest.fixture
def small(monkeypatch):
    """Limits of a few bytes instead of megabytes, where the files are counted and where they are refused."""
    for module in (uploads, form_fields):
        monkeypatch.setattr(module, "FILE_SIZE", 10)
        monkeypatch.setattr(module, "TOTAL_SIZE", 25)


def test_what_a_form_may_take_comes_through_whole(small):
    [file] = received(files=upload(content=b"0123456789"))["files"]
    assert not isinstance(file, CutFile)
    assert file.read() == b"0123456789"


def test_a_file_that_is_too_large_comes_without_its_content_and_with_its_size(small):
    [file] = received(files=upload("plan.txt", b"0123456789x"))["files"]
    assert isinstance(file, CutFile)
    assert (file.name, file.size, file.read()) == ("plan.txt", 11, b"")


def test_more_files_than_a_form_takes_come_without_their_content():
    files = received(files=[upload(f"{number}.txt") for number in range(MOST_FILES + 3)])["files"]
    assert [isinstance(file, CutFile) for file in files] == [False] * MOST_FILES + [True] * 3


def test_files_that_are_too_large_together_are_cut_whatever_field_brings_them(small):
    ten = b"0123456789"
    files = received(unknown=[upload(content=ten), upload(content=ten)], files=upload(content=ten))
    assert [isinstance(file, CutFile) for file in files["unknown"]] == [False, False]
    assert isinstance(files["files"][0], CutFile)


@pytest.mark.parametrize(
    "files",
    [
        {"files": [SimpleUploadedFile("plan.txt", b"0123456789x")]},
        {"files": [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(MOST_FILES + 1)]},
        {"files": [SimpleUploadedFile(f"{number}.txt", b"0123456789") for number in range(3)]},
        {"unknown": [SimpleUploadedFile("a.txt", b"x" * 20)], "files": [SimpleUploadedFile("b.txt", b"0123456789")]},
    ],
)
def test_the_form_says_what_was_too_much_and_keeps_the_words(files, small, open_form, client):
    response = post(client, **files)
    assert response.status_code == 422
    assert text_area(response) == KAZAKH
    assert list(response.context["form"].errors) == ["files"]
    assert not Original.objects.exists()
