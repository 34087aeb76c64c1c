"""From a proposal to the clause of a recommendation and the state body's reply, and back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, HANDLES_PROPOSALS
from council_pages import recommending, replies
from council_pages.models import Clause
from council_pages.recommending import ClauseText
from forms import answering, publication, tracing
from forms.form_building import define_form
from forms.listings import clause_sources
from forms.models import ClauseProposal, PublicationLink, PublishedProposal
from tests.factories import make_council, make_recommendation, make_user
from tests.forms.making import NOW, filled, later, parks, send, url

SENT = date(2026, 11, 24)
TAKEN, NOT_TAKEN = ("accepted", "partially_accepted"), ("registered", "under_review", "rejected", "forwarded")


@pytest.fixture
def row(council, consultation):
    """A draft on the question, with two clauses."""
    return make_recommendation(council, "2026/1", consultation=consultation, clauses=2)


def proposal_in(state, definition, **data):
    proposal = send(definition, filled(**data)).proposal
    if state == "under_review":
        return answering.take_up(proposal, user=None, now=NOW)
    return proposal if state == "registered" else answering.answer(proposal, state, "Себебі", user=None, now=NOW)


def answered(definition, **data):
    return proposal_in("accepted", definition, **data)


def dispatch(row):
    return recommending.send(row, user=None, sent_on=SENT, due_on=SENT, today=SENT)


def refused(verb, *args, **kwargs):
    """The fields beside which the verb refuses; nothing is left half-written."""
    before = everything()
    for language in ("kk", "ru"):
        with override(language), pytest.raises(ValidationError) as refusal:
            verb(*args, **kwargs)
    assert everything() == before
    return set(refusal.value.message_dict)


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (ClauseProposal, PublishedProposal.clauses.through, ModelLogEntry)
    ]


@pytest.mark.parametrize("state", TAKEN)
def test_001_12_a_clause_of_a_draft_names_the_proposals_it_takes_into_account(state, row, definition, secretary):
    proposal, clause = proposal_in(state, definition), row.clauses.first()
    for _again in range(2):
        tracing.link(clause, proposal, user=secretary)
    assert [use.proposal for use in clause.uses.all()] == [proposal]
    [entry] = ModelLogEntry.objects.for_instance(proposal).filter(action="kenes.proposal_used")
    assert (entry.user, entry.data) == (secretary, {"clause": clause.pk})
    assert tracing.unlink(clause, proposal, user=secretary) is True
    assert tracing.unlink(clause, proposal, user=secretary) is False
    assert ModelLogEntry.objects.for_instance(proposal).filter(action="kenes.proposal_unused").count() == 1


@pytest.mark.parametrize("state", NOT_TAKEN)
def test_only_what_is_taken_into_account_is_used(state, row, definition):
    assert refused(tracing.link, row.clauses.first(), proposal_in(state, definition), user=None) == {"clauses"}


def test_clauses_of_another_question_another_council_or_no_question_are_refused(council, definition):
    proposal, other = answered(definition), make_council("bostandyk")
    rows = [
        make_recommendation(council, consultation=parks(council, "roads")),
        make_recommendation(council),
        make_recommendation(other, consultation=parks(other)),
    ]
    for row in rows:
        for verb in (tracing.link, tracing.unlink):
            assert refused(verb, row.clauses.first(), proposal, user=None) == {"clauses"}


def test_a_clause_that_is_deleted_meanwhile_is_refused(row, definition):
    clause = row.clauses.first()
    Clause.objects.filter(pk=clause.pk).delete()
    assert refused(tracing.link, clause, answered(definition), user=None) == {"clauses"}


def test_after_the_sending_nothing_is_named_and_nothing_is_taken_out(row, definition):
    first, second = row.clauses.all()
    proposal = answered(definition)
    tracing.link(first, proposal, user=None)
    dispatch(row)
    assert refused(tracing.link, second, proposal, user=None) == {"clauses"}
    assert refused(tracing.unlink, first, proposal, user=None) == {"clauses"}


def test_a_used_proposal_stays_taken_into_account(row, definition):
    proposal = answered(definition)
    facts = {"user": None, "now": NOW}
    tracing.link(row.clauses.first(), proposal, user=None)
    assert refused(answering.answer, proposal, "rejected", "Себебі", **facts) == {"state"}
    answering.answer(proposal, "partially_accepted", "Ішінара", **facts)
    dispatch(row)
    assert refused(answering.answer, proposal, "rejected", "Себебі", **facts) == {"state"}


def test_exactly_the_chosen_clauses_of_drafts_use_the_proposal(row, definition, council, consultation):
    first, second = row.clauses.all()
    sent = make_recommendation(council, consultation=consultation)
    proposal = answered(definition)
    tracing.link(sent.clauses.get(), proposal, user=None)
    dispatch(sent)
    for chosen in ([first], [second], [first, second], []):
        tracing.use_in(proposal, chosen, user=None)
        used = {use.clause for use in proposal.uses.all()}
        assert used == {*chosen, sent.clauses.get()}
    assert set(tracing.open_clauses(proposal)) == {first, second}


def test_a_choice_with_one_refused_clause_changes_nothing(row, definition, council):
    first, second = row.clauses.all()
    foreign = make_recommendation(council).clauses.get()
    proposal = answered(definition)
    tracing.link(first, proposal, user=None)
    assert refused(tracing.use_in, proposal, [second, foreign], user=None) == {"clauses"}


def test_a_draft_that_is_discarded_takes_its_traces_with_it(row, definition):
    proposal = answered(definition)
    tracing.link(row.clauses.first(), proposal, user=None)
    recommending.discard(row, user=None, today=SENT)
    assert not proposal.uses.exists()


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_who_handles_proposals_traces_them_and_nobody_else(role, row, definition, council):
    proposal, clause = answered(definition), row.clauses.first()
    stranger = make_user(role, make_council("bostandyk"))
    colleague = make_user(role, council)
    for verb, args in ((tracing.link, (clause, proposal)), (tracing.use_in, (proposal, [clause]))):
        with pytest.raises(Http404):
            verb(*args, user=stranger)
        if role in HANDLES_PROPOSALS:
            verb(*args, user=colleague)
        else:
            with pytest.raises(PermissionDenied):
                verb(*args, user=colleague)


# --- what readers see ------------------------------------------------------------------------------------------------
def published(definition, text, **data):
    proposal = answered(definition, text=text, **data)
    return proposal, publication.publish(proposal, text, user=None, now=NOW)


def page(client, language, public):
    return client.get(url(language, "proposals", public.public_id)).content.decode()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_g4_a_published_proposal_shows_the_clause_and_the_reply_once_the_recommendation_is_sent(
    language, client, open_form, definition, row, at
):
    proposal, public = published(definition, "Саябаққа шам керек.")
    clause = row.clauses.first()
    tracing.link(clause, proposal, user=None)
    assert clause.text(language) not in page(client, language, public)
    row = dispatch(row)
    at(later(days=4))
    shown = page(client, language, public)
    assert clause.text(language) in shown and f'href="{row.url(language)}"' in shown
    assert row.addressee(language) in shown
    with override(language):
        assert str(row.status_on(date(2026, 11, 27)).label) in shown
    facts = {"text_kk": "Қаралды.", "actions_kk": "Отыз шам орнатылды."}
    replies.record_reply(row, user=None, today=SENT, received_on=SENT, **facts)
    shown = page(client, language, public)
    assert "Қаралды." in shown and "Отыз шам орнатылды." in shown
    assert ('lang="kk">Қаралды.' in shown) is (language == "ru")


def test_the_trace_outlives_the_link_to_the_proposal(client, open_form, definition, row):
    proposal, public = published(definition, "Саябаққа шам керек.")
    tracing.link(row.clauses.first(), proposal, user=None)
    dispatch(row)
    PublicationLink.objects.all().delete()
    assert row.clauses.first().text_kk in page(client, "kk", public)


def test_a_copy_that_is_published_later_carries_the_clauses_and_loses_those_taken_out(definition, row):
    first, second = row.clauses.all()
    proposal = answered(definition)
    tracing.link(first, proposal, user=None)
    public = publication.publish(proposal, "Мәтін", user=None, now=NOW)
    assert list(public.clauses.all()) == [first]
    tracing.use_in(proposal, [second], user=None)
    assert list(public.clauses.all()) == [second]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_g4_the_recommendation_lists_the_proposals_behind_each_clause(language, client, open_form, definition, row):
    first, second = row.clauses.all()
    proposal, public = published(definition, "Саябаққа шам керек.")
    unpublished = answered(definition, text="Жарияланбайтын сөз", publication="nothing")
    for used in (proposal, unpublished):
        tracing.link(first, used, user=None)
    tracing.link(second, proposal, user=None)
    row = dispatch(row)
    shown = client.get(row.url(language)).content.decode()
    assert shown.count(f'href="{url(language, "proposals", public.public_id)}"') == 2
    assert "Жарияланбайтын сөз" not in shown
    assert [source["count"] for source in clause_sources(row, language)] == [2, 1]


def test_a_list_with_traces_costs_the_same_however_long_it_is(
    client, open_form, definition, council, consultation, django_assert_max_num_queries
):
    costs = []
    for number in range(1, 4):
        row = make_recommendation(council, consultation=consultation, clauses=2)
        for clause in row.clauses.all():
            tracing.link(clause, published(definition, f"Ұсыныс {number}, {clause.number}")[0], user=None)
        row = dispatch(row)
        for address in (url("kk", "proposals"), row.url("kk"), url("kk").replace("propose/", "")):
            with django_assert_max_num_queries(20) as asked:
                assert client.get(address).status_code == 200
            costs.append(len(asked))
    assert costs[3:6] == costs[6:]


def test_clauses_typed_anew_keep_their_proposals(row, definition):
    proposal, clause = answered(definition), row.clauses.first()
    tracing.link(clause, proposal, user=None)
    recommending.change(row, user=None, today=SENT, clauses=[ClauseText("Жаңа", "Новый", pk=clause.pk)])
    assert proposal.uses.get().clause.text_ru == "Новый"


def test_another_form_of_the_council_is_not_touched(council, row):
    definition = define_form(parks(council, "roads"), user=None)
    assert not tracing.open_clauses(answered(definition)).exists()
