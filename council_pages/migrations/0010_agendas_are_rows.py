"""The agendas of published sittings become rows, in both languages at once.

A point's two texts belong together by their place, so both pages must have as many points as each other, or one of them
none. Where they differ nobody can tell which belong together: those agendas stay as they are and are shown from the
pages. The pages keep their own copies in any case.
"""

from django.db import migrations

LONGEST = 500


def points_of(page):
    """The points of a page's agenda, in order."""
    return [str(block["value"]) for block in page.agenda.raw_data if block["type"] == "item"]


def agendas_become_rows(apps, schema_editor):
    """A row for each point; sittings that have rows already are left alone."""
    pages_of, item = apps.get_model("council_pages", "SittingPage"), apps.get_model("council_pages", "AgendaItem")
    for sitting in apps.get_model("council_pages", "Sitting").objects.filter(agenda_items=None):
        pages = pages_of.objects.filter(sitting=sitting, live=True).select_related("locale")
        points = {"kk": [], "ru": []} | {page.locale.language_code: points_of(page) for page in pages}
        counts = {len(texts) for texts in points.values() if texts}
        if len(counts) != 1 or any(len(text) > LONGEST for texts in points.values() for text in texts):
            continue
        for order in range(counts.pop()):
            words = {f"title_{language}": texts[order] for language, texts in points.items() if texts}
            item.objects.create(sitting=sitting, sort_order=order, **words)


class Migration(migrations.Migration):
    dependencies = [("council_pages", "0009_figures_of_sittings")]

    operations = [migrations.RunPython(agendas_become_rows, migrations.RunPython.noop)]
