"""The living style guide: every component of the site in each of its states, drawn from the template the site uses.

A floor registers its own chapters in its module `style_examples`; this floor knows none of them. An example is plain:
no row of the database stands behind it, so that it says the same on an empty copy and on the real site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.module_loading import autodiscover_modules
from django.utils.safestring import SafeString

# Each floor's own examples.
MODULE = "style_examples"


@dataclass(frozen=True)
class Example:
    """A template in one state. `context()` is made anew in the reader's language; a list of them draws it as often.

    `around`: markup that the template stands in on the site, with {} in its place: a list around its items.
    """

    template: str
    state: Promise
    context: Callable[[], dict[str, Any] | list[dict[str, Any]]] = dict
    around: str = "{}"

    def draw(self, request):
        """The template as markup, as a page of the site would draw it."""
        template, made = get_template(self.template), self.context()
        drawn = [template.render(context).strip() for context in (made if isinstance(made, list) else [made])]
        return format_html(self.around, SafeString("\n".join(drawn)))


@dataclass(frozen=True)
class WholePage:
    """An example that is a document of its own: an error page, a mail. `page(request)` gives its markup."""

    template: str
    state: Promise
    page: Callable[..., str]

    def draw(self, request):
        """The whole document."""
        return self.page(request)


@dataclass(frozen=True)
class Chapter:
    """Examples that are shown on one page. `has_styles`: its documents bring styles of their own, as mails must."""

    name: str
    title: Promise
    examples: tuple[Example | WholePage, ...]
    order: int = 0
    has_styles: bool = False

    def by_template(self):
        """The examples with their numbers, as they follow one another: {template: [(number, example), …]}."""
        grouped = {}
        for number, example in enumerate(self.examples, 1):
            grouped.setdefault(example.template, []).append((number, example))
        return grouped


_chapters: dict[str, Chapter] = {}


def register(chapter):
    """Add a chapter. A name may be taken once: a second one is a mistake, not an override."""
    if chapter.name in _chapters:
        raise ValueError(f"A chapter named {chapter.name!r} is registered already.")
    _chapters[chapter.name] = chapter
    return chapter


def chapters():
    """Every chapter of every floor, in their order."""
    # Here and not when the site starts: nobody but the house ever asks for them.
    autodiscover_modules(MODULE)
    return sorted(_chapters.values(), key=lambda chapter: (chapter.order, chapter.name))


def find(name):
    """The chapter of this name, or None."""
    return next((chapter for chapter in chapters() if chapter.name == name), None)
