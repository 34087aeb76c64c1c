"""What may go live: one rule, asked by the desk, by Wagtail's own buttons, and by the page itself behind them all."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from council_pages.checked_texts import refusal_of


def translation_into(page):
    """The enabled translation of which the page is the target, or None for a text of its own."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


_checks = []


def add_check(check):
    """Let `check(page)` refuse as well: words for the staff, or nothing. Each is added once."""
    if check not in _checks:
        _checks.append(check)


def newest_text(page):
    """The page with the words that would be public if it were published now: its newest revision, or what its
    translation makes of the original.
    """
    if translation := translation_into(page):
        return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return page.get_latest_revision_as_object()


def refusal(page, text=None):
    """Why the page may not be public with these words, said to the staff; empty where it may. By default the newest.

    Its row must be ready for it, and a translation must be whole: the reader of a half one would find the other
    language in the middle of it (decision 9). And nothing in it may be broken (`content_checks`).
    """
    if hasattr(page, "row_field"):
        try:
            type(page).check_publishable(page.row, page.language)
        except ValidationError as error:
            return " ".join(error.messages)
    return (
        half_translated(page)
        or next(filter(None, (check(page) for check in _checks)), "")
        or refusal_of(text or newest_text(page))
    )


def half_translated(page):
    """How much of the page's translation is missing, in words for the staff; empty for a whole one, and for a text of
    its own.
    """
    if translation := translation_into(page):
        total, translated = translation.get_progress()
        if translated < total:
            words = _("Not translated to the end yet: %(done)s of %(total)s. Open the text and finish it.")
            return words % {"done": translated, "total": total}
    return ""
