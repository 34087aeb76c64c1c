"""Which texts only the system has written so far: nobody has read or changed its words yet."""

from django.db.models import F
from wagtail.models import PageLogEntry

DRAFTED = "kenes.text_drafted"


def drafted_in(pages):
    """The languages of the unpublished pages whose newest words are still those of the system. One query."""
    unseen = {page.pk: page.language for page in pages if not page.live}
    entries = PageLogEntry.objects.filter(action=DRAFTED, page__in=unseen, revision=F("page__latest_revision"))
    return {unseen[pk] for pk in entries.values_list("page_id", flat=True)}
