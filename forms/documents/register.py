"""The register of a question's proposals.

Only what is public stands in it: the public copies, and of all others number, state and answer (decisions.md, "What a
citizen sends" 3). No original, no file and no contact is read.
"""

from django.utils.translation import gettext as _

from cms.dates import local, long_date
from council_pages.documents import content
from council_pages.documents.making import make
from forms import addresses, listings
from forms.models import PublishedProposal
from forms.receipts import format_number
from forms.states import FINAL, ProposalState
from forms.totals import publication_lines, totals_of

AT_ONCE = 500
SHARES = (20, 24, 56)


def register_document(page, language, now):
    """The document of the proposals under a form's page."""
    consultation = page.definition.consultation
    title = _("Register of proposals: %(question)s") % {"question": consultation.subject(language)}
    blocks = (*_counts(totals_of(consultation)), *_proposals(consultation, language))
    return make(page, language, now, blocks, title=title, address=addresses.proposals_url(consultation, language))


def outcome_blocks(consultation, language, now):
    """The same for the outcome report: what became of the proposals, and each of them."""
    totals = totals_of(consultation)
    return {
        "blocks": (
            content.Heading(_("What became of the proposals")),
            *_counts(totals),
            *_proposals(consultation, language),
        )
    }


def _counts(totals):
    """How many came, and what became of them; what nobody got is left out."""
    if not totals.received:
        return (content.paragraph(_("No proposals came in.")),)
    decided = [(state.label, getattr(totals, state.value)) for state in ProposalState if state in FINAL]
    return content.facts(
        [
            (_("Proposals received"), totals.received),
            (_("Proposals answered"), totals.answered),
            *((label, count) for label, count in decided if count),
            (_("Published"), totals.published),
            (_("Not published"), totals.not_published),
            *publication_lines(totals),
            *([(_("In groups of similar ones, each answered"), totals.grouped)] if totals.grouped else []),
        ]
    )


def _proposals(consultation, language):
    """Published ones with their answers, in the order in which they came; then a table of the others."""
    rows = PublishedProposal.objects.filter(consultation=consultation).prefetch_related("earlier_answers")
    rows = rows.iterator(AT_ONCE)
    blocks = [block for number, public in enumerate(rows, 1) for block in _published(number, public, language)]
    if blocks:
        yield content.Heading(_("Proposals and answers"))
        yield from blocks
    lines = [_line(proposal, language) for proposal in listings.unpublished(consultation).iterator(AT_ONCE)]
    if lines:
        yield content.Heading(_("Proposals without a public text"))
        yield content.table([_("Number"), _("Decision"), _("Answer of the council")], lines, SHARES)


def _published(number, public, language):
    lang = public.language if public.language != language else ""
    yield content.Heading(f"{number}. {public.get_state_display()}", 3)
    about = f"{long_date(public.received_on, language)} · {public.name or _('Name not shown')}"
    yield content.paragraph(about, kind="note")
    yield from content.paragraphs(public.text, lang=lang)
    if answer := content.paragraphs(public.answer, lang=lang):
        first, *rest = answer
        given = f", {long_date(public.answered_on, language)}" if public.answered_on else ""
        label = content.words(f"{_('Answer of the council')}{given}: ", strong=True)
        yield content.Paragraph((*label, *first.runs), lang)
        yield from rest
    for earlier in public.earlier_answers.all():
        yield content.paragraph(_earlier_head(earlier, earlier.answered_on, language), kind="note")
        yield from content.paragraphs(earlier.reason, lang=lang)


def _earlier_head(earlier, day, language):
    return f"{_('Earlier answer')} · {long_date(day, language)} · {earlier.get_state_display()}"


def _line(proposal, language):
    given = getattr(proposal, "answer", None)
    answer = f"{long_date(local(given.answered_at).date(), language)}: {given.reason}" if given else "—"
    earlier = [
        f"{_earlier_head(given, local(given.answered_at).date(), language)}: {given.reason}"
        for given in proposal.earlier_answers.all()
    ]
    return (format_number(proposal.number), proposal.get_state_display(), "\n".join([answer, *earlier]))
