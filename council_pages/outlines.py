"""What stands in a piece of HTML: its headings, links, paragraphs, tables and pictures. Pure.

Reads what Wagtail stores (links by `linktype`, pictures as `embed`) and what is imported alike.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARAGRAPHS = {"p", "li", "blockquote", "dd"}


@dataclass
class Link:
    """A link: where it leads, its words, and whether it leads to a file."""

    address: str
    is_file: bool = False
    words: str = ""

    @property
    def is_empty(self):
        """True if it has no words, or leads nowhere."""
        return not self.words or self.address.strip() in {"", "#"}


class Outline(HTMLParser):
    """Reads one piece of HTML.

    `headings` are (level, words), `tables` say whether they have a header, `pictures` are their descriptions (None for
    none), `words` counts all but the names of files.
    """

    def __init__(self):
        super().__init__()
        self.headings, self.links, self.paragraphs, self.tables, self.pictures = [], [], [], [], []
        self.words = 0
        self._open = []

    @classmethod
    def of(cls, html):
        """The outline of this HTML."""
        outline = cls()
        outline.feed(html)
        outline.close()
        return outline

    def handle_starttag(self, tag, attrs):
        """Open what has words of its own; note a picture, a table and the header of one."""
        given = dict(attrs)
        if tag in HEADINGS or tag in PARAGRAPHS or tag == "a":
            self._open.append((tag, given, []))
        elif tag == "img" or (tag == "embed" and given.get("embedtype") == "image"):
            self._add_picture(given.get("alt"))
        elif tag == "table":
            self.tables.append(False)
        elif tag == "th" and self.tables:
            self.tables[-1] = True
        elif tag == "br":
            self.handle_data(" ")

    def _add_picture(self, alt):
        self.pictures.append(alt)
        # The description of a picture is the words of the link around it.
        self._say(alt or "")

    def _say(self, said):
        for tag, _given, words in reversed(self._open):
            words.append(said)
            if tag != "a":
                return

    def handle_data(self, data):
        """Words belong to the link around them, and to the heading or the innermost paragraph around that."""
        self._say(data)
        if not any(tag == "a" and _leads_to_file(given) for tag, given, _words in self._open):
            self.words += len(data.split())

    def handle_endtag(self, tag):
        """Close it, and what was left open inside."""
        if all(opened != tag for opened, _given, _words in self._open):
            return
        while self._open:
            opened, given, words = self._open.pop()
            self._keep(opened, given, " ".join("".join(words).split()))
            if opened == tag:
                return

    def _keep(self, tag, given, words):
        if tag in HEADINGS:
            self.headings.append((HEADINGS[tag], words))
        elif tag == "a":
            address = given.get("href") or (given.get("linktype") and given.get("id")) or ""
            self.links.append(Link(address, _leads_to_file(given), words))
        else:
            self.paragraphs.append(words)


def _leads_to_file(given):
    return given.get("linktype") == "document"
