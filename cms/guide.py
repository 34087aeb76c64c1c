"""The staff's guide: its chapters, and which of them belongs to a screen.

A chapter is a template in each language, `cms/guide/<language>/<chapter>.html`. Each floor says which chapter explains
its screens, beside the addresses of those screens. A plugin brings one chapter for all of its own
(`cms.plugin_guide`).
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# In the order of the work.
CHAPTERS = {
    "start": pgettext_lazy("guide", "Signing in"),
    "sitting": pgettext_lazy("guide", "Sitting and decision"),
    "schedule": _("Schedule"),
    "consultation": pgettext_lazy("guide", "Consultation"),
    "text": pgettext_lazy("guide", "First text"),
    "checks": pgettext_lazy("guide", "What the system checks in a text"),
    "blocks": pgettext_lazy("guide", "Plain pages, news, pictures and files"),
    "translation": pgettext_lazy("guide", "Translation"),
    "form": pgettext_lazy("guide", "Form"),
    "publishing": pgettext_lazy("guide", "Publishing"),
    "events": pgettext_lazy("guide", "Events and news of a consultation"),
    "answers": pgettext_lazy("guide", "Answers to proposals"),
    "outcome": _("Outcome report"),
    "recommendations": pgettext_lazy("guide", "Recommendations and replies"),
    "council": pgettext_lazy("guide", "The council as a whole"),
    "ministry": pgettext_lazy("guide", "The ministry's overview"),
    "refused": pgettext_lazy("guide", "If the system refuses"),
}
_chapters_of_screens = {}


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language."""

    name: str
    label: str
    language: str

    @property
    def template(self):
        """The template with its words."""
        return f"cms/guide/{self.language}/{self.name}.html"


def chapters_in(language):
    """All chapters, in order."""
    return [Chapter(name, label, language) for name, label in CHAPTERS.items()]


def explain(screens):
    """Say which chapter explains which screens: {chapter: names of their routes}. Each screen has one chapter."""
    for chapter, routes in screens.items():
        if chapter not in CHAPTERS:
            raise ValueError(f"The guide has no chapter {chapter}.")
        for route in routes:
            if _chapters_of_screens.setdefault(route, chapter) != chapter:
                raise ValueError(f"The route {route} has a chapter already.")


def chapter_of(route):
    """The chapter that explains the screen, or nothing."""
    return _chapters_of_screens.get(route, "")


def address_of(chapter):
    """The address of the chapter."""
    return f"{reverse('kenes_guide')}#{chapter}"


def help_link(chapter):
    """What a link to the chapter needs, `{"url", "label"}`, or nothing."""
    return {"url": address_of(chapter), "label": CHAPTERS[chapter]} if chapter else None
