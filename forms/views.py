"""The page that follows a proposal by its number, at `/<lang>/track/`. It sets no cookie and keeps nothing."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.context import switching_by
from cms.languages import LANGUAGES, active_language
from cms.portraits import Portrait
from forms import own_acts, tracking
from forms.asking import ask
from forms.public_frame import unlisted

# The id of the form that asks for number and secret.
FORM = "track-form"


# Anonymous and without a cookie, so Django's token cannot guard it; it changes nothing, and asks where it comes from.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def track(request):
    """Show the form; by POST look a proposal up; by GET with `number` show what is public of it."""
    now = timezone.now()
    return tracked_page(request, ask(request, now), now)


def tracked_page(request, asked, now, *, done=(), contact_form=None):
    """The page with what was found; with what the author did, in sentences, or with a form to correct."""
    language, tracked = active_language(), asked.tracked
    own = own_acts.offered(tracked.proposal, contact_form, now) if tracked and tracked.is_own else None
    context = {
        "form": asked.form,
        "form_id": FORM,
        "found": tracking.describe(tracked, language, now) if tracked else None,
        "own": own,
        "secret": asked.secret,
        "done": done,
        "noindex": True,
        "portrait": Portrait(_("Track a proposal"), _("What became of a proposal, by the number on its receipt.")),
        "trail": [{"label": _("Home page"), "url": f"/{language}/"}],
    }
    if request.method == "POST":
        # A secret counts in the body of a POST only, so a link would lose what was found.
        context["language_links"] = switching_by(FORM, {code: f"/{code}/track/" for code in LANGUAGES})
    response = render(request, "council_forms/track.html", context, status=asked.status)
    if asked.retry_after:
        response["Retry-After"] = str(asked.retry_after)
    return unlisted(response)
