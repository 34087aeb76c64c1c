"""Triggers that keep what citizens sent: no UPDATE ever, no DELETE before its term or without an order of erasure.

"Today" is the day in Astana, UTC+5. On SQLite a later migration that changes one of these three tables makes it anew,
and the triggers go with the old one: such a migration removes them first and installs them again afterwards.
`tests/forms/test_immutability.py` fails when they are missing.
"""

from django.db import migrations

ORIGINAL, FILE, ORDER = "council_forms_original", "council_forms_originalfile", "council_forms_erasureorder"
NO_CHANGE = "What a citizen sent is never changed."
NO_DELETION = "What a citizen sent is deleted only after its term or by an order of erasure."
TODAY = {"sqlite": "date('now', '+5 hours')", "postgresql": "(now() AT TIME ZONE 'Asia/Almaty')::date"}


def may_go(today):
    """For each table the condition under which its row OLD may be deleted."""
    of_original = "{original}.kept_until < {today} OR EXISTS (SELECT 1 FROM {order} o WHERE o.proposal_id = {original}.proposal_id)"
    return {
        ORIGINAL: of_original.format(original="OLD", today=today, order=ORDER),
        FILE: "EXISTS (SELECT 1 FROM {table} t WHERE t.id = OLD.original_id AND ({condition}))".format(  # noqa: S608
            table=ORIGINAL, condition=of_original.format(original="t", today=today, order=ORDER)
        ),
    }


def sqlite_statements():
    """One trigger for each table and act."""
    for table, condition in may_go(TODAY["sqlite"]).items():
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{NO_CHANGE}'); END"
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT ({condition}) "
            f"BEGIN SELECT RAISE(ABORT, '{NO_DELETION}'); END"
        )


def postgresql_statements():
    """The same; TRUNCATE, which fires no row trigger, is refused while the table holds anything."""
    for table, condition in may_go(TODAY["postgresql"]).items():
        refuse = "RAISE EXCEPTION USING MESSAGE = '{}', ERRCODE = 'restrict_violation', TABLE = '{}';"
        bodies = {
            "update": refuse.format(NO_CHANGE, table),
            "delete": f"IF NOT ({condition}) THEN {refuse.format(NO_DELETION, table)} END IF; RETURN OLD;",
            "truncate": f"IF EXISTS (TABLE {table}) THEN {refuse.format(NO_DELETION, table)} END IF; RETURN NULL;",
        }
        for act, body in bodies.items():
            name = f"{table}_no_{act}"
            each = "STATEMENT" if act == "truncate" else "ROW"
            yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN {body} END $body$"
            yield f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"


STATEMENTS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def install(apps, schema_editor):
    """Create the triggers; an unknown database is refused, because it would keep nothing."""
    for statement in STATEMENTS[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Drop the triggers, and on PostgreSQL their functions."""
    vendor = schema_editor.connection.vendor
    acts = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    for table in (ORIGINAL, FILE):
        for act in acts:
            on_table = f" ON {table}" if vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}{on_table}", params=None)
            if vendor == "postgresql":
                schema_editor.execute(f"DROP FUNCTION {table}_no_{act}()", params=None)


class Migration(migrations.Migration):
    """The triggers come after the tables that they look into."""

    dependencies = [("council_forms", "0002_initial")]

    operations = [migrations.RunPython(install, remove)]
