"""Who asks for a proposal: a number, perhaps with the secret, from our own page, and not too often.

An unknown number and a wrong secret are one and the same answer here, in words, status and work done.
"""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.client_address import client_address
from forms import limits, origin, receipts, tracking

FORBIDDEN, TOO_MANY = 403, 429


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

    def require_secret(self):
        """Say that an act of the author's needs the secret. True if it is there."""
        if self.is_valid() and not self.cleaned_data["secret"].strip():
            self.add_error("secret", _("Write the secret from the receipt: this is for the author only."))
        return self.is_valid()

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


@dataclass
class Asked:
    """The form as it was filled in, and what it led to. `retry_after`: seconds, where there were too many tries."""

    form: TrackForm
    tracked: tracking.Tracked | None = None
    status: int = 200
    retry_after: int = 0

    @property
    def secret(self):
        """The secret as typed, where it was the right one."""
        return self.form.cleaned_data["secret"] if self.tracked and self.tracked.is_own else ""


def ask(request, now, *, as_author=False):
    """Look up what the request asks for. `as_author`: only with the secret.

    A secret counts in the body of a POST only: addresses are written into logs.
    """
    asked = Asked(_form(request))
    form = asked.form
    if not form.is_bound:
        return asked
    if request.method == "POST" and not origin.is_own(request.headers, request.get_host()):
        form.add_error(None, _("This request came from another site. Press the button on this page once more."))
        asked.status = FORBIDDEN
    elif form.require_secret() if as_author else form.is_valid():
        _look_up(asked, client_address(request.META), now)
    return asked


def _form(request):
    if request.method == "POST":
        return TrackForm(request.POST)
    number = request.GET.get("number", "")
    return TrackForm({"number": number}) if number else TrackForm()


def _look_up(asked, address, now):
    form = asked.form
    number, secret = form.cleaned_data["number"], form.cleaned_data["secret"]
    taken = limits.Taken()
    if secret.strip():
        taken = limits.take(limits.Route.SECRET, now, number=number, address=address)
    if taken.is_refused:
        asked.status, asked.retry_after = TOO_MANY, taken.retry_after
        form.add_error(None, _("Too many tries with a wrong secret. Wait a minute, then try once more."))
        return
    asked.tracked = tracking.find(number, secret)
    if asked.tracked is None:
        form.add_not_found()
    else:
        limits.give_back(taken)
