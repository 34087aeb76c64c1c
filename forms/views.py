"""The page that follows a proposal by its number, at `/<lang>/track/`. It sets no cookie and keeps nothing."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.languages import active_language
from forms import origin, receipts, tracking
from forms.public_views import unlisted


class TrackForm(forms.Form):
    """A number, and the secret for whoever wants to see the whole of it."""

    use_required_attribute = False

    number = forms.CharField(
        label=gettext_lazy("Number of the proposal"),
        help_text=gettext_lazy("12 digits, with or without spaces"),
        error_messages={"required": gettext_lazy("Write the number of the proposal.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "num"}),
    )
    secret = forms.CharField(
        label=gettext_lazy("Secret from the receipt"),
        help_text=gettext_lazy("Shows your own text, files and answer. Without it only what is public is shown."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_number(self):
        """The number, if its check digit agrees; a mistyped digit is told before anything is looked up."""
        typed = self.cleaned_data["number"]
        try:
            return receipts.parse_number(typed)
        except ValueError as error:
            raise ValidationError(_what_is_wrong(receipts.without_separators(typed))) from error

    def add_not_found(self):
        """Say that nothing was found, beside each field that may be why.

        A number that does not exist and a secret that is wrong get the same words: else a secret could be tried out.
        """
        if not self.cleaned_data["secret"].strip():
            self.add_error("number", _("No proposal has this number. Compare it with the receipt."))
            return
        self.add_error("number", _("No proposal was found by this number and secret. Check the number."))
        self.add_error("secret", _("Check the secret too, or leave it out: then what is public is shown."))


def _what_is_wrong(signs):
    """What to tell whoever typed this instead of a number; never more than can be seen without looking it up."""
    if not re.fullmatch("[0-9]*", signs):
        return _("Write the number in digits only: it has 12.")
    if len(signs) != receipts.NUMBER_LENGTH:
        return _("The number has 12 digits. Digits typed: %(count)s.") % {"count": len(signs)}
    return _("Check the number: 12 digits as on the receipt, one seems wrong.")


# Anonymous and without a cookie, so Django's token cannot guard it; it changes nothing, and asks where it comes from.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def track(request):
    """Show the form; by POST look a proposal up; by GET with `number` show what is public of it."""
    form, tracked, status = _form(request), None, 200
    if form.is_bound and request.method == "POST" and not origin.is_own(request.headers, request.get_host()):
        form.add_error(None, _("This request came from another site. Press the button on this page once more."))
        status = 403
    elif form.is_bound and form.is_valid():
        tracked = tracking.find(form.cleaned_data["number"], form.cleaned_data["secret"])
        if tracked is None:
            form.add_not_found()
    now, language = timezone.now(), active_language()
    context = {
        "form": form,
        "found": tracking.describe(tracked, language, now) if tracked else None,
        "noindex": True,
        "trail": [{"label": _("Home page"), "url": f"/{language}/"}],
    }
    return unlisted(render(request, "council_forms/track.html", context, status=status))


def _form(request):
    """The form with what was asked. A secret counts in the body of a POST only: addresses are written into logs."""
    if request.method == "POST":
        return TrackForm(request.POST)
    number = request.GET.get("number", "")
    return TrackForm({"number": number}) if number else TrackForm()
