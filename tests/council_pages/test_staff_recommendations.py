"""The staff's screens of recommendations: a draft, its clauses, the sending, the reply, the desk, the list."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.documents import get_document_model
from wagtail.users.models import UserProfile

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import replies
from council_pages.models import Recommendation, Reply
from council_pages.recommendations import Status
from council_pages.recommending import default_due
from tests.factories import make_consultation, make_decision, make_recommendation, make_user

pytestmark = pytest.mark.django_db
NEW, LIST = "/admin/kenes/recommendations/new/", "/admin/kenes/recommendations/"


@pytest.fixture
def editor(councils, client):
    user = make_user(Role.EDITOR, councils.a)
    client.force_login(user)
    return user


def today():
    return timezone.localdate()


def stamp(day):
    return f"{day:%d.%m.%Y}"


def at_the_desk(name, row):
    return reverse(f"kenes_{name}", args=[row.pk])


def clauses(*lines, initial=0):
    """What the browser sends for clauses: (Kazakh, Russian) or with the id before."""
    sent = {"clauses-TOTAL_FORMS": len(lines), "clauses-INITIAL_FORMS": initial}
    for index, line in enumerate(lines):
        for name, value in zip(("pk", "text_kk", "text_ru"), (line if len(line) == 3 else ("", *line)), strict=True):
            sent[f"clauses-{index}-{name}"] = value
    return sent


def typed(*lines, **facts):
    return {
        "number": "2026/7", "title_kk": "Шам туралы", "title_ru": "О фонарях", "addressee_kk": "Әкімдік",
        "addressee_ru": "Акимат", "decision": "", **clauses(*lines), **facts,
    }  # fmt: skip


def words(row):
    return [(clause.number, clause.text_kk, clause.text_ru) for clause in row.clauses.all()]


# --- a draft ---------------------------------------------------------------------------------------------------------
def test_a_draft_is_saved_with_its_clauses_and_leads_to_its_desk(editor, councils, client):
    question, decision = make_consultation(councils.a), make_decision(councils.a)
    facts = {"council": councils.a.pk, "consultation": question.pk, "decision": decision.pk}
    answer = client.post(NEW, typed(("Бір", "Раз"), ("", ""), ("Екі", ""), **facts))
    row = Recommendation.objects.get()
    assert answer.url == at_the_desk("recommendation", row)
    assert (row.council, row.consultation, row.decision, row.number) == (councils.a, question, decision, "2026/7")
    assert words(row) == [(1, "Бір", "Раз"), (2, "Екі", "")]
    assert client.get(answer.url).status_code == 200


def test_the_question_and_the_state_body_are_proposed(editor, councils, client):
    councils.a.host_body_ru = "Акимат района"
    councils.a.save()
    question, foreign = make_consultation(councils.a), make_consultation(councils.b)
    form = client.get(f"{NEW}?consultation={question.pk}").context["form"]
    assert (form["consultation"].value(), form["addressee_ru"].value()) == (question.pk, "Акимат района")
    assert client.get(f"{NEW}?consultation={foreign.pk}").context["form"]["consultation"].value() is None


@pytest.mark.parametrize("wrong, field", [({"title_kk": "", "title_ru": ""}, "title_kk"), ({"number": "1"}, "number")])
def test_a_refused_draft_keeps_everything_typed_its_clauses_too(wrong, field, editor, councils, client):
    make_recommendation(councils.a, "1")
    answer = client.post(NEW, typed(("Тармақ мәтіні", "Текст пункта"), council=councils.a.pk, **wrong))
    assert set(answer.context["form"].errors) == {field}
    page = answer.content.decode()
    assert "Тармақ мәтіні" in page and "Текст пункта" in page
    assert Recommendation.objects.count() == 1


def test_another_councils_question_and_decision_cannot_be_chosen(editor, councils, client):
    foreign = {"consultation": make_consultation(councils.b).pk, "decision": make_decision(councils.b).pk}
    for field, pk in foreign.items():
        answer = client.post(NEW, typed(council=councils.a.pk, **{field: pk}))
        assert set(answer.context["form"].errors) == {field}
    assert "council" in client.post(NEW, typed(council=councils.b.pk)).context["form"].errors
    editor.memberships.create(council=councils.b, role=Role.EDITOR)
    # A new role ends the session.
    client.force_login(editor)
    for field, pk in foreign.items():
        answer = client.post(NEW, typed(council=councils.a.pk, **{field: pk}))
        assert set(answer.context["form"].errors) == {field}
    assert not Recommendation.objects.exists()


def test_words_and_clauses_of_a_draft_are_changed(editor, councils, client):
    row = make_recommendation(councils.a, clauses=2)
    first, second = row.clauses.all()
    address = at_the_desk("change_recommendation", row)
    page = client.get(address).content.decode()
    assert first.text_kk in page and second.text_ru in page
    lines = [(first.pk, "", ""), (second.pk, "Екінші", "Второй"), ("Жаңа", "Новый")]
    sent = typed(title_ru="Иначе") | clauses(*lines, initial=2)
    assert client.post(address, sent).url == at_the_desk("recommendation", row)
    row.refresh_from_db()
    assert (row.title_ru, words(row)) == ("Иначе", [(1, "Екінші", "Второй"), (2, "Жаңа", "Новый")])


def test_a_clause_of_another_council_is_not_taken_over(editor, councils, client):
    row, foreign = make_recommendation(councils.a), make_recommendation(councils.b).clauses.get()
    sent = typed() | clauses((foreign.pk, "Менікі", "Моё"), initial=1)
    answer = client.post(at_the_desk("change_recommendation", row), sent)
    assert answer.status_code == 200 and answer.context["form"].non_field_errors()
    foreign.refresh_from_db()
    assert foreign.text_kk != "Менікі"


def test_a_draft_is_discarded_after_a_second_look(editor, councils, client):
    row = make_recommendation(councils.a)
    address = at_the_desk("discard_recommendation", row)
    assert client.get(address).status_code == 200
    assert Recommendation.objects.exists()
    assert client.post(address).url == LIST
    assert not Recommendation.objects.exists()


# --- sent, withdrawn -------------------------------------------------------------------------------------------------
def test_the_sending_is_recorded_with_the_usual_term_or_another(editor, councils, client):
    first, second = make_recommendation(councils.a), make_recommendation(councils.a)
    day = today() - timedelta(days=3)
    assert client.get(at_the_desk("send_recommendation", first)).context["form"]["sent_on"].value() == today()
    client.post(at_the_desk("send_recommendation", first), {"sent_on": stamp(day)})
    client.post(at_the_desk("send_recommendation", second), {"sent_on": stamp(day), "due_on": stamp(today())})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.sent_on, first.due_on) == (day, default_due(day))
    assert (second.sent_on, second.due_on) == (day, today())


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_refused_stands_beside_its_field(language, editor, councils, client):
    UserProfile.objects.create(user=editor, preferred_language=language)
    row = make_recommendation(councils.a)
    sent = {"sent_on": stamp(today() + timedelta(days=1)), "due_on": ""}
    answer = client.post(at_the_desk("send_recommendation", row), sent)
    with override(language):
        words = gettext("The day of sending is in the future. Record it on that day.")
    assert answer.context["form"].errors == {"sent_on": [words]}
    assert words in answer.content.decode()


def test_the_desk_says_what_is_missing_before_the_sending(editor, councils, client):
    row = make_recommendation(councils.a, clauses=0, addressee_kk="")
    answer = client.get(at_the_desk("recommendation", row))
    assert len(answer.context["missing"]) == 2
    assert at_the_desk("send_recommendation", row) not in answer.content.decode()
    answer = client.post(at_the_desk("send_recommendation", row), {"sent_on": stamp(today())})
    assert answer.status_code == 200 and answer.context["form"].errors


def test_a_recommendation_is_withdrawn_with_both_reasons(editor, councils, client):
    row = make_recommendation(councils.a, sent_on=today())
    address = at_the_desk("withdraw_recommendation", row)
    assert set(client.post(address, {"reason_kk": "Себеп"}).context["form"].errors) == {"reason_ru"}
    client.post(address, {"reason_kk": "Себеп", "reason_ru": "Причина"})
    row.refresh_from_db()
    assert row.status_on(today()) == Status.WITHDRAWN
    assert "Причина" in client.get(at_the_desk("recommendation", row)).content.decode()


# --- the reply -------------------------------------------------------------------------------------------------------
def a_reply(**facts):
    return {
        "received_on": stamp(today()), "document_number": "5", "text_kk": "Қаралды", "text_ru": "", "actions_kk": "",
        "actions_ru": "", "file": "", **facts,
    }  # fmt: skip


def document(council, name):
    file = ContentFile(b"x", f"{name}.pdf")
    return get_document_model().objects.create(title=name, collection=council.collection, file=file)


def test_a_reply_is_recorded_and_then_corrected(editor, councils, client):
    row, file = make_recommendation(councils.a, sent_on=today()), document(councils.a, "own")
    client.post(at_the_desk("record_reply", row), a_reply(file=file.pk))
    reply = Reply.objects.get()
    assert (reply.recommendation, reply.text_kk, reply.file) == (row, "Қаралды", file)
    assert "Қаралды" in client.get(at_the_desk("correct_reply", row)).content.decode()
    client.post(at_the_desk("correct_reply", row), a_reply(document_number="6"))
    reply.refresh_from_db()
    assert (reply.document_number, reply.file, reply.corrected_on) == ("6", None, today())
    assert "Қаралды" in client.get(at_the_desk("recommendation", row)).content.decode()


def test_another_councils_file_is_neither_offered_nor_taken(editor, councils, client):
    row, foreign = make_recommendation(councils.a, sent_on=today()), document(councils.b, "zq7foreign")
    answer = client.post(at_the_desk("record_reply", row), a_reply(file=foreign.pk))
    assert set(answer.context["form"].errors) == {"file"}
    assert "zq7foreign" not in answer.content.decode()


def test_an_early_reply_is_refused_beside_its_day_and_what_was_typed_is_kept(editor, councils, client):
    row = make_recommendation(councils.a, sent_on=today())
    sent = a_reply(received_on=stamp(today() - timedelta(days=1)))
    answer = client.post(at_the_desk("record_reply", row), sent)
    assert set(answer.context["form"].errors) == {"received_on"}
    assert "Қаралды" in answer.content.decode()
    assert not Reply.objects.exists()


# --- who, and when ---------------------------------------------------------------------------------------------------
ACTS = ["change_recommendation", "send_recommendation", "withdraw_recommendation", "discard_recommendation",
        "record_reply", "correct_reply"]  # fmt: skip
OPEN = {
    Status.DRAFT: {"change_recommendation", "send_recommendation", "discard_recommendation"},
    Status.SENT: {"record_reply", "withdraw_recommendation"},
    Status.ANSWERED: {"correct_reply"},
}


@pytest.mark.parametrize("status", sorted(OPEN))
def test_only_what_can_be_done_now_is_offered_and_opens(status, editor, councils, client):
    row = make_recommendation(councils.a, sent_on=None if status == Status.DRAFT else today())
    if status == Status.ANSWERED:
        replies.record_reply(row, user=None, today=today(), received_on=today(), text_kk="Жауап")
    page = client.get(at_the_desk("recommendation", row)).content.decode()
    for name in ACTS:
        address, is_open = at_the_desk(name, row), name in OPEN[status]
        assert (f'href="{address}"' in page) is is_open, name
        assert client.get(address).status_code == (200 if is_open else 302), name


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_everyone_of_the_council_reads_the_desk_and_who_plans_acts(role, councils, client):
    row = make_recommendation(councils.a)
    client.force_login(make_user(role, councils.a))
    assert client.get(LIST).status_code == 200
    desk = client.get(at_the_desk("recommendation", row))
    assert desk.status_code == 200
    assert bool(desk.context["allowed"]) is (role in PLANS_CONSULTATIONS)
    client.post(at_the_desk("send_recommendation", row), {"sent_on": stamp(today())})
    client.post(NEW, typed(council=councils.a.pk))
    row.refresh_from_db()
    assert (row.sent_on is not None) is (role in PLANS_CONSULTATIONS)
    assert Recommendation.objects.count() == (2 if role in PLANS_CONSULTATIONS else 1)


def test_the_list_shows_the_own_recommendations_by_status(editor, councils, client):
    draft, sent = make_recommendation(councils.a, "A-1"), make_recommendation(councils.a, "A-2", sent_on=today())
    foreign = make_recommendation(councils.b, "zq7foreign", sent_on=today())
    page = client.get(LIST).content.decode()
    assert "A-1" in page and "A-2" in page and "zq7foreign" not in page
    for status, row in (("draft", draft), ("sent", sent)):
        listed = client.get(f"{LIST}?status={status}").context["rows"]
        assert [found for found, *_rest in listed] == [row]
    assert client.get(at_the_desk("recommendation", foreign)).status_code == 404


def test_the_list_costs_the_same_however_long_it_is(editor, councils, client, django_assert_max_num_queries):
    costs = []
    for _round in range(2):
        for _row in range(3):
            row = make_recommendation(councils.a, sent_on=today())
            replies.record_reply(row, user=None, today=today(), received_on=today(), text_kk="Жауап")
        with django_assert_max_num_queries(20) as asked:
            client.get(LIST)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_desk_of_a_consultation_leads_to_its_recommendations(editor, councils, client):
    question = make_consultation(councils.a)
    row = make_recommendation(councils.a, consultation=question)
    page = client.get(at_the_desk("consultation", question)).content.decode()
    assert at_the_desk("recommendation", row) in page
    assert f"{NEW}?consultation={question.pk}" in page
