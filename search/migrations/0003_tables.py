"""The engine's tables of the first generation, which is empty: `manage.py rebuild_search` fills it."""

from django.db import migrations


def make(apps, schema_editor):
    from search.index.engine import database_engine
    from search.index.version import current_version

    generation = apps.get_model("council_search", "Generation").objects.create(
        version=current_version(), is_active=True
    )
    database_engine().create(generation)
    database_engine().tidy(generation)


def drop(apps, schema_editor):
    from search.index.engine import database_engine

    generations = apps.get_model("council_search", "Generation").objects.all()
    for generation in generations:
        database_engine().drop(generation)
    generations.delete()


class Migration(migrations.Migration):
    dependencies = [("council_search", "0002_glossary")]

    operations = [migrations.RunPython(make, drop)]
