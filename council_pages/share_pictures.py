"""The picture of a page for messengers: its own words in the national frame, with the council's colour and emblem.

It is drawn for a `cms.portraits.Card` alone, so nobody can make the site draw other words than its pages say.
"""

from functools import lru_cache
from io import BytesIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from council_pages.documents.typeface import BOLD, FILES, REGULAR, Fitting

# Raised when something is drawn differently: what is kept of before is then drawn anew.
VERSION = 1
SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, STRIPE, FOOT = 80, 20, 76
EMBLEM = 104
PAPER, INK, QUIET, SKY, DEEP, GOLD = "#ffffff", "#11242d", "#3b505a", "#00618a", "#0b3a4b", "#edb524"
TITLE_SIZES = range(68, 35, -4)
# Of a picture with a few flat colours nothing is lost; an emblem has its own.
COLOURS = 96


def drawn(card):
    """The card as a PNG of 1200 by 630 pixels, without any note of who drew it and when."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, STRIPE, HEIGHT), fill=card.colour or SKY)
    _foot(pen)
    picture.paste(*_emblem(card))
    left, width = MARGIN + EMBLEM + 28, WIDTH - 2 * MARGIN - EMBLEM - 28
    _head(pen, _fit(card.council or _("Public councils of Kazakhstan")), left, width)
    top, bottom = MARGIN - 16 + EMBLEM + 32, HEIGHT - FOOT - 36
    if card.line:
        size = next((size for size in (32, 28, 24) if _length(card.line, BOLD, size) <= WIDTH - 2 * MARGIN), 24)
        lines = _lines(_fit(card.line), _font(BOLD, size), WIDTH - 2 * MARGIN, most=1)
        bottom -= 44
        pen.text((MARGIN, bottom + 6), lines[0], INK, _font(BOLD, size))
        bottom -= 8
    if card.kicker:
        pen.text((MARGIN, top), _lines(_fit(card.kicker), _font(REGULAR, 30), WIDTH - 2 * MARGIN, 1)[0], SKY,
                 _font(REGULAR, 30))  # fmt: skip
        top += 46
    _title(pen, _fit(card.title), top, bottom)
    kept = BytesIO()
    picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _fit(words):
    """The words in one line, in signs that the typeface has."""
    return Fitting().fit(" ".join(words.split()))


def _font(weight, size):
    return ImageFont.truetype(str(FILES[weight]), size, layout_engine=ImageFont.Layout.BASIC)


def _length(words, weight, size):
    return _font(weight, size).getlength(_fit(words))


def _head(pen, words, left, width):
    """Whose page it is, beside the emblem, in the middle of its height."""
    size, lines = _fitting(words, REGULAR, (30, 26, 22), width, EMBLEM, most=3)
    height = round(size * 1.3)
    top = MARGIN - 16 + (EMBLEM - height * len(lines)) // 2
    for place, line in enumerate(lines):
        pen.text((left, top + place * height), line, QUIET, _font(REGULAR, size))


def _title(pen, words, top, bottom):
    """The title as large as it fits; one that fits at no size ends in "…"."""
    size, lines = _fitting(words, BOLD, TITLE_SIZES, WIDTH - 2 * MARGIN, bottom - top)
    for place, line in enumerate(lines):
        pen.text((MARGIN, top + place * round(size * 1.18)), line, INK, _font(BOLD, size))


def _fitting(words, weight, sizes, width, height, most=5):
    """The largest size at which the words fit, and their lines. A word is broken only where no size has room for it."""
    for size in sizes:
        font = _font(weight, size)
        room = min(most, int(height / (size * 1.25)))
        if max(map(font.getlength, words.split()), default=0) > width:
            continue
        lines = _lines(words, font, width)
        if len(lines) <= room:
            return size, lines
    return size, _lines(words, font, width, room)


def _lines(words, font, width, most=None):
    """The words in lines no wider than this; of more than `most` lines the last one ends in "…"."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if font.getlength(lines[-1] + sign) > width:
                lines.append("")
            lines[-1] += sign
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,.;:–—-')}…"]


def _foot(pen):
    """The band of the nation's frame: the woven pattern, the name of the site and its address."""
    top = HEIGHT - FOOT
    pen.rectangle((0, top, WIDTH, HEIGHT), fill=DEEP)
    for left in range(0, WIDTH, 24):
        pen.polygon([(left, top), (left + 12, top + 9), (left + 24, top)], fill=GOLD)
    pen.text((MARGIN, top + 28), _("Public councils"), "#ffffff", _font(BOLD, 26))
    host = settings.SITE_URL.partition("://")[2].partition("/")[0]
    pen.text((WIDTH - MARGIN, top + 28), host, "#c9e4ec", _font(REGULAR, 26), anchor="ra")


def _emblem(card):
    """(picture, place, mask) of the council's own emblem; of the sign of the site where it has none."""
    place = (MARGIN, MARGIN - 16)
    if card.emblem:
        try:
            with default_storage.open(card.emblem) as file, Image.open(file, formats=("PNG",)) as own:
                emblem = own.convert("RGBA").resize((EMBLEM, EMBLEM), Image.Resampling.LANCZOS)
            return emblem, place, emblem
        except FileNotFoundError:
            # A restored copy may lack its media: the page has its picture all the same.
            pass
    sign = _sign()
    return sign, place, sign


@lru_cache(maxsize=1)
def _sign():
    """The shanyraq of the site, as in `static/img/favicon.svg`; drawn four times as large and made small."""
    unit = EMBLEM * 4 / 40
    sign = Image.new("RGBA", (EMBLEM * 4, EMBLEM * 4))
    pen = ImageDraw.Draw(sign)
    pen.rounded_rectangle((0, 0, 40 * unit - 1, 40 * unit - 1), 9 * unit, fill=DEEP)
    pen.ellipse([side * unit for side in (5.5, 5.5, 34.5, 34.5)], outline=GOLD, width=round(3 * unit))
    for one, other in ((17, 1), (23, -1)):
        bow = [(one - other * (1 - ((step - 12) / 12) ** 2), 8 + step) for step in range(25)]
        for points in (bow, [(y, x) for x, y in bow]):
            pen.line([(x * unit, y * unit) for x, y in points], fill=GOLD, width=round(2.4 * unit), joint="curve")
    return sign.resize((EMBLEM, EMBLEM), Image.Resampling.LANCZOS)
