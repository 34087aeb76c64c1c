"""Templates of reasons: of a council and of the ministry, put into an answer without a script, linked to none."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cms.roles import Role
from forms import answering, reason_templates
from forms.models import Answer, ReasonTemplate
from tests.factories import make_council, make_superuser, make_user
from tests.forms.making import NOW, later, send


def template(council, state="rejected", kk="Қаражат жоқ.", ru="Нет средств.", user=None):
    return reason_templates.save_template(council, state, {"kk": kk, "ru": ru}, user=user)


@pytest.mark.parametrize(
    "state, kk, ru, field",
    [("registered", "а", "б", "state"), ("", "а", "б", "state"), ("rejected", " ", "", "text_kk"),
     ("rejected", "а" * 4_001, "", "text_kk")],
)  # fmt: skip
def test_what_is_no_template_is_refused(state, kk, ru, field, council):
    with pytest.raises(ValidationError) as refused:
        template(council, state, kk, ru)
    assert list(refused.value.message_dict) == [field]


def test_a_secretary_keeps_those_of_the_council_and_the_administrator_those_of_the_ministry(council, secretary):
    own, national = template(council, user=secretary), template(None, user=make_superuser())
    with pytest.raises(PermissionDenied):
        template(council, user=make_user("publisher", council))
    for act in (
        lambda: template(None, user=secretary),
        lambda: reason_templates.drop_template(national, user=secretary),
    ):
        with pytest.raises(PermissionDenied):
            act()
    foreign = template(make_council("medeu"))
    assert set(ReasonTemplate.objects.usable_in(council)) == {own, national}
    assert foreign not in ReasonTemplate.objects.for_user(secretary)


@pytest.mark.parametrize("language, words", [("kk", "Қаражат жоқ."), ("ru", "Нет средств.")])
def test_it_is_put_into_the_reason_in_the_language_of_the_proposal(
    language, words, definition, council, secretary, client, at
):
    at(later(hours=1))
    proposal = send(definition, language=language).proposal
    client.force_login(secretary)
    page = client.get(reverse("kenes_proposal", args=[proposal.pk]))
    assert "insert-reason" not in page.content.decode()
    chosen = template(council)
    data = {"template": chosen.pk, "reason": "Құрметті автор!", "state": "", "text": "Тазаланып жатыр"}
    answer = client.post(reverse("kenes_insert_reason", args=[proposal.pk]), data)
    assert answer.context["form"]["reason"].value() == f"Құрметті автор!\n\n{words}"
    assert answer.context["form"]["state"].value() == "rejected"
    assert answer.context["publication_form"]["text"].value() == "Тазаланып жатыр"
    kept = client.post(reverse("kenes_insert_reason", args=[proposal.pk]), data | {"state": "forwarded"})
    assert kept.context["form"]["state"].value() == "forwarded"
    assert not Answer.objects.exists()


def test_another_councils_template_is_not_inserted(definition, secretary, client, at):
    at(later(hours=1))
    foreign = template(make_council("medeu"), kk="Бөтен", ru="Чужое")
    client.force_login(secretary)
    proposal = send(definition).proposal
    answer = client.post(reverse("kenes_insert_reason", args=[proposal.pk]), {"template": foreign.pk})
    assert answer.context["template_form"].errors and "Бөтен" not in answer.content.decode()


def test_an_answer_stays_when_its_template_goes(definition, council):
    proposal, kept = send(definition).proposal, template(council)
    answering.answer(proposal, "rejected", reason_templates.inserted(kept, "", "kk"), user=None, now=NOW)
    reason_templates.drop_template(kept, user=None)
    assert Answer.objects.get().reason == "Қаражат жоқ."


def test_a_secretary_adds_changes_and_removes_on_the_screen(council, secretary, client):
    client.force_login(secretary)
    data = {"council": council.pk, "state": "rejected", "text_kk": "Қаражат жоқ.", "text_ru": ""}
    client.post(reverse("kenes_new_reason"), data)
    row = ReasonTemplate.objects.get()
    assert row.council == council
    client.post(reverse("kenes_reason", args=[row.pk]), data | {"text_ru": "Нет средств."})
    row.refresh_from_db()
    assert row.text_ru == "Нет средств."
    assert "Нет средств." in client.get(reverse("kenes_reasons")).content.decode()
    client.post(reverse("kenes_drop_reason", args=[row.pk]))
    assert not ReasonTemplate.objects.exists()


def test_the_administrator_keeps_the_ministrys_and_a_secretary_only_reads_them(secretary, client):
    client.force_login(make_user(Role.ADMINISTRATOR, is_staff=True))
    client.post(reverse("kenes_new_ministry_reason"), {"state": "forwarded", "text_kk": "", "text_ru": "Переслано."})
    row = ReasonTemplate.objects.get(council=None)
    client.post(reverse("kenes_ministry_reason", args=[row.pk]), {"state": "forwarded", "text_ru": "Направлено."})
    assert "Направлено." in client.get(reverse("kenes_ministry_reasons")).content.decode()
    client.force_login(secretary)
    assert "Направлено." in client.get(reverse("kenes_reasons")).content.decode()
    for name in ("kenes_reason", "kenes_drop_reason", "kenes_ministry_reason", "kenes_drop_ministry_reason"):
        assert client.post(reverse(name, args=[row.pk])).status_code == 404
    client.force_login(make_user(Role.ADMINISTRATOR, is_staff=True))
    client.post(reverse("kenes_drop_ministry_reason", args=[row.pk]))
    assert not ReasonTemplate.objects.exists()
