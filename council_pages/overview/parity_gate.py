"""The gate of both languages: for a type of page that the ministry has chosen, no text is public without its twin.

Source: demand G19. By default the gate is open everywhere, as councils are independent; where it is shut, publishing
refuses in words, at the desk and in every editor (`council_pages.publishing`). What is public stays public.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.languages import in_words, other_language
from cms.tenancy import require_administrator
from council_pages import publishing
from council_pages.models import ParityGate
from council_pages.overview.parity_rows import page_types
from council_pages.publishing import translation_into


@transaction.atomic
def set_gate(page_type, is_shut, *, user, now):
    """Shut the gate for the type of page, or open it. Refused: an unknown type; what is so already changes nothing."""
    require_administrator(user)
    if page_type not in page_types():
        raise ValidationError(_("There is no such type of page."))
    if is_shut:
        gate, is_new = ParityGate.objects.get_or_create(page_type=page_type, defaults={"set_at": now})
        if is_new:
            log(gate, "kenes.parity_gate_shut", user=user, data={"page_type": page_type})
    elif gate := ParityGate.objects.select_for_update().filter(page_type=page_type).first():
        log(gate, "kenes.parity_gate_opened", user=user, data={"page_type": page_type}, deleted=True)
        gate.delete()


def refusal_of(page):
    """Why the page's text may not be public without the other one, in words; empty where it may. One query at least."""
    if not ParityGate.objects.filter(page_type=type(page)._meta.model_name).exists():
        return ""
    other = other_language(page.language)
    twin = Page.objects.filter(translation_key=page.translation_key, locale__language_code=other).first()
    if twin is None:
        words = _("The ministry asks for both languages here. Write the text %(language)s as well; a draft is enough.")
        return words % {"language": in_words(other)}
    if _is_behind(page, twin):
        words = _("The ministry asks for both languages here. Bring the translation %(language)s up to date first.")
        behind = page.language if translation_into(page) else other
        return words % {"language": in_words(behind)}
    return ""


def _is_behind(page, twin):
    """Whether the one that is a translation has not followed the newest words of the other."""
    for target, source in ((page, twin), (twin, page)):
        if translation := translation_into(target):
            total, translated = translation.get_progress()
            newest = source.latest_revision
            is_old = newest is not None and newest.created_at > translation.source.last_updated_at
            return is_old or translated < total
    return False


def connect():
    """Let every door that publishes ask for the twin."""
    publishing.add_check(refusal_of)
