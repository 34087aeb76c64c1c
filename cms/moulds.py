"""Pages that differ from one another in a few values alone: all the rest of them is drawn once for the same words.

A page that a crowd asks for in its last minute, as a receipt is, costs more to draw than to store what it confirms. So
the page is drawn with gaps, kept for the words it was drawn with, and cut at its gaps; a request fills them in.
"""

import json
import re
import secrets
from functools import lru_cache

from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.context import frame_of

# Different in each process, so that nobody can write one.
_MARK = secrets.token_hex(8)
_GAP = re.compile(rf"{_MARK}-(\w+)-")
MOST = 256


class _Words:
    """Words of a page, alike when they say the same."""

    def __init__(self, said):
        self.said, self.key = said, json.dumps(said, sort_keys=True, default=str)

    def __hash__(self):
        return hash(self.key)

    def __eq__(self, other):
        return self.key == other.key


def fill(request, template, words, values):
    """The page as markup: `template` drawn with header and footer and `words`, its `{{ gap.name }}` filled by `values`.

    `words` are plain: texts, numbers, moments, lists and dicts of them; whatever they decide is decided in the mould. A
    value is a text, escaped unless it is markup already, or a list of texts: then its gap is a list of as many gaps.
    """
    shape = frozenset((name, len(value) if isinstance(value, list) else None) for name, value in values.items())
    parts = _mould(template, get_language(), _Words(frame_of(request) | words), shape)
    filling = dict(_filling(values))
    return SafeString("".join(filling[part] if place % 2 else part for place, part in enumerate(parts)))


def _filling(values):
    """Pairs (name of a gap, markup)."""
    for name, value in values.items():
        if isinstance(value, list):
            yield from ((f"{name}_{place}", conditional_escape(part)) for place, part in enumerate(value))
        else:
            yield name, conditional_escape(value)


@lru_cache(maxsize=MOST)
def _mould(template, language, words, shape):
    """The page cut at its gaps: markup, the name of a gap, markup, and so on."""
    gaps = {
        name: _gap(name) if size is None else [_gap(f"{name}_{place}") for place in range(size)] for name, size in shape
    }
    return _GAP.split(get_template(template).render({**words.said, "gap": gaps}))


def _gap(name):
    return SafeString(f"{_MARK}-{name}-")
