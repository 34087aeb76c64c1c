"""The public registers of recommendations: one council's, one recommendation, and all councils' (demand G18).

Plain views over rows, not pages of Wagtail: both languages and the state stand in the row, so there is no text of its
own to write, translate or publish, and every council has its register from the first day.
"""

from django.core.paginator import Paginator
from django.db.models.functions import Collate
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from cms import components, regions
from cms.descriptions import listed
from cms.languages import active_language
from cms.models import Council
from cms.pages import council_url, section_links, trail_to
from council_pages import recommendation_items as items
from council_pages.documents import files
from council_pages.documents.recommendation import recommendation_document
from council_pages.models import Recommendation
from council_pages.public.frame import portrait_of
from council_pages.recommendations import PUBLIC, WAITING, Status

PAGE_SIZE = 20
SECTION = "recommendations"


@require_safe
def council_register(request, slug):
    """What the council has recommended, the latest first, by status."""
    council, today = get_object_or_404(Council, slug=slug), timezone.localdate()
    rows = Recommendation.objects.for_council(council).sent().select_related("reply", "council")
    counts = rows.counted(today)
    status = _status(request)
    context = _frame(council) | _listed(request, rows, status, today)
    context |= {"chips": _chips(request, counts, status), "waiting": _waiting(counts)}
    titles = [item["title"] for item in context["items"]]
    named = listed(context["title"], titles or [_("The council has not sent any recommendation yet.")])
    words = [named, council.name(active_language())]
    context["portrait"] = portrait_of(request, context["title"], council, words)
    return render(request, "council_pages/council_recommendations.html", context)


@require_safe
def recommendation_page(request, slug, address):
    """One recommendation: its clauses, what they are made of, and what the state body has replied."""
    row = _sent_or_404(slug, address)
    language, now = active_language(), timezone.now()
    today = timezone.localdate(now)
    status = row.status_on(today)
    context = _frame(row.council, slug) | {
        "recommendation": row,
        "title": row.title(language),
        "status": status,
        "waiting_words": items.waiting_words(row, today),
        "is_overdue": status == Status.OVERDUE,
        "clauses": items.clause_items(row.clauses.all(), language),
        "clause_components": components.build(components.Place.RECOMMENDATION_CLAUSES, row, language, now),
        "reply": items.reply_item(getattr(row, "reply", None), language),
        "facts": items.facts_of(row, language),
        "withdrawn_reason": row.withdrawn_reason(language),
        "download_links": files.links(row.url(language)),
    }
    words = [clause["text"] for clause in context["clauses"]]
    said = [f"{row.title(language)} – {row.addressee(language)}", row.council.name(language), *words]
    context["portrait"] = portrait_of(request, row.title(language), row.council, said)
    return render(request, "council_pages/recommendation.html", context)


@require_safe
def recommendation_file(request, slug, address, name):
    """The same as a file, `document.pdf` or `document.docx`; of one that was sent only."""
    row, form = _sent_or_404(slug, address), files.format_of(name)
    return files.public_response(request, recommendation_document(row, active_language(), timezone.now()), form)


def _sent_or_404(slug, address):
    related = ("council", "reply__file", "consultation", "decision__sitting")
    rows = Recommendation.objects.sent().select_related(*related)
    return get_object_or_404(rows, council__slug=slug, slug=address)


@require_safe
def national_register(request):
    """The recommendations of all councils; an unknown status, region or council filters nothing."""
    language, today = active_language(), timezone.localdate()
    rows = Recommendation.objects.sent().select_related("reply", "council")
    councils = Council.objects.filter(recommendations__in=rows).distinct()
    councils = list(councils.order_by(Collate(f"name_{language}", f"{language}-x-icu")))
    region, slug = request.GET.get("region", ""), request.GET.get("council", "")
    if region in regions.BY_CODE:
        rows = rows.filter(council__region__code=region)
    if slug in {council.slug for council in councils}:
        rows = rows.filter(council__slug=slug)
    counts, status = rows.counted(today), _status(request)
    context = _listed(request, rows, status, today, with_council=True) | {
        "trail": trail_to(["recommendations"], None, language),
        "figures": _figures(counts),
        "statuses": [_option(each.value, each.label, status) for each in PUBLIC],
        "regions": [_option(row.code, row.forms(language).nominative, region) for row in regions.in_order(language)],
        "councils": [_option(council.slug, council.name(language), slug) for council in councils],
    }
    lead = _("What the councils have recommended to state bodies, and what became of it.")
    title = _("Recommendations of the councils and the replies")
    context["portrait"] = portrait_of(request, title, words=[f"{title}.", lead])
    return render(request, "council_pages/national_recommendations.html", context)


def _frame(council, deeper=""):
    language = active_language()
    parts = ["councils", council.slug, SECTION, *([deeper] if deeper else [])]
    return {
        "title": _("Recommendations and replies"),
        "council": council,
        "trail": trail_to(parts, council, language),
        "section_links": section_links(council, language, SECTION),
        "register_url": council_url(council, language, SECTION),
    }


def _status(request):
    asked = request.GET.get("status", "")
    return Status(asked) if asked in PUBLIC else ""


def _listed(request, rows, status, today, with_council=False):
    """One page of the rows as items; two queries."""
    rows = rows.in_status(status, today) if status else rows
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    language = active_language()
    return {
        "page_obj": page,
        "items": [items.register_item(row, language, today, with_council) for row in page],
        "is_filtered": bool(status or request.GET.get("region") or request.GET.get("council")),
    }


def _chips(request, counts, status):
    """One choice of status; those that nothing has are left out."""
    everything = {
        "label": pgettext("recommendations", "All"),
        "url": request.path,
        "current": not status,
        "count": sum(counts.values()),
    }
    found = [
        {"label": each.label, "url": f"?status={each.value}", "current": each == status, "count": counts[each]}
        for each in PUBLIC
        if counts[each]
    ]
    return [everything, *found] if found else []


def _waiting(counts):
    """How many have no reply, in words; empty where all have."""
    number = sum(counts[status] for status in WAITING)
    return _("Recommendations without a reply: %(count)s") % {"count": number} if number else ""


def _figures(counts):
    return [
        {"value": sum(counts.values()), "label": _("Recommendations sent")},
        {"value": counts[Status.ANSWERED], "label": _("Replies received")},
        {"value": sum(counts[status] for status in WAITING), "label": _("Without a reply")},
        {"value": counts[Status.OVERDUE], "label": _("Without a reply after the term")},
    ]


def _option(value, label, chosen):
    return {"value": value, "label": label, "selected": value == chosen}
