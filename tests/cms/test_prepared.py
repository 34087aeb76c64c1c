"""A prepared query gives what the database holds when it is asked, and asks it once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, Value
from django.utils import timezone

from cms.models import Council, Demonstration
from cms.prepared import Prepared, PreparedInsert
from council_pages.models import Consultation
from tests.factories import make_consultation, make_council

pytestmark = pytest.mark.django_db


@pytest.fixture
def query():
    """The consultations at an address, with council and outcome; of a council that has any."""

    def build():
        held = Consultation.objects.filter(council=OuterRef("council"))
        rows = Consultation.objects.select_related("council__region", "outcome").filter(Exists(held), slug=":slug")
        return rows.filter(council__slug=":council").order_by("pk")

    return Prepared(build)


def test_it_gives_the_rows_of_its_queryset_with_all_that_is_related(query, django_assert_num_queries):
    for name in ("almaly", "medeu"):
        make_consultation(make_council(name), "parks")
    related = Consultation.objects.select_related("council__region", "outcome")
    with django_assert_num_queries(2):
        found, expected = query(council="medeu", slug="parks"), list(related.filter(council__slug="medeu"))
        assert [row.__dict__ | {"_state": 0} for row in found] == [row.__dict__ | {"_state": 0} for row in expected]
        assert found[0].council.region == expected[0].council.region
        assert not hasattr(found[0], "outcome")
    assert not found[0]._state.adding


def test_it_says_the_next_time_what_has_changed_since(query):
    council = make_council("almaly")
    assert query.first(council="almaly", slug="parks") is None
    row = make_consultation(council, "parks")
    assert query.first(council="almaly", slug="parks") == row
    Consultation.objects.filter(pk=row.pk).update(subject_kk="Басқа")
    assert query.first(council="almaly", slug="parks").subject_kk == "Басқа"
    assert query.first(council="almaly", slug="roads") is None


def test_a_key_is_said_when_it_is_asked():
    rows = [make_consultation(make_council(name), "parks") for name in ("almaly", "medeu")]
    query = Prepared(lambda: Consultation.objects.filter(pk=-1), keys={"row": -1})
    assert [query.first(row=row.pk) for row in rows] == rows


def test_what_a_query_computes_stands_beside_the_row():
    row = make_consultation(make_council("almaly"), "parks")
    query = Prepared(
        lambda: Consultation.objects.select_related("council").annotate(name=Value("сөз")).filter(pk=-1),
        keys={"row": -1},
    )
    found = query.first(row=row.pk)
    assert (found, found.name, found.council) == (row, "сөз", row.council)


def test_tuples_of_two_tables_come_as_their_union_gives_them():
    row = make_consultation(make_council("almaly"), "parks")

    def build():
        consultations = (
            Consultation.objects.filter(slug=":slug").order_by().values_list(Value(True), "slug", "subject_kk")
        )
        return consultations.union(Council.objects.order_by().values_list(Value(False), "slug", Value("")), all=True)

    query = Prepared(build)
    assert sorted(query(slug="parks")) == [(False, "almaly", ""), (True, "parks", row.subject_kk)]
    assert query(slug="roads") == [(False, "almaly", "")]


def test_postgresql_keeps_the_plan_of_it_once_for_a_connection(query):
    with connection.cursor() as cursor:
        for council in ("almaly", "medeu"):
            query(council=council, slug="parks")
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%JOIN%%slug%%$2%%'")
            assert cursor.fetchone() == (1,)


def test_postgresql_compiles_no_query_to_machine_code():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)


def test_a_prepared_insert_makes_the_row_that_create_makes():
    insert, council = PreparedInsert(Consultation), make_council("almaly")
    like = make_consultation(council, "parks")
    names = [field.name for field in Consultation._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(like, name) for name in names} | {"slug": "roads"}
    rows = [insert(**values), insert(**values | {"slug": "schools"})]
    assert [row._state.adding for row in rows] == [False, False]
    for row, slug in zip(rows, ("roads", "schools"), strict=True):
        stored = Consultation.objects.get(pk=row.pk)
        assert {name: getattr(stored, name) for name in names} == values | {"slug": slug}
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(**values)
    assert Consultation.objects.count() == 3


def test_what_an_insert_is_not_told_has_its_default():
    note = PreparedInsert(Demonstration)(disclaimer_kk="Үлгі")
    assert Demonstration.objects.get() == note
    assert abs(timezone.now() - Demonstration.objects.get().loaded_at) < timedelta(minutes=1)
    assert Demonstration.objects.get().disclaimer_ru == ""
