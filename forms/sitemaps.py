"""The registers of proposals, and each published proposal, under the live form of its question."""

from django.db.models import F

from cms.sitemaps import Addresses, Place
from forms.models import ProposalFormPage, PublishedProposal


class Proposals(Addresses):
    """In the language in which the form's page is live. One query."""

    def rows(self):
        """A register, then the proposals in it."""
        shown, register = self._published(), ""
        for path, public_id, published_on in shown.iterator(chunk_size=2000):
            rest = path.removeprefix(f"/{self.language}/") + "proposals/"
            if rest != register:
                register = rest
                yield Place(rest, None, (self.language,))
            yield Place(f"{rest}{public_id}/", published_on, (self.language,))

    def _published(self):
        pages = ProposalFormPage.objects.live().public().filter(url_path__startswith=f"/{self.language}/")
        path = "consultation__form__pages__url_path"
        rows = PublishedProposal.objects.filter(consultation__form__pages__in=pages)
        return rows.order_by(path, "pk").values_list(F(path), "public_id", "published_on")
