"""The two languages of the site and how one falls back on the other."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

KAZAKH, RUSSIAN = "kk", "ru"
LANGUAGES = (KAZAKH, RUSSIAN)


def other_language(language):
    """The other of the two languages.

    >>> other_language("kk")
    'ru'
    """
    return RUSSIAN if language == KAZAKH else KAZAKH


def in_words(language):
    """ "In Kazakh" or "in Russian", in the active language: for what is said of a text. Empty for any other code."""
    return {KAZAKH: _("in Kazakh"), RUSSIAN: _("in Russian")}.get(language, "")


def active_language():
    """The language of this request: one of ours, whatever else may be active."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in LANGUAGES else settings.LANGUAGE_CODE


def in_language(row, field, language=None):
    """The row's `<field>_<language>`, or the other language's text where this one is empty."""
    language = language or active_language()
    return getattr(row, f"{field}_{language}") or getattr(row, f"{field}_{other_language(language)}")


def foreign_language(row, field, language):
    """The language of the row's text where it does not stand in this one; else empty. For `lang` and for badges."""
    other = other_language(language)
    return other if getattr(row, f"{field}_{other}") and not getattr(row, f"{field}_{language}") else ""


def preferred_language(accept_language):
    """The language for a visitor of `/`: Russian where the browser puts it above Kazakh, else Kazakh.

    `accept_language` is the header's value; malformed parts count as absent.
    """
    weights = {}
    for part in accept_language.lower().split(","):
        tag, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=")) if rest else 1.0
        except ValueError:
            continue
        primary = tag.strip().split("-")[0]
        weights[primary] = max(weight, weights.get(primary, 0.0))
    return RUSSIAN if weights.get(RUSSIAN, 0.0) > weights.get(KAZAKH, 0.0) else KAZAKH


class LanguageByAddress(LocaleMiddleware):
    """Django's middleware, except that a 404 of the admin stays one: there is no `/ru/admin/…` to lead to."""

    def process_response(self, request, response):
        """Lead an address without a language to the one with it, outside the admin."""
        if request.path_info.startswith("/admin/"):
            return response
        return super().process_response(request, response)
