"""Whether a proposal that comes by the web looks like a machine's; it is then asked for a proof, never thrown away.

An honest person meets this in two ways at most: many send from the same address at the same time, or a program of the
browser has filled the form in. Either gets everything back with words about what to do.
"""

from datetime import timedelta

from cms import plugin_asking
from cms.client_address import client_address
from forms import pace, proof, tokens
from forms.models import Proposal

# Nobody reads a form and writes a proposal faster, by keyboard, by voice or with a screen reader.
LEAST_TIME = timedelta(seconds=2)
# A field that no person sees; programs that fill in every field fill it in.
TRAP = "homepage"
CHALLENGE, ANSWER = "challenge", "proof"


def judge(request, definition, now):
    """What to do with the POST: `pace.Pace`, refused, to be proven, or free to pass."""
    sent = request.POST
    token = sent.get("token", "")
    judged, ticket = pace.judge(client_address(request.META), token, now), _ticket(token, definition, now)
    is_hasty = ticket is not None and now - ticket.opened_at < LEAST_TIME
    looks_odd = judged.must_prove or is_hasty or bool(sent.get(TRAP, "")) or _looks_odd(request, definition, now)
    if judged.is_refused or not looks_odd:
        return judged
    if proof.is_proven(sent.get(CHALLENGE, ""), sent.get(ANSWER, ""), token, now):
        return pace.Pace()
    # Whoever has a receipt already gets it again, however often the button is pressed.
    is_stored = ticket is not None and Proposal.objects.filter(token_hash=ticket.hash).exists()
    return pace.Pace(must_prove=not is_stored)


def _looks_odd(request, definition, now):
    """Whether a plugin of the council takes it for a machine's. What breaks there takes nobody for one."""
    council = definition.consultation.council
    return any(
        plugin_asking.call(plugin, "intake_checks", check.looks_odd, request, council, now)
        for plugin, check in plugin_asking.ask_for(council, "intake_checks")
    )


def _ticket(token, definition, now):
    try:
        return tokens.read(token, definition.pk, now)
    except tokens.TokenRefused:
        # Its own words are for the intake to say.
        return None
