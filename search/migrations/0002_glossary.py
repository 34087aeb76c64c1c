from pathlib import Path

from django.db import migrations

# Frozen: what the glossary begins with. From here on the ministry goes on with it.
PAIRS = Path(__file__).resolve().parents[1] / "lexicon" / "pairs.txt"


def read_pairs():
    """(words in Kazakh, words in Russian) of the file, a pair once."""
    lines = [line.strip() for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    sides = [line.split("|") for line in lines if line and not line.startswith("#")]
    return list(dict.fromkeys((kazakh.strip(), russian.strip()) for kazakh, russian in sides))


def fill_glossary(apps, schema_editor):
    """What the ministry has entered already stays as it is."""
    model = apps.get_model("council_search", "GlossaryPair")
    pairs = [model(kazakh=kazakh, russian=russian) for kazakh, russian in read_pairs()]
    model.objects.bulk_create(pairs, ignore_conflicts=True)


def empty_glossary(apps, schema_editor):
    """The file's pairs go; the ministry's own stay."""
    model = apps.get_model("council_search", "GlossaryPair")
    known = set(read_pairs())
    rows = model.objects.values_list("pk", "kazakh", "russian")
    model.objects.filter(pk__in=[pk for pk, *words in rows if tuple(words) in known]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("council_search", "0001_entries"),
    ]

    operations = [migrations.RunPython(fill_glossary, empty_glossary)]
