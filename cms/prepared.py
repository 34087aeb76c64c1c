"""Queries and inserts of each request of a crowd: compiled once, and from then on only sent.

Django compiles a query anew each time it is asked. For a join of four tables that takes two milliseconds, ten times as
long as the database needs to answer it (`python -m benchmarks intake`). What comes back is always what the database
holds at that moment; nothing of it is kept. PostgreSQL plans them once for each connection, too, where
`prepare_threshold` allows it (`docs/operations.md`).
"""

from contextlib import closing
from functools import cache

from django.db import connections, router
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import InsertQuery


class Prepared:
    """A queryset of models, with `select_related` or without, or of tuples, as `values_list` and `union` give them.

    Some of its values are said only when it is asked.

    `build` makes the queryset; where a word is to come, it says its name after a colon: `filter(slug=":slug")`; where a
    key is to come, a number that is no key, named by `keys`: `filter(form=-1)` with `keys={"form": -1}`. Only values
    that a query passes on as they are can come later: no dates.
    """

    def __init__(self, build, keys=None):
        self._build, self._compiled, self._keys = build, None, keys or {}

    def __call__(self, **values):
        """The rows, as the queryset itself would give them."""
        using, compiler, sql, marks, converters, of_models = self._compile()
        said = {self._keys.get(name, f":{name}"): value for name, value in values.items()}
        with closing(_cursor(connections[using])) as cursor:
            cursor.execute(sql, [said.get(mark, mark) for mark in marks])
            rows = cursor.fetchall()
        rows = compiler.apply_converters(rows, converters) if converters else rows
        return [_instance(row, compiler, using) if of_models else tuple(row) for row in rows]

    def first(self, **values):
        """The first row, or None."""
        return next(iter(self(**values)), None)

    def _compile(self):
        if self._compiled is None:
            queryset = self._build()
            compiler = queryset.query.get_compiler(queryset.db)
            sql, marks = compiler.as_sql()
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
            of_models = issubclass(queryset._iterable_class, ModelIterable)
            self._compiled = (queryset.db, compiler, sql, marks, converters, of_models)
        return self._compiled


class PreparedInsert:
    """`Model.objects.create`, whose statement is compiled once. As with `bulk_create`, no signal of the row is sent.

    Values are values: no expressions.
    """

    def __init__(self, model):
        self._model, self._compiled = model, None

    def __call__(self, **values):
        """Insert a row; the model of it, with its key."""
        row = self._model(**values)
        using, compiler, statement, fields = self._compile(row)
        said = [compiler.prepare_value(field, compiler.pre_save_val(field, row)) for field in fields]
        with closing(_cursor(connections[using])) as cursor:
            cursor.execute(statement, said)
            [row.pk] = cursor.fetchone()
        row._state.adding, row._state.db = False, using
        return row

    def _compile(self, row):
        if self._compiled is None:
            using, meta = router.db_for_write(self._model), self._model._meta
            fields = [field for field in meta.concrete_fields if not field.generated and field is not meta.auto_field]
            query = InsertQuery(self._model)
            query.insert_values(fields, [row])
            compiler = query.get_compiler(using)
            compiler.returning_fields = [meta.pk]
            [(statement, _said)] = compiler.as_sql()
            self._compiled = (using, compiler, statement, fields)
        return self._compiled


def _cursor(connection):
    """A cursor under which the server keeps the plan of what it is asked; Django's own where it cannot."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = _preparing()(connection)
    return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)


@cache
def _preparing():
    """psycopg's cursor for prepared queries; Django's own writes the values into the text, another one each time."""
    from django.db.backends.postgresql.psycopg_any import register_tzloader
    from psycopg import Cursor

    class Preparing(Cursor):
        def __init__(self, connection):
            super().__init__(connection.connection)
            register_tzloader(connection.timezone, self)
            self._is_logged = connection.queries_logged

        def execute(self, query, params=None):
            done = super().execute(query, params, prepare=True)
            if self._is_logged and self._query is None:
                # Of a query that was prepared before psycopg keeps no text, and Django's log would have none.
                self._query = self._convert_query(query, params)
            return done

    return Preparing


def _instance(row, compiler, using):
    """The model of a row with its related ones: what Django's `ModelIterable` does."""
    info = compiler.klass_info
    columns = info["select_fields"]
    names = [compiler.select[column][0].target.attname for column in columns]
    instance = info["model"].from_db(using, names, row[columns[0] : columns[-1] + 1])
    for populator in get_related_populators(info, compiler.select, using):
        populator.populate(row, instance)
    for name, column in compiler.annotation_col_map.items():
        setattr(instance, name, row[column])
    return instance
