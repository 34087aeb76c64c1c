"""Rich text of an editor as blocks of a document.

What stands in the database is read, not the page's HTML: the tags are those of `blocks.PLAIN_TEXT`, everything else is
passed over, and no link is looked up.
"""

import re
from html.parser import HTMLParser

from council_pages.documents.content import Heading, Listing, Paragraph, Run, plain

_STRONG = {"b", "strong", "i", "em"}
_LISTS = {"ul", "ol"}
_HEADINGS = {"h2": 3, "h3": 3, "h4": 3}
_BLOCKS = {"p", "div", "li", *_HEADINGS, *_LISTS}


def blocks_of(html, lang=""):
    """The blocks of the rich text, in its order. A link to another site is followed by its address, as in print."""
    reader = _Reader(lang)
    reader.feed(html or "")
    reader.close()
    return tuple(reader.finished())


class _Reader(HTMLParser):
    """Collects runs until a block ends, and points until a list ends."""

    def __init__(self, lang):
        super().__init__(convert_charrefs=True)
        self.lang = lang
        self.blocks, self.runs, self.points = [], [], []
        self.lists, self.strong, self.links = [], 0, []

    def finished(self):
        """What was read; a text that was never closed belongs to it."""
        self._end_block("p")
        self._end_list("")
        return self.blocks

    def handle_starttag(self, tag, attrs):
        """A block begins, or emphasis, or a link."""
        if tag in _BLOCKS:
            self._end_block("li" if self.lists else "p")
        if tag in _LISTS:
            self.lists.append(tag)
        elif tag in _STRONG:
            self.strong += 1
        elif tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag):
        """A block ends, or emphasis, or a link."""
        if tag in _LISTS:
            self._end_block("li")
            self._end_list(tag)
        elif tag in _BLOCKS:
            self._end_block(tag)
        elif tag in _STRONG:
            self.strong = max(0, self.strong - 1)
        elif tag == "a" and self.links:
            address = self.links.pop()
            if address.startswith(("http://", "https://")) and address not in self._said():
                self.runs.append(Run(f" ({plain(address)})"))

    def handle_data(self, data):
        """Words; the line ends of the source mean nothing."""
        text = re.sub("[ \n]+", " ", plain(data))
        if text.strip() or self.runs:
            self.runs.append(Run(text, self.strong > 0))

    def _said(self):
        return "".join(run.text for run in self.runs)

    def _end_block(self, tag):
        runs, self.runs = tuple(self.runs), []
        if not "".join(run.text for run in runs).strip():
            return
        if tag in _HEADINGS:
            self.blocks.append(Heading("".join(run.text for run in runs).strip(), _HEADINGS[tag]))
        elif tag == "li" or self.lists:
            self.points.append(runs)
        else:
            self.blocks.append(Paragraph(runs, self.lang))

    def _end_list(self, tag):
        if self.lists:
            self.lists.pop()
        # The points of an inner list stand among those of the outer one.
        if self.points and not self.lists:
            self.blocks.append(Listing(tuple(self.points), tag == "ol", self.lang))
            self.points = []
