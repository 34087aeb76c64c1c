"""Documents that readers can open from a public page: reports, drafts of acts, tables, replies of state bodies."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from cms.languages import LANGUAGES
from cms.tenancy import SECTION_PATH_LENGTH
from council_pages.models import Reply
from search import file_text
from search.documents import Document
from search.sources.openness import closed_collections, open_pages
from search.sources.pages import councils_at


class FileSource:
    """Files. Public are those to which a public page leads, or a recommendation that was sent, from an open collection.

    The language is that of the pages that show it, empty where pages of both do. Other files are found by their title
    in the admin alone, and are not read.
    """

    name = "files"

    def model(self):
        """Wagtail's documents."""
        return get_document_model()

    def count(self):
        """How many there are."""
        return self.model().objects.count()

    def keys(self, after):
        """Their keys, ascending."""
        return self.model().objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()

    def public_keys(self):
        """The keys of those that readers can open."""
        return self._shown().values_list("pk", flat=True)

    def shown_keys(self, keys):
        """Of these keys those that readers can open. No file is read."""
        return set(self._shown().filter(pk__in=list(keys)).values_list("pk", flat=True))

    def documents(self, keys):
        """The documents of these files; each that readers can open is read."""
        keys = list(keys)
        shown = self.shown_keys(keys)
        rows = list(self.model().objects.filter(pk__in=keys).select_related("collection__council").order_by("pk"))
        languages, councils = _places(shown)
        return [
            _document(row, languages[row.pk], councils[row.pk]) if row.pk in shown else _reserved(row) for row in rows
        ]

    def _shown(self):
        shown = _references().filter(object_id__in=_as_text(open_pages()).values("as_text"))
        replied = Reply.objects.exclude(recommendation__sent_on=None).exclude(file=None)
        condition = Q(as_text__in=shown.values("to_object_id")) | Q(pk__in=replied.values("file"))
        for path in closed_collections():
            condition &= ~Q(collection__path__startswith=path)
        return _as_text(get_document_model().objects.all()).filter(condition)


def _references():
    """From which pages which documents are shown: Wagtail's own index of references, whose keys are texts."""
    of_document = ContentType.objects.get_for_model(get_document_model())
    of_page = ContentType.objects.get_for_model(Page)
    return ReferenceIndex.objects.filter(to_content_type=of_document, base_content_type=of_page)


def documents_on(pages):
    """The keys of the documents that these pages show, whether or not anybody may read them."""
    shown = _references().filter(object_id__in=[str(key) for key in pages])
    return {int(key) for key in shown.values_list("to_object_id", flat=True)}


def _as_text(rows):
    return rows.annotate(as_text=Cast("pk", CharField(max_length=20)))


def _places(keys):
    """Where these documents are shown to everybody: their languages and their councils, both by key."""
    keys, languages, councils = list(keys), defaultdict(set), defaultdict(set)
    shown = [
        (int(key), int(page))
        for key, page in _references().filter(to_object_id__in=map(str, keys)).values_list("to_object_id", "object_id")
    ]
    pages = open_pages().filter(pk__in={page for _key, page in shown}).select_related("locale").in_bulk()
    sections = councils_at(page.path for page in pages.values())
    for key, page in shown:
        if page in pages:
            languages[key].add(pages[page].locale.language_code)
            councils[key].add(sections.get(pages[page].path[:SECTION_PATH_LENGTH]))
    replies = Reply.objects.exclude(recommendation__sent_on=None).filter(file__in=keys)
    for key, council in replies.values_list("file", "recommendation__council"):
        # Recommendations stand in both languages.
        languages[key].update(LANGUAGES)
        councils[key].add(council)
    return languages, councils


def _reserved(row):
    return Document(type(row), row.pk, "", row.title, "", is_public=False, kind="document")


def _document(row, languages, councils):
    owner = getattr(row.collection, "council", None)
    return Document(
        model=type(row),
        pk=row.pk,
        language=min(languages) if len(languages) == 1 else "",
        title=row.title,
        text=file_text.text_of(row.file, row.file_extension, row.pk),
        is_public=True,
        url=row.url,
        kind="document",
        council_id=owner.pk if owner else min(councils, default=None) if len(councils) == 1 else None,
        date=timezone.localdate(row.created_at),
    )
