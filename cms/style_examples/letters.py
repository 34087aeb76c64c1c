"""What the site writes by mail, as its HTML part shows it."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import active_language
from cms.mail import drawn
from cms.style_guide import Chapter, WholePage, register
from cms.style_samples import LONG, NOW, USUAL, long_title, person, proposal, say

ADDRESS = "https://example.kz/admin/invitation/0123456789/"


def letter(subject, body):
    """The mail as a document, in the reader's language."""
    operator = say("Үлгі министрлік", "Образцовое министерство")
    return drawn(subject, body, active_language(), operator)


def _invitation(request):
    words = {"name": person(), "address": ADDRESS, "until": NOW + timedelta(days=3)}
    return letter(
        _("Invitation to the site of the public councils"), render_to_string("cms/mail/invitation.txt", words)
    )


def _long(request):
    return letter(long_title(), f"{long_title()}\n\n{proposal()}\n\n{ADDRESS * 3}")


register(
    Chapter(
        "letters",
        gettext_lazy("Letters"),
        order=110,
        has_styles=True,
        examples=(
            WholePage("cms/mail/invitation.txt", USUAL, _invitation),
            WholePage("cms/mail/message.html", LONG, _long),
        ),
    )
)
