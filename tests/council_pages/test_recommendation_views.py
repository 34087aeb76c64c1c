"""The public registers of recommendations and the page of one, in both languages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from council_pages import recommending, replies
from council_pages.models import Recommendation
from council_pages.recommendation_items import waiting_words
from council_pages.recommendation_views import PAGE_SIZE
from council_pages.recommendations import PUBLIC, Status
from tests.factories import make_consultation, make_council, make_decision, make_recommendation, make_texts

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
REGISTER = "/{}/councils/almaly/recommendations/"
NATIONAL = "/{}/recommendations/"


@pytest.fixture
def today():
    return timezone.localdate()


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def overdue(council, **facts):
    return make_recommendation(council, sent_on=days_ago(12), due_on=days_ago(2), **facts)


def answered(council, **facts):
    row = make_recommendation(council, sent_on=days_ago(12), **facts)
    replies.record_reply(
        row,
        user=None,
        today=days_ago(0),
        received_on=days_ago(3),
        document_number="04-12/871",
        text_ru="Рассмотрено.",
        actions_kk="Екі маршрут ұзартылды.",
        actions_ru="Продлены два маршрута.",
    )
    row.refresh_from_db()
    return row


def withdrawn(council, **facts):
    row = make_recommendation(council, sent_on=days_ago(12), **facts)
    words = {"reason_kk": "Себебі қазақша", "reason_ru": "Причина по-русски"}
    return recommending.withdraw(row, user=None, today=days_ago(1), **words)


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


# --- one recommendation ----------------------------------------------------------------------------------------------
@LANGUAGES
def test_000_23_the_reply_and_its_concrete_actions_are_public(language, councils, client):
    row = answered(councils.a)
    page = shown(client, row.url(language))
    for words in (row.title(language), row.addressee(language), row.clauses.get().text(language), "04-12/871"):
        assert words in page
    assert row.reply.actions(language) in page
    # The state body wrote in one language: its words stand with their own `lang`, and nothing is left out.
    assert ('lang="ru"><p>Рассмотрено.' in page) is (language == "kk")
    with override(language):
        assert str(Status.ANSWERED.label) in page
        assert gettext("The state body has not replied.") not in page


@LANGUAGES
def test_g18_for_how_many_days_there_is_no_reply_is_public(language, councils, client, today):
    row = overdue(councils.a)
    with override(language):
        words = waiting_words(row, today)
        assert "12" in words
        for address in (row.url(language), REGISTER.format(language), NATIONAL.format(language)):
            assert words in shown(client, address)
        assert gettext("The state body has not replied.") in shown(client, row.url(language))


@LANGUAGES
def test_a_reply_without_actions_says_so(language, councils, client, today):
    row = make_recommendation(councils.a, sent_on=days_ago(5))
    replies.record_reply(row, user=None, today=today, received_on=today, text_kk="Қаралды", text_ru="Рассмотрено")
    with override(language):
        assert gettext("The reply names no concrete action.") in shown(client, row.url(language))


@LANGUAGES
def test_a_correction_says_its_day(language, councils, client, today):
    row = answered(councils.a)
    replies.correct_reply(row, user=None, today=today, document_number="1")
    with override(language):
        assert gettext("Corrected on") in shown(client, row.url(language))


@LANGUAGES
def test_what_is_withdrawn_stays_public_with_its_reason(language, councils, client):
    page = shown(client, withdrawn(councils.a).url(language))
    assert {"kk": "Себебі қазақша", "ru": "Причина по-русски"}[language] in page
    with override(language):
        assert gettext("The state body has not replied.") not in page


@LANGUAGES
def test_it_leads_to_the_decision_and_the_question_and_they_lead_back(language, councils, client):
    decision, question = make_decision(councils.a), make_consultation(councils.a, "lights")
    row = make_recommendation(councils.a, sent_on=days_ago(1), consultation=question, decision=decision)
    section = f"/{language}/councils/almaly"
    addresses = [f"{section}/questions/lights/", f"{section}/sittings/{decision.sitting.slug}/"]
    page = shown(client, row.url(language))
    assert not any(address in page for address in addresses)
    for described in (question, decision.sitting):
        make_texts(described)
    page = shown(client, row.url(language))
    assert all(f'href="{address}"' in page for address in addresses)
    assert f'href="{row.url(language)}"' in shown(client, addresses[0])


def test_a_draft_has_no_address_and_is_in_no_register(councils, client):
    make_recommendation(councils.a, title_ru="Черновик о трубах")
    for language in ("kk", "ru"):
        for address in (REGISTER, NATIONAL):
            assert "трубах" not in shown(client, address.format(language))
    assert client.get("/ru/councils/almaly/recommendations/2026-1/").status_code == 404


def test_a_recommendation_is_not_found_under_another_council(councils, client):
    row = overdue(councils.a)
    assert client.get(row.url("ru").replace("almaly", "bostandyk")).status_code == 404
    assert client.get("/ru/councils/nowhere/recommendations/").status_code == 404


def test_nothing_is_sent_to_these_pages(councils, client):
    for address in (REGISTER, NATIONAL):
        assert client.post(address.format("ru")).status_code == 405


# --- the registers ---------------------------------------------------------------------------------------------------
@LANGUAGES
def test_an_empty_register_says_that_nothing_was_sent(language, councils, client):
    with override(language):
        assert gettext("The council has not sent any recommendation yet.") in shown(client, REGISTER.format(language))
        assert gettext("No council has sent a recommendation yet.") in shown(client, NATIONAL.format(language))


def test_the_register_shows_the_own_council_only_and_the_national_one_all(councils, client):
    own, other = overdue(councils.a, title_ru="О трубах"), overdue(councils.b, title_ru="О дорогах")
    page = shown(client, REGISTER.format("ru"))
    assert own.url("ru") in page and other.url("ru") not in page
    page = shown(client, NATIONAL.format("ru"))
    assert own.url("ru") in page and other.url("ru") in page and councils.b.name("ru") in page


@pytest.mark.parametrize("address", [REGISTER, NATIONAL])
def test_002_3_the_register_counts_and_filters_what_is_left_without_attention(address, councils, client):
    rows = {
        Status.OVERDUE: overdue(councils.a),
        Status.SENT: make_recommendation(councils.a, sent_on=days_ago(1)),
        Status.ANSWERED: answered(councils.a),
        Status.WITHDRAWN: withdrawn(councils.a),
    }
    for status in PUBLIC:
        page = shown(client, f"{address.format('ru')}?status={status.value}")
        assert {each for each, row in rows.items() if row.url("ru") in page} == {status}
    answer = client.get(address.format("ru") + "?status=draft")
    assert all(row.url("ru") in answer.content.decode() for row in rows.values())
    if address == NATIONAL:
        assert [figure["value"] for figure in answer.context["figures"]] == [4, 1, 2, 1]
    else:
        assert "2" in answer.context["waiting"]
        assert [chip["count"] for chip in answer.context["chips"]] == [4, 1, 1, 1, 1]


def test_the_national_register_is_narrowed_to_a_region_and_a_council(councils, client):
    far = make_council("karaganda", region=councils.a.region.__class__.objects.get(code="karaganda"))
    near, there = overdue(councils.a), overdue(far)
    for query, rows in (
        ("region=karaganda", {there}),
        ("council=almaly", {near}),
        ("council=almaly&region=karaganda", set()),
        ("region=x&council=bostandyk", {near, there}),
    ):
        page = shown(client, f"{NATIONAL.format('ru')}?{query}")
        assert {row for row in (near, there) if row.url("ru") in page} == rows
    assert client.get("/ru/recommendations/?council=almaly").context["figures"][0]["value"] == 1


@LANGUAGES
def test_a_filter_that_finds_nothing_leads_back(language, councils, client):
    overdue(councils.a)
    with override(language):
        words = gettext("No recommendation matches")
    for address in (REGISTER, NATIONAL):
        assert words in shown(client, address.format(language) + "?status=answered")


@pytest.mark.parametrize("address", [REGISTER, NATIONAL])
def test_a_register_costs_the_same_however_long_it_is(address, councils, client, django_assert_max_num_queries):
    costs = []
    for _round in range(2):
        for _row in range(PAGE_SIZE // 2 + 1):
            answered(councils.a)
            overdue(councils.b if address == NATIONAL else councils.a)
        with django_assert_max_num_queries(12) as asked:
            page = shown(client, address.format("ru"))
        costs.append(len(asked))
        assert page.count('<li class="result"') == PAGE_SIZE
    assert costs[0] == costs[1]
    assert Recommendation.objects.count() > 2 * PAGE_SIZE
    assert '<li class="result"' in shown(client, address.format("ru") + "?page=2")


def test_the_page_of_one_costs_the_same_however_many_clauses_it_has(councils, client, django_assert_max_num_queries):
    facts = {"consultation": make_consultation(councils.a), "decision": make_decision(councils.a)}
    costs = []
    for clauses in (1, 9):
        row = answered(councils.a, clauses=clauses, **facts)
        with django_assert_max_num_queries(15) as asked:
            shown(client, row.url("kk"))
        costs.append(len(asked))
    assert costs[0] == costs[1]
