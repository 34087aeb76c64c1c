"""The few words that a renderer adds to every document, in the language that is active."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.dates import long_date


def page():
    """What stands before a page's number."""
    return pgettext("before its number", "page")


def day(document):
    """The day of the document."""
    return _("Date of the document: %(date)s") % {"date": long_date(document.made_on, document.language)}


def origin(document):
    """Where the same is read on the site."""
    return _("On the site: %(address)s") % {"address": document.source}


def signature():
    """Under the line to sign on."""
    return pgettext("line to sign on", "signature")


def full_name():
    """Under the line for the name of whoever signs."""
    return pgettext("line to sign on", "first name and surname")


def replaced_signs():
    """Said where a sign had to be replaced."""
    return _(
        "Some signs of this text are not in the typeface of this file and are replaced by similar ones or by [?]. "
        "The text as it was written stands on the site."
    )
