"""The administrator's screens for rules and days off."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms.admin_policies import POLICIES, host_only
from cms.dates import weekday
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from council_pages.models import DayOff, Rule
from council_pages.rule_keeping import set_rule
from council_pages.rules import RuleCode
from tests.factories import admin_routes, make_superuser, make_user

pytestmark = pytest.mark.django_db
TERM = RuleCode.REPLY_TERM_WORKING_DAYS
OURS = {
    "kenes_rules", "kenes_rule", "kenes_end_rule", "kenes_take_back_rule", "kenes_days_off", "kenes_remove_day_off",
}  # fmt: skip
NEW = {"value": 15, "valid_from": "01.01.2100", "source_kk": "Жарлық, 5-тармақ", "source_ru": "Указ, пункт 5"}
DAY = {"day": "18.12.2026", "kind": "off", "name_kk": "Ауыстырылған күн", "name_ru": "Перенос"}
LIST, DAYS_OFF = "/admin/kenes/rules/", "/admin/kenes/days-off/"
SCREEN = f"{LIST}reply_term_working_days/"


def signed_in(person, language="ru"):
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def client(councils):
    return signed_in(make_user(Role.ADMINISTRATOR, first_name="Бауыржан", last_name="Әкімов"))


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def coming_value(value=15):
    return set_rule(TERM, value, date(2100, 1, 1), "Жарлық", "Указ", user=None, source_url="https://adilet.zan.kz/")


# --- who comes in ----------------------------------------------------------------------------------------------------
def test_the_screens_are_the_ministrys():
    assert {name for name, _path in admin_routes()} >= OURS
    assert {POLICIES[name] for name in OURS} == {host_only}


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES | NATIONAL_ROLES - {Role.ADMINISTRATOR}))
def test_for_everybody_else_they_do_not_exist(role, councils):
    client = signed_in(make_user(role, councils.a if role in COUNCIL_ROLES else None))
    rule, day = coming_value(), DayOff.objects.first()
    before = list(Rule.objects.values()), list(DayOff.objects.values())
    for address, data in (
        (LIST, {}),
        (SCREEN, NEW | {"valid_from": "01.01.2101"}),
        (f"{SCREEN}end/", {"last_day": "01.01.2101"}),
        (f"{LIST}{rule.pk}/take-back/", {}),
        (DAYS_OFF, DAY),
        (f"{DAYS_OFF}{day.pk}/remove/", {}),
    ):
        assert client.get(address).status_code == 404, address
        assert client.post(address, data).status_code == 404, address
    assert (list(Rule.objects.values()), list(DayOff.objects.values())) == before
    assert "kenes-rules" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_leads_the_administrator_and_a_superuser_there(client, councils):
    for visitor in (client, signed_in(make_superuser())):
        assert "kenes-rules" in text(visitor.get(reverse("wagtailadmin_home")))


def test_a_rule_or_a_day_that_is_not_there_is_a_404(client):
    for address in (f"{LIST}gone/", f"{LIST}gone/end/", f"{LIST}{999_999_999}/"):
        assert client.get(address).status_code == 404, address
    for address in (f"{LIST}{999_999_999}/take-back/", f"{DAYS_OFF}{999_999_999}/remove/"):
        assert client.post(address).status_code == 404, address


# --- the list --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("language", "value"), [("kk", "10 жұмыс күні"), ("ru", "10 рабочих дней")])
def test_the_list_says_what_holds_today_since_when_and_by_which_source(language, value, councils):
    client = signed_in(make_user(Role.ADMINISTRATOR), language)
    coming_value()
    page = text(client.get(LIST))
    for rule in Rule.objects.valid_on(timezone.localdate()):
        with override(language):
            assert all(escape(words) in page for words in (rule.get_code_display(), rule.in_words, rule.source))
            assert reverse("kenes_rule", args=[rule.code]) in page
    assert value in page
    assert "01.01.2024" in page
    assert "01.01.2100 →" in page


def test_where_nothing_is_entered_the_list_shows_the_default(client):
    Rule.objects.all().delete()
    page = text(client.get(LIST))
    assert page.count("значение площадки по умолчанию") == len(RuleCode)
    assert "10 рабочих дней" in page


def queries_of(client):
    counts = {}
    for address in (LIST, SCREEN, f"{DAYS_OFF}?year=2050"):
        with CaptureQueriesContext(connection) as captured:
            text(client.get(address))
        counts[address] = len(captured)
    return counts


def test_the_screens_ask_as_often_however_much_is_entered(client):
    queries_of(client)
    before = queries_of(client)
    for step in range(20):
        user = make_user(Role.ADMINISTRATOR)
        set_rule(TERM, step, date(2100 + step, 1, 1), "Жарлық", "Указ", user=user)
        DayOff.objects.create(day=date(2050, 1, 1) + timedelta(days=step), name_kk="а", name_ru="б")
    assert queries_of(client) == before


# --- one rule --------------------------------------------------------------------------------------------------------
def test_a_new_value_is_entered_with_its_source_and_stands_in_the_history(client):
    answer = client.post(SCREEN, NEW | {"source_url": "adilet.zan.kz/rus/docs/U2400000431"}, follow=True)
    page = text(answer)
    rule = Rule.objects.get(code=TERM, valid_from=date(2100, 1, 1))
    assert (rule.value, rule.source_kk, rule.source_ru) == (15, "Жарлық, 5-тармақ", "Указ, пункт 5")
    assert rule.source_url == "https://adilet.zan.kz/rus/docs/U2400000431"
    assert "15 рабочих дней" in page
    assert "31.12.2099" in page
    assert f'href="{rule.source_url}"' in page
    history = page.partition("История</h2>")[2]
    assert "15 рабочих дней, 01.01.2100" in history
    assert "Бауыржан Әкімов" in history


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"valid_from": "01.01.2024"}, "valid_from"), ({"value": 4000}, "value"), ({"source_kk": " "}, "source_kk")],
)
def test_what_is_refused_stands_beside_its_field_and_what_was_typed_stays(wrong, field, language, councils):
    client = signed_in(make_user(Role.ADMINISTRATOR), language)
    answer = client.post(SCREEN, NEW | wrong)
    assert set(answer.context["form"].errors) == {field}
    assert "Указ, пункт 5" in text(answer)
    assert Rule.objects.filter(code=TERM).count() == 1


def test_a_share_over_a_hundred_is_refused_by_its_own_rule(client):
    answer = client.post(f"{LIST}quorum_percent/", NEW | {"value": 101})
    assert answer.context["form"].errors["value"] == ["Напишите целое число от 0 до 100."]


def test_a_value_that_has_not_begun_can_be_taken_back_from_its_screen(client):
    assert "/take-back/" not in text(client.get(SCREEN))
    rule = coming_value()
    button = f"{LIST}{rule.pk}/take-back/"
    assert button in text(client.get(SCREEN))
    assert client.get(button).status_code == 405
    page = text(client.post(button, follow=True))
    assert not Rule.objects.filter(pk=rule.pk).exists()
    assert "15 рабочих дней, 01.01.2100" in page.partition("История</h2>")[2]


def test_a_value_that_has_begun_is_not_taken_back_by_its_address(client):
    rule = Rule.objects.get(code=TERM)
    page = text(client.post(f"{LIST}{rule.pk}/take-back/", follow=True))
    with override("ru"):
        words = gettext("This value has begun and stays on record. Enter a new one from a later day.")
    assert escape(words) in page
    assert Rule.objects.filter(pk=rule.pk).exists()


def test_the_latest_value_ends_on_a_day(client):
    coming_value()
    assert f"{SCREEN}end/" in text(client.get(SCREEN))
    assert SCREEN in text(client.get(f"{SCREEN}end/"))
    assert client.post(f"{SCREEN}end/", {"last_day": "01.01.2026"}).context["form"].errors["last_day"]
    page = text(client.post(f"{SCREEN}end/", {"last_day": "31.03.2100"}, follow=True))
    assert "31.03.2100" in page
    assert "01.01.2100 – 31.03.2100" in page.partition("История</h2>")[2]


def test_the_history_outlives_a_rule_that_the_code_no_longer_knows(client):
    coming_value()
    entry = ModelLogEntry.objects.get(action="kenes.rule_set")
    entry.data["code"] = "gone"
    with override("ru"):
        assert entry.message == "Новое значение правила"


# --- days off --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("language", "name"), [("kk", "Тәуелсіздік күні"), ("ru", "День Независимости")])
def test_the_calendar_shows_one_year_with_the_weekends_on_which_a_holiday_falls(language, name, councils):
    client = signed_in(make_user(Role.ADMINISTRATOR), language)
    page = text(client.get(f"{DAYS_OFF}?year=2026"))
    assert name in page
    with override(language):
        assert f"16.12.2026, {weekday(date(2026, 12, 16), language)}" in page
        weekend = escape(gettext("It falls on a weekend: enter the day to which it is moved, if it is."))
    # 8, 21 and 22 March, 9 May, 30 August, 25 October.
    assert page.count(weekend) == 6
    assert "16.12.2027" not in page
    assert "16.12.2027" in text(client.get(f"{DAYS_OFF}?year=2027"))


@pytest.mark.parametrize("query", ["year=x", "year=0", "year=99999", "year=", "year=-1", "year=٢٠٢٦", ""])
def test_a_wrong_year_is_no_error_of_ours(query, client):
    assert client.get(f"{DAYS_OFF}?{query}").status_code == 200


@pytest.mark.parametrize("year", [1, 1999, 9999])
def test_an_empty_year_says_so(year, client):
    assert "не внесено ни одного дня" in text(client.get(f"{DAYS_OFF}?year={year}"))


def test_a_day_is_added_and_its_year_is_shown(client):
    answer = client.post(f"{DAYS_OFF}?year=2027", DAY)
    assert answer.url == f"{DAYS_OFF}?year=2026"
    assert "Перенос" in text(client.get(answer.url))
    refused = client.post(f"{DAYS_OFF}?year=2026", DAY)
    assert refused.context["form"].errors["day"] == ["Этот день уже есть в календаре. Сначала уберите его."]
    assert DayOff.objects.filter(day=date(2026, 12, 18)).count() == 1


def test_a_day_is_taken_out(client):
    entry = DayOff.objects.get(day=date(2026, 12, 16))
    button = f"{DAYS_OFF}{entry.pk}/remove/"
    assert button in text(client.get(f"{DAYS_OFF}?year=2026"))
    assert client.get(button).status_code == 405
    answer = client.post(button)
    assert answer.url == f"{DAYS_OFF}?year=2026"
    assert not DayOff.objects.filter(pk=entry.pk).exists()


def test_the_calendar_shows_what_it_makes_of_a_term_that_begins_today(client):
    today = timezone.localdate()
    before = client.get(DAYS_OFF).context["term_ends"]
    DayOff.objects.filter(day=before).delete()
    DayOff.objects.create(day=before, kind=DayOff.Kind.OFF, name_kk="а", name_ru="б")
    answer = client.get(DAYS_OFF)
    assert today < before < answer.context["term_ends"]
    assert f"{answer.context['term_ends']:%d.%m.%Y}" in text(answer)
    assert "10 рабочих дней" in text(answer)
