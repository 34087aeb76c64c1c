"""Further triggers that keep what citizens sent; migration 0003 says why there are any.

SQLite: INSERT OR REPLACE deletes a row without asking the trigger on DELETE, so an original that is there already
refuses a second one in its place. Both databases: a proposal's number, hashes, language and moment of receipt never
change, and no proposal is deleted.
"""

from django.db import migrations

PROPOSAL, ORIGINAL, FILE = "council_forms_proposal", "council_forms_original", "council_forms_originalfile"
NO_CHANGE = "What a citizen sent is never changed."
NO_DELETION = "A proposal is never deleted."
FIXED = ("consultation_id", "number", "token_hash", "body_hash", "language", "form_opened_at", "received_at")
UNIQUE = {ORIGINAL: ("id", "proposal_id"), FILE: ("id",), PROPOSAL: ("id", "number", "token_hash")}


def sqlite_statements():
    """One trigger for each table and act."""
    for table, columns in UNIQUE.items():
        same = " OR ".join(f"{column} = NEW.{column}" for column in columns)
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} "
            f"BEGIN SELECT RAISE(ABORT, '{NO_CHANGE}'); END"
        )
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FIXED)
    yield (
        f"CREATE TRIGGER {PROPOSAL}_no_update BEFORE UPDATE ON {PROPOSAL} WHEN {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{NO_CHANGE}'); END"
    )
    yield f"CREATE TRIGGER {PROPOSAL}_no_delete BEFORE DELETE ON {PROPOSAL} BEGIN SELECT RAISE(ABORT, '{NO_DELETION}'); END"


def postgresql_statements():
    """The same without the first, which PostgreSQL does not need."""
    refuse = "BEGIN RAISE EXCEPTION USING MESSAGE = '{}', ERRCODE = 'restrict_violation', TABLE = '{}'; END"
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in FIXED)
    for act, words, each in (
        ("update", NO_CHANGE, f"ROW WHEN ({changed})"),
        ("delete", NO_DELETION, "ROW"),
        ("truncate", NO_DELETION, "STATEMENT"),
    ):
        name = f"{PROPOSAL}_no_{act}"
        yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ {refuse.format(words, PROPOSAL)} $body$"
        yield f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {PROPOSAL} FOR EACH {each} EXECUTE FUNCTION {name}()"


STATEMENTS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def install(apps, schema_editor):
    """Create the triggers; an unknown database is refused, because it would keep nothing."""
    for statement in STATEMENTS[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Drop the triggers, and on PostgreSQL their functions."""
    if schema_editor.connection.vendor == "sqlite":
        names = [f"{table}_no_replace" for table in UNIQUE] + [f"{PROPOSAL}_no_update", f"{PROPOSAL}_no_delete"]
        for name in names:
            schema_editor.execute(f"DROP TRIGGER {name}", params=None)
        return
    for act in ("update", "delete", "truncate"):
        schema_editor.execute(f"DROP TRIGGER {PROPOSAL}_no_{act} ON {PROPOSAL}", params=None)
        schema_editor.execute(f"DROP FUNCTION {PROPOSAL}_no_{act}()", params=None)


class Migration(migrations.Migration):
    """After the column by which the product itself changes a proposal."""

    dependencies = [("council_forms", "0005_order_is_one_on_both_databases")]

    operations = [migrations.RunPython(install, remove)]
