"""A group is answered at once, and each author by itself."""

from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import TestCase
from wagtail.models import ModelLogEntry

from cms.roles import Role
from forms import answering, group_answers, grouping, publication
from forms.models import Answer, Proposal, PublishedProposal
from tests.factories import make_user
from tests.forms.making import KAZAKH, NOW, later, send

REASONS = {"kk": "Ескеріледі", "ru": "Учтём"}


@pytest.fixture
def group(definition, consultation):
    """Two in Kazakh, one in Russian."""
    keys = [send(definition, language=language).proposal.pk for language in ("kk", "kk", "ru")]
    return grouping.group(consultation, keys, user=None, now=NOW)


def give(group, state="accepted", reasons=REASONS, user=None):
    return group_answers.answer_group(group, state, reasons, user=user, now=later(hours=1))


def given():
    return sorted(Answer.objects.values_list("proposal__state", "proposal__language", "reason"))


def test_each_member_has_an_answer_of_its_own_in_its_language(group, secretary):
    assert give(group, user=secretary) == group_answers.GroupAnswer(3, is_queued=False)
    assert given() == [("accepted", "kk", "Ескеріледі")] * 2 + [("accepted", "ru", "Учтём")]
    assert set(Answer.objects.values_list("answered_by", flat=True)) == {secretary.pk}
    for proposal in Proposal.objects.all():
        assert ModelLogEntry.objects.for_instance(proposal).filter(action="kenes.proposal_answered").count() == 1


def test_the_public_copy_of_a_member_shows_its_answer(group):
    publication.publish(Proposal.objects.filter(language="ru").get(), KAZAKH, user=None, now=NOW)
    give(group)
    assert PublishedProposal.objects.get().answer == "Учтём"


def test_an_answer_that_was_given_before_stays(group):
    own = Proposal.objects.filter(language="ru").get()
    answering.answer(own, "rejected", "Свой ответ", user=None, now=NOW)
    assert group_answers.languages_of(group) == ["kk"]
    assert give(group, reasons={"kk": "Ескеріледі"}).number == 2
    assert given() == [("accepted", "kk", "Ескеріледі")] * 2 + [("rejected", "ru", "Свой ответ")]


@pytest.mark.parametrize("state, reasons, field", [
    ("under_review", REASONS, "state"),
    ("accepted", {"kk": "Ескеріледі"}, "reason_ru"),
    ("accepted", {"kk": " ", "ru": "Учтём"}, "reason_kk"),
])  # fmt: skip
def test_nobody_is_answered_without_a_decision_and_a_reason_for_each(group, state, reasons, field):
    with pytest.raises(ValidationError) as refusal:
        give(group, state, reasons)
    assert refusal.value.message_dict.keys() == {field}
    assert not given()


def test_a_group_in_which_nobody_waits_is_not_answered_again(group):
    give(group)
    with pytest.raises(ValidationError):
        give(group, "rejected")
    assert {state for state, *_rest in given()} == {"accepted"}


def test_a_lead_answers_no_group(group, council):
    with pytest.raises(PermissionDenied):
        give(group, user=make_user(Role.LEAD, council))


def test_a_large_group_is_answered_by_the_worker_a_part_at_a_time(group, secretary):
    with mock.patch.object(group_answers, "AT_ONCE", 2), TestCase.captureOnCommitCallbacks(execute=True):
        assert give(group, user=secretary) == group_answers.GroupAnswer(3, is_queued=True)
        assert not given()
    assert len(given()) == 3
    assert set(Answer.objects.values_list("answered_by", "answered_at")) == {(secretary.pk, later(hours=1))}


def test_the_worker_leaves_what_a_colleague_has_answered_meanwhile(group):
    with mock.patch.object(group_answers, "AT_ONCE", 2), TestCase.captureOnCommitCallbacks(execute=True):
        give(group)
        answering.answer(Proposal.objects.filter(language="ru").get(), "forwarded", "Свой", user=None, now=NOW)
    assert ("forwarded", "ru", "Свой") in given() and len(given()) == 3
