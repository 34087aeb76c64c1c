"""The published proposals under the form's page."""

import re
from itertools import pairwise

import pytest
from django.utils.datastructures import MultiValueDict

from forms import answering, components, grouping, intake, publication, tokens
from forms.form_building import define_form
from forms.receipts import format_number
from tests.forms.making import KAZAKH, NOW, filled, parks, send, url


def published(definition, secretary, text=KAZAKH, **data):
    proposal = send(definition, filled(text=text, **data)).proposal
    return publication.publish(proposal, text, user=secretary, now=NOW)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_published_proposals_are_listed_with_their_answers(client, open_form, definition, secretary, language):
    proposal = send(definition).proposal
    public = publication.publish(proposal, "Көпшілікке мәтін", user=secretary, now=NOW)
    answering.answer(proposal, "accepted", "Ескерілді, себебі дұрыс.", user=secretary, now=NOW)
    send(definition, filled(text="жарияланбаған мәтін"))
    response = client.get(url(language, "proposals"))
    page = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert "Көпшілікке мәтін" in page
    assert "Ескерілді, себебі дұрыс." in page
    assert f'href="{url(language, "proposals", public.public_id)}"' in page
    assert ('lang="kk"><p>Көпшілікке' in page) is (language == "ru")
    for secret in ("жарияланбаған мәтін", KAZAKH, format_number(proposal.number), proposal.number):
        assert secret not in page


def test_twenty_proposals_stand_on_a_page(client, open_form, definition, secretary):
    for number in range(21):
        published(definition, secretary, text=f"Ұсыныс {number}.")
    first, second = (client.get(url("kk", "proposals"), {"page": page}).content.decode() for page in (1, 2))
    assert first.count("<article") == 20
    assert second.count("<article") == 1
    assert "Ұсыныс 20." in second
    assert client.get(url("kk", "proposals"), {"page": "x"}).status_code == 200


def test_a_list_costs_the_same_however_long_it_is(
    client, open_form, definition, secretary, django_assert_max_num_queries
):
    published(definition, secretary)
    with django_assert_max_num_queries(13) as few:
        client.get(url("kk", "proposals"))
    for _ in range(9):
        published(definition, secretary)
    with django_assert_max_num_queries(len(few)):
        client.get(url("kk", "proposals"))


def test_one_published_proposal_has_a_page_of_its_own(client, open_form, definition, secretary):
    public = published(definition, secretary)
    response = client.get(url("kk", "proposals", public.public_id))
    assert response.status_code == 200
    assert KAZAKH in response.content.decode()


@pytest.mark.parametrize("parts", [(), ("single",)])
def test_no_level_of_headings_is_left_out(client, open_form, definition, secretary, parts):
    public = published(definition, secretary)
    page = client.get(url("kk", "proposals", *(public.public_id for _ in parts))).content.decode()
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[:2] == [1, 2]
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))


@pytest.mark.parametrize("parts", [("proposals", "abcdefgh"), ("proposals", "a", "b"), ("other",), ("proposals", "1")])
def test_what_does_not_exist_is_not_found(client, open_form, parts):
    assert client.get(url("kk", *parts)).status_code == 404


def test_a_proposal_of_another_consultation_is_not_found_here(client, open_form, council, secretary):
    other = published(define_form(parks(council, "other"), user=None), secretary)
    assert client.get(url("kk", "proposals", other.public_id)).status_code == 404


@pytest.mark.parametrize("language, words", [
    ("kk", ["Ұқсас ұсыныстар топтарында, әрқайсысына жауап беріледі: 2.", "Осы сайтта: 2 · Қағаз түрінде: 1"]),
    ("ru", ["В группах похожих, ответ даётся на каждое: 2.", "На этом сайте: 2 · На бумаге: 1"]),
])  # fmt: skip
def test_the_list_says_how_many_came_by_which_channel_and_stand_in_groups(
    client, open_form, definition, secretary, language, words
):
    keys = [send(definition).proposal.pk for _ in range(2)]
    page = client.get(url(language, "proposals")).content.decode()
    assert not [line for line in words if line in page]
    grouping.group(definition.consultation, keys, user=secretary, now=NOW)
    typed = filled(channel="paper", received_on="2026-11-20", language="kk")
    intake.enter(definition, typed, MultiValueDict(), tokens.issue(definition.pk, NOW), NOW, user=secretary)
    page = client.get(url(language, "proposals")).content.decode()
    assert [line for line in words if line not in page] == []
    figures = components.outcome_totals(definition.consultation, language, NOW)["figures"]
    assert figures[-1]["value"] == 2
