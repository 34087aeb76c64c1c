"""Reading documents as pictures: what Poppler and LibreOffice draw, letter by letter, beside letters drawn by FreeType.

The text inside a file proves nothing about its letters: a font can print К and call it Қ. So each letter is cut out of
the page and compared with the meant one, drawn independently from the typeface, and with its rivals.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from math import ceil, floor
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps, ImageStat

from council_pages.documents.typeface import FILES

DPI = 300
SCALE = DPI / 72
# How much of the ink of two equal letters covers each other, drawn by two programs.
LIKE = 0.6
# How much of a line stands above the baseline, in parts of the typeface's size.
ASCENT = 0.97
# Programs place letters on parts of a pixel.
NEAR = (0, -0.5, 0.5, -1, 1, -1.5, 1.5)
# What a wrong font would print instead.
RIVALS = {
    "Ә": "АЭ", "ә": "аэ", "Ғ": "Г", "ғ": "г", "Қ": "К", "қ": "к", "Ң": "Н", "ң": "н", "Ө": "О", "ө": "о",
    "Ұ": "УҮ", "ұ": "уү", "Ү": "УҰ", "ү": "уұ", "Һ": "НҢ", "һ": "н", "І": "Ӏ1", "і": "ı1",
    "К": "Қ", "к": "қ", "Н": "Ң", "н": "ң", "Г": "Ғ", "г": "ғ", "О": "Ө", "о": "ө", "У": "ҮҰ", "у": "ү",
    "Й": "И", "й": "и", "Ё": "Е", "ё": "е", "₸": "ТT", "№": "NН",
}  # fmt: skip
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """A word on a page: its text as the file gives it, and its box in points from the top left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Setting:
    """Weight, size in pixels and baseline of a word on a page."""

    name: str
    size: float
    baseline: float


def run(program, package, *arguments, **more):
    """Run a program of the machine. Without it the test fails: it is never passed over."""
    if shutil.which(program) is None:
        pytest.fail(f"{program} is missing. On Debian and Ubuntu: apt install {package}")
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, timeout=120, **more)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def poppler(program, *arguments):
    """One of Poppler's programs."""
    return run(program, "poppler-utils", *arguments)


def as_pdf(paths, folder, fonts):
    """Open .docx files in LibreOffice, which knows only the fonts in `fonts`, and print them: {stem: path of PDF}."""
    settings = folder / "fonts.conf"
    settings.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>'
        f"<cachedir>{folder / 'font-cache'}</cachedir></fontconfig>"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "FONTCONFIG_FILE": str(settings)}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *paths]
    run("soffice", "libreoffice-writer-nogui", *arguments, env=environment)
    return {path.stem: folder / f"{path.stem}.pdf" for path in map(Path, paths)}


def words_of(pdf):
    """Every word of the file with its box, in the order of reading."""
    pages = poppler("pdftotext", "-bbox", pdf, "-").decode().split("<page ")[1:]
    return [
        Word(number, unescape(text), *map(float, box))
        for number, page in enumerate(pages)
        for *box, text in WORD.findall(page)
    ]


def pages_of(pdf, folder):
    """Every page as a picture, ink white on black."""
    poppler("pdftoppm", "-r", DPI, "-gray", "-png", pdf, folder / f"{pdf.stem}-page")
    found = sorted(folder.glob(f"{pdf.stem}-page-*.png"), key=lambda path: int(path.stem.rpartition("-")[2]))
    return [ImageChops.invert(Image.open(path).convert("L")) for path in found]


@lru_cache(maxsize=64)
def face(name, size):
    """The typeface at the size in pixels, as FreeType draws it."""
    return ImageFont.truetype(str(FILES[name]), size, layout_engine=ImageFont.Layout.BASIC)


def width_of(text, name):
    """The text's width in parts of its size; measured large, because small widths are whole pixels."""
    return face(name, 1000).getlength(text) / 1000


def misread(pdf, folder):
    """Letters on the file's pages that do not look as meant: {(letter, what it looks like or "")}; empty when right."""
    pages, wrong, seen = pages_of(pdf, folder), set(), set()
    # A word of the same height is looked at once, and so is a letter of the same weight and size.
    words = {(word.text, round(word.bottom - word.top, 1)): word for word in words_of(pdf)}
    for word in words.values():
        setting = setting_of(pages[word.page], word)
        for letter, left in letters_of(word, setting):
            key = (letter, setting.name, round(setting.size))
            if key not in seen and (looks := _looks(pages[word.page], letter, left, setting)) != letter:
                wrong.add((letter, looks))
            seen.add(key)
    assert seen, f"{pdf} shows no letter"
    return wrong


def setting_of(page, word):
    """How the word is set: in the weight in which its first letters are more alike."""
    found = []
    for name in FILES:
        size = (word.right - word.left) / (width_of(word.text, name) or 1) * SCALE
        setting = Setting(name, size, word.top * SCALE + ASCENT * size)
        first = letters_of(word, setting)[:2]
        if first:
            setting = _lifted(page, *first[0], setting)
        found.append((sum(_likeness(page, *letter, setting) for letter in first), setting))
    return max(found, key=lambda pair: pair[0])[1]


def _lifted(page, letter, left, setting):
    """The setting with its baseline where the page has it, which is near where the metrics say."""
    lifted = [replace(setting, baseline=setting.baseline + shift) for shift in NEAR]
    return max(lifted, key=lambda near: _likeness(page, letter, left, near, near=(0,)))


def letters_of(word, setting):
    """The letters of the word, each with its left edge in pixels."""
    return [
        (letter, word.left * SCALE + width_of(word.text[:at], setting.name) * setting.size)
        for at, letter in enumerate(word.text)
        if letter.isalpha() or letter in RIVALS
    ]


def _looks(page, letter, left, setting):
    """The letter itself, the rival that it is more like, or nothing where it is like neither."""
    alike = {sign: _likeness(page, letter, left, setting, sign) for sign in (letter, *RIVALS.get(letter, ""))}
    best = max(alike, key=alike.get)
    return best if alike[best] >= LIKE else ""


def _likeness(page, letter, left, setting, sign="", near=NEAR):
    """How much ink the sign, drawn here, has in common with the page where the letter should be; near there at best.

    The sign is the letter itself unless another is asked for.
    """
    font = face(setting.name, round(setting.size, 1))
    # What a letter may take above and below the baseline, and no more: rules of tables are near.
    top, right = floor(setting.baseline - 0.95 * font.size), ceil(left + font.getlength(letter))
    box = (floor(left), top, right, ceil(setting.baseline + 0.28 * font.size))
    found = ImageOps.autocontrast(page.crop(box))
    x, y = left - box[0], setting.baseline - top
    return max(likeness(found, _drawn(found.size, sign or letter, font, x + shift, y)) for shift in near)


def _drawn(size, letter, font, x, y):
    picture = Image.new("L", size)
    ImageDraw.Draw(picture).text((x, y), letter, 255, font=font, anchor="ls")
    return picture


def likeness(one, other):
    """The ink that two pictures have in common, as a part of all their ink."""
    common, both = ImageChops.darker(one, other), ImageChops.lighter(one, other)
    return ImageStat.Stat(common).sum[0] / (ImageStat.Stat(both).sum[0] or 1)
