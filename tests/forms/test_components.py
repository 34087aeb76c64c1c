"""What stands on the pages of questions and outcome reports."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from cms.components import Place, build
from cms.offline import HEADER
from council_pages import planning, texts
from forms import answering, publication, receipts
from tests.forms.making import CLOSES, KAZAKH, NOW, OPENS, filled, send, url

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


def shown(place, consultation, language="kk", now=NOW):
    """The markup of what stands at the place."""
    with override(language):
        return "".join(
            render_to_string(part["template"], {"c": part["context"]})
            for part in build(place, consultation, language, now)
        )


@LANGUAGES
def test_an_open_question_leads_to_the_form_with_its_deadline(pages, consultation, language):
    page = shown(Place.QUESTION_FORM, consultation, language)
    assert f'href="{url(language)}"' in page
    assert 'datetime="2026-12-01T18:00+05:00"' in page
    with override(language):
        assert gettext("Make a proposal") in page


@pytest.mark.parametrize("now", [OPENS - timedelta(days=1), CLOSES])
def test_outside_the_window_there_is_no_way_in_but_the_dates(pages, consultation, now):
    page = shown(Place.QUESTION_FORM, consultation, now=now)
    assert "href" not in page
    assert "datetime" in page


def test_a_halted_question_says_that_nothing_is_accepted(pages, consultation):
    halted = planning.halt(consultation, "cancelled", reason_kk="Қар", reason_ru="Снег", user=None)
    page = shown(Place.QUESTION_FORM, halted, "ru")
    with override("ru"):
        assert gettext("Proposals are not being accepted") in page
    assert "href" not in page


def test_without_a_live_form_nothing_is_shown(definition, consultation):
    assert shown(Place.QUESTION_FORM, consultation) == ""


def test_a_question_without_proposals_has_no_list(pages, consultation):
    assert shown(Place.QUESTION_PROPOSALS, consultation) == ""


def test_a_question_shows_the_first_five_and_the_way_to_all(pages, definition, consultation):
    for number in range(7):
        text = f"Ұсыныс {number}."
        publication.publish(send(definition, filled(text=text)).proposal, text, user=None, now=NOW)
    page = shown(Place.QUESTION_PROPOSALS, consultation)
    assert page.count("<article") == 5
    assert "Ұсыныс 4." in page
    assert "Ұсыныс 5." not in page
    assert f'href="{url("kk", "proposals")}"' in page


@LANGUAGES
def test_an_outcome_shows_totals_and_every_answer(pages, definition, consultation, language):
    named, silent = (
        send(definition).proposal,
        send(definition, filled(text="жария емес", publication="nothing")).proposal,
    )
    publication.publish(named, KAZAKH, user=None, now=NOW)
    answering.answer(named, "accepted", "Ескерілді.", user=None, now=NOW)
    answering.answer(silent, "rejected", "Ескерілмеді.", user=None, now=NOW)
    totals = shown(Place.OUTCOME_TOTALS, consultation, language)
    assert "<svg" in totals
    assert "style=" not in totals
    page = shown(Place.OUTCOME_PROPOSALS, consultation, language)
    assert KAZAKH in page
    assert "Ескерілді." in page
    assert "Ескерілмеді." in page
    assert receipts.format_number(silent.number) in page
    assert "жария емес" not in page
    assert receipts.format_number(named.number) not in page


def test_an_outcome_without_proposals_says_so(pages, consultation):
    page = shown(Place.OUTCOME_TOTALS, consultation, "ru")
    with override("ru"):
        assert gettext("No proposals came in.") in page
    assert shown(Place.OUTCOME_PROPOSALS, consultation) == ""


@pytest.mark.parametrize(
    "place", [Place.QUESTION_FORM, Place.QUESTION_PROPOSALS, Place.OUTCOME_TOTALS, Place.OUTCOME_PROPOSALS]
)
def test_each_costs_a_few_queries_however_many_proposals_there_are(
    pages, definition, consultation, place, django_assert_max_num_queries
):
    for _ in range(6):
        publication.publish(send(definition).proposal, KAZAKH, user=None, now=NOW)
        answering.answer(send(definition).proposal, "accepted", "Себеп", user=None, now=NOW)
    with django_assert_max_num_queries(5):
        shown(place, consultation)


@LANGUAGES
def test_a_question_and_a_report_carry_them(client, open_form, definition, language):
    publication.publish(send(definition).proposal, KAZAKH, user=None, now=NOW)
    page = client.get(url(language).removesuffix("propose/")).content.decode()
    assert f'href="{url(language)}"' in page
    assert KAZAKH in page


@LANGUAGES
def test_the_first_draft_of_a_report_counts_proposals_and_repeats_none_of_their_words(
    language, definition, consultation, open_form
):
    contact = {"name": "zq7canary", "email": "zq7canary@example.kz", "consent": "on"}
    for state in ("accepted", "accepted", "partially_accepted", "rejected", "forwarded"):
        proposal = send(definition, filled("zq7canary", **contact)).proposal
        answering.answer(proposal, state, "zq7canary", user=None, now=NOW)
        publication.publish(proposal, "zq7canary", user=None, now=NOW)
    page = texts.write_text(planning.open_outcome(consultation, user=None), language, user=None)
    said = {
        "kk": ("5 ұсыныс түсті.", "2 ұсыныс ескерілді.", "1 ұсыныс құзыреті бойынша жіберілді."),
        "ru": ("Поступило 5 предложений.", "Принято 2 предложения.", "Направлено по компетенции: 1 предложение."),
    }
    text = page.summary + page.position + page.changes
    assert [words for words in said[language] if words not in text] == []
    assert "zq7canary" not in text


@LANGUAGES
def test_a_copy_for_reading_without_a_connection_holds_no_word_of_a_citizen(
    open_form, definition, consultation, client, language
):
    publication.publish(send(definition).proposal, KAZAKH, user=None, now=NOW)
    address = url(language).removesuffix("propose/")
    assert KAZAKH in client.get(address).content.decode()
    copy = client.get(address, headers={HEADER: "1"}).content.decode()
    assert KAZAKH not in copy
    assert "<article" not in copy
    assert f'href="{url(language)}"' in copy
