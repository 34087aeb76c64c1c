"""The parts of pages: each says what it is and shows what it will look like; a picture has words or is decorative."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.urls import reverse
from django.utils import translation
from PIL import Image as Picture
from wagtail.images import get_image_model

from cms.languages import LANGUAGES
from cms.roles import Role
from council_pages.blocks import AgendaBlock, BodyBlock, DocumentsBlock, PictureBlock
from council_pages.checked_texts import findings_in
from council_pages.content_checks import Check
from tests.council_pages.conftest import fill_text_page
from tests.factories import make_user

BLOCKS = [block for stream in (BodyBlock(), AgendaBlock(), DocumentsBlock()) for block in stream.child_blocks.values()]


@pytest.fixture
def image(councils):
    """White, with a black band at its upper edge."""
    content = BytesIO()
    drawn = Picture.new("RGB", (1600, 1200), "white")
    drawn.paste("black", (0, 0, 1600, 100))
    drawn.save(content, "PNG")
    file = ImageFile(BytesIO(content.getvalue()), name="square.png")
    return get_image_model().objects.create(title="square.png", file=file, collection=councils.a.collection)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_every_part_has_a_name_a_sign_and_a_description_in_both_languages(block, language):
    with translation.override(language):
        said = [str(block.label), str(block.get_description())]
    assert block.meta.icon != "placeholder"
    assert not any(words.isascii() for words in said)
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_every_part_is_previewed_in_the_sites_looks_and_without_a_style_of_its_own(block, councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "css/kenes" in page
    assert "style=" not in page
    assert "<script" not in page
    assert "<main>" in page


@pytest.mark.django_db
def test_a_picture_without_words_is_refused_unless_it_only_decorates(image):
    block = PictureBlock()
    for sent, may in (({}, False), ({"alt_text": "Алаң"}, True), ({"decorative": True}, True)):
        value = block.to_python({"image": image.pk, "decorative": False, "alt_text": "", **sent})
        if may:
            assert block.clean(value).pk == image.pk
        else:
            with pytest.raises(ValidationError) as refused:
                block.clean(value)
            assert refused.value.block_errors["alt_text"].message == Check.NO_ALT.label


@pytest.mark.django_db
@pytest.mark.parametrize("said, found", [({}, [Check.NO_ALT]), ({"alt_text": "Алаң"}, []), ({"decorative": True}, [])])
def test_the_checks_read_what_was_said_of_a_picture(said, found, councils, image):
    raw = {"type": "picture", "value": {"image": image.pk, "decorative": False, "alt_text": "", **said}}
    page = fill_text_page(councils.a, "kk", "about", [raw])
    assert [finding.check for finding in findings_in(type(page).objects.get(pk=page.pk))] == found


@pytest.mark.django_db
def test_readers_get_a_picture_cut_around_its_focal_point_with_its_words(councils, image, client):
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 800, 50, 100, 100
    image.save()
    raw = {"type": "picture", "value": {"image": image.pk, "decorative": False, "alt_text": "Орталық алаң"}}
    page = fill_text_page(councils.a, "kk", "about", [raw])
    body = client.get(page.url_path).content.decode()
    assert 'alt="Орталық алаң"' in body
    cut = image.renditions.get(filter_spec="fill-1280x720")
    with cut.file.open() as file:
        assert Picture.open(file).convert("L").getpixel((640, 5)) < 50
