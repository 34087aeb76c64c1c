"""What the pages around a form share: the consultation, the ways on, and who may keep a copy."""

from django.utils.translation import gettext as _

from cms.descriptions import plain
from cms.languages import active_language
from forms import addresses


def context_of(page, request, crumb=""):
    """What every page here needs: the frame, the consultation, and the ways on."""
    context = page.get_context(request)
    context |= ways_of(page.definition, context["trail"], crumb)
    # Only the fresh form has an address that anybody else could open.
    context["portrait"] = None if request.method == "POST" else _portrait_of_form(page, context)
    return context


def _portrait_of_form(page, context):
    title = f"{_('Make a proposal')}: {context['subject']}"
    lead = _("No registration is needed. After sending you get a number by which you can follow your proposal.")
    return page.portrait(title, plain(page.introduction) or lead, title=title)


def ways_of(definition, trail, crumb=""):
    """The consultation, and the ways on; `trail` leads to the question, which is added."""
    consultation, language = definition.consultation, active_language()
    question = {"label": consultation.subject(language), "url": addresses.question_url(consultation, language)}
    form = {"label": _("Make a proposal"), "url": addresses.form_url(consultation, language)}
    return {
        "definition": definition,
        "consultation": consultation,
        "subject": consultation.subject(language),
        "question_url": question["url"],
        "form_url": form["url"],
        "proposals_url": addresses.proposals_url(consultation, language),
        "contacts_url": addresses.contacts_url(consultation, language),
        "trail": [*trail, question, *([form] if crumb else [])],
        "crumb": crumb or form["label"],
    }


def private(response):
    """Nobody but the reader keeps a copy of this response."""
    response["Cache-Control"] = "no-store"
    return response


def unlisted(response):
    """For pages about one citizen's proposal: kept nowhere, found by nobody, and no address of theirs is passed on."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return private(response)
