"""Where the public pages of this floor stand. All of them follow from the council's and the question's addresses."""

from django.urls import reverse

from cms.pages import council_url

# The state's own service for appeals (өтініш / обращение): a proposal to a consultation is none.
APPEALS_URL = "https://eotinish.gov.kz/"


def question_url(consultation, language):
    """The question's page."""
    return council_url(consultation.council, language, "questions", consultation.slug)


def outcome_url(consultation, language):
    """The outcome report."""
    return council_url(consultation.council, language, "outcomes", consultation.slug)


def contacts_url(consultation, language):
    """How to reach the council's secretary."""
    return council_url(consultation.council, language, "contacts")


def form_url(consultation, language):
    """The proposal form."""
    return f"{question_url(consultation, language)}propose/"


def proposals_url(consultation, language):
    """All published proposals."""
    return f"{form_url(consultation, language)}proposals/"


def published_url(consultation, language, public_id):
    """One published proposal."""
    return f"{proposals_url(consultation, language)}{public_id}/"


def track_url(number="", secret=""):
    """The page that follows a proposal, in the active language. A secret goes behind the "#": no server sees it."""
    address = reverse("track")
    if secret:
        return f"{address}#n={number}&s={secret}"
    return f"{address}?number={number}" if number else address
