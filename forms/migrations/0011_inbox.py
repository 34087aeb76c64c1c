"""The inbox: the channel of a proposal, groups, assignees, notes, who looks, saved filters.

The channel is one more thing that a proposal says of itself for good. SQLite makes a table anew when a column is added,
and its triggers go with the old one; so the triggers of migration 0006 are taken off before and put on after, with
`channel` among what never changes.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

kept = import_module("forms.migrations.0006_records_are_kept")
FIXED = (*kept.FIXED, "channel")


def sqlite_statements(fixed):
    """The three triggers of the table of proposals."""
    table = kept.PROPOSAL
    same = " OR ".join(f"{column} = NEW.{column}" for column in kept.UNIQUE[table])
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in fixed)
    for name, when, condition, words in (
        ("no_replace", "INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE {same})", kept.NO_CHANGE),  # noqa: S608
        ("no_update", "UPDATE", changed, kept.NO_CHANGE),
        ("no_delete", "DELETE", "1", kept.NO_DELETION),
    ):
        yield (
            f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def postgresql_statements(fixed):
    """The one trigger that names columns; its function stays."""
    table = kept.PROPOSAL
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in fixed)
    yield (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
        f"EXECUTE FUNCTION {table}_no_update()"
    )


STATEMENTS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def take_off(apps, schema_editor):
    """Drop what stands there, so that the column can be added, or removed."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("no_replace", "no_update", "no_delete"):
            schema_editor.execute(f"DROP TRIGGER {kept.PROPOSAL}_{name}", params=None)
    else:
        schema_editor.execute(f"DROP TRIGGER {kept.PROPOSAL}_no_update ON {kept.PROPOSAL}", params=None)


def put_on(fixed):
    """A function that creates them anew for these columns."""

    def install(apps, schema_editor):
        for statement in STATEMENTS[schema_editor.connection.vendor](fixed):
            schema_editor.execute(statement, params=None)

    return install


class Migration(migrations.Migration):
    """Between the first and the third operation no trigger stands on the table."""

    dependencies = [
        ("council_forms", "0010_limits_of_tries"),
        ("council_pages", "0012_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(take_off, put_on(kept.FIXED)),
        migrations.AddField(
            model_name="proposal",
            name="channel",
            field=models.CharField(
                choices=[
                    ("web", "On this site"),
                    ("paper", "On paper"),
                    ("phone", "By telephone"),
                    ("reception", "At a reception of citizens"),
                    ("messenger", "By messenger"),
                    ("event", "At an event"),
                ],
                default="web",
                max_length=10,
            ),
        ),
        migrations.RunPython(put_on(FIXED), take_off),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assigned_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assigned_proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignment",
                        to="council_forms.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignee of a proposal",
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="council_forms.original"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "private note",
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProposalGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal_groups",
                        to="council_pages.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of proposals",
                "ordering": ["consultation", "number"],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_member",
                        to="council_forms.proposal",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="council_forms.proposalgroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal in a group",
                "ordering": ["proposal"],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=1000)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "saved filter",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Sketch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signs", models.BinaryField()),
                (
                    "original",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sketch", to="council_forms.original"
                    ),
                ),
            ],
            options={
                "verbose_name": "sketch of a text",
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField(db_index=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="council_forms.proposal",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "open proposal",
                "ordering": ["since", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "user"), name="one_presence_at_a_proposal")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="proposalgroup",
            constraint=models.UniqueConstraint(
                fields=("consultation", "number"), name="one_group_of_a_number_in_a_question"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="one_saved_filter_of_a_name"),
        ),
    ]
