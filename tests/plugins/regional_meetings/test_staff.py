"""The screens of the staff: from the plan to the second quarterly report by forms and buttons alone."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.plugin_switching import switch
from cms.roles import Role
from council_pages.holding import change_event
from plugins.regional_meetings import planning, reports, voicing
from plugins.regional_meetings.models import Body, DutyRecord, Group, Meeting, Problem, QuarterReport, YearPlan
from tests.factories import make_council, make_user
from tests.forms.making import filled, send
from tests.plugins.regional_meetings.making import (
    AFTER,
    ALMATY,
    BEFORE,
    JULY,
    OCTOBER,
    group,
    kostanay,
    make_body,
    make_meeting,
    problem_of,
    ranked,
    voice,
)

REPORTED = "Участок выбран"


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock of the screens."""

    def set_clock(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock


@pytest.fixture
def screen(db, client, council):
    """A function that asks for a screen as somebody: `screen(user, name, *args, post=…)`."""

    def ask(user, name, *args, post=None, query=""):
        client.force_login(user)
        path = reverse(f"regional_meetings_{name}", args=args) + query
        return client.get(path) if post is None else client.post(path, post)

    return ask


@pytest.fixture
def publisher(db, council):
    """Somebody who plans and publishes."""
    return make_user(Role.PUBLISHER, council)


def facts(**more):
    return {
        "slug": "kostanay",
        "subject_kk": "Тұрғындармен кездесу",
        "subject_ru": "Встреча с жителями",
        "head_rank": "first_head",
        "person_kk": "Мысал Үлгіұлы",
        "person_ru": "Мысал Улгиулы",
        "post_kk": "министр",
        "post_ru": "министр",
        "region": "KZ-39",
        "holding": "mixed",
        "starts_at": "16.04.2026 15:00",
        "ends_at": "16.04.2026 17:00",
        **more,
    }


def test_a_meeting_from_the_plan_to_its_second_quarterly_report(screen, publisher, council, body, at):
    slug = council.slug
    at(BEFORE)
    assert screen(publisher, "new_plan", slug, post={"year": "2026"}).status_code == 302
    duty = {"done_on": "12.12.2025", "note": "№ 1"}
    assert screen(publisher, "duty", slug, 2026, "department_plan", post=duty).status_code == 302
    assert screen(publisher, "new_meeting", slug, post=facts(), query="?year=2026").status_code == 302
    assert screen(publisher, "publish_plan", slug, 2026, post={}).status_code == 302
    meeting = Meeting.objects.public().get()
    at(AFTER)
    held = {"participants": "240", "report_minutes": "25"}
    assert screen(publisher, "held", slug, meeting.pk, post=held).status_code == 302
    for part in ("reception", "npo_meeting", "briefing"):
        record = {"held_on": "16.04.2026", "people": "12", "place_kk": "Әкімдік", "place_ru": "Акимат"}
        assert screen(publisher, "part", slug, meeting.pk, part, post=record).status_code == 302
    for text in ("Когда построят полигон?", "Почему мало постов?"):
        asked = {"source": "hall", "language": "ru", "text": text, "askers": "1"}
        assert screen(publisher, "new_question", slug, meeting.pk, post=asked).status_code == 302
    for number in (1, 2):
        made = {"numbers": [str(number)], "text_kk": "Сұрақ", "text_ru": f"Вопрос {number}", "theme_kk": "т",
                "theme_ru": "т", "priority": "high"}  # fmt: skip
        assert screen(publisher, "new_group", slug, meeting.pk, post=made).status_code == 302
    ranks = {f"rank_{one.pk}": str(3 - place) for place, one in enumerate(Group.objects.order_by("pk"), 1)}
    method = {"method_kk": "Саны бойынша", "method_ru": "По числу"}
    assert screen(publisher, "ranking", slug, meeting.pk, post=ranks | method).status_code == 302
    assert screen(publisher, "publish_ranking", slug, meeting.pk, post={}).status_code == 302
    for one in Group.objects.all():
        opened = {"owner": body.pk, "region": "KZ-39", "scope": "regional"}
        assert screen(publisher, "new_problem", slug, meeting.pk, one.pk, post=opened).status_code == 302
    for moment, quarter in ((JULY, "2026-q2"), (OCTOBER, "2026-q3")):
        at(moment)
        for problem in Problem.objects.all():
            line = {"state": "in_progress", "percent": "40", "text_kk": "Учаске таңдалды", "text_ru": REPORTED}
            assert screen(publisher, "progress", slug, problem.pk, quarter, post=line).status_code == 302
        assert screen(publisher, "freeze", slug, quarter, post={}).status_code == 302
    assert [str(one.quarter) for one in QuarterReport.objects.all()] == ["2026-q3", "2026-q2"]
    assert DutyRecord.objects.get().note == "№ 1"


SCREENS = ["desk", "plan", "meeting", "questions", "problems", "problem", "reports", "screen"]


@pytest.fixture
def full(meeting, body):
    """A meeting with a problem."""
    (group,) = ranked(meeting, "Когда построят полигон?")

    return meeting, problem_of(group, body)


def address(name, full):
    meeting, problem = full
    return {"plan": [2026], "meeting": [meeting.pk], "questions": [meeting.pk], "screen": [meeting.pk],
            "problem": [problem.pk]}.get(name, [])  # fmt: skip


@pytest.mark.parametrize("name", SCREENS)
def test_004_32_the_overseer_reads_every_screen_and_changes_nothing(screen, council, full, name):
    overseer = make_user(Role.OVERSEER)
    assert screen(overseer, name, council.slug, *address(name, full)).status_code == 200
    meeting, problem = full
    for act, args in (("held", [meeting.pk]), ("announce", [meeting.pk]), ("change_problem", [problem.pk])):
        assert screen(overseer, act, council.slug, *args, post={}).status_code in (302, 403, 404)
    assert not Meeting.objects.public().exists()


@pytest.mark.parametrize("name", SCREENS)
def test_a_stranger_finds_no_screen(screen, council, full, name):
    stranger = make_user(Role.PUBLISHER, make_council("strangers"))
    assert screen(stranger, name, council.slug, *address(name, full)).status_code == 404


def test_another_councils_meeting_is_not_found_under_ones_own_address(screen, full):
    other = make_council("health")
    other.plugins = " regional_meetings "
    other.save()
    user = make_user(Role.PUBLISHER, other)
    meeting, problem = full
    for name, pk in (
        ("meeting", meeting.pk),
        ("questions", meeting.pk),
        ("problem", problem.pk),
        ("screen", meeting.pk),
    ):
        assert screen(user, name, other.slug, pk).status_code == 404


@pytest.mark.parametrize(
    ("post", "field"),
    [
        (facts(starts_at="05.01.2027 15:00", ends_at="05.01.2027 17:00"), "starts_at"),
        (facts(ends_at="16.04.2026 14:00"), "ends_at"),
    ],
)
def test_what_the_verb_refuses_stands_beside_its_field(screen, publisher, council, plan, post, field, at):
    at(BEFORE)
    response = screen(publisher, "new_meeting", council.slug, post=post, query="?year=2026")
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not Meeting.objects.exists()


def test_equal_ranks_are_said_on_the_screen(screen, publisher, council, meeting, at):

    groups = [group(meeting, [voice(meeting, text).number], text) for text in ("Один", "Два")]
    post = {f"rank_{one.pk}": "1" for one in groups} | {"method_kk": "ә", "method_ru": "м"}
    response = screen(publisher, "ranking", council.slug, meeting.pk, post=post)
    assert response.status_code == 200
    assert response.context["form"].errors


@pytest.fixture
def with_proposal(meeting, at):
    """A question that came through the form and may not be published, taken over."""
    opens, closes = datetime(2026, 4, 1, 9, tzinfo=ALMATY), datetime(2026, 4, 16, 18, tzinfo=ALMATY)
    changed = planning.change_meeting(meeting, opens_at=opens, closes_at=closes, user=None, now=BEFORE)
    moment = datetime(2026, 4, 2, 9, tzinfo=ALMATY)
    send(
        changed.consultation.form,
        filled("Тайный вопрос", publication="nothing"),
        language="ru",
        now=moment,
        opened_at=moment,
    )
    voicing.take_over(meeting, user=None, now=AFTER)
    return meeting


def test_the_words_of_a_proposal_are_read_by_who_handles_proposals_alone(screen, council, with_proposal):
    name, args = "questions", (council.slug, with_proposal.pk)
    secretary = make_user(Role.SECRETARY, council)
    assert "Тайный вопрос" in screen(secretary, name, *args).content.decode()
    for role in (Role.EDITOR, Role.PUBLISHER, Role.LEAD):
        assert "Тайный вопрос" not in screen(make_user(role, council), name, *args).content.decode()
    assert "Тайный вопрос" not in screen(make_user(Role.OVERSEER), name, *args).content.decode()


def test_the_presenters_screen_shows_one_question_and_nothing_personal(screen, council, with_proposal):
    voice(with_proposal, "Первый вопрос зала")
    voice(with_proposal, "Второй вопрос зала")
    secretary = make_user(Role.SECRETARY, council)
    first = screen(secretary, "screen", council.slug, with_proposal.pk).content.decode()
    assert "Первый вопрос зала" in first and "Второй вопрос зала" not in first
    assert "Тайный вопрос" not in first and 'rel="next"' in first
    second = screen(secretary, "screen", council.slug, with_proposal.pk, query="?n=2").content.decode()
    assert "Второй вопрос зала" in second and 'rel="prev"' in second
    for wrong in ("?n=-1", "?n=x", "?n=99999999"):
        assert screen(secretary, "screen", council.slug, with_proposal.pk, query=wrong).status_code == 404


def test_suggestions_lead_to_a_form_in_which_they_are_ticked(screen, publisher, council, meeting):
    voice(meeting, "Когда построят новый полигон отходов?")
    voice(meeting, "Когда будет построен новый полигон отходов?")
    text = screen(publisher, "questions", council.slug, meeting.pk).content.decode()
    assert "?numbers=1&amp;numbers=2" in text
    form = screen(publisher, "new_group", council.slug, meeting.pk, query="?numbers=1&numbers=2").content.decode()
    assert form.count("checked") == 2


def test_the_ministry_enters_bodies_and_national_duties(screen, council, at):
    at(AFTER)
    administrator = make_user(Role.ADMINISTRATOR)
    names = {"name_kk": "Экология министрлігі", "name_ru": "Министерство экологии", "council": council.pk}
    assert screen(administrator, "new_body", post=names).status_code == 302
    assert Body.objects.get().council == council
    assert screen(administrator, "national_duty", "approval", "2026", post={"done_on": "09.01.2026"}).status_code == 302
    akim = {"done_on": "01.04.2026", "region": kostanay().pk}
    assert screen(administrator, "national_duty", "akim_summary", "2026-h1", post=akim).status_code == 302
    assert DutyRecord.objects.count() == 2
    text = screen(administrator, "ministry").content.decode()
    assert "Министерство экологии" in text
    assert screen(administrator, "evaluation_csv", 2026).status_code == 200
    assert screen(administrator, "evaluation_xlsx", 2026).status_code == 200
    for duty, period in (("proposals", "2026"), ("approval", "2026-h1"), ("nothing", "2026")):
        assert screen(administrator, "national_duty", duty, period).status_code == 404


def test_the_overseer_reads_the_ministrys_desk_and_council_staff_do_not(screen, publisher):
    assert screen(make_user(Role.OVERSEER), "ministry").status_code == 200
    assert screen(publisher, "ministry").status_code == 404


def test_the_desk_of_a_council_without_a_body_says_what_is_missing(screen, publisher, council):
    assert "Министерство ещё не внесло орган" in screen(publisher, "desk", council.slug).content.decode()
    assert screen(publisher, "new_plan", council.slug).status_code == 404
    assert not YearPlan.objects.exists()


def test_a_list_asks_as_many_queries_for_many_meetings(
    screen, publisher, council, body, plan, full, django_assert_num_queries, django_assert_max_num_queries
):

    screen(publisher, "desk", council.slug)
    with django_assert_max_num_queries(40) as asked:
        screen(publisher, "desk", council.slug)
    for number in range(4):
        make_meeting(body, f"more-{number}", plan=plan)
    with django_assert_num_queries(len(asked)):
        screen(publisher, "desk", council.slug)


def test_the_next_report_shows_what_it_would_say(screen, publisher, council, full, body, at):
    at(JULY)
    text = screen(publisher, "reports", council.slug).content.decode()
    assert "II квартал 2026 года" in text and "Когда построят полигон?" in text
    assert "Проблем без сведений за квартал: 1" in text
    assert reports.owed_quarter(body, JULY.date()) is not None
    assert make_body(name="Бос").pk


def test_a_publisher_reads_how_many_questions_wait_and_no_word_of_them(screen, publisher, council, with_proposal):
    meeting = Meeting.objects.get()
    moment = datetime(2026, 4, 16, 16, tzinfo=ALMATY)
    send(meeting.consultation.form, filled("тайна", publication="nothing"), now=moment, opened_at=moment)
    for name in ("questions", "meeting"):
        text = screen(publisher, name, council.slug, meeting.pk).content.decode()
        assert "ещё не взятые в перечень: 1" in text and "тайна" not in text


def test_no_suggestion_confirms_a_guess_of_what_a_citizen_wrote(screen, publisher, council, with_proposal):
    meeting = Meeting.objects.get()
    row = meeting.voiced.exclude(proposal=None).get()
    voice(meeting, row.proposal.original.text)
    numbers = f"?numbers={row.number}&amp;numbers="
    assert numbers not in screen(publisher, "questions", council.slug, meeting.pk).content.decode()
    secretary = make_user(Role.SECRETARY, council)
    assert numbers not in screen(secretary, "questions", council.slug, meeting.pk).content.decode()


def test_a_duty_that_is_put_right_keeps_its_document_and_its_link(screen, publisher, council, plan, at):
    at(AFTER)
    told = {"done_on": "12.12.2025", "note": "№ 7", "proof_url": "https://example.kz/7"}
    address = ("duty", council.slug, 2026, "department_plan")
    assert screen(publisher, *address, post=told).status_code == 302
    form = screen(publisher, *address).context_data["form"]
    assert {name: str(form[name].value()) for name in ("note", "proof_url")} == {
        "note": "№ 7",
        "proof_url": "https://example.kz/7",
    }
    assert form["done_on"].value() == datetime(2025, 12, 12).date()
    administrator = make_user(Role.ADMINISTRATOR)
    approval = ("national_duty", "approval", "2026")
    assert screen(administrator, *approval, post={"done_on": "09.01.2026", "note": "№ 8"}).status_code == 302
    assert screen(administrator, *approval).context_data["form"]["note"].value() == "№ 8"


def test_saving_a_body_takes_no_council_away(screen, council, body, plan):
    administrator = make_user(Role.ADMINISTRATOR)
    switch("regional_meetings", [], user=None)
    form = screen(administrator, "body", body.pk).context_data["form"]
    assert form["council"].value() == council.pk and council in form.fields["council"].queryset
    names = {"name_kk": "Жаңа атау", "name_ru": "Новое имя"}
    assert screen(administrator, "body", body.pk, post={**names, "council": council.pk}).status_code == 302
    refused = screen(administrator, "body", body.pk, post={**names, "council": ""})
    assert "В" in refused.content.decode() and Body.objects.get().council == council


def test_odd_years_in_an_address_break_nothing(screen, publisher, council, body, plan, at):
    at(AFTER)
    assert screen(publisher, "freeze", council.slug, "9999-q4", post={}).status_code == 404
    administrator = make_user(Role.ADMINISTRATOR)
    for duty, period in (("government_review", "9999-h2"), ("approval", "10000"), ("approval", "99999999999999999999")):
        answer = screen(administrator, "national_duty", duty, period, post={"done_on": "09.01.2026"})
        assert answer.status_code in (200, 404) and not DutyRecord.objects.exists()


def test_an_event_stays_in_the_year_of_its_plan_whatever_screen_moves_it(meeting):
    with pytest.raises(ValidationError, match="does not cross the year"):
        change_event(meeting.event, starts_at=datetime(2027, 1, 16, 15, tzinfo=ALMATY), user=None, now=BEFORE,
                     ends_at=datetime(2027, 1, 16, 17, tzinfo=ALMATY))  # fmt: skip
    meeting.event.refresh_from_db()
    assert meeting.event.starts_at.year == 2026
