"""A small town of things to be found, named by their keys and languages: `1kk` and `1ru` are one thing."""

from datetime import UTC, date, datetime, timedelta

from search.documents import Document
from search.index import writing
from search.models import Entry, EntryText

NOW = datetime(2026, 11, 13, 9, tzinfo=UTC)
CLOSES = NOW + timedelta(hours=1)

# (key, language, title, text, facts)
TOWN = [
    (1, "kk", "Мектеп асханасы", "Балалардың тамағы туралы", {"kind": "news", "date": date(2026, 3, 1), "twin": 1}),
    (1, "ru", "Школьная столовая", "О питании детей в школе", {"kind": "news", "date": date(2026, 3, 1), "twin": 1}),
    (2, "kk", "Көпір жөндеу", "Өзеннің арғы бетіндегі көше жабылады", {"kind": "question", "twin": 2}),
    (2, "ru", "Ремонт моста", "Закрывается улица за рекой", {"kind": "question", "twin": 2}),
    (3, "kk", "Саябақтағы ағаштар", "Жаңа ағаш отырғызу", {"kind": "proposal", "status": "accepted"}),
    (4, "ru", "Освещение улиц", "Появятся фонари", {"kind": "question", "status": "published"}),
    (5, "kk", "Аурухана салу", "Ауданда жаңа аурухана салынады", {"kind": "outcome", "date": date(2025, 5, 1)}),
    (6, "ru", "Больница в районе", "Строится новая больница", {"kind": "outcome", "date": date(2025, 6, 1)}),
    (7, "", "tizim.xlsx", "аурухана больница 2026", {"kind": "document", "date": date(2026, 1, 1)}),
    (8, "kk", "Құпия балабақша", "Мектеп пен көпір", {"is_public": False, "kind": "news"}),
    (9, "kk", "Қоғамдық кеңестің отырысы", "Хаттама", {"kind": "sitting", "date": date(2026, 9, 24)}),
    (10, "ru", "Заседание общественного совета", "Протокол", {"kind": "sitting", "date": date(2026, 9, 25)}),
    (11, "kk", "Жарық бағаналары", "Көшелерге жарық керек", {"kind": "text"}),
    (12, "ru", "Приказ № 2026/15-К", "О порядке вывоза мусора", {"kind": "text"}),
]  # fmt: skip
# The clock opens and closes a question.
COLLECTING = {"status": "collecting", "changes_at": CLOSES, "next_status": "reviewing"}


def build_town(**councils):
    """Write it. `councils`: the council of a thing by its key, as `k1=council.pk`."""
    made = []
    for key, language, title, text, facts in TOWN:
        council = councils.get(f"k{key}")
        more = COLLECTING if key == 2 else {}
        made.append(
            Document(
                EntryText, key, language, title, text, **{"is_public": True, "council_id": council, **facts, **more}
            )
        )
    writing.write(made)


def names():
    """{entry: its name}."""
    return {pk: f"{key}{language}" for pk, key, language in Entry.objects.values_list("pk", "object_id", "language")}
