"""What the form's page serves: the form, its receipt, and the published proposals. Nothing here sets a cookie."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.languages import active_language
from council_pages.lifecycle import State
from forms import addresses, intake, listings, origin, sent, tokens, uploads, window
from forms.models import FormDefinition, PublishedProposal
from forms.proposal_form import ProposalForm
from forms.receipts import format_secret

PAGE_SIZE = 20
OUTCOMES = {
    intake.Invalid: ("invalid", 422),
    intake.StaleToken: ("stale", 422),
    intake.Conflict: ("conflict", 409),
}


def serve_form_page(page, request, rest):
    """The response for `…/propose/` and what stands under it; `rest` are the parts of the address after it."""
    related = FormDefinition.objects.select_related("consultation__council", "consultation__outcome")
    page.definition = related.get(pk=page.definition_id)
    match rest:
        case [] if request.method == "POST":
            return _take(page, request, timezone.now())
        case _ if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        case []:
            return _show(page, request, timezone.now())
        case ["proposals"]:
            return _list(page, request)
        case ["proposals", public_id]:
            return _single(page, request, public_id)
    raise Http404


def _context(page, request, crumb=""):
    """What every page here needs: the frame, the consultation, and the ways on."""
    context = page.get_context(request)
    consultation, language = page.definition.consultation, active_language()
    question = {"label": consultation.subject(language), "url": addresses.question_url(consultation, language)}
    form = {"label": _("Make a proposal"), "url": addresses.form_url(consultation, language)}
    return context | {
        "definition": page.definition,
        "consultation": consultation,
        "subject": consultation.subject(language),
        "question_url": question["url"],
        "form_url": form["url"],
        "proposals_url": addresses.proposals_url(consultation, language),
        "contacts_url": addresses.contacts_url(consultation, language),
        "trail": [*context["trail"], question, *([form] if crumb else [])],
        "crumb": crumb or form["label"],
    }


def _private(response):
    """Nobody but the reader keeps a copy of this response."""
    response["Cache-Control"] = "no-store"
    return response


def _show(page, request, now):
    """The form, or why there is none now. An editor's preview shows the form at any time."""
    definition = page.definition
    if window.accepts(definition.consultation, now, now) or getattr(request, "is_preview", False):
        return _form_page(page, request, ProposalForm(definition, active_language()), now)
    return _closed_page(page, request, now)


def _form_page(page, request, form, now, *, problem="", token="", status=200, **more):
    """The form, fresh or with what was typed. `problem` says in one word why it is shown again."""
    consultation = page.definition.consultation
    context = _context(page, request) | {
        "form": form,
        "now": now,
        "token": token or tokens.issue(page.definition.pk, now),
        "draft_key": f"{consultation.council.slug}-{consultation.slug}",
        "problem": problem,
        "files_lost": bool(request.FILES),
        "track_url": addresses.track_url(),
        **more,
    }
    return _private(render(request, "council_forms/proposal_form_page.html", context, status=status))


def _closed_page(page, request, now, typed=()):
    """Why no proposals are taken now, since or until when, and what else can be done; typed words are kept."""
    consultation = page.definition.consultation
    state = consultation.state_at(now)
    language = active_language()
    context = _context(page, request) | {
        "now": now,
        "state": state,
        "is_planned": state == State.PLANNED,
        "is_halted": bool(consultation.halted) and state != State.PUBLISHED,
        "outcome_url": addresses.outcome_url(consultation, language) if state == State.PUBLISHED else "",
        "typed": typed,
        "track_url": addresses.track_url(),
    }
    return _private(render(request, "council_forms/form_closed.html", context))


def _take(page, request, now):
    """A proposal was sent: the receipt, or the form once more with words about what to do."""
    definition, language = page.definition, active_language()
    uploads.limit(request)
    if not origin.is_own(request.headers, request.get_host()):
        form = ProposalForm(definition, language, request.POST, request.FILES)
        form.full_clean()
        return _form_page(page, request, form, now, problem="origin", status=403)
    token = request.POST.get("token", "")
    result = intake.submit(definition, language, request.POST, request.FILES, token, now)
    match result:
        case intake.Accepted():
            return _receipt_page(page, request, result)
        case intake.Closed():
            return _closed_page(page, request, now, typed=result.form.typed())
    problem, status = OUTCOMES[type(result)]
    more = {"first": result} if isinstance(result, intake.Conflict) else {}
    # A form that is to be corrected keeps its token: it was opened when it was opened.
    kept = token if isinstance(result, intake.Invalid) else ""
    return _form_page(page, request, result.form, now, problem=problem, token=kept, status=status, **more)


def _receipt_page(page, request, accepted):
    """Number and secret; shown once the proposal is committed, and again when the same form is sent again."""
    proposal, consultation = accepted.proposal, page.definition.consultation
    context = _context(page, request, crumb=_("Your proposal is registered")) | {
        "proposal": proposal,
        "secret": format_secret(accepted.secret),
        "sent": sent.describe(proposal, active_language()),
        "keeping_url": addresses.track_url(proposal.number, accepted.secret),
        # What was erased meanwhile is shown as it has just been sent again: its hash is the same.
        "text": accepted.text,
        "draft_key": f"{consultation.council.slug}-{consultation.slug}",
        "noindex": True,
        "canonical_url": "",
        "hreflang_links": [],
        # The other language has no receipt to show: its link would lead away from this one.
        "language_links": [],
    }
    return unlisted(render(request, "council_forms/receipt.html", context))


def unlisted(response):
    """For pages about one citizen's proposal: kept nowhere, found by nobody, and no address of theirs is passed on."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return _private(response)


def _list(page, request):
    """Published proposals in the order in which they came."""
    consultation, language = page.definition.consultation, active_language()
    rows = PublishedProposal.objects.filter(consultation=consultation)
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = _context(page, request, crumb=_("Proposals and answers")) | {
        "page_obj": page_obj,
        "items": [listings.published_item(public, consultation, language) for public in page_obj],
    }
    return render(request, "council_forms/published_proposals.html", context)


def _single(page, request, public_id):
    """One published proposal with its answer."""
    consultation, language = page.definition.consultation, active_language()
    public = get_object_or_404(PublishedProposal, consultation=consultation, public_id=public_id)
    item = listings.published_item(public, consultation, language) | {"url": ""}
    context = _context(page, request, crumb=_("Proposal with its answer")) | {"item": item}
    listed = {"label": _("Proposals and answers"), "url": context["proposals_url"]}
    context["trail"] = [*context["trail"][:-1], listed]
    return render(request, "council_forms/published_proposal.html", context)
