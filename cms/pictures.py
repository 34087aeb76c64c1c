"""Pictures: whole, of a sane size, and without what cameras and programs write beside the picture.

Place, owner, serial number and thumbnail stand in parts of the file of their own; they are taken out before the file is
kept, the picture itself stays bit for bit. Which way up it is belongs to the picture, so that is kept.
"""

import struct
import warnings
from io import BytesIO

from PIL import Image

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 100_000_000
FORMATS = {"JPEG": JPEG, "PNG": PNG}
ORIENTATION = 0x0112
# Colour and size; everything else beside the picture's own chunks tells of its maker.
PNG_CHUNKS = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD".split())
# APP0 (JFIF), APP2 (colour profile), APP14 (Adobe's colour transform).
JPEG_APPLICATIONS = {0xE0, 0xE2, 0xEE}
APPLICATIONS, COMMENT = range(0xE0, 0xF0), 0xFE
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}


class BrokenPicture(ValueError):
    """The file is no whole picture."""


def is_picture(file, kind):
    """True if the file is a picture of this kind ("JPEG" or "PNG") that opens and is of a sane size."""
    file.seek(0)
    content = file.read()
    if not content.startswith(FORMATS[kind]):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[kind]) as picture:
                is_sane = picture.width * picture.height <= MOST_PIXELS
                picture.verify()
        without_traces(content)
    # Pillow raises what it stumbles over, as it comes; a file on which it stumbles is not taken.
    except Exception:
        return False
    return is_sane


def without_traces(content):
    """The picture's bytes without place, owner, comments, thumbnails, and whatever stood behind its end.

    Raises BrokenPicture where the file ends too early. The same bytes come out for the same bytes.
    """
    try:
        return _clean_png(content) if content.startswith(PNG) else _clean_jpeg(content)
    except (IndexError, struct.error) as error:
        raise BrokenPicture("the picture ends too early") from error


def _clean_png(content):
    kept, at = [PNG], len(PNG)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise BrokenPicture("a part of the picture is cut off")
        if name in PNG_CHUNKS:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _clean_jpeg(content):
    kept, at = [content[:2]], 2
    if turned := _orientation(content):
        kept.append(turned)
    while True:
        start, marker = at, content[at + 1]
        if content[at] != 0xFF:
            raise BrokenPicture("a marker is missing")
        if marker == 0xFF:
            at += 1
            continue
        if marker == END_OF_IMAGE:
            return b"".join([*kept, content[at : at + 2]])
        at += 2 if marker in WITHOUT_LENGTH else 2 + struct.unpack_from(">H", content, at + 2)[0]
        if marker == START_OF_SCAN:
            at = _end_of_scan(content, at)
        if at > len(content):
            raise BrokenPicture("a part of the picture is cut off")
        if marker != COMMENT and (marker not in APPLICATIONS or _is_colour(marker, content[start + 4 : at])):
            kept.append(content[start:at])


def _is_colour(marker, part):
    """True for JFIF's and Adobe's own parts and a colour profile: other things come under the same markers."""
    if marker not in JPEG_APPLICATIONS:
        return False
    return part.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))


def _end_of_scan(content, at):
    """Where the next marker stands: inside a scan 0xFF is followed by 0 or by a restart marker."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise BrokenPicture("the picture has no end")
        if content[at + 1] not in (0, *range(0xD0, 0xD8)):
            return at
        at += 2


def _orientation(content):
    """A part of EXIF that says which way up the picture is, and nothing else; empty for an upright one."""
    with Image.open(BytesIO(content), formats=["JPEG"]) as picture:
        way = picture.getexif().get(ORIENTATION, 1)
    if way not in range(2, 9):
        return b""
    directory = struct.pack(">HHHIHHI", 1, ORIENTATION, 3, 1, way, 0, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + directory
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
