"""What becomes public of a proposal, shown before it is: the item of the public pages, and a seal of what was seen.

The seal is a keyed hash of the item in both languages. Publishing asks for it: where the text, the answer or anything
else of the item has changed since it was shown, it has to be looked at once more (trust.md P6).
"""

import hashlib

from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.utils.translation import override

from cms.languages import LANGUAGES
from council_pages.models import Clause
from forms import listings, publication

# The page of one published proposal includes the same.
_TEMPLATE = "council_forms/includes/public_item.html"
# Stands in the item's address before there is a copy with an id of its own.
NO_ID = "00000000"
_SALT = "forms.preview"


def items(proposal, content, now):
    """{language: item} of the public copy with this content; the same dicts as of a published one."""
    public = publication.copy_of(proposal, content, now)
    public.public_id = NO_ID
    sent = Clause.objects.filter(uses__proposal=proposal).exclude(recommendation__sent_on=None)
    public.sent_clauses = list(sent.select_related("recommendation"))
    public.corrected_answers = publication.earlier_answers_of(proposal, public)
    shown = {}
    for language in LANGUAGES:
        with override(language):
            shown[language] = listings.published_item(public, proposal.consultation, language)
    return shown


def rendered(item, language):
    """The markup of the item, as the public page has it, in this language."""
    with override(language):
        return render_to_string(_TEMPLATE, {"item": item | {"url": ""}})


def renderings(proposal, content, now):
    """{language: markup} of what becomes public."""
    return {language: rendered(item, language) for language, item in items(proposal, content, now).items()}


def seal(proposal, shown):
    """A sign, not to be forged, that these renderings of this proposal were shown."""
    return Signer(salt=_SALT).sign(_digest(proposal, shown))


def is_sealed(sealed, proposal, shown):
    """True if these renderings were shown."""
    try:
        return Signer(salt=_SALT).unsign(sealed) == _digest(proposal, shown)
    except BadSignature:
        return False


def _digest(proposal, shown):
    parts = [str(proposal.pk), *(shown[language] for language in LANGUAGES)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
