from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS
from council_pages.attendance import is_below_quorum
from council_pages.models import AgendaItem, Decision, Sitting
from council_pages.sitting_items import agenda_of, decisions_of, facts_of
from council_pages.sittings import save_sitting
from tests.factories import make_decision, make_recommendation, make_schedule, make_texts, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def sitting_of(council, **facts):
    return Sitting(council=council, number="5", held_on=DAY, **facts)


def decision(number="1", **votes):
    return Decision(number=number, text_kk="Бекітілсін", text_ru="Утвердить", **votes)


def point(title="Кесте", **facts):
    return AgendaItem(title_kk=title, **facts)


def refused(verb, *args, **kwargs):
    """The fields beside which the verb refuses; nothing is left half-written."""
    before = everything()
    for language in ("kk", "ru"):
        with override(language), pytest.raises(ValidationError) as refusal:
            verb(*args, **kwargs)
    assert everything() == before
    error = refusal.value
    return set(error.message_dict) if hasattr(error, "error_dict") else None


def everything():
    models = (Sitting, Decision, AgendaItem, ModelLogEntry)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize(
    "present, total, below", [(5, 9, True), (6, 9, False), (9, 9, False), (None, 9, False), (5, None, False)]
)
def test_fewer_than_two_thirds_are_a_warning(present, total, below):
    assert is_below_quorum(present, total) is below


def test_a_sitting_is_saved_as_a_whole_with_one_entry_of_the_log(councils):
    sitting = save_sitting(
        sitting_of(councils.a, members_total=9, members_present=7),
        user=None,
        decisions=[decision("1", votes_for=6, votes_abstained=1), decision("2")],
        agenda=[point("Бір"), point("Екі", minutes=20)],
    )
    assert [(row.number, row.votes) for row in sitting.decisions.all()] == [("1", 7), ("2", 0)]
    assert [row.title() for row in sitting.agenda_items.all()] == ["Бір", "Екі"]
    first = sitting.agenda_items.first()
    save_sitting(sitting, user=None, agenda=[point("Үш")], dropped=[first])
    assert [row.title() for row in sitting.agenda_items.all()] == ["Екі", "Үш"]
    assert sitting.decisions.count() == 2
    logged = ModelLogEntry.objects.for_instance(sitting).order_by("pk").values_list("action", flat=True)
    assert list(logged) == ["kenes.sitting_entered", "kenes.sitting_changed"]


def test_more_members_present_than_the_council_has_are_refused(councils):
    assert refused(save_sitting, sitting_of(councils.a, members_total=5, members_present=6), user=None) == {
        "members_present"
    }
    sitting = save_sitting(sitting_of(councils.a, members_total=6, members_present=6), user=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.filter(pk=sitting.pk).update(members_present=7)


def test_more_votes_than_members_present_are_refused_whichever_comes_later(councils):
    too_many = decision(votes_for=4, votes_against=1, votes_abstained=1)
    assert refused(save_sitting, sitting_of(councils.a, members_present=5), user=None, decisions=[too_many]) is None
    sitting = save_sitting(sitting_of(councils.a, members_present=6), user=None, decisions=[too_many])
    sitting.members_present = 5
    assert refused(save_sitting, sitting, user=None) is None


def test_votes_are_taken_where_nobody_counted_those_present(councils):
    assert save_sitting(sitting_of(councils.a), user=None, decisions=[decision(votes_for=40)]).pk


def test_a_point_without_words_is_refused(councils):
    assert refused(save_sitting, sitting_of(councils.a), user=None, agenda=[point("")]) == {"title_kk"}


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_who_plans_consultations_enters_a_sitting_and_nobody_else(role, councils):
    with pytest.raises(Http404):
        save_sitting(sitting_of(councils.a), user=make_user(role, councils.b))
    colleague = make_user(role, councils.a)
    if role in PLANS_CONSULTATIONS:
        assert save_sitting(sitting_of(councils.a), user=colleague).pk
    else:
        with pytest.raises(PermissionDenied):
            save_sitting(sitting_of(councils.a), user=colleague)


# --- what readers see ------------------------------------------------------------------------------------------------
def shown(client, language, sitting):
    return client.get(f"/{language}/councils/almaly/sittings/{sitting.slug}/").content.decode()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_page_shows_the_rows_and_only_without_them_the_pages_own_agenda(language, councils, client):
    sitting = save_sitting(sitting_of(councils.a, members_total=9, members_present=7), user=None)
    make_texts(sitting, agenda=[("item", "Беттегі мәселе")])
    assert "Беттегі мәселе" in shown(client, language, sitting)
    rows = [point("Кесте туралы", title_ru="О графике", minutes=30, reporter_ru="А. Маратов")]
    save_sitting(sitting, user=None, agenda=rows, decisions=[decision(votes_for=6, votes_against=1)])
    page = shown(client, language, sitting)
    assert "Беттегі мәселе" not in page
    assert {"kk": "Кесте туралы", "ru": "О графике"}[language] in page
    assert ('<span lang="ru">А. Маратов' in page) is (language == "kk")
    with override(language):
        [item], [decided] = agenda_of(sitting, language), decisions_of(sitting, language)
        assert item["minutes"] in page and "30" in item["minutes"]
        assert decided["votes"] in page and "6" in decided["votes"]
        assert any("7" in str(value) and "9" in str(value) for _label, value in facts_of(sitting, language))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_decision_leads_to_what_it_approves_and_back(language, councils, client):
    made = make_decision(councils.a)
    schedule = make_schedule(councils.a, decision=made)
    draft = make_recommendation(councils.a, decision=made)
    sent = make_recommendation(councils.a, decision=made, sent_on=DAY)
    make_texts(made.sitting)
    [item] = decisions_of(made.sitting, language)
    assert [link["url"] for link in item["links"]] == [sent.url(language)]
    make_texts(schedule)
    page = shown(client, language, made.sitting)
    address = f"/{language}/councils/almaly/schedule/{schedule.slug}/"
    sitting = f"/{language}/councils/almaly/sittings/{made.sitting.slug}/"
    assert f'href="{address}"' in page and f'href="{sent.url(language)}"' in page
    assert draft.number not in page
    for back in (address, sent.url(language)):
        assert f'href="{sitting}"' in client.get(back).content.decode()


def test_the_page_costs_the_same_however_much_was_decided(councils, client, django_assert_max_num_queries):
    costs = []
    for number in range(3):
        made = make_decision(councils.a, number=str(number))
        for _row in range(3):
            make_recommendation(councils.a, decision=made, sent_on=DAY)
        if not number:
            make_texts(made.sitting)
        with django_assert_max_num_queries(20) as asked:
            shown(client, "kk", made.sitting)
        costs.append(len(asked))
    assert costs[1] == costs[2]
