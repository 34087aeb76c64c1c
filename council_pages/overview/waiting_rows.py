"""What waits for an answer in the councils of a queryset, read from the rows."""

from collections import defaultdict
from datetime import timedelta

from django.db.models.functions import Collate

from cms.collation import collation_for
from council_pages.compliance_rows import midnight, read_consultations
from council_pages.models import Consultation, Recommendation
from council_pages.overview.waiting import Waiting, waiting_of
from council_pages.rulebook import rules_of_days
from council_pages.todo_rows import FOLLOWED


def proposals_waiting(councils, today):
    """Pairs (council, `Waiting`) of the councils in which anything waits; four queries."""
    rules_of, by_council = rules_of_days(), defaultdict(list)
    followed = Consultation.objects.filter(
        closes_at__gt=midnight(today - FOLLOWED), opens_at__lt=midnight(today + timedelta(days=1)), halted=""
    )
    for council, _quarter, facts in read_consultations(followed, councils):
        by_council[council].append(facts)
    found = [(council, waiting_of(by_council[council.pk], rules_of, today)) for council in councils]
    return [(council, waiting) for council, waiting in found if waiting != Waiting()]


def recommendations_waiting(councils, today):
    """The recommendations without a reply, the one whose term is longest over first."""
    rows = Recommendation.objects.sent().filter(council__in=councils, withdrawn_on=None, reply=None)
    return rows.filter(sent_on__lte=today).select_related("council").order_by("due_on", "pk")


def by_name(councils, language):
    """The councils in the alphabet of the language."""
    return councils.order_by(Collate(f"name_{language}", collation_for(language)), "pk")
