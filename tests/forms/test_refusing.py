"""What is not published has a reason from the list; readers see the numbers, the author sees the reason."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from forms import erasure, grouping, own_data, publication, refusing, totals
from forms.models import RefusedPublication
from forms.refusal_reasons import CHOSEN, RefusalReason
from tests.factories import make_user
from tests.forms.making import KAZAKH, NOW, filled, later, send, url


def refuse(proposal, reason="insult", user=None):
    return refusing.refuse_publication(proposal, reason, user=user, now=NOW)


def test_every_reason_of_the_list_is_taken_and_a_second_one_replaces_the_first(definition, secretary):
    proposal = send(definition).proposal
    for reason in CHOSEN:
        assert refuse(proposal, reason.value, secretary).reason == reason
    refuse(proposal, CHOSEN[-1].value, secretary)
    assert RefusedPublication.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="kenes.publication_declined").count() == len(CHOSEN)


@pytest.mark.parametrize("reason", ["", "because", "authors_wish", None])
def test_other_reasons_are_none(definition, reason):
    with pytest.raises(ValidationError):
        refuse(send(definition).proposal, reason)


def test_what_is_public_or_was_never_to_be_is_not_refused(definition):
    public, silent = send(definition).proposal, send(definition, filled(publication="nothing")).proposal
    publication.publish(public, KAZAKH, user=None, now=NOW)
    public.refresh_from_db()
    for proposal in (public, silent):
        with pytest.raises(ValidationError) as refused:
            refuse(proposal)
        assert list(refused.value.message_dict) == ["refusal"]


def test_a_wish_of_later_and_an_erasure_are_reasons_already_and_are_counted(definition, consultation):
    withdrawn, erased = send(definition).proposal, send(definition).proposal
    own_data.withdraw_publication(withdrawn, now=NOW)
    erasure.erase(erased, "sotta", user=None, now=NOW)
    for proposal in (withdrawn, erased):
        with pytest.raises(ValidationError) as refused:
            refuse(proposal)
        assert list(refused.value.message_dict) == ["refusal"]
    counted = totals.totals_of(consultation)
    assert dict(counted.refusals) == {RefusalReason.AUTHORS_WISH: 1, RefusalReason.ERASED: 1}
    assert counted.unchecked == 0


def test_publishing_after_all_ends_the_refusal(definition, consultation):
    proposal = send(definition).proposal
    refuse(proposal)
    publication.publish(proposal, KAZAKH, user=None, now=NOW)
    assert not RefusedPublication.objects.exists()
    assert totals.totals_of(consultation).refused == 0


def test_only_the_secretary_refuses(definition, council):
    proposal = send(definition).proposal
    for role in ("publisher", "lead", "editor"):
        with pytest.raises(PermissionDenied):
            refuse(proposal, user=make_user(role, council))


@pytest.fixture
def seven(definition, consultation):
    """Published, refused twice for one reason, once for another, by its author's wish, two in a group, one waiting."""
    made = [send(definition, filled(text=f"{KAZAKH} {number}")).proposal for number in range(7)]
    publication.publish(made[0], KAZAKH, user=None, now=NOW)
    for proposal, reason in zip(made[1:4], ("insult", "insult", "off_topic"), strict=True):
        refuse(proposal, reason)
    send(definition, filled(publication="nothing"))
    grouping.group(consultation, [made[4].pk, made[5].pk], user=None, now=NOW)
    return made


def test_the_parts_are_counted_and_add_up(seven, consultation, django_assert_num_queries):
    with django_assert_num_queries(1):
        counted = totals.totals_of(consultation)
    assert dict(counted.refusals) == {
        RefusalReason.AUTHORS_WISH: 1, RefusalReason.INSULT: 2, RefusalReason.OFF_TOPIC: 1,
    }  # fmt: skip
    assert (counted.received, counted.published, counted.refused) == (8, 1, 4)
    assert (counted.told_in_a_group, counted.unchecked) == (2, 1)


@pytest.mark.parametrize(
    "language, words",
    [
        ("kk", ["Жарияланған мәтіні жоқ: 7", "Балағат немесе әдепсіз сөздер: 2", "Тексеруді күтуде: 1"]),
        ("ru", ["Без опубликованного текста: 7", "Оскорбления или нецензурные слова: 2", "Ждут проверки: 1"]),
    ],
)
def test_readers_see_the_numbers(client, open_form, seven, consultation, language, words):
    from django.template.loader import render_to_string

    from cms.components import Place, build
    from tests.office import words_of

    page = client.get(url(language, "proposals")).content.decode()
    with override(language):
        [part] = build(Place.OUTCOME_TOTALS, consultation, language, NOW)
        outcome = render_to_string(part["template"], {"c": part["context"]})
    assert [said for said in words if said not in page or said not in outcome] == []
    register = words_of(client.get(url(language, "proposals") + "document.docx"))
    assert words[1].split(":")[0] in register


@pytest.mark.parametrize(
    "language, words", [("kk", "Жарияланған мәтіні жоқ: 7"), ("ru", "Без опубликованного текста: 7")]
)
def test_on_the_desk_a_reason_stands_under_what_it_is_the_reason_of(
    client, secretary, seven, consultation, language, words
):
    UserProfile.objects.update_or_create(user=secretary, defaults={"preferred_language": language})
    client.force_login(secretary)
    page = client.get(reverse("kenes_consultation", args=[consultation.pk])).content.decode()
    with override(language):
        assert 0 < page.index(words) < page.index(str(RefusalReason.INSULT.label))


@pytest.mark.parametrize("language, words", [("kk", "Жарнама"), ("ru", "Реклама")])
def test_the_author_sees_the_reason_and_nobody_by_the_number_alone(client, open_form, definition, language, words):
    receipt = send(definition)
    refuse(receipt.proposal, "advertising")
    data = {"number": receipt.proposal.number}
    assert words in client.post(f"/{language}/track/", data | {"secret": receipt.secret}).content.decode()
    assert words not in client.post(f"/{language}/track/", data).content.decode()


def test_the_secretary_says_it_on_the_screen_and_keeps_what_is_typed(definition, secretary, client, at):
    at(later(hours=1))
    proposal = send(definition).proposal
    client.force_login(secretary)
    address = reverse("kenes_refuse_publication", args=[proposal.pk])
    empty = client.post(address, {"refusal": "", "text": KAZAKH, "reason": "Жазылып жатыр"})
    assert empty.context["refusal_form"].errors.keys() == {"refusal"}
    assert empty.context["form"]["reason"].value() == "Жазылып жатыр"
    kept = client.post(address, {"refusal": "insult", "text": KAZAKH, "state": "", "reason": "Жазылып жатыр"})
    assert kept.context["form"]["reason"].value() == "Жазылып жатыр"
    assert RefusedPublication.objects.get().refused_by == secretary
    assert client.get(address).url == reverse("kenes_proposal", args=[proposal.pk])
