"""Views of the ground floor: the choice of language at `/`, robots, emblems, an invitation."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.vary import vary_on_headers

from cms import people
from cms.invitations import find_invitation
from cms.languages import LANGUAGES, preferred_language
from cms.models import Council
from cms.staff import add_refusal

# Nothing is there for a search engine: the staff's screens, and what one person asks of one's own proposal.
ROBOTS_CLOSED = ("/admin/", *(f"/{language}/track/" for language in LANGUAGES))
# Longer than anybody types; the hash of a password takes time with its length.
LONGEST_PASSWORD = 256


@cache_control(public=True, max_age=300)
@vary_on_headers("Accept-Language")
def choose_language(request):
    """Lead a visitor of `/` to the language the browser prefers; no cookie is set."""
    return HttpResponseRedirect(f"/{preferred_language(request.headers.get('Accept-Language', ''))}/")


@cache_control(public=True, max_age=3600)
def robots(request):
    """What search engines may read: all that is public, and of a copy that is no portal nothing."""
    closed = ROBOTS_CLOSED if settings.INDEXABLE else ("/",)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if settings.INDEXABLE:
        lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=31_536_000, immutable=True)
def emblem(request, name):
    """A council's emblem. Its name holds a hash of the picture, so another picture has another address."""
    council = get_object_or_404(Council, emblem=f"emblems/{name}")
    try:
        return FileResponse(council.emblem.open(), content_type="image/png")
    except FileNotFoundError as error:
        raise Http404 from error


class PasswordForm(forms.Form):
    """The first password, twice. What makes a good one is asked by the verb."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=gettext_lazy("The same password again"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self):
        """Both alike."""
        cleaned = super().clean()
        if {"password", "repeated"} <= set(cleaned) and cleaned["password"] != cleaned["repeated"]:
            raise ValidationError({"repeated": _("The two passwords differ.")})
        return cleaned


# Without a referrer a browser names no origin either, so Django's token would refuse every real form. Nothing is lost:
# the page acts for whoever holds the address, and for no session.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters("password", "repeated"), name="dispatch")
class AcceptInvitation(View):
    """The page behind the link of an invitation. Looking uses nothing up: mail servers open links too."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        """In the reader's language; the address is a secret, so it is kept nowhere and told to nobody."""
        asked = request.GET.get("lang", "")
        language = asked if asked in LANGUAGES else preferred_language(request.headers.get("Accept-Language", ""))
        with override(language):
            response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        return response

    def get(self, request, token):
        """Who invites to what, and the form."""
        invitation = find_invitation(token, timezone.now())
        return self.shown(PasswordForm(), invitation) if invitation else self.dead()

    def post(self, request, token):
        """Accept, and lead to the login."""
        invitation = find_invitation(token, timezone.now())
        if invitation is None:
            return self.dead()
        form = PasswordForm(request.POST)
        if not form.is_valid():
            return self.shown(form, invitation)
        try:
            people.accept(token, form.cleaned_data["password"], timezone.now())
        except people.DeadInvitation:
            return self.dead()
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.shown(form, invitation)
        messages.success(request, _("Your account is open. Sign in with your e-mail address and the new password."))
        return redirect("wagtailadmin_login")

    def shown(self, form, invitation):
        """The page of a living invitation."""
        memberships = invitation.person.memberships.select_related("council").order_by("pk")
        context = {"form": form, "invitation": invitation, "memberships": memberships}
        return render(self.request, "cms/admin/invitation.html", context)

    def dead(self):
        """Unknown, used, expired: one answer, with what to do."""
        return render(self.request, "cms/admin/invitation.html", status=410)
