"""The ministry's screens: who opens them, what they show, what they cost, and that they hold no word of a citizen."""

import csv
import io
from datetime import timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms import plugin_asking
from cms.models import Council, Level
from cms.plugins import Column, Value
from cms.roles import COUNCIL_ROLES, Role
from council_pages.models import Cadence, CadenceProof, MessageDelivery, MinistryMessage, NumbersComment, ParityGate
from council_pages.overview.messaging import WORDS, send_message
from council_pages.quarters import Quarter
from tests.council_pages.test_compliance_rows import propose, tell
from tests.factories import (
    at,
    make_consultation,
    make_council,
    make_decision,
    make_recommendation,
    make_schedule,
    make_superuser,
    make_texts,
    make_user,
    open_now,
)

pytestmark = pytest.mark.django_db
TABS = ("kenes_matrix", "kenes_open_questions", "kenes_waiting", "kenes_freshness", "kenes_parity", "kenes_cadences",
        "kenes_messages", "kenes_ministry_calendar")  # fmt: skip
THIS = Quarter.of(timezone.localdate())


@pytest.fixture
def council():
    """A council that has been there for long."""
    return settle("ortalyq")


def settle(slug, **facts):
    council = make_council(slug, **facts)
    Council.objects.filter(pk=council.pk).update(created_at=at(1, year=2020))
    return council


def client_of(user, language="ru"):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client = Client()
    client.force_login(user)
    return client


def overseer(language="ru"):
    return client_of(make_user(Role.OVERSEER), language)


def shown(client, name, *args, query=""):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200, name
    return answer


def fill(council, number=1):
    """Something of everything in the council."""
    now, today = timezone.now(), timezone.localdate()
    day = THIS.first_day - timedelta(days=20)
    schedule = make_schedule(council, THIS, make_decision(council, held_on=day))
    tell("schedule", day, schedule=schedule)
    row = make_consultation(council, schedule=schedule, **open_now())
    make_texts(row)
    closed = make_consultation(council, opens_at=now - timedelta(days=130), closes_at=now - timedelta(days=110))
    propose(closed, closed.pk, received_at=now - timedelta(days=115))
    make_recommendation(council, sent_on=today - timedelta(days=30), due_on=today - timedelta(days=9))
    return row


# --- who -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("make", [
    lambda: make_user(Role.OVERSEER), lambda: make_user(Role.ADMINISTRATOR), make_superuser,
])  # fmt: skip
def test_the_ministry_opens_every_tab_in_both_languages(make, council):
    fill(council)
    for language in ("kk", "ru"):
        client = client_of(make(), language)
        for name in TABS:
            page = shown(client, name).content.decode()
            assert f'<html lang="{language}"' in page
            assert page.count('aria-current="page"') >= 1, name
        shown(client, "kenes_council_parity", council.slug)
        assert client.get(reverse("kenes_council_parity", args=["nobody"])).status_code == 404
        # A cell leads here, whoever at the ministry follows it.
        shown(client, "kenes_council_compliance", council.slug)


@pytest.mark.parametrize("role", [*sorted(COUNCIL_ROLES), Role.NATIONAL_EDITOR])
def test_for_everybody_else_there_is_nothing_there(role, council):
    client = client_of(make_user(role, council if role in COUNCIL_ROLES else None))
    for name in (*TABS, "kenes_new_message", "kenes_new_cadence"):
        assert client.get(reverse(name)).status_code == 404, name
    assert client.get(reverse("kenes_matrix_file", args=["csv"])).status_code == 404
    assert client.post(reverse("kenes_set_parity_gate", args=["questionpage", "shut"])).status_code == 404
    assert client.post(reverse("kenes_enter_named_cadences")).status_code == 404
    assert not (ParityGate.objects.exists() or Cadence.objects.exists())


# --- the matrix ------------------------------------------------------------------------------------------------------
def test_g1_a_cell_says_how_far_in_words_and_leads_to_its_inputs(council):
    fill(council)
    page = shown(overseer(), "kenes_matrix").content.decode()
    address = reverse("kenes_council_compliance", args=[council.slug])
    assert f'<a href="{address}#{THIS}">График опубликован</a>' in page
    assert f'id="{THIS}"' in shown(overseer(), "kenes_council_compliance", council.slug).content.decode()
    # A quarter that is over without a published schedule says so, and how late it is.
    assert "<strong>пропущено</strong>" in page and "Опоздание: " in page


@pytest.mark.parametrize(("query", "found"), [
    ("", {"a", "b"}), ("?state=closed", {"c"}), ("?state=all", {"a", "b", "c"}), ("?level=city", {"b"}),
    ("?region=almaly-nowhere", {"a", "b"}), ("?q=СОВЕТ+B", {"b"}), ("?q=совет+a", {"a"}),
    ("?standing=published&quarters=1", {"a"}), ("?standing=missed", {"a", "b"}), ("?standing=reported", set()),
])  # fmt: skip
def test_the_choice_narrows_the_screen_and_both_files_alike(query, found):
    a, _b, c = settle("a"), settle("b", level=Level.CITY), settle("c")
    fill(a)
    Council.objects.filter(pk=c.pk).update(closed_on=timezone.localdate())
    client = overseer()
    assert {row["name"].split()[-1] for row in shown(client, "kenes_matrix", query=query).context["rows"]} == found
    text = shown(client, "kenes_matrix_file", "csv", query=query).content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert {row[1] for row in table[1:-1]} == found
    book = openpyxl.load_workbook(io.BytesIO(shown(client, "kenes_matrix_file", "xlsx", query=query).content))
    assert [["" if cell is None else cell for cell in row] for row in book.active.values] == [
        [*row, *[""] * (len(table[0]) - len(row))] for row in table
    ]


def test_the_files_hold_no_formula_and_there_is_no_third_kind(council):
    Council.objects.filter(pk=council.pk).update(name_ru="=1+1", name_kk="=1+1")
    client = overseer()
    assert '"\'=1+1"' in shown(client, "kenes_matrix_file", "csv").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(shown(client, "kenes_matrix_file", "xlsx").content))
    assert book.active["A2"].data_type == "s"
    assert client.get(reverse("kenes_matrix_file", args=["exe"])).status_code == 404


def test_a_head_sorts_and_says_so_and_as_many_quarters_stand_as_are_chosen(council):
    answer = shown(overseer(), "kenes_matrix", query=f"?sort=-late&quarters=12&until={THIS.next()}")
    heads = {head["label"]: head for head in answer.context["heads"]}
    assert len(heads) == 12 + 5
    assert heads["Наибольшее опоздание"]["sorted"] == "descending"
    assert "sort=late" in heads["Наибольшее опоздание"]["url"]
    assert 'aria-sort="descending"' in answer.content.decode()
    # What an address cannot ask for is as usual.
    usual = shown(overseer(), "kenes_matrix", query="?quarters=99&until=x&state=&sort=nothing")
    assert len(usual.context["heads"]) == 4 + 5


def test_a_further_column_stands_in_the_table_and_one_that_breaks_is_left_out(council, monkeypatch, caplog):
    def values(councils, today):
        return {one.pk: Value("семь", 7, "/ru/") for one in councils}

    def break_down(councils, today):
        return {1 / 0: None}

    own = Column("late", "Своё", values)
    broken = Column("broken", "Сломано", break_down)
    wordless = Column("wordless", "Без слов", lambda councils, today: {one.pk: 7 for one in councils})
    council.plugins = " own other "
    council.save(update_fields=["plugins"])
    plugin, other = SimpleNamespace(label="own"), SimpleNamespace(label="other")
    said = {"compliance_columns": [(plugin, broken), (plugin, wordless), (other, own), (plugin, own)]}
    monkeypatch.setattr(plugin_asking, "ask_all", lambda place, *args: said.get(place, []))
    page = shown(overseer(), "kenes_matrix", query="?sort=own.late").content.decode()
    assert page.count('<a href="/ru/">семь</a>') == 2 and "Сломано" not in page and "Без слов" not in page
    # Neither is taken for the other, nor for the site's own column of that name.
    assert all(f"sort={code}" in page for code in ("late", "-own.late", "other.late"))
    assert "compliance_columns" in caplog.text
    plugin_asking.forget()
    assert "семь" in shown(overseer(), "kenes_matrix_file", "csv").content.decode()


# --- the other tabs --------------------------------------------------------------------------------------------------
def test_open_questions_stand_by_their_closing_with_the_council(council):
    row = fill(council)
    later = make_consultation(settle("basqa"), **open_now(days=30))
    page = shown(overseer(), "kenes_open_questions")
    assert list(page.context["page_obj"]) == [row, later]
    assert list(shown(overseer(), "kenes_open_questions", query="?q=basqa").context["page_obj"]) == [later]


def test_what_waits_is_told_by_council_in_numbers_and_without_a_word_of_a_citizen(council):
    fill(council)
    page = shown(overseer(), "kenes_waiting")
    [(found, waiting, days, _delay)] = page.context["proposals"]
    assert (found, waiting.number, days) == (council, 1, "115 дней")
    [(recommendation, delay)] = page.context["recommendations"]
    assert (recommendation.council, delay) == (council, "Опоздание: 9 дней")


def test_g23_freshness_stands_for_each_council_and_required_section(council):
    fill(council)
    page = shown(overseer("kk"), "kenes_freshness")
    [(found, cells)] = page.context["rows"]
    assert found == council and len(cells) == 7
    assert "ескірген" in page.content.decode()
    assert len(shown(overseer(), "kenes_freshness", query="?fresh=no").context["rows"]) == 1


def test_g19_parity_leads_from_a_council_to_each_page_with_both_dates(council):
    row = fill(council)
    page = shown(overseer(), "kenes_parity", query="?page_type=questionpage")
    [(found, counts)] = page.context["rows"]
    assert (found, counts.pages, counts.even) == (council, 1, 1)
    detail = shown(overseer(), "kenes_council_parity", council.slug, query="?page_type=questionpage")
    [(pair, _type, sides)] = detail.context["rows"]
    assert str(row.subject_kk) == pair.title
    assert [str(state) for _side, state in sides] == ["live", "live"]
    assert not shown(overseer(), "kenes_council_parity", council.slug, query="?page_type=questionpage&even=no").context[
        "rows"
    ]


def test_an_administrator_sets_the_gate_and_an_overseer_has_no_button(council):
    button = reverse("kenes_set_parity_gate", args=["newspage", "shut"])
    assert button not in shown(overseer(), "kenes_parity").content.decode()
    client = client_of(make_user(Role.ADMINISTRATOR))
    assert button in shown(client, "kenes_parity").content.decode()
    client.post(button)
    assert ParityGate.objects.get().page_type == "newspage"
    client.post(reverse("kenes_set_parity_gate", args=["newspage", "nonsense"]))
    client.post(reverse("kenes_set_parity_gate", args=["newspage", "open"]))
    assert not ParityGate.objects.exists()


def test_g21_duties_are_entered_proven_and_ended_on_their_screens(council):
    client, today = overseer(), timezone.localdate()
    client.post(reverse("kenes_enter_named_cadences"))
    cadence = Cadence.objects.get(code="minister-meeting")
    Cadence.objects.filter(pk=cadence.pk).update(starts_on=today - timedelta(days=100))
    page = shown(client, "kenes_cadences").content.decode()
    assert "002-15" in page and "000-11" in page
    address = reverse("kenes_cadence", args=[cadence.pk])
    data = {"day": f"{today:%d.%m.%Y}", "what": "Встреча", "url": "", "document": ""}
    assert "Укажите ссылку" in client.post(address, data).content.decode()
    assert client.post(address, data | {"document": "Протокол № 3"}).status_code == 302
    assert "Протокол № 3" in shown(client, "kenes_cadence", cadence.pk).content.decode()
    client.post(reverse("kenes_withdraw_proof", args=[CadenceProof.objects.get().pk]))
    assert "Отозвано" in shown(client, "kenes_cadence", cadence.pk).content.decode()
    assert client.post(reverse("kenes_end_cadence", args=[cadence.pk]), {"last_day": f"{today:%d.%m.%Y}"}).status_code
    cadence.refresh_from_db()
    assert cadence.ended_on == today


def test_a_duty_of_the_ministrys_own_is_entered_on_a_form(council):
    words = {f"{name}_{code}": "Сөз" for name in ("title", "owner", "source") for code in ("kk", "ru")}
    data = {**words, "period": "year", "starts_on": "01.01.2027"}
    client = overseer()
    assert client.post(reverse("kenes_new_cadence"), data | {"owner_kk": ""}).status_code == 200
    assert not Cadence.objects.exists()
    assert client.post(reverse("kenes_new_cadence"), data).status_code == 302
    assert Cadence.objects.get().period == "year"


def test_the_calendar_holds_questions_sittings_and_duties_of_the_month(council):
    row = fill(council)
    Cadence.objects.create(
        title_kk="К", title_ru="Встреча", owner_kk="К", owner_ru="Министр", period="month", source_kk="К",
        source_ru="С", starts_on=timezone.localdate(),
    )  # fmt: skip
    months = {f"{moment:%Y-%m}" for moment in (row.opens_at, row.closes_at)}
    pages = [shown(overseer(), "kenes_ministry_calendar", query=f"?month={month}") for month in months]
    titles = {line.title for page in pages for line in page.context["lines"]}
    assert {row.subject_ru + " (ru)", row.subject_ru, row.subject_kk + " (ru)"} & titles
    assert "Встреча" in {line.title for line in shown(overseer(), "kenes_ministry_calendar").context["lines"]}
    assert overseer().get(reverse("kenes_ministry_calendar") + "?month=2026-13").status_code == 404


# --- messages --------------------------------------------------------------------------------------------------------
def test_a_message_goes_from_the_ministrys_form_to_the_start_page_and_its_receipt_back(council):
    secretary, ministry = make_user(Role.SECRETARY, council, first_name="Айгүл"), overseer()
    make_user(Role.SECRETARY, settle("basqa", level=Level.CITY))
    data = {name: f"{name} сөзі" for name in WORDS} | {"level": "", "region": "", "councils": [council.pk]}
    assert ministry.post(reverse("kenes_new_message"), data | {"text_ru": ""}).status_code == 200
    assert not MinistryMessage.objects.exists()
    assert ministry.post(reverse("kenes_new_message"), data).status_code == 302
    delivery = MessageDelivery.objects.get()
    client = client_of(secretary, "kk")
    home = client.get("/admin/").content.decode()
    assert "text_kk сөзі" in home and "text_ru" not in home
    assert "ещё нет" in shown(ministry, "kenes_message", delivery.message_id).content.decode()
    client.post(reverse("kenes_read_message", args=[delivery.pk]))
    assert "text_kk сөзі" not in client.get("/admin/").content.decode()
    assert "text_kk сөзі" in shown(client, "kenes_own_messages").content.decode()
    delivery.refresh_from_db()
    assert delivery.read_at is not None
    page = shown(ministry, "kenes_message", delivery.message_id)
    assert page.context["unread"] == 0 and "Айгүл" in page.content.decode()
    [listed] = shown(ministry, "kenes_messages").context["page_obj"]
    assert (listed.sent, listed.read) == (1, 1)


def test_a_message_by_level_or_region_reaches_only_those(council):
    city = settle("qala", level=Level.CITY)
    for one in (council, city):
        make_user(Role.SECRETARY, one)
    data = dict.fromkeys(WORDS, "сөз") | {"level": "city", "region": "almaty"}
    overseer().post(reverse("kenes_new_message"), data)
    assert list(MessageDelivery.objects.values_list("council", flat=True)) == [city.pk]


def test_nobody_marks_or_reads_a_message_to_somebody_else(council):
    make_user(Role.SECRETARY, council)
    words = dict.fromkeys(WORDS, "zq7word")
    send_message(Council.objects.all(), user=None, now=timezone.now(), **words)
    delivery = MessageDelivery.objects.get()
    for user in (make_user(Role.SECRETARY, settle("basqa")), make_user(Role.EDITOR, council)):
        client = client_of(user)
        client.post(reverse("kenes_read_message", args=[delivery.pk]))
        assert "zq7word" not in shown(client, "kenes_own_messages").content.decode()
        assert "zq7word" not in client.get("/admin/").content.decode()
    delivery.refresh_from_db()
    assert delivery.read_at is None


# --- the council's comment -------------------------------------------------------------------------------------------
def test_g13_the_lead_comments_on_the_numbers_beside_them(council):
    client = client_of(make_user(Role.LEAD, council))
    address = reverse("kenes_comment", args=[council.slug])
    assert address in shown(client, "kenes_council_compliance", council.slug).content.decode()
    assert client.post(address, {"text_kk": "", "text_ru": " "}).status_code == 200
    client.post(address, {"text_kk": "Су тасқыны", "text_ru": "Паводок"})
    assert NumbersComment.objects.standing().get().text_ru == "Паводок"
    assert "Паводок" in shown(client, "kenes_council_compliance", council.slug).content.decode()
    client.post(reverse("kenes_withdraw_comment", args=[council.slug]))
    assert not NumbersComment.objects.standing().exists()
    editor = client_of(make_user(Role.EDITOR, council))
    assert editor.get(address, follow=False).status_code in (302, 403)
    assert address not in shown(editor, "kenes_council_compliance", council.slug).content.decode()
    assert client_of(make_user(Role.LEAD, settle("basqa"))).get(address).status_code == 404


# --- what it costs ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", TABS)
def test_a_tab_costs_the_same_however_many_councils_there_are(name, council):
    client = overseer()
    fill(council)

    def cost():
        shown(client, name)
        with CaptureQueriesContext(connection) as asked:
            shown(client, name)
        return len(asked)

    few = cost()
    for number in range(3):
        fill(settle(f"k{number}"))
    assert cost() == few
