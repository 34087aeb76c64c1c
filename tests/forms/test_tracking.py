"""What is said of a proposal that was found."""

import pytest
from django.utils.translation import gettext, override

from council_pages.models import Outcome
from forms import answering, publication, tracking
from forms.models import ErasureOrder, PublicationLink
from forms.states import ProposalState
from tests.forms.making import NOW, filled, later, send, upload


def described(result, *, own=False, language="kk"):
    with override(language):
        found = tracking.find(result.proposal.number, result.secret if own else "")
        return tracking.describe(found, language, NOW)


def test_a_number_that_cannot_be_one_is_told_apart_from_one_that_is_unknown(definition):
    with pytest.raises(ValueError, match="receipt number"):
        tracking.find("123")
    assert tracking.find("000000000000") is None


def test_the_timeline_follows_the_state(definition, secretary):
    result = send(definition)
    assert [entry["state"] for entry in described(result)["timeline"]] == ["done", "ahead", "ahead", "ahead"]
    answering.take_up(result.proposal, user=secretary, now=later(hours=1))
    assert [entry["state"] for entry in described(result)["timeline"]] == ["done", "current", "ahead", "ahead"]
    answering.answer(result.proposal, "forwarded", "Әкімдікке.", user=secretary, now=later(hours=2))
    timeline = described(result)["timeline"]
    assert [entry["state"] for entry in timeline] == ["done", "done", "done", "ahead"]
    assert timeline[2]["when"] == later(hours=2)


def test_a_proposal_that_was_answered_straight_away_was_never_under_review(definition, secretary):
    other = send(definition)
    answering.take_up(other.proposal, user=secretary, now=later(hours=1))
    result = send(definition)
    answering.answer(result.proposal, "accepted", "Дұрыс.", user=secretary, now=later(hours=2))
    with override("kk"):
        labels = [str(entry["label"]) for entry in described(result)["timeline"]]
        assert labels[:2] == [str(ProposalState(state).label) for state in ("registered", "accepted")]
        assert labels[2:] == [gettext("Outcome of the consultation")]


def test_its_own_words_are_marked_where_the_page_is_in_the_other_language(definition):
    result = send(definition)
    assert described(result, language="kk")["foreign"] == ""
    assert described(result, language="ru")["foreign"] == "kk"


def test_after_the_outcome_the_report_is_linked(definition):
    result = send(definition)
    assert described(result)["outcome_url"] == ""
    Outcome.objects.create(consultation=definition.consultation, published_at=NOW)
    assert described(result)["outcome_url"] == "/kk/councils/almaly/outcomes/parks/"


def test_once_the_link_is_erased_the_number_leads_to_the_list_only(definition, secretary):
    result = send(definition)
    publication.publish(result.proposal, "Мәтін", user=secretary, now=NOW)
    PublicationLink.objects.all().delete()
    found = described(result)
    assert (found["text"], found["published_url"]) == ("", "")
    assert found["proposals_url"].endswith("/proposals/")


def test_once_the_original_is_erased_the_page_says_so(definition):
    result = send(definition, filled(name="Айгүл", consent="on"), files={"files": [upload()]})
    ErasureOrder.objects.create(proposal=result.proposal, reason="Asked.")
    result.proposal.original.files.all().delete()
    result.proposal.original.delete()
    found = described(result, own=True)
    assert found["sent"]["is_erased"] is True
    assert found["text"] == ""
    assert "А." in [row.get("value") for row in found["sent"]["rows"]]
