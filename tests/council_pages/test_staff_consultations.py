from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import planning
from council_pages.evidence import record_of
from council_pages.lifecycle import State
from council_pages.models import Consultation, Outcome
from council_pages.staff.missing import missing_for_next_step
from tests.factories import make_consultation, make_decision, make_schedule, make_texts, make_user, open_now, tell

pytestmark = pytest.mark.django_db
NEW, LIST = "/admin/kenes/consultations/new/", "/admin/kenes/consultations/"


@pytest.fixture
def editor(councils, client):
    user = make_user(Role.EDITOR, councils.a)
    client.force_login(user)
    return user


def stamp(moment):
    return timezone.localtime(moment).strftime("%d.%m.%Y %H:%M")


def typed(**facts):
    """What the browser sends for the facts of a consultation."""
    return {
        "subject_kk": "Көше жарығы", "subject_ru": "Освещение улиц", "schedule": "", "occasion": "appeals",
        "subject_kind": "issue", "opens_at": "", "closes_at": "", "holding": "mixed", "event_at": "",
        "place_kk": "Әкімдік", "place_ru": "Акимат", **facts,
    }  # fmt: skip


def at_the_desk(name, row):
    return reverse(f"kenes_{name}", args=[row.pk])


# --- a new one -------------------------------------------------------------------------------------------------------
def test_a_consultation_is_planned_and_leads_to_its_desk(editor, councils, client):
    schedule, now = make_schedule(councils.a), timezone.now()
    window = {"opens_at": stamp(now + timedelta(days=1)), "closes_at": stamp(now + timedelta(days=9))}
    answer = client.post(NEW, typed(council=councils.a.pk, slug="lights", schedule=schedule.pk, **window))
    row = Consultation.objects.get()
    assert answer.url == at_the_desk("consultation", row)
    assert (row.council, row.slug, row.schedule, row.place("ru")) == (councils.a, "lights", schedule, "Акимат")
    assert {"opens_at": stamp(row.opens_at), "closes_at": stamp(row.closes_at)} == window
    assert client.get(answer.url).status_code == 200


def test_an_empty_address_is_made_from_the_kazakh_question(editor, councils, client):
    client.post(NEW, typed(council=councils.a.pk, slug="", subject_kk="Көше жарығы: қай ауданға керек?"))
    slug = Consultation.objects.get().slug
    assert slug.isascii()
    assert slug.startswith("koshe-zharyg")


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("slug", ["lights", ""])
def test_an_address_in_use_is_refused_beside_it_and_what_was_typed_is_kept(slug, language, editor, councils, client):
    UserProfile.objects.create(user=editor, preferred_language=language)
    client.post(NEW, typed(council=councils.a.pk, slug=slug))
    answer = client.post(NEW, typed(council=councils.a.pk, slug=slug))
    form = answer.context["form"]
    source = "Another question of this council has this address already."
    with override(language):
        assert form.errors == {"slug": [gettext(source)]}
        assert gettext(source) != source
    assert form["subject_ru"].value() == "Освещение улиц"
    assert "Акимат" in answer.content.decode()
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_closing_before_the_opening_is_refused_beside_it_and_what_was_typed_is_kept(
    language, editor, councils, client
):
    UserProfile.objects.create(user=editor, preferred_language=language)
    now = timezone.now()
    window = {"opens_at": stamp(now + timedelta(days=9)), "closes_at": stamp(now + timedelta(days=1))}
    answer = client.post(NEW, typed(council=councils.a.pk, slug="lights", **window))
    source = "The closing must be later than the opening."
    with override(language):
        assert answer.context["form"].errors == {"closes_at": [gettext(source)]}
        assert gettext(source) != source
    for value in (*window.values(), "Освещение улиц", "lights"):
        assert value in answer.content.decode()
    assert not Consultation.objects.exists()


@pytest.mark.parametrize("wrong, field", [
    ({"subject_kk": ""}, "subject_kk"), ({"subject_ru": "Щ" * 301}, "subject_ru"), ({"slug": "Жарық"}, "slug"),
    ({"opens_at": "вчера"}, "opens_at"), ({"occasion": "party"}, "occasion"), ({"council": ""}, "council"),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(wrong, field, editor, councils, client):
    answer = client.post(NEW, typed(council=councils.a.pk, slug="lights") | wrong)
    assert set(answer.context["form"].errors) == {field}
    assert not Consultation.objects.exists()


def test_a_question_that_gives_no_address_asks_for_one(editor, councils, client):
    answer = client.post(NEW, typed(council=councils.a.pk, slug="", subject_kk="???"))
    assert set(answer.context["form"].errors) == {"slug"}


def test_another_councils_schedule_and_council_cannot_be_chosen(editor, councils, client):
    foreign = make_schedule(councils.b)
    answer = client.post(NEW, typed(council=councils.a.pk, slug="x", schedule=foreign.pk))
    assert set(answer.context["form"].errors) == {"schedule"}
    answer = client.post(NEW, typed(council=councils.b.pk, slug="x"))
    assert set(answer.context["form"].errors) == {"council"}
    assert not Consultation.objects.exists()


def test_one_comes_from_a_schedule_with_the_schedule_chosen(editor, councils, client):
    own, foreign = make_schedule(councils.a), make_schedule(councils.b)
    form = client.get(f"{NEW}?schedule={own.pk}").context["form"]
    assert (form["schedule"].value(), form["council"].value()) == (own.pk, councils.a.pk)
    for number in (foreign.pk, "x", "²", ""):
        assert client.get(f"{NEW}?schedule={number}").context["form"]["schedule"].value() is None


# --- the desk --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_everyone_of_the_council_reads_the_desk_and_only_who_plans_sees_its_buttons(role, councils, client):
    row = make_consultation(councils.a, **open_now())
    make_texts(row)
    client.force_login(make_user(role, councils.a))
    page = client.get(at_the_desk("consultation", row)).content.decode()
    assert (at_the_desk("facts", row) in page) is (role in PLANS_CONSULTATIONS)
    assert (at_the_desk("outcome", row) in page) is (role in PLANS_CONSULTATIONS)
    assert row.subject_kk in page
    assert row.subject_ru in page


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES - PLANS_CONSULTATIONS))
@pytest.mark.parametrize("screen", ["facts", "halt", "resume", "outcome"])
def test_who_does_not_plan_changes_nothing(screen, role, councils, client):
    row = make_consultation(councils.a, **open_now())
    before = Consultation.objects.values().get()
    client.force_login(make_user(role, councils.a))
    sent = typed(place_ru="Зал") | {"kind": "cancelled", "reason_kk": "а", "reason_ru": "б"}
    assert client.get(at_the_desk(screen, row)).status_code == 302
    assert client.post(at_the_desk(screen, row), sent).status_code == 302
    assert Consultation.objects.values().get() == before
    assert not Outcome.objects.exists()


def test_the_list_shows_the_own_consultations_with_their_state(editor, councils, client):
    make_consultation(councils.a, "own", **open_now())
    make_consultation(councils.b, "foreign")
    page = client.get(LIST).content.decode()
    with override("ru"):
        assert str(State.COLLECTING.label) in page
    assert "own: освещение" in page
    assert "foreign" not in page


def test_facts_are_changed_for_both_languages(editor, councils, client):
    row = make_consultation(councils.a, **open_now())
    sent = typed(opens_at=stamp(row.opens_at), closes_at=stamp(row.closes_at + timedelta(days=3)))
    # The form speaks in minutes; the opening stands as it was to the second.
    Consultation.objects.filter(pk=row.pk).update(
        opens_at=row.opens_at.replace(second=0, microsecond=0), closes_at=row.closes_at.replace(second=0, microsecond=0)
    )
    answer = client.post(at_the_desk("facts", row), sent)
    assert (answer.status_code, answer.get("Location")) == (302, at_the_desk("consultation", row))
    row.refresh_from_db()
    assert (row.place("ru"), stamp(row.closes_at)) == ("Акимат", sent["closes_at"])


def test_facts_of_an_open_consultation_can_be_changed_when_its_opening_has_seconds(editor, councils, client):
    row = make_consultation(councils.a, **open_now())
    assert row.opens_at.second or row.opens_at.microsecond
    shown = client.get(at_the_desk("facts", row)).context["form"]
    window = {name: shown.fields[name].widget.format_value(shown[name].value()) for name in ("opens_at", "closes_at")}
    sent = typed(place_ru="Зал", **window)
    answer = client.post(at_the_desk("facts", row), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    assert row.place_ru == "Зал"


def test_a_closing_moved_into_the_past_is_refused_beside_it_and_the_row_stays(editor, councils, client):
    row = make_consultation(councils.a, **open_now())
    Consultation.objects.filter(pk=row.pk).update(opens_at=row.opens_at.replace(second=0, microsecond=0))
    row.refresh_from_db()
    sent = typed(opens_at=stamp(row.opens_at), closes_at=stamp(timezone.now() - timedelta(hours=1)), place_ru="Зал")
    answer = client.post(at_the_desk("facts", row), sent)
    source = "A closing cannot be moved into the past. Choose a later moment."
    with override("ru"):
        assert answer.context["form"].errors == {"closes_at": [gettext(source)]}
    assert answer.context["form"]["place_ru"].value() == "Зал"
    before = (row.closes_at, row.place_ru)
    row.refresh_from_db()
    assert (row.closes_at, row.place_ru) == before


def test_a_halt_needs_a_reason_in_both_languages_and_keeps_what_was_typed(editor, councils, client):
    row = make_consultation(councils.a)
    answer = client.post(at_the_desk("halt", row), {"kind": "postponed", "reason_kk": "Жөндеу", "reason_ru": "  "})
    assert set(answer.context["form"].errors) == {"reason_ru"}
    assert "Жөндеу" in answer.content.decode()
    row.refresh_from_db()
    assert row.halted == ""


def test_a_halt_and_a_resumption_from_the_desk(editor, councils, client):
    row = make_consultation(councils.a, **open_now())
    sent = {"kind": "postponed", "reason_kk": "Жөндеу", "reason_ru": "Ремонт"}
    assert client.post(at_the_desk("halt", row), sent).url == at_the_desk("consultation", row)
    desk = client.get(at_the_desk("consultation", row)).content.decode()
    assert at_the_desk("resume", row) in desk
    assert at_the_desk("halt", row) not in desk
    assert Consultation.objects.get().state_at(timezone.now()) is State.POSTPONED
    assert client.get(at_the_desk("resume", row)).status_code == 200
    client.post(at_the_desk("resume", row))
    assert Consultation.objects.get().state_at(timezone.now()) is State.COLLECTING


def test_a_halt_of_an_unknown_kind_is_refused_beside_it(editor, councils, client):
    row = make_consultation(councils.a)
    answer = client.post(at_the_desk("halt", row), {"kind": "published", "reason_kk": "а", "reason_ru": "б"})
    assert set(answer.context["form"].errors) == {"kind"}


def test_the_outcome_is_opened_with_its_attendance_and_offered_again(editor, councils, client):
    row = make_consultation(councils.a)
    assert client.get(at_the_desk("outcome", row)).context["form"]["attended_offline"].value() == 0
    client.post(at_the_desk("outcome", row), {"attended_offline": 12, "attended_online": 3})
    assert client.get(at_the_desk("outcome", row)).context["form"]["attended_offline"].value() == 12
    assert Outcome.objects.values_list("attended_offline", "attended_online").get() == (12, 3)


@pytest.mark.parametrize("number", ["-1", "", "x", "1.5", "99999999999", "9" * 30])
def test_an_attendance_that_is_no_number_of_people_is_refused_beside_it(number, editor, councils, client):
    row = make_consultation(councils.a)
    answer = client.post(at_the_desk("outcome", row), {"attended_offline": number, "attended_online": 0})
    assert set(answer.context["form"].errors) == {"attended_offline"}
    assert not Outcome.objects.exists()


def test_a_published_outcome_closes_the_facts_with_words(editor, councils, client):
    row = make_consultation(councils.a, **open_now(days=-0.1))
    make_texts(planning.open_outcome(row, user=None))
    answer = client.post(at_the_desk("facts", row), typed())
    with override("ru"):
        words = gettext("The outcome is published: the facts of this consultation stand.")
    assert answer.context["form"].non_field_errors() == [words]
    assert words in answer.content.decode()


def test_001_13_the_position_is_told_outside_after_the_outcome_is_published(editor, councils, client):
    row = make_consultation(councils.a, **open_now(days=-0.1))
    make_texts(planning.open_outcome(row, user=None))
    desk = client.get(at_the_desk("consultation", row))
    address = reverse("kenes_new_publication", args=["question", row.pk])
    told = "The council's position has not been published in a social network or in mass media yet."
    with override("ru"):
        assert [line.text for line in desk.context["missing"] if line.url] == [gettext(told)]
    # Beside what is missing, and below the publications; the facts and the attendance stand.
    assert desk.content.decode().count(f'href="{address}"') == 2
    assert at_the_desk("facts", row) not in desk.content.decode()
    assert at_the_desk("outcome", row) not in desk.content.decode()


# --- what is missing -------------------------------------------------------------------------------------------------
NOT_TOLD = "Citizens have not been invited in a social network or in mass media yet."


def missing(row, tables=()):
    with override(None):
        now = timezone.now()
        return [line.text for line in missing_for_next_step(record_of(row), row.state_at(now), tables, now)]


def test_the_desk_says_what_is_missing_for_the_next_step(councils):
    row = make_consultation(councils.a)
    assert missing(row) == [
        "It stands in no schedule yet.", "Say when it opens and closes.", NOT_TOLD
    ]  # fmt: skip
    schedule = make_schedule(councils.a)
    row = make_consultation(councils.a, schedule=schedule, **open_now())
    assert missing(row, [{"kind": "form", "states": []}]) == [
        "Its schedule is not approved by a decision of a sitting yet.",
        NOT_TOLD,
    ]
    planning.approve_schedule(schedule, make_decision(councils.a), user=None)
    assert missing(row, [{"kind": "form", "states": []}]) == [NOT_TOLD]
    tell(row)
    assert missing(row, [{"kind": "form", "states": []}]) == []


def test_a_closed_consultation_misses_its_outcome(councils):
    now = timezone.now()
    row = make_consultation(councils.a, opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
    assert missing(row)[-1] == "The outcome is not opened yet."
    planning.open_outcome(row, user=None)
    assert "The outcome is not opened yet." not in missing(Consultation.objects.get(pk=row.pk))


def test_every_text_that_is_not_live_is_named_in_both_languages(editor, councils, client):
    row = make_consultation(councils.a, **open_now())
    make_texts(row, publish=["kk"])
    lines = [line.text for line in client.get(at_the_desk("consultation", row)).context["missing"]]
    assert any("на русском" in line for line in lines)
    assert not any("на казахском" in line for line in lines)


# --- the invitation --------------------------------------------------------------------------------------------------
def test_who_plans_copies_a_ready_text_beside_the_way_to_record_its_publication(editor, councils, client):
    row = make_consultation(councils.a, **open_now())
    make_texts(row)
    page = client.get(at_the_desk("consultation", row)).content.decode()
    for language in ("kk", "ru"):
        assert f'<textarea id="announcement-{language}" rows="12" readonly lang="{language}">' in page
        assert f"/{language}/councils/{councils.a.slug}/questions/{row.slug}/</textarea>" in page
    assert page.count(f'href="{reverse("kenes_new_publication", args=["question", row.pk])}"') == 3
    assert "js/share.js" in page
    tell(row)
    page = client.get(at_the_desk("consultation", row)).content.decode()
    assert 'id="announcement-kk"' not in page and "js/share.js" not in page


def test_who_only_reads_the_desk_is_offered_no_text(councils, client):
    row = make_consultation(councils.a, **open_now())
    make_texts(row)
    (role, *_others) = sorted(COUNCIL_ROLES - PLANS_CONSULTATIONS)
    client.force_login(make_user(role, councils.a, language="kk" if role == Role.TRANSLATOR else ""))
    assert 'id="announcement-kk"' not in client.get(at_the_desk("consultation", row)).content.decode()
