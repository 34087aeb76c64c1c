"""The addresses below `/<lang>/track/`: what the author of a proposal does with it by number and secret.

All by POST, so that the secret stands in no address and in no log; opened by itself each leads to the page that asks
for both. Every answer is kept nowhere and sets no cookie.
"""

from functools import wraps

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.languages import active_language
from cms.staff import add_refusal
from forms import copies, own_data, private_files, receipts, scanning, sent, tracking
from forms.asking import ask
from forms.own_acts import ContactForm, words_of_erasure
from forms.public_frame import unlisted
from forms.views import tracked_page


def for_the_author(act):
    """A view that is called with (request, asked, now) once number and secret are right.

    Anonymous and without a cookie, so Django's token cannot guard it: the secret in the body does, and the origin.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(act)
    def view(request):
        if request.method != "POST":
            return unlisted(redirect("track"))
        now = timezone.now()
        asked = ask(request, now, as_author=True)
        return act(request, asked, now) if asked.tracked else tracked_page(request, asked, now)

    return view


@for_the_author
def receipt_text(request, asked, now):
    """The receipt as plain text, with the secret that was typed."""
    content = copies.as_text(asked.tracked.proposal, asked.secret)
    return _download(HttpResponse(content, content_type="text/plain; charset=utf-8"), asked, "txt")


@for_the_author
def copy(request, asked, now):
    """Everything that is kept: a page to read, or a file to take away; with `file` one of the files that came."""
    proposal = asked.tracked.proposal
    if number := request.POST.get("file"):
        return _file(proposal, number)
    match request.POST.get("as"):
        case "json":
            content = HttpResponse(copies.as_json(proposal), content_type="application/json")
            return _download(content, asked, "json")
        case "archive":
            return _download(FileResponse(copies.as_archive(proposal), content_type="application/zip"), asked, "zip")
    context = {
        "found": tracking.describe(asked.tracked, active_language(), now),
        "sent": sent.describe(proposal, active_language(), covered=False),
        "files": [(place, file, scanning.why_not(file)) for place, file in _places(proposal).items()],
        "secret": asked.secret,
        "noindex": True,
        "trail": [{"label": _("Home page"), "url": f"/{active_language()}/"}],
    }
    return unlisted(render(request, "council_forms/own_copy.html", context))


@for_the_author
def publication(request, asked, now):
    """Withdraw the publication."""
    try:
        own_data.withdraw_publication(asked.tracked.proposal, now=now)
    except ValidationError as refusal:
        return _refused(request, asked, now, refusal)
    words = [_("The publication is withdrawn: your text is not on the site, and nobody can publish it again.")]
    return _done(request, asked, now, words)


@for_the_author
def contact(request, asked, now):
    """Correct name and contact, or keep none."""
    proposal = asked.tracked.proposal
    if "remove" in request.POST:
        return _keep_no_contact(request, asked, now)
    if not own_data.may_correct(proposal, timezone.localdate(now)):
        return _refused(request, asked, now, own_data.term_has_passed())
    form = ContactForm(proposal.consultation.form, request.POST)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in own_data.PARTS}
        consented = form.cleaned_data["consent"]
        try:
            own_data.correct_contact(proposal, **said, consented=consented, language=active_language(), now=now)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            return _done(request, asked, now, [_("Your name and contact are kept as you have just written them.")])
    return tracked_page(request, asked, now, contact_form=form)


def _keep_no_contact(request, asked, now):
    nothing = dict.fromkeys(own_data.PARTS, "")
    try:
        own_data.correct_contact(
            asked.tracked.proposal, **nothing, consented=False, language=active_language(), now=now
        )
    except ValidationError as refusal:
        return _refused(request, asked, now, refusal)
    words = _("Your name and contact are deleted. No more letters are sent to you; follow the proposal by its number.")
    return _done(request, asked, now, [words])


@for_the_author
def erasure(request, asked, now):
    """Delete what is kept, once the author has said that it is meant."""
    if "sure" not in request.POST:
        words = _("Nothing was deleted: tick the box which says that you know it cannot be undone.")
        return _refused(request, asked, now, ValidationError(words))
    keep_public = "keep_public" in request.POST
    try:
        erased = own_data.erase(asked.tracked.proposal, keep_public=keep_public, now=now)
    except ValidationError as refusal:
        return _refused(request, asked, now, refusal)
    return _done(request, asked, now, words_of_erasure(erased, keep_public=keep_public))


def _done(request, asked, now, words):
    """The page as it is now, under what was done."""
    number, secret = asked.tracked.proposal.number, asked.secret
    asked.tracked = tracking.find(number, secret)
    return tracked_page(request, asked, now, done=words)


def _refused(request, asked, now, refusal):
    asked.form.add_error(None, refusal.messages)
    return tracked_page(request, asked, now)


def _download(response, asked, end):
    name = receipts.in_groups(asked.tracked.proposal.number, "-")
    response["Content-Disposition"] = f'attachment; filename="{name}.{end}"'
    response["X-Content-Type-Options"] = "nosniff"
    return unlisted(response)


def _places(proposal):
    """The files that are still there, by their places in the proposal."""
    if not hasattr(proposal, "original"):
        return {}
    return dict(enumerate(proposal.original.files.select_related("check_result"), start=1))


def _file(proposal, number):
    """One file, as a download and nothing else; by its place, because no key of a record is public."""
    is_place = number.isascii() and number.isdecimal() and len(number) < 3
    file = _places(proposal).get(int(number)) if is_place else None
    if file is None or not scanning.is_free(file):
        raise Http404
    return unlisted(private_files.as_download(file))
