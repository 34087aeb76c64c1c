"""What the staff of councils gets by mail."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.style_examples.letters import letter
from cms.style_guide import Chapter, WholePage, register
from cms.style_samples import (
    CLOSES,
    USUAL,
    council,
    long_title,
    question,
    say,
)


def _reminder(request):
    line = {
        "what": say("Жауап беру", "Ответить"),
        "subject": question(),
        "due": CLOSES.date(),
        "delay": "",
        "address": "/admin/",
    }
    words = {
        "groups": [(council(), [line, line | {"subject": long_title()}])],
        "site": "https://example.kz",
        "more": 3,
        "compliance": reverse("kenes_compliance"),
    }
    subject = _("What the public councils have to do: %(number)s") % {"number": 5}
    return letter(subject, render_to_string("council_pages/mail/reminder.txt", words))


register(
    Chapter(
        "letters-of-councils",
        gettext_lazy("Letters to the staff of councils"),
        order=120,
        has_styles=True,
        examples=(WholePage("council_pages/mail/reminder.txt", USUAL, _reminder),),
    )
)
