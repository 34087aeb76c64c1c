"""The inbox: tabs with their numbers, filters, how long each waits, at a price that does not grow with the list."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from wagtail.users.models import UserProfile

from cms.roles import Role
from forms import answering, assigning, grouping, intake, publication, tokens
from forms.form_building import define_form
from forms.inbox import Tab
from forms.models import Proposal
from tests.factories import make_council, make_user
from tests.forms.making import CLOSES, KAZAKH, NOW, filled, later, parks, send, upload

LIST = "/admin/kenes/proposals/"


@pytest.fixture
def desk(client, secretary, at):
    at(NOW)
    client.force_login(secretary)
    return client


@pytest.fixture
def four(definition, secretary):
    """Answered, the secretary's own, a colleague's, nobody's; the oldest last."""
    colleague = make_user(Role.SECRETARY, definition.council, first_name="Айгүл", last_name="Ахметова")
    made = [send(definition, now=later(hours=-number)).proposal for number in range(4)]
    answering.answer(made[0], "accepted", "Себеп", user=None, now=NOW)
    assigning.assign(made[1], secretary, user=None, now=NOW)
    assigning.assign(made[2], colleague, user=None, now=NOW)
    return made


def shown(client, **asked):
    return [row["proposal"] for row in client.get(LIST, asked).context["rows"]]


def numbers(page):
    return {label: count for label, count, _question, _here in page.context["tabs"]}


def test_the_tabs_hold_work_oldest_first_with_their_numbers(four, desk):
    answered, own, theirs, free = four
    page = desk.get(LIST)
    assert list(numbers(page).values()) == [1, 1, 3, 4]
    assert [row["proposal"] for row in page.context["rows"]] == [free, theirs, own]
    assert shown(desk, tab="mine") == [own]
    assert shown(desk, tab="unassigned") == [free]
    assert shown(desk, tab="all") == [free, theirs, own, answered]
    assert "Айгүл Ахметова" in page.content.decode()


def test_the_numbers_of_the_tabs_follow_the_filters_and_each_tab_keeps_them(four, desk):
    page = desk.get(LIST, {"assignee": four[2].assignment.person_id, "page": 1})
    assert list(numbers(page).values()) == [0, 0, 1, 1]
    assert [row["proposal"] for row in page.context["rows"]] == [four[2]]
    for _label, _count, question, _here in page.context["tabs"]:
        assert re.fullmatch(r"assignee=\d+&tab=\w+", question)


def test_a_lead_begins_with_all_and_opens_nothing(four, council, client):
    client.force_login(make_user(Role.LEAD, council))
    page = client.get(LIST)
    assert page.context["tab"] == Tab.ALL and len(page.context["rows"]) == 4
    for name in ("kenes_proposal", "kenes_note", "kenes_assign", "kenes_still_open"):
        assert client.post(reverse(name, args=[four[0].pk])).status_code in (302, 403)
    assert reverse("kenes_choose_question") not in page.content.decode()


@pytest.fixture
def varied(definition, secretary):
    """One with everything on paper in Russian; a plain one in Kazakh."""
    data = filled(text="О фонтане ЗА школой", name="Алия", email="a@example.kz", consent="on", channel="paper",
                  received_on="2026-11-20", language="ru")  # fmt: skip
    token = tokens.issue(definition.pk, NOW)
    rich = intake.enter(definition, data, MultiValueDict({"files": [upload()]}), token, NOW, user=secretary).proposal
    return rich, send(definition).proposal


@pytest.mark.parametrize("asked, rich, plain", [
    ({"q": "фонтане за"}, True, False),
    ({"q": "ФОНТАНЕ"}, True, False),
    ({"q": "әткеншек"}, False, True),
    ({"q": "фонтане әткеншек"}, False, False),
    ({"channel": "paper"}, True, False),
    ({"channel": "web"}, False, True),
    ({"language": "ru"}, True, False),
    ({"has_file": "yes"}, True, False),
    ({"has_file": "no"}, False, True),
    ({"has_contact": "yes"}, True, False),
    ({"has_contact": "no"}, False, True),
    ({"received_until": "2026-11-20"}, True, False),
    ({"received_from": "2026-11-21"}, False, True),
    ({"state": "accepted"}, False, False),
    ({"q": "nonsense", "state": "nonsense"}, False, False),
])  # fmt: skip
def test_each_filter_narrows_the_list(varied, desk, asked, rich, plain):
    assert shown(desk, **asked) == [row for row, is_there in zip(varied, (rich, plain), strict=True) if is_there]


def test_a_number_is_found_as_people_write_it_and_a_group_by_its_name(varied, desk, consultation):
    rich, plain = varied
    assert shown(desk, q=str(plain)) == [plain]
    group = grouping.group(consultation, [rich.pk, plain.pk], user=None, now=NOW)
    assert shown(desk, group=group.pk) == [rich, plain]
    assert str(group) in desk.get(LIST).content.decode()


def test_a_lead_learns_nothing_from_a_filter_about_what_is_not_public(varied, council, client, at):
    at(NOW)
    client.force_login(make_user(Role.LEAD, council))
    for asked in ({"q": "фонтане"}, {"has_file": "yes"}, {"has_contact": "yes"}, {"has_contact": "no"}):
        assert shown(client, **asked) == []
    publication.publish(varied[0], "О фонтане", user=None, now=NOW)
    assert shown(client, q="фонтане") == [varied[0]]
    assert shown(client, q="школой") == []


def test_nothing_of_another_council_stands_in_the_choices(four, desk):
    council = make_council("medeu")
    stranger = make_user(Role.SECRETARY, council, first_name="Бөтен", last_name="Адам")
    theirs = define_form(parks(council, "alien"), user=None)
    keys = [send(theirs).proposal.pk for _ in range(2)]
    grouping.group(theirs.consultation, keys, user=None, now=NOW, title="Бөтен топ")
    page = desk.get(LIST)
    assert "Бөтен" not in page.content.decode()
    for asked in ({"assignee": stranger.pk}, {"consultation": theirs.consultation_id}):
        assert not {*keys} & {row.pk for row in shown(desk, tab="all", **asked)}


def test_how_long_each_waits_and_that_it_is_overdue_is_told(four, desk, secretary, at):
    at(CLOSES.replace(year=2027))
    # The session of a year ago is over.
    desk.force_login(secretary)
    page = desk.get(LIST)
    [waiting] = {row["waiting"] for row in page.context["rows"]}
    assert waiting.days == 373 and waiting.overdue == (CLOSES.replace(year=2027).date() - waiting.due).days > 0
    assert f"{waiting.days}" in page.content.decode() and f"{waiting.overdue}" in page.content.decode()
    assert desk.get(LIST, {"state": "accepted"}).context["rows"][0]["waiting"] is None


def test_the_price_does_not_grow_with_the_list(four, definition, desk, secretary):
    desk.get(LIST)
    spent = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            desk.get(LIST, {"tab": "all"})
        spent.append(len(asked))
        for _number in range(5):
            new = send(definition).proposal
            assigning.assign(new, secretary, user=None, now=NOW)
        free = Proposal.objects.filter(group_member=None).values_list("pk", flat=True)
        grouping.group(definition.consultation, free, user=None, now=NOW)
    print(f"{spent} queries")
    assert spent[0] == spent[1] <= 20


WORDS = {
    "kk": ("Жауапты", "Жауап берілмегені", "2 күн күтуде", "Айгүл Ахметова", "Жауап беру мерзімі:", "Тізімді сүзу"),
    "ru": ("Ответственный", "Без ответа", "Ждёт 2 дня", "Айгүл Ахметова", "Ответить до:", "Отобрать"),
}


@pytest.mark.parametrize("language", WORDS)
def test_the_inbox_speaks_the_language_of_its_reader(language, four, desk, secretary, at):
    UserProfile.objects.create(user=secretary, preferred_language=language)
    at(later(days=2))
    desk.force_login(secretary)
    page = desk.get(LIST).content.decode()
    assert [words for words in WORDS[language] if words not in page] == []


def test_the_keys_are_explained_and_the_texts_keep_their_language(four, desk):
    page = desk.get(LIST).content.decode()
    assert "data-inbox-keys" in page and "council_forms/inbox.js" in page
    assert f'<span lang="kk">{KAZAKH[:20]}' in page
