"""What citizens get by mail."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.style_examples.letters import letter
from cms.style_guide import Chapter, WholePage, register
from cms.style_samples import (
    USUAL,
    council,
    question,
)
from forms.receipts import format_number
from forms.states import ProposalState

NUMBER = format_number("405277163901")


def _letter(request):
    state = ProposalState.ACCEPTED
    words = {
        "number": NUMBER,
        "event": state.label,
        "state": state.label,
        "question": question(),
        "council": council(),
        "track_url": "https://example.kz/kk/track/",
    }
    subject = _("Your proposal %(number)s: %(event)s") % {"number": NUMBER, "event": state.label}
    return letter(subject, render_to_string("council_forms/mail/letter.txt", words))


register(
    Chapter(
        "letters-to-citizens",
        gettext_lazy("Letters to citizens"),
        order=130,
        has_styles=True,
        examples=(WholePage("council_forms/mail/letter.txt", USUAL, _letter),),
    )
)
