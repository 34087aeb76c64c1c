from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether a public copy stands, known also after the link to it is erased."""

    dependencies = [("council_forms", "0003_originals_are_immutable")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="is_published",
            field=models.BooleanField(default=False),
        ),
    ]
