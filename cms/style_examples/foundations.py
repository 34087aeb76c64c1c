"""Colours, type, space, buttons: what the stylesheet has and no component's template draws."""

import re
from functools import lru_cache

from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

from cms.style_guide import Chapter, Example, register
from cms.style_samples import LONG, USUAL, long_title, proposal, question, say, summary

OWN = "cms/style_guide"
# `--c-ink: #11242d; /* body text */`
TOKEN = re.compile(r"^ {4}(--(?P<kind>[csr])-[\w-]+):\s*(?P<value>[^;]+);", re.MULTILINE)


@lru_cache
def _tokens():
    """The names of the tokens by kind, in the order of the stylesheet: colours, spaces, radii."""
    with open(finders.find("css/tokens.css"), encoding="utf-8") as file:
        # The first block alone: the others give the same names other values.
        declared = TOKEN.findall(file.read().split("@media")[0])
    return {kind: [name for name, own, _value in declared if own == kind] for kind in "csr"}


def _words():
    return {
        "title": question(),
        "text": summary(),
        "long": long_title(),
        "paragraphs": proposal(),
        "go": say("Жіберу", "Отправить"),
    }


register(
    Chapter(
        "foundations",
        _("Colours, type, space, buttons"),
        order=0,
        examples=(
            Example(f"{OWN}/colours.html", USUAL, lambda: {"names": _tokens()["c"]}),
            Example(f"{OWN}/spaces.html", USUAL, lambda: {"spaces": _tokens()["s"], "radii": _tokens()["r"]}),
            Example(f"{OWN}/type.html", USUAL, _words),
            Example(f"{OWN}/type.html", LONG, lambda: _words() | {"title": long_title(), "text": long_title()}),
            Example(f"{OWN}/buttons.html", USUAL, _words),
            Example(f"{OWN}/buttons.html", LONG, lambda: _words() | {"go": long_title()}),
            Example(f"{OWN}/boxes.html", USUAL, _words),
        ),
    )
)
