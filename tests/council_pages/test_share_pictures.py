import io

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils.translation import override
from PIL import Image, ImageChops

from cms import contrast
from cms.portraits import Card
from council_pages import share_pictures
from council_pages.share_pictures import BOLD, HEIGHT, TITLE_SIZES, WIDTH, _fitting, _font, _lines, drawn

LONG = Card(
    "Тұрғындардың қанағаттандырылмағандықтарыңыздан туындаған өтініштерді қарау тәртібі туралы нормативтік құқықтық "
    "акт жобасын қоғамдық талқылау және халықтың әлеуметтік осал топтарын қолдау шаралары жөніндегі мәселе",
    kicker="Қоғамдық консультация",
    council="Қазақстан Республикасы Экология және табиғи ресурстар министрлігінің жанындағы Қоғамдық кеңес",
    line="Ұсыныс қабылдау мерзімі: 2026 жылғы 1 желтоқсан – 2027 жылғы 20 қаңтар",
    colour="#2e8b57",
    language="kk",
)
EXTREMES = {
    "nothing but a title": Card("Су"),
    "long words everywhere": LONG,
    "no space in the title": Card("Ә" * 255, council="Қ" * 300, line="Ү" * 200, kicker="Һ" * 100),
    "many short words": Card("і ң " * 120, council="ғ " * 150),
    "signs that the typeface lacks": Card("José 😀 漢字 \u2011 \u00ad әғқңөұүһі", council="\u200b"),
    "no word at all": Card(" "),
}


def opened(card):
    """The picture, and what it weighs."""
    with override("kk"):
        content = drawn(card)
    return Image.open(io.BytesIO(content)), len(content)


@pytest.mark.parametrize("name", EXTREMES)
def test_a_picture_has_its_size_its_weight_and_no_note_of_anything(name):
    picture, weight = opened(EXTREMES[name])
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert weight <= 60_000
    assert picture.info.keys() <= {"transparency"}


@pytest.mark.parametrize("name", EXTREMES)
def test_no_word_leaves_the_picture_or_runs_into_its_foot(name):
    picture = opened(EXTREMES[name])[0].convert("L")
    margin = picture.crop((WIDTH - 60, 0, WIDTH, HEIGHT - share_pictures.FOOT - 2))
    above_foot = picture.crop((40, HEIGHT - share_pictures.FOOT - 16, WIDTH, HEIGHT - share_pictures.FOOT - 2))
    assert margin.getextrema()[0] > 240
    assert above_foot.getextrema()[0] > 240


@pytest.mark.parametrize("letters", ["әғқңөұүһі", "ӘҒҚҢӨҰҮҺІ"])
def test_every_kazakh_letter_has_a_shape_of_its_own(letters):
    font = _font(BOLD, 48)
    missing = bytes(font.getmask("\ue000"))
    shapes = [bytes(font.getmask(letter)) for letter in letters]
    assert len(set(shapes)) == len(letters)
    assert missing not in shapes


def test_a_short_title_is_large_a_long_one_is_smaller_and_none_breaks_a_word_that_fits():
    largest, lines = _fitting("Су тарифі", BOLD, TITLE_SIZES, 1040, 260)
    assert (largest, lines) == (max(TITLE_SIZES), ["Су тарифі"])
    size, lines = _fitting(LONG.title, BOLD, TITLE_SIZES, 1040, 260)
    assert size < largest and len(lines) > 2
    assert " ".join(lines).rstrip("…") == LONG.title[: len(" ".join(lines).rstrip("…"))]
    words = set(LONG.title.split())
    assert {word for line in lines[:-1] for word in line.split()} <= words


def test_a_word_longer_than_a_line_is_broken_and_nothing_of_it_is_lost():
    font = _font(BOLD, 36)
    lines = _lines("ә" * 200, font, 500)
    assert "".join(lines) == "ә" * 200
    assert max(map(font.getlength, lines)) <= 500
    assert _lines("бір екі үш төрт бес", font, 120, most=2)[-1].endswith("…")


def test_the_picture_bears_the_colour_and_the_emblem_of_the_council(tmp_path):
    emblem = io.BytesIO()
    Image.new("RGBA", (192, 192), "#aa0000").save(emblem, "PNG")
    with override_settings(MEDIA_ROOT=tmp_path):
        from django.core.files.storage import default_storage

        default_storage.save("emblems/own.png", ContentFile(emblem.getvalue()))
        own = opened(Card("Су", colour="#2e8b57", emblem="emblems/own.png"))[0].convert("RGB")
        lost = opened(Card("Су", emblem="emblems/lost.png"))[0].convert("RGB")
    plain = opened(Card("Су"))[0].convert("RGB")
    assert own.getpixel((5, 100)) == (0x2E, 0x8B, 0x57)
    assert own.getpixel((130, 110))[0] > 150 > 20 > own.getpixel((130, 110))[1]
    assert ImageChops.difference(lost, plain).getbbox() is None


@pytest.mark.parametrize("colour", [share_pictures.INK, share_pictures.QUIET, share_pictures.SKY])
def test_what_is_written_can_be_read(colour):
    assert contrast.ratio(colour, share_pictures.PAPER) >= 4.5


def test_the_same_card_is_the_same_picture():
    assert drawn(LONG) == drawn(LONG)
