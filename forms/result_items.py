"""Counted answers as plain items for templates, in the reader's language."""

from django.utils.translation import gettext as _

from cms.languages import in_language
from forms.models import FieldResult
from forms.proposal_list import is_over
from forms.small_groups import COVERED, FEW


def published_results(consultation, language, now):
    """The published counts of the consultation's form as items; None before the closing and where nothing is public.

    One query, and none before the closing.
    """
    if not is_over(consultation, now):
        return None
    results = FieldResult.objects.filter(form__consultation=consultation, is_public=True)
    items = [result_item(result, language) for result in results]
    return {"items": items} if items else None


def result_item(result, language):
    """One question: {title, asked, bars: {label, words, width}, columns and rows of the table behind the chart}."""
    bars = [_bar(cell, result.asked, language) for cell in result.cells]
    return {
        "title": in_language(result, "label", language),
        "asked": result.asked,
        "bars": bars,
        "columns": [_("Answer"), _("Proposals")],
        "rows": [[bar["label"], bar["words"]] for bar in bars],
    }


def _bar(cell, asked, language):
    words = {FEW: _("fewer than five"), COVERED: _("not shown")}.get(cell["mark"]) or str(cell["count"])
    # Ready-made words: a number would be printed with a decimal comma, which SVG does not know.
    width = f"{100 * cell['count'] / asked:.2f}%" if cell["count"] else ""
    return {"label": cell[f"label_{language}"], "words": words, "width": width}
