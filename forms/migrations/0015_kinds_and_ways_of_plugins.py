"""Kinds of fields and ways to authors may be a plugin's: "<label>.<code>"."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("council_forms", "0014_answers")]

    operations = [
        migrations.AlterField(
            model_name="formfield",
            name="kind",
            field=models.CharField(default="text", max_length=80, verbose_name="kind"),
        ),
        migrations.AlterField(
            model_name="letter",
            name="way",
            field=models.CharField(max_length=80),
        ),
    ]
