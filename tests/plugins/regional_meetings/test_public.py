"""What readers see: the schedule, a meeting, its ranked list, progress with missing quarters, frozen reports."""

import re
from datetime import datetime

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.plugin_switching import switch
from council_pages.quarters import Quarter
from plugins.regional_meetings import digests, holding, national, planning, ranking, reports
from plugins.regional_meetings.duties import Duty
from tests.factories import make_council, make_texts
from tests.forms.making import filled, make_pages, send
from tests.plugins.regional_meetings.making import (
    AFTER,
    ALMATY,
    BEFORE,
    JULY,
    group,
    make_body,
    make_meeting,
    problem_of,
    ranked,
    tell,
    voice,
)

OCTOBER_MORNING = datetime(2026, 10, 8, 10, tzinfo=ALMATY)


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock of the pages."""

    def set_clock(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock


@pytest.fixture
def announced(meeting, plan):
    """The meeting, public with its plan."""
    planning.publish_plan(plan, user=None, now=BEFORE)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def told(announced, body):
    """Two ranked problems; the second quarter has a frozen report, the third has none."""
    problems = [problem_of(one, body) for one in ranked(announced, "Когда построят полигон?", "Почему мало постов?")]
    tell(problems[0], Quarter(2026, 2), percent=20)
    reports.freeze(body, Quarter(2026, 2), user=None, now=JULY)
    return problems


def page(client, *parts, language="ru"):
    return client.get("/".join(["", language, "councils", "eco", "regional-meetings", *parts, ""]))


def text_of(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("kk", "Өңірлік кездесулер"), ("ru", "Региональные встречи")])
def test_004_13_the_schedule_and_the_plan_are_public_in_both_languages(client, announced, at, language, words):
    at(BEFORE)
    text = text_of(page(client, language=language))
    assert words in text and announced.title(language) in text
    national = text_of(client.get(f"/{language}/regional-meetings/"))
    assert words in national and announced.title(language) in national


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_page_has_a_picture_of_its_own_for_messengers(client, told, announced, at, language):
    at(OCTOBER_MORNING)
    own = "councils/eco/regional-meetings/"
    pictures = set()
    for path in (own, f"{own}{announced.slug}/", f"{own}reports/2026-q2/", "regional-meetings/"):
        text = text_of(client.get(f"/{language}/{path}"))
        [address] = re.findall(r'<meta property="og:image" content="https?://[^/]+(/[^"]+)"', text)
        assert address.startswith(f"/{language}/share/{path}picture.png?v=")
        drawn = client.get(address)
        assert drawn.status_code == 200 and drawn["Content-Type"] == "image/png"
        assert address.partition("?v=")[2] in drawn["ETag"]
        pictures.add(drawn.content)
    assert len(pictures) == 4
    assert client.get(f"/{language}/share/{own}reports/2026-q3/picture.png").status_code == 404


def test_what_is_not_announced_is_nowhere(client, meeting, at):
    at(BEFORE)
    share = f"/ru/share/councils/eco/regional-meetings/{meeting.slug}/picture.png"
    assert client.get(share).status_code == 404
    assert meeting.title("ru") not in text_of(page(client))
    assert page(client, meeting.slug).status_code == 404


def test_g8_the_duties_stand_with_their_days_their_source_and_how_late(client, announced, body, at):
    at(AFTER)
    done = datetime(2025, 12, 4).date()
    national.record_duty(Duty.PROPOSALS, "2026", body=body, done_on=done, today=AFTER.date(), user=None)
    text = text_of(page(client))
    assert "Опоздание: 3" in text
    assert "№ 112" in text and "№ 431" in text


def test_004_33_every_page_says_that_the_profile_is_no_law_in_force(client, told, announced, at):
    at(JULY)
    for address in ([], [announced.slug], ["reports", "2026-q2"]):
        assert "не является действующим законом" in text_of(page(client, *address))
    for path in ("/kk/regional-meetings/", "/kk/regional-meetings/digest/2026-h1/"):
        assert "қолданыстағы заң емес" in text_of(client.get(path))


def test_004_13_an_open_meeting_leads_to_its_form(client, announced, at):
    facts = {"opens_at": datetime(2026, 4, 1, 9, tzinfo=ALMATY), "closes_at": datetime(2026, 4, 16, 18, tzinfo=ALMATY)}
    planning.change_meeting(announced, user=None, now=BEFORE, **facts)
    announced.consultation.form.refresh_from_db()
    make_pages(announced.consultation.form, ("kk", "ru"))
    at(datetime(2026, 4, 10, 12, tzinfo=ALMATY))
    assert "/ru/councils/eco/questions/kostanay/propose/" in text_of(page(client, announced.slug))


def test_004_18_the_ranked_list_stands_with_its_method_and_its_balance(client, told, announced, at):
    at(JULY)
    text = text_of(page(client, announced.slug))
    assert "По числу спросивших." in text
    assert text.index("Когда построят полигон?") < text.index("Почему мало постов?")
    assert "Озвучено вопросов: 2; в группах: 2." in text


def test_the_ranked_list_is_public_only_once_it_is_published(client, announced, at):
    at(AFTER)
    row = voice(announced, "Вопрос из зала с именем Иванов")

    group(announced, [row.number], "Сведённый вопрос")
    text = text_of(page(client, announced.slug))
    assert "Сведённый вопрос" not in text and "Иванов" not in text


def test_004_19_the_frozen_report_is_public_and_a_missing_quarter_is_shown_as_missing(client, told, announced, at):
    at(OCTOBER_MORNING)
    text = text_of(page(client))
    assert "/ru/councils/eco/regional-meetings/reports/2026-q2/" in text
    assert "Отсутствует" in text or "III квартал 2026 года" in text
    meeting_text = text_of(page(client, announced.slug))
    assert "II квартал 2026 года" in meeting_text and "III квартал 2026 года" in meeting_text
    report = text_of(page(client, "reports", "2026-q2"))
    assert "Участок выбран." in report and "Сведений нет" in report
    assert page(client, "reports", "2026-q3").status_code == 404


@pytest.mark.parametrize("slug", ["2026-Q2", "2026-q5", "x", "2025-q1"])
def test_what_is_no_report_is_a_404(client, told, slug):
    assert page(client, "reports", slug).status_code == 404


def test_a_report_is_taken_away_as_pdf_and_docx(client, told):
    for end, beginning in (("pdf", b"%PDF"), ("docx", b"PK")):
        response = client.get(f"/kk/councils/eco/regional-meetings/reports/2026-q2/document.{end}")
        assert response.status_code == 200
        assert response.content.startswith(beginning)
    assert client.get("/kk/councils/eco/regional-meetings/reports/2026-q2/document.exe").status_code == 404


def test_g7_and_g9_breaches_are_visible(client, announced, at):
    holding.record_held(announced, participants=240, report_minutes=31, user=None, now=AFTER)
    at(AFTER)
    text = text_of(page(client, announced.slug))
    assert "26" in text and "Проведена не полностью" in text


def test_004_20_a_meeting_off_schedule_says_why(client, body, at):
    meeting = make_meeting(body, "flood")
    planning.announce(meeting, user=None, now=BEFORE)
    at(BEFORE)
    assert "Риск паводка" in text_of(page(client, "flood"))


def test_004_23_and_004_26_the_half_year_is_public_and_a_file(client, told, at):
    at(JULY)
    assert "Когда построят полигон?" in text_of(client.get("/ru/regional-meetings/digest/2026-h1/"))
    for name in ("digest.csv", "digest.xlsx", "document.pdf", "document.docx"):
        assert client.get(f"/ru/regional-meetings/digest/2026-h1/{name}").status_code == 200, name
    for wrong in ("2026-h3", "1999-h1", "2031-h1"):
        assert client.get(f"/ru/regional-meetings/digest/{wrong}/").status_code == 404
    assert client.get("/ru/regional-meetings/digest/2026-h1/digest.exe").status_code == 404


def test_004_30_methods_stand_on_the_national_page(client, announced, at):
    at(BEFORE)
    national.publish_methods(text_kk="Әдістеме мәтіні", text_ru="Текст методики", user=None, now=BEFORE)
    assert "Әдістеме мәтіні" in text_of(client.get("/kk/regional-meetings/"))


def test_where_the_plugin_is_off_there_is_nothing(client, announced, at):
    at(BEFORE)
    other = make_council("without")
    assert client.get(f"/ru/councils/{other.slug}/regional-meetings/").status_code == 404


@pytest.mark.parametrize("address", [[], ["kostanay"]])
def test_a_page_asks_as_many_queries_for_many_groups(
    client, body, plan, announced, at, address, django_assert_num_queries, django_assert_max_num_queries
):
    first = ranked(announced, "Первый")
    problem_of(first[0], body)
    at(JULY)
    page(client, *address)
    with django_assert_max_num_queries(45) as asked:
        page(client, *address)
    ranking.withdraw_ranking(announced, user=None)
    groups = first + [
        ranking.make_group(
            announced,
            [voice(announced, f"Ещё {n}").number],
            user=None,
            text_kk="к",
            text_ru="р",
            theme_kk="т",
            theme_ru="т",
        )
        for n in range(5)
    ]
    ranking.rank(announced, {one.pk: n for n, one in enumerate(groups, 1)}, method_kk="ә", method_ru="м", user=None)
    ranking.publish_ranking(announced, user=None, now=AFTER)
    for one in groups[1:]:
        problem_of(one, body)
    make_meeting(body, "second", plan=plan)
    planning.publish_plan(plan, user=None, now=BEFORE)
    with django_assert_num_queries(len(asked)):
        page(client, *address)


def test_the_calendar_knows_a_meeting_whose_question_is_public(client, announced, at):
    make_texts(announced.consultation)
    at(BEFORE)
    body = client.get("/ru/councils/eco/calendar.ics").content.decode()
    assert "20260416T100000Z" in body
    assert timezone.is_aware(announced.event.starts_at)


def test_another_bodys_meeting_is_not_under_this_councils_address(client, announced, at):
    other = make_council("health")
    other.plugins = " regional_meetings "
    other.save()
    meeting = make_meeting(make_body(other, name="Денсаулық"), "foreign")
    planning.announce(meeting, user=None, now=BEFORE)
    at(BEFORE)
    assert page(client, "foreign").status_code == 404


def test_a_problem_that_came_after_a_report_is_not_said_to_be_settled(client, announced, body, at):
    one, two = ranked(announced, "Когда построят полигон?", "Почему мало постов?")
    tell(problem_of(one, body), Quarter(2026, 2), state="resolved", percent=100)
    reports.freeze(body, Quarter(2026, 2), user=None, now=JULY)
    problem_of(two, body)
    at(OCTOBER_MORNING)
    text = text_of(page(client, announced.slug))
    assert text.count("нет в этом отчёте") == 1 and "решено ранее" not in text.lower()
    reports.freeze(body, Quarter(2026, 3), user=None, now=OCTOBER_MORNING)
    text = text_of(page(client, announced.slug))
    with translation.override("ru"):
        assert text.count(_("settled before")) == 1


def test_what_is_sent_after_the_list_is_published_is_counted_beside_it(client, announced, at):
    moment = datetime(2026, 4, 16, 16, tzinfo=ALMATY)
    opens = {"opens_at": datetime(2026, 4, 1, 9, tzinfo=ALMATY), "closes_at": datetime(2026, 4, 30, 18, tzinfo=ALMATY)}
    planning.change_meeting(announced, user=None, now=BEFORE, **opens)
    ranked(announced, "Когда построят полигон?")
    at(AFTER)
    assert "Отправлено после публикации перечня" not in text_of(page(client, announced.slug))
    announced.consultation.form.refresh_from_db()
    send(announced.consultation.form, filled("Вопрос", publication="nothing"), now=moment, opened_at=moment)
    assert "Отправлено после публикации перечня: 1." in text_of(page(client, announced.slug))


def test_where_the_plugin_is_off_the_national_pages_say_nothing_of_it(client, council, told, at):
    at(JULY)
    other = make_council("other")
    switch("regional_meetings", [council.pk, other.pk], user=None)
    digest = "/ru/regional-meetings/digest/2026-h1/"
    assert "Когда построят полигон?" in text_of(client.get(digest))
    switch("regional_meetings", [other.pk], user=None)
    for path in (digest, f"{digest}digest.csv", "/ru/regional-meetings/"):
        assert "Когда построят полигон?" not in text_of(client.get(path))
    assert [row.problems for row in digests.region_priorities() if row.problems] == []
