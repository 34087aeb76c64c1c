"""Announced meetings in the search: one document for each language, with the ranked questions once they are public."""

from uuid import NAMESPACE_URL, uuid5

from cms.dates import local
from cms.languages import LANGUAGES
from plugins.regional_meetings.models import Meeting
from plugins.regional_meetings.public.frame import council_address
from search.documents import Document, twin_of


class MeetingSource:
    """Meetings that were announced; drafts are nowhere in the index."""

    # In the index it is called `regional_meetings.meetings`.
    name = "meetings"

    def model(self):
        """The row; its two documents are told apart by their languages."""
        return Meeting

    def count(self):
        """How many there are."""
        return Meeting.objects.public().count()

    def keys(self, after):
        """Their keys, ascending."""
        return Meeting.objects.public().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()

    def documents(self, keys):
        """What the public page shows of them."""
        rows = Meeting.objects.public().with_facts().filter(pk__in=list(keys)).order_by("pk")
        return [_document(row, language) for row in rows.prefetch_related("groups") for language in LANGUAGES]


def _document(row, language):
    ranked = row.groups.all() if row.ranking_published_at else ()
    parts = [
        row.body.name(language),
        row.head(language),
        row.region.name(language),
        row.event.place(language),
        *(group.text(language) for group in ranked),
    ]
    return Document(
        model=Meeting,
        pk=row.pk,
        language=language,
        title=row.title(language),
        text="\n".join(filter(None, parts)),
        is_public=True,
        url=council_address(row.council, language, row.slug),
        kind="regional_meeting",
        council_id=row.council_id,
        date=local(row.event.starts_at).date(),
        twin=twin_of(uuid5(NAMESPACE_URL, f"regional-meeting/{row.pk}")),
    )
