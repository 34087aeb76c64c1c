"""The readings of councils, read from the rows: the same number of queries for any number of councils."""

from collections import Counter, defaultdict

from django.db.models import Count, Q
from django.db.models.functions import Substr

from cms.models import CouncilSection
from cms.tenancy import SECTION_PATH_LENGTH
from council_pages.compliance import freshness_of
from council_pages.compliance_rows import cells_of, latest_publications
from council_pages.models import PagePair, Recommendation
from council_pages.overview.indicators import Reading, Replies, Texts
from council_pages.rulebook import rules_on


def readings_of(councils, quarter, today):
    """What is known of each council in the order of the queryset; eleven queries."""
    latest, rules = latest_publications(councils), rules_on(today)
    replies, texts = replies_of(councils, today), texts_of(councils)
    return [
        Reading(
            council,
            cell,
            # Nobody has published anything there: the council has no site yet, and nothing to be fresh.
            freshness_of(latest[council.pk], rules, today) if council.pk in latest else (),
            replies.get(council.pk, Replies()),
            texts.get(council.pk, Texts()),
        )
        for council, [cell] in cells_of(councils, [quarter], today)
    ]


def replies_of(councils, today):
    """{council's key: recommendations whose term is over, and those with a reply}. One query."""
    over = Recommendation.objects.sent().filter(council__in=councils, withdrawn_on=None, due_on__lt=today)
    counted = (
        over.order_by()
        .values("council")
        .annotate(due=Count("pk"), replied=Count("pk", filter=Q(reply__received_on__lte=today)))
    )
    return {row["council"]: Replies(row["due"], row["replied"]) for row in counted}


def texts_of(councils):
    """{council's key: texts that are public in either language, and in both}. Two queries."""
    sections = dict(CouncilSection.objects.filter(council__in=councils).values_list("page__path", "council"))
    pairs = (
        PagePair.objects.filter(page__live=True)
        .order_by()
        .annotate(section=Substr("page__path", 1, SECTION_PATH_LENGTH))
        .values_list("row_type", "row_id", "section")
    )
    languages = Counter((row_type, row_id, sections[path]) for row_type, row_id, path in pairs if path in sections)
    found = defaultdict(lambda: [0, 0])
    for (_type, _row, council), number in languages.items():
        found[council][0] += 1
        found[council][1] += number > 1
    return {council: Texts(*numbers) for council, numbers in found.items()}
