"""The first draft of an outcome report says what the register counts, in the language in which it is written."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from cms.roles import Role
from council_pages import holding, planning, recommending, texts
from council_pages.drafted import drafted_in
from council_pages.outcome_draft import Course, course_of, drafted
from tests.factories import finish_translation, make_consultation, make_recommendation, make_user

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
FULL = Course(
    received=25,
    accepted=21,
    partially_accepted=2,
    rejected=1,
    forwarded=5,
    attended_offline=2,
    attended_online=41,
    events_held=3,
    recommendations=(("2026/5", "Аудан әкімдігі"),),
)


@pytest.mark.parametrize(
    ("language", "summary", "position", "changes"),
    [
        (
            "kk",
            "25 ұсыныс түсті. 3 іс-шара өткізілді. 2 адам өзі келіп қатысты. 41 адам онлайн қатысты.",
            "<p>Кеңес ұсыныстарды қарады.</p><ul><li>21 ұсыныс ескерілді.</li><li>2 ұсыныс ішінара ескерілді.</li>"
            "<li>1 ұсыныс ескерілмеді.</li><li>5 ұсыныс құзыреті бойынша жіберілді.</li></ul>",
            "<p>№ 2026/5 ұсыным мемлекеттік органға жіберілді: Аудан әкімдігі.</p>",
        ),
        (
            "ru",
            "Поступило 25 предложений. Проведено 3 мероприятия. Очно участвовали 2 человека. "
            "Онлайн участвовал 41 человек.",
            "<p>Совет рассмотрел предложения.</p><ul><li>Принято 21 предложение.</li>"
            "<li>Принято частично: 2 предложения.</li><li>Не принято: 1 предложение.</li>"
            "<li>Направлено по компетенции: 5 предложений.</li></ul>",
            "<p>Рекомендация № 2026/5 направлена государственному органу: Аудан әкімдігі.</p>",
        ),
    ],
)
def test_every_number_stands_in_a_sentence_of_the_language(language, summary, position, changes):
    assert drafted(FULL, language) == {"summary": summary, "position": position, "changes": changes}


@pytest.mark.parametrize(("language", "nothing"), [("kk", "Ұсыныс түскен жоқ."), ("ru", "Предложений не поступило.")])
def test_what_did_not_happen_is_left_out(language, nothing):
    assert drafted(Course(), language) == {"summary": nothing, "position": "", "changes": ""}


def test_the_name_of_a_body_is_no_markup():
    assert "<b>" not in drafted(Course(recommendations=(("1", "<b>Орган</b>"),)), "kk")["changes"]


# --- written on the desk ---------------------------------------------------------------------------------------------
@pytest.fixture
def outcome(councils):
    now = timezone.now()
    row = make_consultation(councils.a, "lights", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
    event = holding.plan_event(row, user=None, starts_at=now - timedelta(days=3))
    holding.plan_event(row, user=None, starts_at=now - timedelta(days=2))
    holding.record_held(event, user=None, now=now, participants=12)
    return planning.open_outcome(row, user=None, attended_offline=12, attended_online=3)


def written(outcome, language):
    return texts.write_text(outcome, language, user=None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "summary", "changes"),
    [
        (
            "kk",
            "Ұсыныс түскен жоқ. 1 іс-шара өткізілді. 12 адам өзі келіп қатысты. 3 адам онлайн қатысты.",
            "№ 7 ұсыным мемлекеттік органға жіберілді: Аудан әкімдігі.",
        ),
        (
            "ru",
            "Предложений не поступило. Проведено 1 мероприятие. Очно участвовали 12 человек. "
            "Онлайн участвовали 3 человека.",
            "Рекомендация № 7 направлена государственному органу: Акимат района.",
        ),
    ],
)
def test_the_first_text_of_a_report_starts_from_the_register(language, summary, changes, outcome):
    facts = {"consultation": outcome.consultation}
    today = timezone.localdate()
    make_recommendation(outcome.council, "7", sent_on=today, **facts)
    make_recommendation(outcome.council, "8", **facts)
    gone = make_recommendation(outcome.council, "9", sent_on=today, **facts)
    recommending.withdraw(gone, user=None, today=today, reason_kk="Себебі", reason_ru="Причина")
    # Whatever the language of the screen.
    with override("kk" if language == "ru" else "ru"):
        page = written(outcome, language)
    assert not page.live
    assert (page.summary, page.changes) == (summary, f"<p>{changes}</p>")
    assert page.get_latest_revision_as_object().summary == summary


@pytest.mark.django_db
def test_words_that_are_given_stand_alone(outcome):
    page = texts.write_text(outcome, "kk", user=None, position="<p>Біздің сөз</p>")
    assert (page.summary, page.position, page.changes) == ("", "<p>Біздің сөз</p>", "")


@pytest.mark.django_db
def test_other_rows_are_not_drafted(outcome):
    page = texts.write_text(outcome.consultation, "kk", user=None)
    assert page.summary == ""
    assert drafted_in([page]) == set()


@pytest.mark.django_db
@LANGUAGES
def test_the_desk_asks_to_check_the_system_s_words_until_somebody_has_written(language, outcome, councils, client):
    user = make_user(Role.EDITOR, councils.a)
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    desk = reverse("kenes_consultation", args=[outcome.consultation_id])
    with override(language):
        words = gettext("The text was drafted by the system: check it")
    assert words != "The text was drafted by the system: check it"
    assert words not in client.get(desk).content.decode()
    page = written(outcome, "kk")
    assert client.get(desk).content.decode().count(words) == 1
    assert words not in page.summary + page.position + page.changes, "nothing that could be published by accident"
    page.summary += " Кеңес ризашылық білдіреді."
    page.save_revision()
    assert words not in client.get(desk).content.decode()


@pytest.mark.django_db
def test_a_draft_that_is_public_was_checked_by_whoever_published_it(outcome):
    page = written(outcome, "kk")
    assert drafted_in([page]) == {"kk"}
    texts.translate_text(outcome, "ru", user=None)
    finish_translation(outcome, "ru")
    assert drafted_in(texts.pages_of(outcome).values()) == {"kk"}
    texts.publish_texts(outcome, ["kk"], user=None)
    assert drafted_in(texts.pages_of(outcome).values()) == set()


@pytest.mark.django_db
def test_without_the_floor_above_the_draft_is_made_of_what_is_known_here(outcome, monkeypatch):
    monkeypatch.setattr("cms.components._components", {})
    assert course_of(outcome, "kk") == Course(attended_offline=12, attended_online=3, events_held=1)
