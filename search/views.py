"""The results page of the search."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cms.languages import active_language
from search.query import search_pages
from search.results import results_of

PAGE_SIZE = 20


@require_safe
def search(request):
    """GET /<lang>/search/?q=&page=: what the query finds, twenty to a page. Never an error, whatever is typed."""
    query = request.GET.get("q", "").replace("\x00", "").strip()
    language = active_language()
    found = search_pages(query, language)
    page = Paginator(found.pages, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "found": found,
        "page_obj": page,
        "results": results_of(page.object_list, language, timezone.now()),
        "result_count": _count_in_words(len(found.pages), found.is_cut),
        "councils_url": f"/{language}/councils/",
        "trail": [{"label": _("Home page"), "url": f"/{language}/"}],
        "noindex": True,
    }
    return render(request, "council_search/search.html", context)


def _count_in_words(count, is_cut):
    if is_cut:
        return _("Very much was found: the first %(count)s are shown. Add a word.") % {"count": count}
    return ngettext("%(count)s page found", "%(count)s pages found", count) % {"count": count}
