"""Pages of every type: what readers find, and, kept apart, what only the admin finds."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.languages import LANGUAGES
from cms.models import CouncilSection
from cms.plugin_pages import page_types, without_hidden
from cms.tenancy import SECTION_PATH_LENGTH
from council_pages.models import (
    CouncilPage,
    NewsPage,
    OutcomePage,
    QuestionPage,
    SchedulePage,
    SittingPage,
    TextPage,
)
from search import page_text
from search.documents import Document, twin_of
from search.sources.clock import next_turn
from search.sources.openness import closed_paths, is_open, open_only

# What readers find, by the word for it in the index. Homes, lists and forms only lead to something.
KINDS = {
    CouncilPage: "council",
    QuestionPage: "question",
    OutcomePage: "outcome",
    SchedulePage: "schedule",
    SittingPage: "sitting",
    NewsPage: "news",
    TextPage: "text",
}
# The row whose dates a page of the type is listed by.
DATED_BY = {QuestionPage: "consultation__outcome", OutcomePage: "outcome", SittingPage: "sitting"}


class PageSource:
    """All pages below the root. A draft is there with the text that its row holds: of a live page only what is live."""

    name = "pages"

    def model(self):
        """Pages stand in the index as Wagtail's base class, whatever their type."""
        return Page

    def count(self):
        """How many pages there are."""
        return self._all().count()

    def keys(self, after):
        """Their keys, ascending."""
        return self._all().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()

    def public_keys(self):
        """The keys of those that readers find."""
        found = [*KINDS, *(page_type for page_type in page_types() if page_type.found_as)]
        types = [content_type.pk for content_type in ContentType.objects.get_for_models(*found).values()]
        return open_only(self._all(), closed_paths()).filter(content_type__in=types).values_list("pk", flat=True)

    def documents(self, keys):
        """The documents of these pages."""
        pages = self._pages(keys)
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        languages = {page.pk: codes[page.locale_id] for page in pages if codes[page.locale_id] in LANGUAGES}
        texts = page_text.texts_of(pages, languages)
        councils, closed, now = councils_at(page.path for page in pages), closed_paths(), timezone.now()
        return [
            Document(
                model=Page,
                pk=page.pk,
                language=languages.get(page.pk, ""),
                # Editors know a draft by the title that its list shows; readers never see it.
                title=page.title if page.live else page.draft_title or page.title,
                text=texts[page.pk],
                is_public=bool(kind_of(type(page))) and is_open(page, closed),
                url=page.url_path,
                kind=kind_of(type(page)),
                council_id=councils.get(page.path[:SECTION_PATH_LENGTH]),
                date=_day(page),
                twin=twin_of(page.translation_key),
                **_state(page, now),
            )
            for page in pages
        ]

    def _all(self):
        return without_hidden(Page.objects.filter(depth__gt=1))

    def _pages(self, keys):
        """The pages as objects of their own types: one query for each type."""
        by_type = defaultdict(list)
        for key, type_id in self._all().filter(pk__in=list(keys)).values_list("pk", "content_type_id"):
            by_type[type_id].append(key)
        pages = []
        for type_id, found in by_type.items():
            # A plugin that was taken out leaves its pages behind.
            if (page_type := ContentType.objects.get_for_id(type_id).model_class()) is not None:
                row = [DATED_BY[page_type]] if page_type in DATED_BY else []
                pages += page_type._base_manager.filter(pk__in=found).select_related(*row)
        return sorted(pages, key=lambda page: page.pk)


def kind_of(page_type):
    """The word under which readers find pages of the type; empty where they do not."""
    return KINDS.get(page_type, "") or getattr(page_type, "found_as", "")


def councils_at(paths):
    """The councils in whose sections these places of the tree are: {path of the section: key of the council}."""
    sections = CouncilSection.objects.filter(page__path__in={path[:SECTION_PATH_LENGTH] for path in paths})
    return dict(sections.values_list("page__path", "council_id"))


def _state(page, now):
    """The status of a question, and what the clock makes of it next; nothing for other pages."""
    if not isinstance(page, QuestionPage):
        return {}
    row = page.consultation
    outcome = getattr(row, "outcome", None)
    moments = (row.opens_at, row.closes_at, outcome and outcome.published_at)
    changes_at, next_status = next_turn(row.state_at, now, moments)
    return {"status": row.state_at(now).value, "changes_at": changes_at, "next_status": next_status}


def _day(page):
    """The day by which readers order."""
    match page:
        case NewsPage():
            return page.date
        case SittingPage():
            return page.sitting.held_on
        case OutcomePage() if page.outcome.published_at:
            return timezone.localdate(page.outcome.published_at)
        case QuestionPage() if page.consultation.opens_at:
            return timezone.localdate(page.consultation.opens_at)
    return timezone.localdate(page.first_published_at) if page.first_published_at else None
