"""What a request changes: every row before and after, whose rows they are, and a way to ask without leaving a trace."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TestCase

# What a look alone may write, and what no council owns.
NOBODYS = {"sessions.Session", "wagtailusers.UserProfile", "wagtailimages.Rendition"}


def snapshot():
    """Every row of every table, except of login sessions: {(model, primary key): values}."""
    return {
        (model._meta.label, row[0]): row[1:]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in NOBODYS and model._meta.managed
        for row in model._base_manager.values_list("pk", *_columns(model))
    }


def _columns(model):
    """The columns of a table; when somebody has signed in is no news."""
    return [column.attname for column in model._meta.concrete_fields if column.name != "last_login"]


def touched(before, after, world):
    """The rows of this world that differ, and those of others that are new or changed and point at it."""
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return {key for key in changed if key in world.rows or (key in after and _points_at(key, after[key], world))}


def _points_at(key, values, world):
    """True if a row points at a row of this world, by a foreign key or by type and number."""
    model = apps.get_model(key[0])
    named = dict(zip(_columns(model), values, strict=True))
    for column in model._meta.concrete_fields:
        target = column.related_model
        if target and named[column.attname] is not None and (target._meta.label, named[column.attname]) in world.rows:
            return True
    return any(_is_about(named, world, prefix) for prefix in ("", "to_"))


def _is_about(named, world, prefix):
    pk, kind = str(named.get(f"{prefix}object_id")), named.get(f"{prefix}content_type_id")
    if not kind or not pk.isdecimal():
        return False
    target = ContentType.objects.get_for_id(kind).model_class()
    return target is not None and (target._meta.label, int(pk)) in world.rows


class Watched:
    """Whether any statement inside has written a row that is not a login session."""

    def __init__(self):
        self.has_written = False

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            self.has_written = True
        return execute(sql, params, many, context)


def ask(client, method, path, data=None, **options):
    """Ask, and take back whatever it has written: (the answer, all rows as it left them, or None if it wrote none)."""
    watched = Watched()
    with transaction.atomic():
        # Wagtail publishes once the transaction is through: what waits for that is done here, too.
        with connection.execute_wrapper(watched), TestCase.captureOnCommitCallbacks(execute=True):
            answer = getattr(client, method)(path, *([] if data is None else [data]), **options)
            body = show(answer)
        after = snapshot() if watched.has_written else None
        transaction.set_rollback(True)
    return answer.status_code, body, after


def show(answer):
    """Everything that the browser gets: body, headers, cookies."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{body.decode(errors='replace')} {dict(answer.headers)} {answer.cookies.output()}".lower()
