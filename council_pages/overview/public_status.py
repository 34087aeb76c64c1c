"""How far a council has come with a quarter, in words for everybody: only what it has published anyway."""

from django.utils.translation import gettext as _

from council_pages.compliance import UNPUBLISHED, Cell


def status_words(cell: Cell) -> str:
    """The status from the published schedule on; a draft and a decision that nobody has published are not told."""
    if not cell.counts and cell.status in UNPUBLISHED:
        return "—"
    return _("Schedule not published") if cell.status in UNPUBLISHED else str(cell.status.label)
