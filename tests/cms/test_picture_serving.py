"""A page's picture is served where it is published, to those who may choose it before, and never as it was uploaded."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model

from cms.roles import Role
from tests.council_pages.conftest import fill_text_page
from tests.factories import make_council, make_user
from tests.forms import genuine_files
from tests.forms.genuine_files import GPS, MAKER


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Files of these tests lie apart."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def council(db):
    """A council with its standard pages."""
    return make_council("almaly")


def uploaded(council, content=None):
    """A picture in the council's collection, stored as the admin's form stores it."""
    row = get_image_model()(title="Picture", collection=council.collection)
    row.file = ContentFile(content or genuine_files.all_of_them()["a.jpg"], name="square.jpg")
    row.save()
    return row


def shown_on(council, image):
    """A live page of the council that shows it."""
    value = {"image": image.pk, "decorative": False, "alt_text": "Алаң"}
    return fill_text_page(council, "kk", "contacts", [{"type": "picture", "value": value}])


def test_a_published_picture_is_read_by_everybody_and_kept_a_day(client, council):
    image = uploaded(council)
    page = shown_on(council, image)
    read = client.get(page.url).content.decode()
    address = image.get_rendition("fill-640x360").url
    assert f'src="{address}"' in read
    served = client.get(address)
    assert served["Content-Type"] == "image/jpeg"
    assert served["Cache-Control"] == "public, max-age=86400"
    assert not served.cookies
    with Image.open(BytesIO(served.getvalue())) as picture:
        assert picture.format == "JPEG"


def test_of_a_draft_only_who_may_choose_it_sees_it(client, council):
    address = uploaded(council).get_rendition("max-165x165").url
    assert client.get(address).status_code == 404
    strangers = make_user(Role.PUBLISHER, make_council("other")), make_user(Role.EDITOR, make_council("third"))
    for person, status in (*((stranger, 404) for stranger in strangers), (make_user(Role.EDITOR, council), 200)):
        client.force_login(person)
        served = client.get(address)
        assert served.status_code == status
        if status == 200:
            assert served["Cache-Control"] == "private, no-store"
            assert "Cookie" in served["Vary"]


def test_a_person_without_an_active_account_sees_no_draft(client, council):
    address = uploaded(council).get_rendition("max-165x165").url
    person = make_user(Role.EDITOR, council)
    client.force_login(person)
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_the_uploaded_file_itself_is_served_to_nobody(client, council):
    image = uploaded(council)
    shown_on(council, image)
    client.force_login(make_user(Role.PUBLISHER, council))
    name = image.file.name.rsplit("/", 1)[1]
    for address in (f"/media/images/{name}", image.file.url, f"/media/images/..%2Foriginal_images%2F{name}"):
        assert client.get(address).status_code == 404


def test_a_picture_whose_file_is_lost_is_not_found(client, council):
    image = uploaded(council)
    shown_on(council, image)
    rendition = image.get_rendition("fill-640x360")
    rendition.file.storage.delete(rendition.file.name)
    assert client.get(rendition.url).status_code == 404


@pytest.mark.parametrize("name", ["a.jpg", "turned.jpg", "progressive.jpeg", "a.png"])
def test_what_a_camera_wrote_is_gone_from_the_file_and_from_every_size(council, name):
    image = uploaded(council, genuine_files.all_of_them()[name])
    assert image.file.size == image.file_size
    for file in (image.file, image.get_rendition("width-40").file):
        with file.open("rb") as stream:
            content = stream.read()
        assert b"canary-owner" not in content
        with Image.open(BytesIO(content)) as picture:
            assert not {GPS, MAKER} & set(picture.getexif())


def test_a_picture_that_only_pillow_can_read_loses_it_too(council):
    whole = genuine_files.all_of_them()["a.jpg"]
    end_of_first_part = 4 + int.from_bytes(whole[4:6], "big")
    image = uploaded(council, whole[:end_of_first_part] + b"\0" + whole[end_of_first_part:])
    with image.file.open("rb") as stream, Image.open(stream) as picture:
        assert not dict(picture.getexif())
        assert picture.size == Image.open(BytesIO(whole)).size
