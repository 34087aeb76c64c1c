"""The text of files: PDF, DOCX, XLSX, TXT and CSV, as far as it can be had within limits of size and time.

Editors upload what others made, so no file is trusted: packages are read in pieces and never beyond a budget, whatever
they say of their sizes; a document type declaration (by which small files swell, or read other files) ends the reading;
a PDF is read by poppler's `pdftotext` in a process with a limit of memory and time, and by nothing where the program is
not installed. A file that cannot be read has no text.
"""

import logging
import shutil
import subprocess
import tempfile
import zipfile
from xml.parsers import expat

from council_pages import csv_text
from forms.packages import MOST_ENTRIES

logger = logging.getLogger(__name__)

MOST_SIGNS = 200_000
# Of the file itself, and of all that is unpacked from it.
MOST_BYTES = 30 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
PIECE = 64 * 1024
PATIENCE = 20
# Kilobytes of memory, seconds of a processor, and blocks of 512 bytes of output: the shell sets them for the program.
LIMITS = 'ulimit -v 1048576; ulimit -t 20; ulimit -f 4096; exec "$@"'


class _Refused(ValueError):
    """The file asks for more than it may."""


def text_of(file, kind, key=None):
    """The plain text of a stored file, at most 200,000 signs; empty where there is none to be had. Never an error.

    `kind` is the ending of its name; `key` names it in the log.
    """
    reader = READERS.get(kind.lower())
    if reader is None:
        return ""
    try:
        if file.size > MOST_BYTES:
            raise _Refused("too large")
        with file.storage.open(file.name) as stream:
            return _tidy(reader(stream))
    except Exception as error:
        # Whatever is wrong with somebody's file, what shows it goes on. An error's words may be words of the file.
        logger.warning("Document %s (%s) gives no text: %s", key, kind.lower(), type(error).__name__)
        return ""


def _tidy(text):
    lines = (" ".join(line.split()) for line in text.replace("\0", " ").splitlines())
    return "\n".join(filter(None, lines))[:MOST_SIGNS]


def _pdf(stream):
    program = shutil.which("pdftotext")
    if program is None:
        return ""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as source, tempfile.TemporaryFile() as target:
        shutil.copyfileobj(stream, source)
        source.flush()
        asked = ["sh", "-c", LIMITS, "sh", program, "-q", "-enc", "UTF-8", source.name, "-"]
        done = subprocess.run(  # noqa: S603
            asked, stdin=subprocess.DEVNULL, stdout=target, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )
        target.seek(0)
        text = target.read().decode("utf-8", "replace")
    if done.returncode and not text:
        raise _Refused("pdftotext gave up")
    return text


def _plain(stream):
    return csv_text.decode(stream.read())


def _docx(stream):
    """The paragraphs of the text and of its notes."""
    with zipfile.ZipFile(stream) as package:
        reading = _Reading(package, text="t", line="p", space=("tab", "br", "cr"))
        for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            reading.read(part)
        return reading.text


def _xlsx(stream):
    """The words of the cells, and the names of the sheets. Numbers and formulas are none."""
    with zipfile.ZipFile(stream) as package:
        # A cell's words are a `si` of the common table or an `is` of its own; `rPh` says how they are pronounced.
        reading = _Reading(package, text="t", line=("si", "is"), without="rPh", named="sheet")
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        for part in ("xl/workbook.xml", "xl/sharedStrings.xml", *sheets):
            reading.read(part)
        return reading.text


READERS = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "txt": _plain, "csv": _plain}


class _Reading:
    """Reads words out of the XML parts of a package, until there are enough of them.

    `text` is the element whose characters count, `line` those that end a line, `space` those that stand for a space;
    what is inside `without` is left out; of `named` the attribute `name` is a line.
    """

    def __init__(self, package, *, text, line, space=(), without="", named=""):
        if len(package.infolist()) > MOST_ENTRIES:
            raise _Refused("too many parts")
        self._package, self._names = package, set(package.namelist())
        self._text, self._line = text, (line,) if isinstance(line, str) else line
        self._space, self._without, self._named = space, without, named
        self._left, self._found, self._signs = MOST_UNPACKED, [], 0
        self._depth_left_out, self._is_inside = 0, False

    @property
    def text(self):
        """All that was found."""
        return "".join(self._found)

    def read(self, part):
        """Read the part; one that is not there has no words."""
        if part not in self._names or self._signs > MOST_SIGNS:
            return
        self._depth_left_out, self._is_inside = 0, False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.buffer_text = True
        with self._package.open(part) as entry:
            while piece := entry.read(PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise _Refused("unpacks to too much")
                parser.Parse(piece)
                if self._signs > MOST_SIGNS:
                    return
        parser.Parse(b"", True)

    def _refuse(self, *_declaration):
        raise _Refused("declares a document type")

    def _start(self, name, attributes):
        name = name.rpartition(" ")[2]
        self._depth_left_out += name == self._without
        self._is_inside = name == self._text
        if name in self._space:
            self._found.append(" ")
        elif name == self._named:
            self._found.append(f"{attributes.get('name', '')}\n")

    def _end(self, name):
        name = name.rpartition(" ")[2]
        self._depth_left_out -= name == self._without
        self._is_inside = False
        if name in self._line:
            self._found.append("\n")

    def _characters(self, words):
        if self._is_inside and not self._depth_left_out:
            self._found.append(words)
            self._signs += len(words)
