"""Which plugins a council has on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0007_identity")]

    operations = [
        migrations.AddField(
            model_name="council",
            name="plugins",
            field=models.TextField(default=" ", editable=False),
        ),
    ]
