from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import recommending
from council_pages.models import Clause, Recommendation
from council_pages.recommendations import Status
from council_pages.recommending import ClauseText
from tests.factories import make_consultation, make_decision, make_recommendation, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 13)
DUE = date(2026, 11, 27)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
REASONS = {"reason_kk": "Қайта қаралады", "reason_ru": "Будет пересмотрено"}


@pytest.fixture
def editor(councils):
    return make_user(Role.EDITOR, councils.a)


def refused(verb, *args, **kwargs):
    """The fields beside which the verb refuses; nothing is left half-written."""
    before = everything()
    for language in ("kk", "ru"):
        with override(language), pytest.raises(ValidationError) as refusal:
            verb(*args, **kwargs)
    assert everything() == before
    error = refusal.value
    return set(error.message_dict) if hasattr(error, "error_dict") else None


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Recommendation, Clause, ModelLogEntry)]


def send(row, **changed):
    facts = {"user": None, "sent_on": TODAY, "due_on": DUE, "today": TODAY}
    return recommending.send(row, **facts | changed)


def actions(row):
    return list(ModelLogEntry.objects.for_instance(row).order_by("pk").values_list("action", flat=True))


def words(row):
    return [(clause.number, clause.text_kk, clause.text_ru) for clause in row.clauses.all()]


# --- drafting --------------------------------------------------------------------------------------------------------
def test_a_draft_keeps_its_words_and_numbers_its_clauses(editor, councils):
    question, decision = make_consultation(councils.a), make_decision(councils.a)
    row = recommending.draft(
        council=councils.a,
        user=editor,
        consultation=question,
        decision=decision,
        title_ru=" Об освещении ",
        clauses=[ClauseText("Бір", "Раз"), ClauseText(" ", ""), ClauseText("", "Два")],
    )
    assert (row.consultation, row.decision, row.title("kk"), row.number) == (question, decision, "Об освещении", "")
    assert words(row) == [(1, "Бір", "Раз"), (2, "", "Два")]
    assert row.status_on(TODAY) == Status.DRAFT
    assert actions(row) == ["kenes.recommendation_drafted"]


def test_several_drafts_wait_without_a_number(councils):
    for _draft in range(2):
        recommending.draft(council=councils.a, user=None, title_kk="Жоба")


def test_what_belongs_to_another_council_is_refused(editor, councils):
    draft = {"council": councils.a, "user": editor, "title_kk": "Жоба"}
    foreign = {"consultation": make_consultation(councils.b), "decision": make_decision(councils.b)}
    for field, row in foreign.items():
        assert refused(recommending.draft, **draft, **{field: row}) == {field}


def test_a_title_is_needed_from_the_start(councils):
    assert refused(recommending.draft, council=councils.a, user=None, title_kk=" ") == {"title_kk"}


def test_a_number_is_given_once_in_a_council(councils):
    make_recommendation(councils.a, "2026/1")
    draft = {"user": None, "title_kk": "Жоба", "number": " 2026/1 "}
    assert refused(recommending.draft, council=councils.a, **draft) == {"number"}
    assert recommending.draft(council=councils.b, **draft).number == "2026/1"


def test_the_database_itself_refuses_a_second_number(councils):
    make_recommendation(councils.a, "2026/1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.create(council=councils.a, number="2026/1", title_kk="Жоба")


def test_an_unknown_fact_is_a_mistake_of_the_caller(councils):
    with pytest.raises(TypeError):
        recommending.draft(council=councils.a, user=None, title_kk="Жоба", sent_on=TODAY)


# --- changing --------------------------------------------------------------------------------------------------------
def test_clauses_are_changed_added_and_taken_out_and_stay_numbered(councils):
    row = make_recommendation(councils.a, clauses=3)
    first, _second, third = row.clauses.all()
    typed = [
        ClauseText("Жаңа", "Новый"),
        ClauseText("Үшінші", "Третий", pk=third.pk),
        ClauseText("Бірінші", "Первый", pk=first.pk),
    ]
    recommending.change(row, user=None, today=TODAY, clauses=typed, title_ru="Иное")
    row.refresh_from_db()
    assert words(row) == [(1, "Бірінші", "Первый"), (2, "Үшінші", "Третий"), (3, "Жаңа", "Новый")]
    assert [clause.pk for clause in row.clauses.all()][:2] == [first.pk, third.pk]
    assert row.title_ru == "Иное"


def test_without_clauses_the_clauses_stay(councils):
    row = make_recommendation(councils.a, clauses=2)
    recommending.change(row, user=None, today=TODAY, title_ru="Иное")
    assert len(words(row)) == 2


def test_a_clause_of_another_recommendation_is_refused(councils):
    row, other = make_recommendation(councils.a), make_recommendation(councils.b)
    typed = [ClauseText("Бөтен", "Чужой", pk=other.clauses.get().pk)]
    assert refused(recommending.change, row, user=None, today=TODAY, clauses=typed) == {"clauses"}
    assert refused(recommending.change, row, user=None, today=TODAY, decision=make_decision(councils.b)) == {"decision"}


def test_what_is_sent_is_neither_changed_nor_discarded(councils):
    row = make_recommendation(councils.a, sent_on=TODAY)
    assert refused(recommending.change, row, user=None, today=TODAY, title_ru="Иное") is None
    assert refused(recommending.discard, row, user=None, today=TODAY) is None


def test_a_draft_is_discarded_with_its_clauses_and_the_log_remembers(editor, councils):
    row = make_recommendation(councils.a, clauses=2)
    pk = str(row.pk)
    recommending.discard(row, user=editor, today=TODAY)
    assert not Recommendation.objects.exists() and not Clause.objects.exists()
    assert ModelLogEntry.objects.get(action="kenes.recommendation_discarded").object_id == pk


# --- sending ---------------------------------------------------------------------------------------------------------
def test_a_recommendation_is_sent_and_has_an_address(editor, councils):
    row = send(make_recommendation(councils.a, "2026/11-1"), user=editor, sent_on=YESTERDAY)
    assert (row.sent_on, row.due_on, row.slug) == (YESTERDAY, DUE, "2026-11-1")
    assert row.status_on(TODAY) == Status.SENT
    assert actions(row)[-1] == "kenes.recommendation_sent"


def test_a_day_in_the_future_and_a_term_that_ends_before_it_begins_are_refused(councils):
    row = make_recommendation(councils.a)
    assert refused(send, row, sent_on=TOMORROW) == {"sent_on"}
    assert refused(send, row, due_on=YESTERDAY) == {"due_on"}
    assert send(row, due_on=TODAY).due_on == TODAY


@pytest.mark.parametrize("field", ["number", "title_kk", "title_ru", "addressee_kk", "addressee_ru"])
def test_what_is_missing_is_named_beside_its_field(field, councils):
    row = make_recommendation(councils.a)
    Recommendation.objects.filter(pk=row.pk).update(**{field: ""})
    assert refused(send, row) == {field}


def test_a_recommendation_is_sent_with_clauses_in_both_languages(councils):
    assert refused(send, make_recommendation(councils.a, clauses=0)) == {"clauses"}
    row = make_recommendation(councils.a, clauses=2)
    Clause.objects.filter(pk=row.clauses.last().pk).update(text_kk="")
    assert refused(send, row) == {"clauses"}


def test_two_numbers_that_give_one_address_are_refused(councils):
    send(make_recommendation(councils.a, "2026/11-1"))
    assert refused(send, make_recommendation(councils.a, "2026-11/1")) == {"number"}
    assert refused(send, make_recommendation(councils.a, "—")) == {"number"}
    assert send(make_recommendation(councils.b, "2026-11/1")).slug == "2026-11-1"


def test_nothing_is_sent_twice(councils):
    row = send(make_recommendation(councils.a))
    assert refused(send, row) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": YESTERDAY},
        {"due_on": None},
        {"number": ""},
        {"slug": ""},
        {"withdrawn_on": YESTERDAY},
        {"sent_on": None},
    ],
)
def test_the_database_itself_keeps_what_a_sent_recommendation_needs(wrong, councils):
    row = send(make_recommendation(councils.a))
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=row.pk).update(**wrong)


# --- withdrawing -----------------------------------------------------------------------------------------------------
def test_what_was_sent_is_withdrawn_with_a_reason_in_both_languages(editor, councils):
    row = send(make_recommendation(councils.a))
    for field in REASONS:
        assert refused(recommending.withdraw, row, user=editor, today=TODAY, **REASONS | {field: " "}) == {field}
    row = recommending.withdraw(row, user=editor, today=TOMORROW, **REASONS)
    assert (row.withdrawn_reason("kk"), row.withdrawn_reason("ru")) == tuple(REASONS.values())
    assert [row.status_on(day) for day in (TODAY, TOMORROW)] == [Status.SENT, Status.WITHDRAWN]
    assert actions(row)[-1] == "kenes.recommendation_withdrawn"
    assert refused(recommending.withdraw, row, user=None, today=TOMORROW, **REASONS) is None


def test_a_draft_is_not_withdrawn(councils):
    assert refused(recommending.withdraw, make_recommendation(councils.a), user=None, today=TODAY, **REASONS) is None


# --- who may ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_who_plans_consultations_does_all_of_this_and_nobody_else(role, councils):
    colleague, stranger = make_user(role, councils.a), make_user(role, councils.b)
    sent = send(make_recommendation(councils.a))
    acts = [
        (recommending.draft, [], {"council": councils.a, "title_kk": "Жоба"}),
        (recommending.change, [make_recommendation(councils.a)], {"today": TODAY, "title_kk": "Жоба"}),
        (recommending.discard, [make_recommendation(councils.a)], {"today": TODAY}),
        (send, [make_recommendation(councils.a)], {}),
        (recommending.withdraw, [sent], {"today": TODAY, **REASONS}),
    ]
    for verb, args, facts in acts:
        with pytest.raises(Http404):
            verb(*args, user=stranger, **facts)
        if role in PLANS_CONSULTATIONS:
            verb(*args, user=colleague, **facts)
        else:
            with pytest.raises(PermissionDenied):
                verb(*args, user=colleague, **facts)


# --- the term --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "sent_on, due_on",
    [(date(2026, 11, 13), date(2026, 11, 27)), (date(2026, 11, 14), date(2026, 11, 27)), (TODAY, DUE)],
)
def test_ten_weekdays_are_proposed_for_the_reply(sent_on, due_on):
    assert recommending.default_due(sent_on) == due_on
