"""The export for the akim's report: a block of text and a CSV file, of one council and one period."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from cms.roles import COUNCIL_ROLES, Role
from council_pages import decisions_taken, replies
from council_pages.csv_text import harmless
from tests.factories import make_recommendation, make_user

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2026, 10, 1), date(2026, 12, 31)
SENT, REPLIED = date(2026, 11, 6), date(2026, 11, 18)


def replied(council, number="2026/11-2", received_on=REPLIED, **facts):
    row = make_recommendation(council, number, sent_on=SENT, clauses=2)
    given = {"text_kk": "Қаралды.", "text_ru": "Рассмотрено.", "actions_kk": "Екі маршрут ұзартылды.",
             "actions_ru": "Продлены два маршрута.", "document_number": "04-12/871"}  # fmt: skip
    replies.record_reply(row, user=None, today=received_on, received_on=received_on, **given | facts)
    return row


def rows_of(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_000_18_a_file_has_a_row_for_each_clause_with_the_concrete_decision(language, councils):
    row = replied(councils.a)
    head, *rows = rows_of(decisions_taken.as_csv(councils.a, SINCE, UNTIL, language))
    assert len(head) == 6
    with override(language):
        assert head[0] == gettext("Number") and head[5] == gettext("Concrete actions")
    assert rows == [
        ["2026/11-2", "2026-11-06", row.addressee(language), str_of(clause, language), "2026-11-18",
         {"kk": "Екі маршрут ұзартылды.", "ru": "Продлены два маршрута."}[language]]
        for clause in row.clauses.all()
    ]  # fmt: skip


def str_of(clause, language):
    return f"{clause.number}. {clause.text(language)}"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_000_18_the_akims_report_gets_a_block_of_plain_text(language, councils):
    row = replied(councils.a)
    make_recommendation(councils.a, sent_on=SENT)
    text = decisions_taken.as_text(councils.a, SINCE, UNTIL, language)
    for words in (councils.a.name(language), "2026/11-2", row.addressee(language), "04-12/871"):
        assert words in text
    assert {"kk": "Екі маршрут ұзартылды.", "ru": "Продлены два маршрута."}[language] in text
    with override(language):
        for label, number in (
            (gettext("Recommendations sent"), 2),
            (gettext("Replies received"), 1),
            (gettext("Without a reply at the end of the period"), 1),
        ):
            assert f"{label}: {number}\n" in text
    assert "<" not in text


def test_the_period_is_that_of_the_replies_and_counts_what_waits_at_its_end(councils):
    replied(councils.a)
    for since, until, found in (
        (REPLIED, REPLIED, 2),
        (date(2026, 11, 19), UNTIL, 0),
        (SINCE, date(2026, 11, 17), 0),
    ):
        assert len(rows_of(decisions_taken.as_csv(councils.a, since, until, "ru"))) == found + 1
    text = decisions_taken.as_text(councils.a, SINCE, date(2026, 11, 17), "ru")
    with override("ru"):
        assert gettext("Without a reply at the end of the period") + ": 1\n" in text


def test_a_reply_without_actions_says_so_in_the_text_and_stays_empty_in_the_file(councils):
    replied(councils.a, actions_kk="", actions_ru="")
    with override("ru"):
        assert gettext("The reply names no concrete action.") in decisions_taken.as_text(councils.a, SINCE, UNTIL, "ru")
    assert {row[5] for row in rows_of(decisions_taken.as_csv(councils.a, SINCE, UNTIL, "ru"))[1:]} == {""}


@pytest.mark.parametrize("words", ["=1+1", "+7", "-1", "@x", " =1", "\t=1", "\r@x"])
def test_no_cell_is_a_formula(words, councils):
    replied(councils.a, number=f"{words.strip()} 1", actions_ru=f"{words} x")
    for row in rows_of(decisions_taken.as_csv(councils.a, SINCE, UNTIL, "ru"))[1:]:
        assert row[0].startswith("'") and row[5].startswith("'")
    assert harmless("а=1") == "а=1" and harmless("") == ""


def test_the_number_of_queries_does_not_grow(councils, django_assert_num_queries):
    for number in range(4):
        replied(councils.a, number=f"2026/{number}")
    with django_assert_num_queries(2):
        decisions_taken.as_csv(councils.a, SINCE, UNTIL, "ru")


# --- the screens -----------------------------------------------------------------------------------------------------
PERIOD = {"since": "01.10.2026", "until": "31.12.2026", "language": "ru"}


def addresses(council):
    return [reverse(name, args=[council.slug]) for name in ("kenes_decisions", "kenes_decisions_csv")]


@pytest.mark.parametrize("role", [*sorted(COUNCIL_ROLES), Role.OVERSEER])
def test_whoever_reads_the_council_takes_its_own_export(role, councils, client):
    replied(councils.a)
    replied(councils.b, "zq7foreign")
    user = make_user(role, None if role == Role.OVERSEER else councils.a)
    client.force_login(user)
    screen, file = addresses(councils.a)
    assert "Продлены два маршрута." in client.get(screen, PERIOD).content.decode()
    answer = client.get(file, PERIOD)
    assert answer["Content-Disposition"] == 'attachment; filename="almaly-2026-10-01-2026-12-31.csv"'
    assert len(rows_of(answer.content)) == 3
    if role != Role.OVERSEER:
        assert {client.get(address, PERIOD).status_code for address in addresses(councils.b)} == {404}


def test_who_serves_two_councils_gets_two_files_and_never_one(councils, client):
    replied(councils.a, "own-a")
    replied(councils.b, "own-b")
    user = make_user(Role.EDITOR, councils.a)
    user.memberships.create(council=councils.b, role=Role.EDITOR)
    client.force_login(user)
    for council, own, other in ((councils.a, "own-a", "own-b"), (councils.b, "own-b", "own-a")):
        for address in addresses(council):
            shown = client.get(address, PERIOD).content.decode()
            assert own in shown and other not in shown
    page = client.get(reverse("kenes_recommendations")).content.decode()
    assert all(addresses(council)[0] in page for council in (councils.a, councils.b))


def test_a_period_that_ends_before_it_begins_is_refused_beside_its_end(councils, client):
    client.force_login(make_user(Role.LEAD, councils.a))
    screen, file = addresses(councils.a)
    wrong = PERIOD | {"until": "01.09.2026"}
    assert client.get(file, wrong).url.startswith(screen)
    answer = client.get(file, wrong, follow=True)
    assert set(answer.context["form"].errors) == {"until"}


def test_without_a_period_the_year_to_this_day_is_shown(councils, client):
    client.force_login(make_user(Role.LEAD, councils.a))
    answer = client.get(addresses(councils.a)[0])
    assert answer.context["form"].is_valid() and councils.a.name("ru") in answer.content.decode()
