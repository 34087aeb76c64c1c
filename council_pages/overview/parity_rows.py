"""The pages of councils in both languages, read from the rows: four queries for any number of councils and pages."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.models import CouncilSection
from cms.tenancy import SECTION_PATH_LENGTH
from council_pages.compliance_rows import below
from council_pages.models import NewsPage, PairedPage, TextPage
from council_pages.overview.parity import Pair, Side


def page_types():
    """{name: words} of the types of page that carry a text of a council: those of the cycle, news, plain pages."""
    types = [*PairedPage.__subclasses__(), NewsPage, TextPage]
    return {kind._meta.model_name: kind._meta.verbose_name for kind in types}


def pairs_of(councils, page_type=""):
    """{council's key: its pages with their twins, in the order of the tree}, of one type of page or of all."""
    sections = dict(CouncilSection.objects.filter(council__in=councils).values_list("page__path", "council"))
    names = [page_type] if page_type in page_types() else list(page_types())
    types = {kind.pk: kind.model for kind in ContentType.objects.filter(model__in=names)}
    sides, translated = defaultdict(dict), _translated()
    pages = Page.objects.filter(below(sections), content_type__in=types).order_by("path")
    for path, key, language, kind, *facts in pages.values_list(
        *("path", "translation_key", "locale__language_code", "content_type"),
        *("pk", "title", "live", "first_published_at", "last_published_at"),
    ):
        if (council := sections.get(path[:SECTION_PATH_LENGTH])) is not None:
            sides[council, types[kind], key][language] = Side(*facts, (key, language) in translated)
    found = defaultdict(list)
    for (council, kind, _key), texts in sides.items():
        found[council].append(Pair(council, kind, texts.get("kk"), texts.get("ru")))
    return found


def _translated():
    """The pages that are kept up by a translation, by their key and language."""
    enabled = Translation.objects.filter(enabled=True)
    return set(enabled.values_list("source__object_id", "target_locale__language_code"))
