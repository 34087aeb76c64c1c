"""The published proposals of a consultation: all of them, and each with its answer."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.descriptions import cut
from cms.languages import active_language
from cms.portraits import picture_url
from forms import addresses, listings, schema_things, totals
from forms.public_frame import context_of

PAGE_SIZE = 20
# So much of a proposal stands in the title of its page.
LONGEST_TITLE = 60


def _portrait_of_proposals(page, context, title, *words, structured=()):
    """Of the list, and of each proposal in it: all have the picture of the list."""
    card = page.register_card()
    return page.portrait(
        *words, title=title, card=card, picture=picture_url(context["proposals_url"], card), structured=structured
    )


def all_of(page, request):
    """Published proposals in the order in which they came."""
    consultation, language = page.definition.consultation, active_language()
    rows = listings.published_rows(consultation)
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    counted, channels = totals.totals_and_channels(consultation)
    context = context_of(page, request, crumb=_("Proposals and answers")) | {
        "page_obj": page_obj,
        "items": [listings.published_item(public, consultation, language) for public in page_obj],
        "totals": counted,
        "channels": channels,
        "unpublished": totals.publication_lines(counted),
        "links": page.download_links() if page_obj.paginator.count else [],
    }
    title = f"{context['crumb']}: {context['subject']}"
    received = f"{_('Proposals received')}: {counted.received}. {_('Published proposals')}: {counted.published}."
    words = [title, consultation.council.name(language), received]
    context["portrait"] = _portrait_of_proposals(page, context, title, *words)
    return render(request, "council_forms/published_proposals.html", context)


def one_of(page, request, public_id):
    """One published proposal with its answer."""
    consultation, language = page.definition.consultation, active_language()
    public = get_object_or_404(listings.published_rows(consultation), public_id=public_id)
    item = listings.published_item(public, consultation, language) | {"url": ""}
    traces = listings.trace_items(public, language, timezone.localdate())
    context = context_of(page, request, crumb=_("Proposal with its answer")) | {"item": item, "traces": traces}
    listed = {"label": _("Proposals and answers"), "url": context["proposals_url"]}
    context["trail"] = [*context["trail"][:-1], listed]
    title = f"{cut(item['text'], LONGEST_TITLE)} – {context['crumb']}: {context['subject']}"
    url = addresses.published_url(consultation, language, public_id)
    thing = schema_things.proposal_thing(item, consultation, language, url)
    words = [item["text"], item["answer"], context["subject"]]
    context["portrait"] = _portrait_of_proposals(page, context, title, *words, structured=(thing,))
    return render(request, "council_forms/published_proposal.html", context)
