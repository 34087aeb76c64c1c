"""What readers find."""

from kenes_notices.models import Notice
from search.documents import Document


class NoticeSource:
    """Every notice, in Kazakh; the door leaves out those of councils that have the plugin off."""

    name = "notices"

    def model(self):
        """The row."""
        return Notice

    def count(self):
        """How many there are."""
        return Notice.objects.count()

    def keys(self, after):
        """Their keys."""
        return Notice.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()

    def documents(self, keys):
        """Their documents."""
        rows = Notice.objects.filter(pk__in=keys).select_related("council")
        return [
            Document(
                Notice,
                row.pk,
                "kk",
                row.title,
                row.text,
                is_public=True,
                url=row.url("kk"),
                kind="notice",
                council_id=row.council_id,
                date=row.posted_on,
            )
            for row in rows
        ]
