import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import texts
from council_pages.models import AgendaItem, Decision, Sitting
from tests.factories import make_decision, make_recommendation, make_schedule, make_user

pytestmark = pytest.mark.django_db
NEW, LIST = "/admin/kenes/sittings/new/", "/admin/kenes/sittings/"


@pytest.fixture
def editor(councils, client):
    user = make_user(Role.EDITOR, councils.a)
    client.force_login(user)
    return user


def decisions(*lines, initial=0):
    """What the browser sends for these decisions: (number, Kazakh, Russian) or with the id before."""
    sent = {"decisions-TOTAL_FORMS": len(lines), "decisions-INITIAL_FORMS": initial} | agenda()
    for index, line in enumerate(lines):
        names = ["number", "text_kk", "text_ru"] if len(line) == 3 else ["id", "number", "text_kk", "text_ru"]
        sent |= {f"decisions-{index}-{name}": value for name, value in zip(names, line, strict=True)}
    return sent


def agenda(*points, initial=0):
    """The same for the points of the agenda: each a dict of its fields."""
    sent = {"agenda-TOTAL_FORMS": len(points), "agenda-INITIAL_FORMS": initial}
    return sent | {f"agenda-{n}-{name}": value for n, point in enumerate(points) for name, value in point.items()}


def typed(council, *lines, **facts):
    return {
        "council": council.pk, "number": "5", "held_on": "2026-11-20", "holding": "offline", "place_kk": "Әкімдік",
        "place_ru": "Акимат", **decisions(*lines, ("", "", "")), **facts,
    }  # fmt: skip


def test_a_sitting_is_entered_with_its_decisions(editor, councils, client):
    assert client.get(NEW).status_code == 200
    answer = client.post(NEW, typed(councils.a, ("1", "Бекітілсін", "Утвердить"), ("2", "", "Принять")))
    sitting = Sitting.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("kenes_sitting", args=[sitting.pk]))
    assert (sitting.council, str(sitting.held_on), sitting.place("ru")) == (councils.a, "2026-11-20", "Акимат")
    assert [(d.number, d.text("kk")) for d in sitting.decisions.all()] == [("1", "Бекітілсін"), ("2", "Принять")]
    [entry] = ModelLogEntry.objects.for_instance(sitting)
    assert (entry.action, entry.user) == ("kenes.sitting_entered", editor)


def test_a_sitting_is_changed_and_gets_a_further_decision(editor, councils, client):
    first = make_decision(councils.a)
    address = reverse("kenes_sitting", args=[first.sitting.pk])
    lines = [(first.pk, "1", "Бекітілсін", "Утвердить график"), ("2", "Жаңа", "")]
    facts = typed(councils.a, held_on=str(first.sitting.held_on), place_ru="Зал") | decisions(*lines, initial=1)
    assert client.post(address, facts).status_code == 302
    sitting = Sitting.objects.get()
    assert sitting.place("ru") == "Зал"
    assert [(d.pk == first.pk, d.number, d.text("ru")) for d in sitting.decisions.all()] == [
        (True, "1", "Утвердить график"),
        (False, "2", "Жаңа"),
    ]
    assert ModelLogEntry.objects.for_instance(sitting).get().action == "kenes.sitting_changed"


@pytest.mark.parametrize("wrong, field", [({"number": ""}, "number"), ({"held_on": "вчера"}, "held_on")])
def test_a_refused_sitting_keeps_everything_typed_its_decisions_too(wrong, field, editor, councils, client):
    answer = client.post(NEW, typed(councils.a, ("7", "Қаулы мәтіні", "Текст решения"), **wrong))
    assert set(answer.context["form"].errors) == {field}
    page = answer.content.decode()
    for words in ("Қаулы мәтіні", "Текст решения", "Акимат"):
        assert words in page
    assert not Sitting.objects.exists()
    assert not Decision.objects.exists()


def test_a_decision_without_words_is_refused_beside_its_text_and_nothing_is_half_written(editor, councils, client):
    answer = client.post(NEW, typed(councils.a, ("7", "", "")))
    assert [set(form.errors) for form in answer.context["decisions"]] == [{"text_kk"}, set()]
    assert answer.context["form"]["place_ru"].value() == "Акимат"
    assert not Sitting.objects.exists()


def test_two_decisions_with_one_number_are_refused(editor, councils, client):
    answer = client.post(NEW, typed(councils.a, ("1", "а", ""), ("1", "ә", "")))
    assert answer.status_code == 200
    assert not Sitting.objects.exists()


def test_a_sitting_entered_already_is_refused(editor, councils, client):
    client.post(NEW, typed(councils.a))
    answer = client.post(NEW, typed(councils.a))
    assert answer.context["form"].errors
    assert Sitting.objects.count() == 1


def test_once_the_sitting_has_a_page_its_number_and_date_stand(editor, councils, client):
    sitting = make_decision(councils.a).sitting
    texts.write_text(sitting, "kk", user=None)
    client.post(reverse("kenes_sitting", args=[sitting.pk]), typed(councils.a, number="99", place_ru="Зал"))
    sitting.refresh_from_db()
    assert (sitting.number, sitting.place_ru) == ("5", "Зал")
    assert texts.pages_of(sitting)["kk"].slug == sitting.slug


def test_a_sitting_is_not_entered_for_another_council(editor, councils, client):
    answer = client.post(NEW, typed(councils.b))
    assert answer.status_code == 200
    assert "council" in answer.context["form"].errors
    assert councils.b.name("ru") not in answer.content.decode()
    assert not Sitting.objects.exists()


def test_a_decision_of_another_council_is_not_taken_over(editor, councils, client):
    own, foreign = make_decision(councils.a).sitting, make_decision(councils.b, "99")
    lines = [(foreign.pk, "1", "а", "а")]
    client.post(reverse("kenes_sitting", args=[own.pk]), typed(councils.a) | decisions(*lines, initial=1))
    foreign.refresh_from_db()
    assert (foreign.number, foreign.sitting.council) == ("99", councils.b)


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES - PLANS_CONSULTATIONS))
def test_who_does_not_plan_enters_and_changes_nothing(role, councils, client):
    sitting = make_decision(councils.a).sitting
    client.force_login(make_user(role, councils.a))
    assert client.get(LIST).status_code == 200
    client.post(NEW, typed(councils.a, number="6"))
    assert client.post(reverse("kenes_sitting", args=[sitting.pk]), typed(councils.a, number="7")).status_code == 302
    assert list(Sitting.objects.values_list("number", flat=True)) == ["5"]


def test_the_list_shows_the_own_councils_sittings_only(editor, councils, client):
    make_decision(councils.a)
    foreign = make_decision(councils.b).sitting
    Sitting.objects.filter(pk=foreign.pk).update(number="canary-1")
    page = client.get(LIST).content.decode()
    assert str(Sitting.objects.get(council=councils.a)) in page or "5" in page
    assert "canary-1" not in page
    assert client.get(reverse("kenes_sitting", args=[foreign.pk])).status_code == 404


# --- agenda, attendance, votes ---------------------------------------------------------------------------------------
def test_the_agenda_and_the_figures_are_entered_and_changed(editor, councils, client):
    point = {"title_kk": "Кесте туралы", "title_ru": "О графике", "minutes": "30", "reporter_ru": "А. Маратов"}
    figures = {"members_total": "9", "members_present": "7"}
    votes = {"decisions-0-votes_for": "6", "decisions-0-votes_abstained": "1"}
    sent = typed(councils.a, ("1", "Бекітілсін", "Утвердить")) | figures | votes | agenda(point, {"title_kk": "Басқа"})
    address = client.post(NEW, sent).url
    sitting = Sitting.objects.get()
    first, second = sitting.agenda_items.all()
    assert (first.title("ru"), first.minutes, first.reporter("kk")) == ("О графике", 30, "А. Маратов")
    assert (sitting.members_total, sitting.members_present, sitting.decisions.get().votes) == (9, 7, 7)
    points = [{"id": first.pk, "title_kk": "Кесте", "DELETE": ""}, {"id": second.pk, "title_kk": "x", "DELETE": "on"}]
    client.post(address, typed(councils.a) | agenda(*points, {"title_ru": "Разное"}, initial=2))
    assert [item.title("kk") for item in sitting.agenda_items.all()] == ["Кесте", "Разное"]


def test_more_present_than_members_and_more_votes_than_present_are_refused(editor, councils, client):
    line = ("1", "Бекітілсін", "Утвердить")
    answer = client.post(NEW, typed(councils.a, line, members_total="5", members_present="6"))
    assert set(answer.context["form"].errors) == {"members_present"}
    votes = {"decisions-0-votes_for": "4", "decisions-0-votes_against": "2"}
    answer = client.post(NEW, typed(councils.a, line, members_total="9", members_present="5", **votes))
    [words] = answer.context["form"].non_field_errors()
    assert "6" in words and "5" in words
    assert "Утвердить" in answer.content.decode()
    assert not Sitting.objects.exists() and not Decision.objects.exists() and not AgendaItem.objects.exists()


def test_few_members_are_a_warning_and_no_refusal(editor, councils, client):
    address = client.post(NEW, typed(councils.a, members_total="9", members_present="5")).url
    assert client.get(address).context["is_below_quorum"] is True
    client.post(address, typed(councils.a, members_total="9", members_present="6"))
    assert client.get(address).context["is_below_quorum"] is False


def test_what_a_decision_approves_is_named_and_leads_there_and_back(editor, councils, client):
    decision = make_decision(councils.a)
    schedule, row = make_schedule(councils.a, decision=decision), make_recommendation(councils.a, decision=decision)
    address = reverse("kenes_sitting", args=[decision.sitting_id])
    desks = [reverse("kenes_schedule", args=[schedule.pk]), reverse("kenes_recommendation", args=[row.pk])]
    page = client.get(address).content.decode()
    for desk in desks:
        assert f'href="{desk}"' in page
        assert f'href="{address}"' in client.get(desk).content.decode()
