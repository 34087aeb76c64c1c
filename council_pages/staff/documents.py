"""Documents for the staff of a council: of drafts too, and kept nowhere."""

from dataclasses import replace

from django.http import Http404
from django.utils import timezone
from django.utils.translation import override
from django.views.generic import View

from cms.languages import LANGUAGES, other_language
from cms.roles import READS_COUNCIL
from cms.staff import StaffMixin
from council_pages import texts
from council_pages.documents.files import FORMATS, staff_response
from council_pages.documents.making import draft_notice
from council_pages.documents.pages import Downloadable
from council_pages.documents.recommendation import recommendation_document
from council_pages.models import Recommendation
from council_pages.staff.texts import ROWS

RECOMMENDATION = "recommendation"


class DownloadDocument(StaffMixin, View):
    """The newest text of a row as a file, in the language; where it is missing there, with the other's words.

    A recommendation has no text beside its row: it is given as it stands.
    """

    roles = READS_COUNCIL

    def get(self, request, record, pk, language, end):
        """404 for a row without a document, without a text, and for a stranger's."""
        models = ROWS | {RECOMMENDATION: Recommendation}
        if record not in models or language not in LANGUAGES or end not in FORMATS:
            raise Http404
        row = self.own(models[record], pk=pk)
        produce = _of_recommendation if record == RECOMMENDATION else _of_text
        with override(language):
            document, is_public = produce(row, language)
            if not is_public:
                document = replace(document, blocks=(draft_notice(), *document.blocks))
            return staff_response(document, FORMATS[end])


def _of_text(row, language):
    """The document of the row's newest text, and whether readers have the same."""
    pages = texts.pages_of(row)
    page = pages.get(language) or pages.get(other_language(language))
    if not isinstance(page, Downloadable):
        raise Http404
    document = page.get_latest_revision_as_object().document(language, timezone.now())
    return document, page.live and not page.has_unpublished_changes


def _of_recommendation(row, language):
    """The document of the recommendation, which has no text of its own, and whether it was sent."""
    return recommendation_document(row, language, timezone.now()), row.sent_on is not None
