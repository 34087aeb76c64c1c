"""Office files as zip packages: known by their table of contents and by a main part that is well-formed XML.

Nothing is written to the disk. A main part is read in pieces and never beyond its limit, whatever the package says of
its size; a document type declaration (by which small files swell, or read other files) is refused.
"""

import lzma
import zipfile
import zlib
from xml.parsers import expat

# What Python raises over a package that is damaged, encrypted, or packed in an unknown way.
BROKEN = (
    zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error,
    lzma.LZMAError,
)  # fmt: skip
SIGNATURE = b"PK\x03\x04"
MOST_ENTRIES = 5_000
MOST_UNPACKED = 500 * 1024 * 1024
MOST_OF_A_PART = 40 * 1024 * 1024
PIECE = 64 * 1024
# Macros and programs: none of them belongs into a proposal. Tables inside a text do.
ACTIVE_PARTS = ("vbaproject.bin", "vbadata.xml", ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".jar", ".html")
ACTIVE_FOLDERS = ("word/activex/", "xl/activex/", "basic/", "scripts/")
CONTENT_TYPES = "[Content_Types].xml"
MACRO_TYPES = (b"macroenabled", b"vbaproject", b"activex")


class _Refused(ValueError):
    """The part is not what it has to be."""


def is_office(file, main_part):
    """True if the file is an Office Open XML package with this main part (`word/document.xml`) and without macros."""

    def holds_it(package):
        if not {CONTENT_TYPES, main_part} <= set(package.namelist()):
            return False
        types = _read(package, CONTENT_TYPES)
        _parse(package, main_part)
        return not any(word in types.lower() for word in MACRO_TYPES)

    return _is(file, holds_it)


def is_open_document(file, content_type):
    """True if the file is an OpenDocument package that names itself by this content type."""

    def names_itself(package):
        with package.open("mimetype") as entry:
            if entry.read(len(content_type) + 1).decode("ascii", "replace") != content_type:
                return False
        _parse(package, "content.xml")
        return True

    return _is(file, names_itself)


def _is(file, condition):
    """True if the file is a package of sane size and paths, without active parts, for which the condition holds."""
    file.seek(0)
    if file.read(len(SIGNATURE)) != SIGNATURE:
        return False
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as package:
            return _is_sane(package.infolist()) and condition(package)
    except BROKEN:
        return False


def _is_sane(entries):
    names = [entry.filename.lower().replace("\\", "/") for entry in entries]
    return (
        len(entries) <= MOST_ENTRIES
        and len(set(names)) == len(names)
        and sum(entry.file_size for entry in entries) <= MOST_UNPACKED
        and not any(name.startswith("/") or "../" in name or "\0" in name for name in names)
        and not any(name.endswith(ACTIVE_PARTS) or name.startswith(ACTIVE_FOLDERS) for name in names)
    )


def _pieces(package, part):
    total = 0
    with package.open(part) as entry:
        while piece := entry.read(PIECE):
            total += len(piece)
            if total > MOST_OF_A_PART:
                raise _Refused(f"{part} is too large")
            yield piece


def _read(package, part):
    return b"".join(_pieces(package, part))


def _parse(package, part):
    """Read the part as XML to its end. Raises ValueError where it is none, or declares a document type."""

    def refuse(*_declaration):
        raise _Refused(f"{part} declares a document type")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        for piece in _pieces(package, part):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _Refused(f"{part} is no XML") from error
