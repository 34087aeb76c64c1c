"""Proposals are grouped and taken out again, and stay what they are."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms.roles import Role
from forms import grouping, totals
from forms.form_building import define_form
from forms.models import GroupMember, Proposal, ProposalGroup
from tests.factories import make_council, make_user
from tests.forms.making import KAZAKH, NOW, filled, parks, send
from tests.forms.test_similarity import LETTERS


@pytest.fixture
def three(definition):
    return [send(definition, filled(text=LETTERS["kk"])).proposal for _ in range(3)]


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def make(consultation, proposals, user=None, **more):
    return grouping.group(consultation, [row.pk for row in proposals], user=user, now=NOW, **more)


def members(group):
    return set(Proposal.objects.filter(group_member__group=group))


def test_grouping_and_ungrouping_leave_the_proposals_as_they_are(three, consultation, secretary):
    before = list(Proposal.objects.order_by("pk").values())
    group = make(consultation, three[:2], secretary, title="Саябақ")
    assert (str(group.number), group.title, members(group)) == ("1", "Саябақ", set(three[:2]))
    make(consultation, three, secretary, into=group)
    assert members(group) == set(three)
    assert totals.totals_of(consultation).grouped == 3
    assert grouping.ungroup(group, [three[0].pk], user=secretary) is True
    assert members(group) == set(three[1:])
    assert grouping.ungroup(group, user=secretary) is False
    assert not ProposalGroup.objects.exists() and not GroupMember.objects.exists()
    assert list(Proposal.objects.order_by("pk").values()) == before
    entries = ModelLogEntry.objects.filter(object_id=str(group.pk), action__startswith="kenes.proposals_")
    assert [entry.data["proposals"] for entry in entries.order_by("pk")] == [
        [row.pk for row in rows] for rows in (three[:2], three[2:], three[:1], three[1:])
    ]


def test_a_group_of_one_is_none(three, consultation):
    group = make(consultation, three[:2])
    assert grouping.ungroup(group, [three[0].pk], user=None) is False
    assert not GroupMember.objects.exists()


def test_doing_it_twice_changes_nothing(three, consultation):
    group = make(consultation, three)
    assert make(consultation, three, into=group) == group
    assert grouping.ungroup(group, [0], user=None) is True
    assert len(members(group)) == 3


def refused(*arguments, **more):
    with pytest.raises(ValidationError) as refusal, override("en"):
        make(*arguments, **more)
    return " ".join(refusal.value.messages)


def test_what_cannot_be_grouped_is_refused(three, consultation, council):
    roads = parks(council, "roads")
    other = send(define_form(roads, user=None)).proposal
    assert "at least two" in refused(consultation, three[:1])
    assert "one question" in refused(consultation, [three[0], other])
    group = make(consultation, three[:2])
    assert "another group" in refused(consultation, three[1:])
    assert "another question" in refused(roads, [other], into=group)
    grouping.ungroup(group, user=None)
    assert "dissolved" in refused(consultation, three, into=group)


def test_only_who_handles_the_proposals_groups_them(three, consultation, council):
    for user, error in ((make_user(Role.LEAD, council), PermissionDenied),
                        (make_user(Role.SECRETARY, make_council("medeu")), Http404)):  # fmt: skip
        with pytest.raises(error):
            make(consultation, three, user)
        with pytest.raises(error):
            grouping.ungroup(ProposalGroup(consultation=consultation), user=user)


# --- the screens -----------------------------------------------------------------------------------------------------
def test_a_storm_is_grouped_and_answered_in_three_actions(three, definition, consultation, desk):
    russian = send(definition, filled(text=LETTERS["kk"]), language="ru").proposal
    screen = desk.get(reverse("kenes_groups", args=[consultation.pk]))
    [(suggestion, keys)] = screen.context["suggestions"]
    assert suggestion.example == three[0] and keys in screen.content.decode()
    made = desk.post(reverse("kenes_make_group", args=[consultation.pk]), {"proposals": keys})
    group = ProposalGroup.objects.get()
    assert made.url == reverse("kenes_group", args=[group.pk])
    assert members(group) == {*three, russian}
    answers = {"state": "accepted", "reason_kk": "Ескеріледі", "reason_ru": "Учтём"}
    assert desk.post(made.url, answers).url == made.url
    given = set(Proposal.objects.values_list("state", "language", "answer__reason"))
    assert given == {("accepted", "kk", "Ескеріледі"), ("accepted", "ru", "Учтём")}


def test_a_group_answer_without_a_reason_in_each_language_keeps_what_was_typed(three, definition, consultation, desk):
    russian = send(definition, filled(text=LETTERS["kk"]), language="ru").proposal
    group = make(consultation, [*three, russian])
    answer = desk.post(reverse("kenes_group", args=[group.pk]), {"state": "rejected", "reason_kk": "Себебі"})
    assert answer.context["form"].errors.keys() == {"reason_ru"}
    assert answer.context["form"]["reason_kk"].value() == "Себебі"
    assert not Proposal.objects.exclude(state="registered").exists()


def test_newcomers_are_added_to_the_group_and_the_group_is_dissolved(three, definition, consultation, desk):
    group = make(consultation, three)
    late = send(definition, filled(text=LETTERS["kk"])).proposal
    [(suggestion, keys)] = desk.get(reverse("kenes_groups", args=[consultation.pk])).context["suggestions"]
    desk.post(reverse("kenes_make_group", args=[consultation.pk]), {"proposals": keys, "into": group.pk})
    assert suggestion.group == group and late in members(group)
    assert desk.post(reverse("kenes_dissolve_group", args=[group.pk])).url == reverse(
        "kenes_groups", args=[consultation.pk]
    )
    assert not ProposalGroup.objects.exists() and Proposal.objects.count() == 4


def test_the_proposals_screen_groups_similar_ones_and_keeps_what_was_typed(three, desk):
    first, second, third = three
    page = desk.get(reverse("kenes_proposal", args=[first.pk]))
    assert {row for row, _percent in page.context["similar"]} == {second, third}
    typed = {"alike": [second.pk], "state": "", "reason": "Жартылай жазылған", "text": LETTERS["kk"]}
    answer = desk.post(reverse("kenes_group_alike", args=[first.pk]), typed)
    group = ProposalGroup.objects.get()
    assert members(group) == {first, second}
    assert answer.context["form"]["reason"].value() == "Жартылай жазылған"
    assert [row for row, _percent in answer.context["similar"]] == [third]
    desk.post(reverse("kenes_group_alike", args=[third.pk]), typed | {"alike": [first.pk]})
    assert members(group) == set(three)
    desk.post(reverse("kenes_leave_group", args=[third.pk]))
    assert members(group) == {first, second}


def test_a_proposal_that_is_not_similar_is_not_grouped_from_the_screen(three, definition, desk):
    other = send(definition, filled(text=KAZAKH)).proposal
    answer = desk.post(reverse("kenes_group_alike", args=[three[0].pk]), {"alike": [other.pk]})
    assert answer.context["alike_form"].errors.keys() == {"alike"}
    assert not ProposalGroup.objects.exists()
