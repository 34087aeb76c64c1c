"""A council's emblem and colour: what is taken, what is refused in words, and that the page shows them."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms.identity import MOST_BYTES, set_identity
from cms.models import Council
from cms.roles import Role
from tests.factories import make_council, make_user

GREEN = "#2e8b57"
pytestmark = pytest.mark.django_db


def picture(size=(200, 100), kind="PNG", name="emblem.png", **facts):
    """An uploaded picture."""
    kept = BytesIO()
    Image.new("RGB", size, GREEN).save(kept, kind, **facts)
    return SimpleUploadedFile(name, kept.getvalue())


@pytest.fixture
def council():
    return make_council("almaly")


def refusal(field, council, **said):
    """The words of a refusal beside one field."""
    with pytest.raises(ValidationError) as refused:
        set_identity(council, user=None, **{"colour": "", **said})
    assert list(refused.value.message_dict) == [field]
    return refused.value.message_dict[field][0]


def test_an_emblem_becomes_a_square_of_our_own_without_what_stood_beside_the_picture(council):
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    row = set_identity(council, user=None, colour=" #2E8B57 ", emblem=picture(kind="JPEG", exif=exif))
    assert row.colour == GREEN
    content = row.emblem.read()
    with Image.open(BytesIO(content)) as kept:
        assert (kept.format, kept.size, kept.mode) == ("PNG", (192, 192), "RGBA")
        assert kept.getpixel((0, 0))[3] == 0
        assert kept.getpixel((96, 96))[3] == 255
    assert b"camera" not in content


@pytest.mark.parametrize(
    ("colour", "words"),
    [("green", "алты таңба"), ("#fff", "алты таңба"), ("#f4d35e", "тым ашық"), ("#10222b", "тым қою")],
)
def test_a_colour_that_is_not_seen_is_refused_with_what_to_do(council, colour, words):
    assert words in refusal("colour", council, colour=colour)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("emblem.svg", b"<svg onload='alert(1)'/>"), "PNG, JPEG немесе WebP"),
        (SimpleUploadedFile("emblem.png", b"\x89PNG\r\n\x1a\n"), "PNG, JPEG немесе WebP"),
        (SimpleUploadedFile("emblem.png", b"x" * (MOST_BYTES + 1)), "2 МБ"),
        (picture(size=(95, 300)), "96 × 96"),
        (picture(size=(20_001, 1_000)), "PNG, JPEG немесе WebP"),
    ],
    ids=["svg", "broken", "large", "small", "bomb"],
)
def test_a_file_that_is_no_fit_picture_is_refused_and_nothing_is_changed(council, file, words):
    assert words in refusal("emblem", council, colour=GREEN, emblem=file)
    assert Council.objects.get(pk=council.pk).colour == ""


def test_only_a_publisher_or_a_lead_chooses_and_a_closed_council_stays_as_it_is(council):
    from django.utils import timezone

    for role, is_refused in ((Role.PUBLISHER, False), (Role.LEAD, False), (Role.EDITOR, True), (Role.SECRETARY, True)):
        person = make_user(role, council)
        if is_refused:
            with pytest.raises(PermissionDenied):
                set_identity(council, user=person, colour=GREEN)
        else:
            assert set_identity(council, user=person, colour=GREEN).colour == GREEN
    Council.objects.filter(pk=council.pk).update(closed_on=timezone.localdate())
    with pytest.raises(ValidationError):
        set_identity(council, user=None, colour="")


def test_the_page_shows_both_and_the_emblem_can_be_taken_away_again(client, council):
    row = set_identity(council, user=None, colour=GREEN, emblem=picture())
    for language in ("kk", "ru"):
        page = client.get(f"/{language}/councils/almaly/").content.decode()
        assert f'fill="{GREEN}"' in page
        assert f'src="{row.emblem_url()}"' in page
    served = client.get(row.emblem_url())
    assert served["Content-Type"] == "image/png"
    assert "immutable" in served["Cache-Control"]
    assert client.get(reverse("emblem", args=["almaly-0.png"])).status_code == 404
    without = set_identity(row, user=None, colour="", without_emblem=True)
    assert (without.colour, without.emblem.name) == ("", "")
    assert "emblems/" not in client.get("/kk/councils/almaly/").content.decode()


def test_the_screen_keeps_them_and_shows_a_stranger_nothing(client, council):
    address = reverse("kenes_identity", args=["almaly"])
    client.force_login(make_user(Role.PUBLISHER, council))
    assert client.get(reverse("kenes_identities")).url == address
    assert client.post(address, {"colour": "white"}).status_code == 200
    assert Council.objects.get(pk=council.pk).colour == ""
    assert client.post(address, {"colour": GREEN, "emblem": picture()}).status_code == 302
    assert Council.objects.get(pk=council.pk).emblem_url() in client.get(address).content.decode()
    client.force_login(make_user(Role.PUBLISHER, make_council("other")))
    assert client.get(address).status_code == 404
