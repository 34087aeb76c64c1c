"""What the form's page serves: the form and its receipt, and the published proposals below. Nothing sets a cookie."""

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.defaultfilters import linebreaks_filter, linebreaksbr
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import moulds
from cms.component_tags.record import in_fours
from cms.component_tags.words import stamp
from cms.context import switching_by
from cms.languages import LANGUAGES, active_language
from cms.pages import trail_to
from cms.serving import serve
from council_pages.lifecycle import State
from forms import (
    addresses,
    intake,
    proof,
    published_views,
    sent,
    suspicion,
    taking,
    tokens,
    window,
)
from forms.proposal_form import ProposalForm
from forms.public_frame import context_of, private, unlisted, ways_of
from forms.receipts import format_secret

# The id of the form, and the query of an address to which it goes only to be shown in the other language.
FORM, OTHER_LANGUAGE = "proposal-form", "language"
OUTCOMES = {
    intake.Invalid: ("invalid", 422),
    intake.StaleToken: ("stale", 422),
    intake.Conflict: ("conflict", 409),
}


def serve_form_page(page, request, rest):
    """The response for `…/propose/` and what stands under it; `rest` are the parts of the address after it."""
    match rest:
        case [] if request.method == "POST" and OTHER_LANGUAGE in request.GET:
            return _show_typed(page, request, timezone.now())
        case [] if request.method == "POST":
            return _take(page, request, timezone.now())
        case _ if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        case []:
            return _show(page, request, timezone.now())
        case ["proposals"]:
            return published_views.all_of(page, request)
        case ["proposals", public_id]:
            return published_views.one_of(page, request, public_id)
    raise Http404


def _show(page, request, now):
    """The form, or why there is none now. An editor's preview shows the form at any time."""
    definition = page.definition
    if window.accepts(definition.consultation, now, now) or getattr(request, "is_preview", False):
        return _form_page(page, request, ProposalForm(definition, active_language()), now)
    return _closed_page(page, request, now)


def _show_typed(page, request, now):
    """The form in this language with what was typed in the other one. Nothing is sent, and nothing is called wrong."""
    form, token = taking.show_typed(request, page.definition), request.POST.get("token", "")
    if isinstance(form, taking.Foreign):
        return _form_page(page, request, form.form, now, problem="origin", status=403)
    if not window.accepts(page.definition.consultation, _opened(page.definition, token, now), now):
        return _closed_page(page, request, now, typed=form.typed())
    return _form_page(page, request, form, now, token=token)


def _opened(definition, token, now):
    """When the form was opened that has this token; now, where it has none of ours."""
    try:
        return tokens.read(token, definition.pk, now).opened_at
    except tokens.TokenRefused:
        return now


def _form_page(page, request, form, now, *, problem="", token="", status=200, **more):
    """The form, fresh or with what was typed. `problem` says in one word why it is shown again."""
    consultation = page.definition.consultation
    context = context_of(page, request) | {
        "form": form,
        "now": now,
        "form_id": FORM,
        "language_links": switching_by(
            FORM, {code: f"{addresses.form_url(consultation, code)}?{OTHER_LANGUAGE}" for code in LANGUAGES}
        ),
        "token": token or tokens.issue(page.definition.pk, now),
        "draft_key": f"{consultation.council.slug}-{consultation.slug}",
        "problem": problem,
        "files_lost": bool(request.FILES),
        "trap": suspicion.TRAP,
        "track_url": addresses.track_url(),
        "appeals_url": addresses.APPEALS_URL,
        **more,
    }
    return private(render(request, "council_forms/proposal_form_page.html", context, status=status))


def _closed_page(page, request, now, typed=()):
    """Why no proposals are taken now, since or until when, and what else can be done; typed words are kept."""
    consultation = page.definition.consultation
    state = consultation.state_at(now)
    language = active_language()
    context = context_of(page, request) | {
        "now": now,
        "state": state,
        "is_planned": state == State.PLANNED,
        "is_halted": bool(consultation.halted) and state != State.PUBLISHED,
        "outcome_url": addresses.outcome_url(consultation, language) if state == State.PUBLISHED else "",
        "typed": typed,
        "track_url": addresses.track_url(),
    }
    return private(render(request, "council_forms/form_closed.html", context))


def propose(request, path):
    """A POST to a form is taken at its address, without the page around it; everything else is the page's to say."""
    if request.method == "POST" and OTHER_LANGUAGE not in request.GET:
        _councils, council, _questions, question, _propose = path.strip("/").split("/")
        if definition := taking.open_definition(council, question):
            now = timezone.now()
            request.kenes_taken = taking.take(request, definition, now)
            if isinstance(request.kenes_taken, intake.Accepted):
                return _receipt_page(definition, request, request.kenes_taken)
    return serve(request, path)


def _take(page, request, now):
    """A proposal was sent: the receipt, or the form once more with words about what to do."""
    result = getattr(request, "kenes_taken", None) or taking.take(request, page.definition, now)
    token = request.POST.get("token", "")
    match result:
        case intake.Accepted():
            return _receipt_page(page.definition, request, result)
        case intake.Closed():
            return _closed_page(page, request, now, typed=result.form.typed())
        case taking.Foreign():
            return _form_page(page, request, result.form, now, problem="origin", status=403)
        case taking.Unproven():
            return _ask_to_prove(page, request, token, now, result)
    problem, status = OUTCOMES[type(result)]
    more = {"first": result} if isinstance(result, intake.Conflict) else {}
    # A form that is to be corrected keeps its token: it was opened when it was opened.
    kept = token if isinstance(result, intake.Invalid) else ""
    return _form_page(page, request, result.form, now, problem=problem, token=kept, status=status, **more)


def _ask_to_prove(page, request, token, now, unproven):
    """The form with all that was typed and a challenge; or 429 where it is too much for any proof."""
    judged = unproven.judged
    more = {} if judged.is_refused else {"challenge": proof.challenge(token, now), "proof_bits": proof.BITS}
    problem, status = ("too_many", 429) if judged.is_refused else ("prove", 422)
    response = _form_page(page, request, unproven.form, now, problem=problem, token=token, status=status, **more)
    response["Retry-After"] = str(judged.retry_after or int(proof.PATIENCE.total_seconds()))
    return response


def _receipt_page(definition, request, accepted):
    """Number and secret; shown once the proposal is committed, and again when the same form is sent again.

    What is the same on every receipt of the question is drawn once (`cms.moulds`).
    """
    proposal, consultation, language = accepted.proposal, definition.consultation, active_language()
    parts = addresses.form_url(consultation, language).strip("/").split("/")[1:]
    ways = ways_of(definition, trail_to(parts, consultation.council, language), crumb=_("Your proposal is registered"))
    described = sent.describe(proposal, language, files=accepted.files)
    words = {name: ways[name] for name in ("subject", "question_url", "contacts_url", "trail", "crumb")} | {
        "consultation": {"closes_at": consultation.closes_at},
        "is_erased": described["is_erased"],
        "state": proposal.state,
        "state_label": proposal.get_state_display(),
        "rows": [{name: row.get(name, "") for name in ("label", "label_lang", "lang")} for row in described["rows"]],
        "draft_key": f"{consultation.council.slug}-{consultation.slug}",
        "noindex": True,
        "canonical_url": "",
        "hreflang_links": [],
        # The other language has no receipt to show: its link would lead away from this one.
        "language_links": [],
    }
    values = {
        "number": proposal.number,
        "fours": in_fours(proposal.number),
        "secret": format_secret(accepted.secret),
        "keeping_url": addresses.track_url(proposal.number, accepted.secret),
        "received": stamp(proposal.received_at),
        "values": [_shown(row) for row in described["rows"]],
        "hash_parts": described["hash_parts"],
        # What was erased meanwhile is shown as it has just been sent again: its hash is the same.
        "text": linebreaks_filter(accepted.text),
    }
    return unlisted(HttpResponse(moulds.fill(request, "council_forms/receipt.html", words, values)))


def _shown(row):
    """The value of a row of `sent.describe` as markup."""
    return stamp(row["when"]) if "when" in row else linebreaksbr(row["value"])
