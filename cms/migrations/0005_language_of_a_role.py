"""A translator writes one language: who was a translator of both is one twice from now on."""

from django.db import migrations, models


def both_languages(apps, schema_editor):
    """Each translator becomes a translator into Kazakh, and one into Russian. The groups: `audit_permissions --fix`."""
    membership = apps.get_model("cms", "Membership")
    translators = list(membership.objects.filter(role="translator"))
    for held in translators:
        held.language = "kk"
        held.save(update_fields=["language"])
    membership.objects.bulk_create(
        membership(user_id=held.user_id, council_id=held.council_id, role=held.role, language="ru")
        for held in translators
    )


def one_group_for_a_language(apps, schema_editor):
    """The groups of a role for both languages, with rights on both sections, have nobody any more."""
    apps.get_model("auth", "Group").objects.filter(name__startswith="kenes:translator:").delete()


class Migration(migrations.Migration):
    dependencies = [("cms", "0004_people"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[("kk", "Қазақша"), ("ru", "Русский")],
                default="",
                max_length=2,
                verbose_name="language",
            ),
        ),
        migrations.RemoveConstraint(model_name="membership", name="one_council_role_once"),
        migrations.RunPython(both_languages, migrations.RunPython.noop),
        migrations.RunPython(one_group_for_a_language, migrations.RunPython.noop),
    ]
