"""The results page of the search, its suggestions, and its description for browsers."""

from django.core.exceptions import TooManyFieldsSent
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.languages import active_language, other_language
from cms.portraits import Portrait, card_of, picture_url
from council_pages.listings import consultation_items
from council_pages.models import Consultation
from search import asking, query_log, suggesting
from search.facets import chips_of, counts_of, facets_of, years_of
from search.filters import ORDERS, SIGNS, SearchFilter, read_councils
from search.mending import as_looked_for, count_in_words
from search.promotions import promoted_results
from search.results import results_of

PAGE_SIZE = 20
OPEN_QUESTIONS = 3
FEWEST_LETTERS = 2


@require_safe
def search(request):
    """GET /<lang>/search/?q=&page=: what the words find, twenty to a page. Never an error, whatever is typed."""
    try:
        asked = request.GET
    except TooManyFieldsSent:
        return render(request, "council_search/search.html", _frame("") | {"is_too_much": True}, status=400)
    typed = plain(asked.get("q", ""))
    text = typed[:SIGNS].strip()
    context = _frame(text, asked) | {"is_cut": len(typed) > SIGNS}
    if text:
        context |= _found(SearchFilter(asked, text, read_councils()), asked.get("page"))
        context["noindex"] |= not context["answer"].total
        # Once for each question: neither for its further pages nor for its filters.
        if request.method == "GET" and set(asked) == {"q"}:
            query_log.note(text, active_language(), context["answer"].total, timezone.localdate())
    return render(request, "council_search/search.html", context)


def search_card():
    """What the picture of the page of the search shows."""
    return card_of(_("Search the councils"))


def plain(words):
    """What was typed, without what no text holds: NUL and halves of signs."""
    return words.encode("utf-8", "ignore").decode().replace("\x00", "").strip()


def _frame(text, asked=()):
    language = active_language()
    card = search_card()
    lead = _("Search everything that the public councils have published: questions, outcomes, recommendations, news.")
    return {
        "portrait": Portrait(_("Search the councils"), lead, card, picture_url(reverse("search"), card)),
        "query": text,
        "signs": SIGNS,
        "councils_url": f"/{language}/councils/",
        "trail": [{"label": _("Home page"), "url": f"/{language}/"}],
        # The canonical address is the page without a question; one that leads nowhere, or aside, is no news.
        "noindex": bool(set(asked) - {"q"}),
    }


def _found(filters, number):
    """What the page shows below its box."""
    language, now = active_language(), timezone.now()
    answer = asking.ask(filters.question(language), now)
    page = Paginator(answer.hits, PAGE_SIZE).get_page(number)
    counts = counts_of(filters, answer.tallies)
    context = {
        "answer": answer,
        "filters": filters,
        "kept": [pair for pair in filters.pairs() if pair[0] in ("q", "order", "exact")],
        "facets": facets_of(filters, counts, language),
        "years": years_of(filters, counts),
        "chips": chips_of(filters, language),
        "orders": _orders(filters),
        "page_obj": page,
        "results": results_of(page.object_list, answer.terms, language, now, filters.councils),
        "result_count": count_in_words(answer.total),
        "is_more": answer.total > len(answer.hits),
        "looked_for": as_looked_for(filters.text, answer.mended),
        "exact_url": filters.address(exact="1"),
        "whole_url": filters.address_without_all,
        "promoted": promoted_results(filters.text, language) if page.number == 1 else [],
    }
    return context if answer.hits else context | _ways_on(filters, answer, language, now)


def _orders(filters):
    chosen = filters.chosen["order"]
    return [
        {"label": label, "url": filters.address(order=order), "current": order == chosen} for order, label in ORDERS
    ]


def _ways_on(filters, answer, language, now):
    """Where nothing was found: without the filters, with other words, or what is being asked now."""
    open_now = Consultation.objects.public_in(language, other_language(language)).collecting_at(now)
    words = suggesting.similar(filters.text, language)
    return {
        "now": now,
        "without_filters": sum(tally.count for tally in answer.tallies) if filters.is_narrowed else 0,
        "similar": [{"label": word, "url": filters.address_of_words(word)} for word in words],
        "open_items": consultation_items(
            open_now.order_by("closes_at")[:OPEN_QUESTIONS], language, now, with_council=True
        ),
    }


@require_safe
@cache_control(public=True, max_age=60)
def suggest(request):
    """GET /<lang>/search/suggest/?q=: titles that begin so, as JSON for `static/js/search.js`."""
    beginning = plain(request.GET.get("q", ""))[:SIGNS].strip()
    found = suggesting.titles(beginning, active_language()) if len(beginning) >= FEWEST_LETTERS else []
    return JsonResponse({"titles": [{"title": title, "url": url, "lang": lang} for title, url, lang in found]})


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def description(request):
    """GET /<lang>/search/opensearch.xml: what a browser needs to search here from its own box."""
    context = {
        "language": active_language(),
        "results": request.build_absolute_uri(reverse("search")),
        "description": request.build_absolute_uri(request.path),
    }
    return render(
        request,
        "council_search/opensearch.xml",
        context,
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
