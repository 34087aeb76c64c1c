"""Triggers that keep quarterly reports as they were frozen: no UPDATE, no DELETE, ever, by any path.

On SQLite a later migration that changes the table makes it anew, and the triggers go with the old one: such a migration
removes them first and installs them again afterwards. `tests/plugins/regional_meetings/test_frozen.py` fails when they
are missing. See decision 7.
"""

from django.db import migrations

REPORT = "regional_meetings_quarterreport"
WORDS = "A frozen report is never changed and never deleted."


def sqlite_statements():
    """One trigger for each act; REPLACE, which deletes without firing them, stops at the insert."""
    for act in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {REPORT}_no_{act.lower()} BEFORE {act} ON {REPORT} "
            f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        )
    yield (
        f"CREATE TRIGGER {REPORT}_no_replace BEFORE INSERT ON {REPORT} WHEN EXISTS (SELECT 1 FROM {REPORT} r "  # noqa: S608
        f"WHERE r.id = NEW.id OR (r.body_id = NEW.body_id AND r.year = NEW.year AND r.number = NEW.number)) "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    )


def postgresql_statements():
    """The same; TRUNCATE, which fires no row trigger, is refused while the table holds anything."""
    refuse = f"RAISE EXCEPTION USING MESSAGE = '{WORDS}', ERRCODE = 'restrict_violation', TABLE = '{REPORT}';"
    bodies = {
        "update": refuse,
        "delete": refuse,
        "truncate": f"IF EXISTS (TABLE {REPORT}) THEN {refuse} END IF; RETURN NULL;",
    }
    for act, body in bodies.items():
        name = f"{REPORT}_no_{act}"
        each = "STATEMENT" if act == "truncate" else "ROW"
        yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN {body} END $body$"
        yield f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {REPORT} FOR EACH {each} EXECUTE FUNCTION {name}()"


STATEMENTS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def install(apps, schema_editor):
    """Create the triggers; an unknown database is refused, because it would keep nothing."""
    for statement in STATEMENTS[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Drop the triggers, and on PostgreSQL their functions."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for act in ("update", "delete", "truncate" if postgresql else "replace"):
        on_table = f" ON {REPORT}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER {REPORT}_no_{act}{on_table}", params=None)
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION {REPORT}_no_{act}()", params=None)


class Migration(migrations.Migration):
    """The triggers come after their table."""

    dependencies = [("regional_meetings", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
