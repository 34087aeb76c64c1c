"""Published proposals with their answers: the public copies alone, never what was sent or who sent it."""

from django.db.models import Q

from cms.languages import LANGUAGES, other_language
from forms import addresses
from forms.models import ProposalFormPage, PublishedProposal
from search.documents import Document
from search.sources.openness import closed_paths, open_only

TITLE_SIGNS = 90


class ProposalSource:
    """Public copies that stand on the page of their form. One that no reader can open is nowhere in the index.

    The name that an author let be published is not searched: who looks for a person shall not find opinions.
    """

    name = "proposals"

    def model(self):
        """The public copy has a key of its own, from which no way leads back."""
        return PublishedProposal

    def count(self):
        """How many there are."""
        return self._shown().count()

    def keys(self, after):
        """Their keys, ascending."""
        return self._shown().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()

    def documents(self, keys):
        """Each in its own language: the text, the answer, and the answers that were corrected."""
        rows = self._shown().filter(pk__in=list(keys)).order_by("pk")
        rows = rows.select_related("consultation__council").prefetch_related("earlier_answers")
        return [
            Document(
                model=PublishedProposal,
                pk=row.pk,
                language=row.language,
                title=title_of(row.text),
                text=_text(row),
                is_public=True,
                url=addresses.published_url(row.consultation, row.language, row.public_id),
                kind="proposal",
                council_id=row.consultation.council_id,
                status=row.state,
                date=row.published_on,
            )
            for row in rows
        ]

    def _shown(self):
        """Those whose address answers: the form's page in the proposal's language, or else the other one, is live.

        The page that is served (`cms.serving`) must be open to everybody; the other one does not stand in for it.
        """
        closed = closed_paths()
        live = {code: _consultations(ProposalFormPage.objects.live(), code) for code in LANGUAGES}
        free = {code: _consultations(open_only(ProposalFormPage.objects.all(), closed), code) for code in LANGUAGES}
        condition = Q(pk__in=[])
        for code in LANGUAGES:
            own = Q(consultation__in=free[code])
            fallback = ~Q(consultation__in=live[code]) & Q(consultation__in=free[other_language(code)])
            condition |= Q(language=code) & (own | fallback)
        return PublishedProposal.objects.filter(condition)


def _text(row):
    earlier = [given.reason for given in row.earlier_answers.all()]
    return "\n".join(filter(None, [row.text, row.answer, *earlier]))


def title_of(text):
    """The beginning of the proposal, in whole words."""
    words = " ".join(text.split())
    if len(words) <= TITLE_SIGNS:
        return words
    start, _space, _rest = words[:TITLE_SIGNS].rpartition(" ")
    return f"{start or words[:TITLE_SIGNS]}…"


def _consultations(pages, language):
    pages = pages.filter(locale__language_code=language, definition__consultation__isnull=False)
    return pages.values("definition__consultation")
