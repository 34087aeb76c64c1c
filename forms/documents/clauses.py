"""What a recommendation says on paper of the proposals behind its clauses: how many, and the public numbers."""

from django.utils.translation import gettext as _

from council_pages.documents import content
from forms.listings import clause_sources


def clause_blocks(recommendation, language, now):
    """A table of the clauses; nothing on a recommendation that no question led to.

    The public number is that of the public copy, which its address holds. Of the others only how many there are is
    said.
    """
    if recommendation.consultation is None:
        return None
    columns = [_("Clause"), _("Proposals taken into account"), _("Public numbers of published proposals")]
    rows = [
        (str(clause["number"]), str(clause["count"]), ", ".join(link["public_id"] for link in clause["links"]) or "—")
        for clause in clause_sources(recommendation, language)
    ]
    heading = content.Heading(_("Proposals of citizens behind each clause"))
    return {"blocks": (heading, content.table(columns, rows, (20, 30, 50)))}
