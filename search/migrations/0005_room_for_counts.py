"""PostgreSQL leaves room beside each term: a rebuild counts the same terms again and again, each time in a new row."""

from django.db import migrations


def make_room(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE council_search_term SET (fillfactor = 50)")


class Migration(migrations.Migration):
    dependencies = [("council_search", "0004_untold")]

    operations = [migrations.RunPython(make_room, migrations.RunPython.noop)]
