"""A picture keeps every point and loses what was written beside it."""

import io

import pytest
from PIL import Image

from cms.pictures import BrokenPicture, without_traces
from tests.forms import genuine_files
from tests.forms.genuine_files import GPS, MAKER, ORIENTATION

PICTURES = {name: genuine_files.all_of_them()[name] for name in ("a.jpg", "turned.jpg", "progressive.jpeg", "a.png")}


def points(content):
    """The picture's points as they are stored, not turned."""
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size, picture.tobytes()


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_itself_stays_as_it_was(name):
    assert points(without_traces(PICTURES[name])) == points(PICTURES[name])


@pytest.mark.parametrize("name", PICTURES)
def test_place_owner_and_comments_go(name):
    clean = without_traces(PICTURES[name])
    with Image.open(io.BytesIO(clean)) as picture:
        assert not {GPS, MAKER} & set(picture.getexif())
        assert "comment" not in picture.info
        assert "Author" not in picture.info
    assert b"canary-owner" not in clean


def test_which_way_up_it_is_stays():
    with Image.open(io.BytesIO(without_traces(PICTURES["turned.jpg"]))) as picture:
        assert dict(picture.getexif()) == {ORIENTATION: 6}


def test_the_colour_profile_stays():
    with Image.open(io.BytesIO(without_traces(PICTURES["progressive.jpeg"]))) as picture:
        assert picture.info["icc_profile"] == b"profile" * 20


@pytest.mark.parametrize("name", PICTURES)
def test_what_stands_behind_the_end_goes(name):
    assert without_traces(PICTURES[name] + b"PK\x03\x04<script>") == without_traces(PICTURES[name])


@pytest.mark.parametrize("name", PICTURES)
def test_a_clean_picture_stays_byte_for_byte(name):
    clean = without_traces(PICTURES[name])
    assert without_traces(clean) == clean


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_picture_cut_anywhere_is_broken_or_whole_but_never_an_error_of_another_kind(name):
    content = PICTURES[name]
    for length in range(20, len(content) - 1, 7):
        with pytest.raises((BrokenPicture, OSError, SyntaxError)):
            without_traces(content[:length])
