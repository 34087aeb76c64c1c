"""What a page is made of, without its words: compared, it tells whether words have become a part of it."""

import re
from html.parser import HTMLParser

# What these hold may be words of a citizen; in every other attribute they have nothing to do.
WORDY = frozenset({"value", "content", "title", "aria-label", "alt", "placeholder"})


# What a link to a messenger carries along: words, in which every sign that could mean anything is written as a number.
SHARED = re.compile(r"(?<=[?&])(text|title|subject|body|url)=[\w.~%-]*")


class _Skeleton(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, *((name, "" if name in WORDY else _shared(value)) for name, value in attrs)))

    def handle_endtag(self, tag):
        self.parts.append((f"/{tag}",))

    def handle_comment(self, data):
        self.parts.append(("!", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


def _shared(value):
    return SHARED.sub(r"\1=", value) if value and value.startswith(("https:", "mailto:")) else value


def skeleton(page, *own):
    """The tags of the page in order, with attributes; `own` are words that differ between two pages by design."""
    for word in sorted(map(str, own), key=len, reverse=True):
        page = page.replace(word, "·")
    parser = _Skeleton()
    parser.feed(page)
    parser.close()
    return parser.parts
