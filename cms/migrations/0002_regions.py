"""The 17 oblasts and 3 cities become rows, in the order in which they are shown."""

from django.db import migrations

from cms.regions import REGIONS


def load(apps, schema_editor):
    """Write every region of the table."""
    Region = apps.get_model("cms", "Region")
    for order, region in enumerate(REGIONS):
        Region.objects.update_or_create(
            iso=region.iso,
            defaults={
                "code": region.code,
                "name_kk": region.kk.nominative,
                "name_ru": region.ru.nominative,
                "order": order,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
