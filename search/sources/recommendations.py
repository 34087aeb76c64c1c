"""Recommendations that were sent, with the replies of state bodies: rows without a page, in both languages."""

from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from cms.languages import LANGUAGES
from council_pages.models import Recommendation
from search.documents import Document, twin_of
from search.sources.clock import beginning, next_turn


class RecommendationSource:
    """One document for each language in which the recommendation has words. Drafts are nowhere in the index."""

    name = "recommendations"

    def model(self):
        """The row; its two documents are told apart by their languages."""
        return Recommendation

    def count(self):
        """How many there are."""
        return Recommendation.objects.sent().count()

    def keys(self, after):
        """Their keys, ascending."""
        sent = Recommendation.objects.sent().filter(pk__gt=after)
        return sent.order_by("pk").values_list("pk", flat=True).iterator()

    def documents(self, keys):
        """What the public page shows: addressee, clauses, why it was withdrawn, what the state body replied."""
        rows = Recommendation.objects.sent().filter(pk__in=list(keys)).order_by("pk")
        rows, now = rows.select_related("council", "reply").prefetch_related("clauses"), timezone.now()
        return [
            _document(row, language, now) for row in rows for language in LANGUAGES if _words(row, "title", language)
        ]


def _document(row, language, now):
    changes_at, next_status = next_turn(lambda moment: _status(row, moment), now, _moments(row))
    return Document(
        model=Recommendation,
        pk=row.pk,
        language=language,
        title=row.title(language),
        text="\n".join(filter(None, _parts(row, language))),
        is_public=True,
        url=row.url(language),
        kind="recommendation",
        council_id=row.council_id,
        status=_status(row, now).value,
        changes_at=changes_at,
        next_status=next_status,
        date=row.sent_on,
        twin=twin_of(uuid5(NAMESPACE_URL, f"recommendation/{row.pk}")),
    )


def _words(row, field, language):
    """The words in this language alone: those of the other one stand in its own document."""
    return getattr(row, f"{field}_{language}")


def _parts(row, language):
    reply = getattr(row, "reply", None)
    return [
        f"№ {row.number}",
        _words(row, "addressee", language),
        *(_words(clause, "text", language) for clause in row.clauses.all()),
        _words(row, "withdrawn_reason", language),
        *([_words(reply, "text", language), _words(reply, "actions", language)] if reply else []),
    ]


def _status(row, moment):
    return row.status_on(timezone.localdate(moment))


def _moments(row):
    reply = getattr(row, "reply", None)
    days = (row.sent_on, row.withdrawn_on, reply and reply.received_on)
    # On its last day the term still runs.
    return [*map(beginning, days), beginning(row.due_on, days_later=1)]
