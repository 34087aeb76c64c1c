"""What came on paper or by telephone is entered with its channel, by the same way in and with the same checks."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms.roles import Role
from council_pages import planning
from forms import intake, receipts, tokens, tracking, window
from forms.entry_form import EntryForm
from forms.models import Channel, Contact, OriginalFile, Proposal
from forms.proposal_form import ProposalForm
from tests.factories import make_council, make_user
from tests.forms.making import ALMATY, CLOSES, KAZAKH, NOW, OPENS, add_field, filled, later, parks, upload, url


def typed(**more):
    return filled(channel="paper", received_on="2026-11-20", language="kk", **more)


def enter(definition, user, data=None, *, now=NOW, token=None, files=None):
    token = token or tokens.issue(definition.pk, now)
    return intake.enter(definition, data or typed(), MultiValueDict(files or {}), token, now, user=user)


def test_a_proposal_on_paper_is_stored_like_one_from_the_site(definition, secretary):
    add_field(definition, "line", label_kk="Аудан", label_ru="Район")
    key = definition.fields.get().key
    data = typed(name="Айгүл", phone="+7 700 000 00 00", consent="on", **{key: "Алмалы"})
    accepted = enter(definition, secretary, data, files={"files": [upload()]})
    proposal = Proposal.objects.get()
    assert (proposal.channel, proposal.language, proposal.original.text) == ("paper", "kk", KAZAKH)
    assert proposal.received_at == proposal.form_opened_at == datetime(2026, 11, 20, 12, 0, tzinfo=ALMATY)
    assert proposal.state_changed_at == NOW
    assert proposal.original.answers[0]["label"] == "Аудан"
    assert OriginalFile.objects.get().name == "plan.txt"
    assert Contact.objects.get().consent_version == "2026-11-entered"
    entry = ModelLogEntry.objects.for_instance(proposal).get()
    assert (entry.action, entry.user, entry.data) == ("kenes.proposal_entered", secretary, {"channel": "paper"})
    assert tracking.find(proposal.number, accepted.secret).is_own


def test_what_is_sent_on_the_site_came_by_the_site(definition, client, open_form):
    client.post(url(), filled(token=tokens.issue(definition.pk, NOW)))
    assert Proposal.objects.get().channel == Channel.WEB


@pytest.mark.parametrize("wrong, field", [
    ({"channel": ""}, "channel"),
    ({"channel": "web"}, "channel"),
    ({"language": "en"}, "language"),
    ({"received_on": ""}, "received_on"),
    ({"received_on": "2026-11-24"}, "received_on"),
    ({"received_on": "2026-11-15"}, "received_on"),
    ({"text": " "}, "text"),
    ({"publication": ""}, "publication"),
    ({"name": "Айгүл"}, "consent"),
])  # fmt: skip
def test_the_refusal_stands_beside_the_field(definition, secretary, wrong, field):
    result = enter(definition, secretary, typed() | wrong)
    assert isinstance(result, intake.Invalid)
    assert result.form.errors.keys() == {field}
    assert not Proposal.objects.exists()


def test_the_form_sent_twice_enters_one_and_shows_the_same_receipt(definition, secretary):
    token = tokens.issue(definition.pk, NOW)
    first, second = (enter(definition, secretary, token=token) for _ in range(2))
    assert second.repeated and (first.proposal, first.secret) == (second.proposal, second.secret)
    for change in ({"text": "Басқа"}, {"channel": "phone"}):
        assert isinstance(enter(definition, secretary, typed() | change, token=token), intake.Conflict)
    assert Proposal.objects.count() == 1


def test_what_was_handed_in_in_time_is_entered_after_the_closing_until_the_outcome(definition, secretary):
    late = CLOSES + timedelta(days=5)
    proposal = enter(definition, secretary, typed() | {"received_on": "2026-12-01"}, now=late).proposal
    assert proposal.received_at < CLOSES and proposal.received_at.astimezone(ALMATY).date() == date(2026, 12, 1)
    assert isinstance(enter(definition, secretary, typed() | {"received_on": "2026-12-02"}, now=late), intake.Invalid)
    planning.halt(definition.consultation, "postponed", reason_kk="Себебі", reason_ru="Причина", user=None)
    definition.consultation.refresh_from_db()
    assert isinstance(enter(definition, secretary, now=late), intake.Closed)


@pytest.mark.parametrize("day, now, moment", [
    (NOW.date(), NOW, NOW),
    (OPENS.date(), NOW, OPENS.replace(hour=12)),
    (CLOSES.date(), CLOSES + timedelta(hours=1), CLOSES - timedelta(seconds=1)),
    (OPENS.date() - timedelta(days=1), NOW, None),
    (CLOSES.date() + timedelta(days=1), CLOSES + timedelta(days=2), None),
    (NOW.date() + timedelta(days=1), NOW, None),
])  # fmt: skip
def test_a_day_counts_inside_the_window_and_not_ahead(consultation, day, now, moment):
    assert window.moment_on(consultation, day, now) == moment


def test_the_window_may_be_narrower_than_noon(consultation):
    consultation.opens_at, consultation.closes_at = OPENS.replace(hour=14), OPENS.replace(hour=16)
    assert window.moment_on(consultation, OPENS.date(), NOW) == consultation.opens_at
    assert window.moment_on(consultation, OPENS.date(), OPENS.replace(hour=13)) is None


def test_only_who_handles_proposals_enters_them(definition, council):
    with pytest.raises(PermissionDenied):
        enter(definition, make_user(Role.EDITOR, council))


def test_the_channel_is_never_changed(definition, secretary):
    proposal = enter(definition, secretary).proposal
    proposal.channel = "phone"
    with pytest.raises(DatabaseError):
        proposal.save()


# --- the screens -----------------------------------------------------------------------------------------------------
@pytest.fixture
def desk(client, secretary, at):
    at(NOW)
    client.force_login(secretary)
    return client


def test_the_secretary_is_led_to_the_form_and_shown_the_receipt_once(definition, consultation, desk):
    address = reverse("kenes_enter", args=[consultation.pk])
    assert address in desk.get(reverse("kenes_choose_question")).content.decode()
    form = desk.get(address)
    assert form.context["form"]["received_on"].value() == NOW.date()
    answer = desk.post(address, typed(token=form.context["token"]))
    proposal = Proposal.objects.get()
    secret = answer.context["secret"]
    assert receipts.is_secret(secret, proposal.secret_hash)
    page = answer.content.decode()
    assert secret in page and str(proposal) in page and proposal.body_hash[:8] in page
    # The screen speaks Russian, the receipt the author's language.
    assert "Распечатайте" in page and "Ұсыныс тіркелді" in page and "/kk/track/" in page
    assert "no-store" in answer["Cache-Control"]
    assert secret not in desk.get(reverse("kenes_proposal", args=[proposal.pk])).content.decode()


def test_a_refused_entry_keeps_what_was_typed_and_counts_once(definition, consultation, desk):
    address, token = reverse("kenes_enter", args=[consultation.pk]), tokens.issue(definition.pk, NOW)
    answer = desk.post(address, typed(token=token) | {"channel": ""})
    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == KAZAKH and answer.context["token"] == token
    stale = desk.post(address, typed(token="x"))
    assert stale.status_code == 422 and KAZAKH in stale.content.decode()
    assert not Proposal.objects.exists()


def test_a_question_without_a_form_and_one_that_is_over_take_nothing(consultation, definition, desk, council, at):
    bare = reverse("kenes_enter", args=[parks(council, "roads").pk])
    assert desk.get(bare).status_code == 302
    address = reverse("kenes_enter", args=[consultation.pk])
    at(OPENS - timedelta(days=1))
    assert desk.get(address).status_code == 302
    assert address not in desk.get(reverse("kenes_choose_question")).content.decode()
    answer = desk.post(address, typed(token=tokens.issue(definition.pk, later(days=-9))))
    assert answer.status_code == 422 and KAZAKH in answer.content.decode()
    assert not Proposal.objects.exists()


def test_another_councils_secretary_finds_no_form(consultation, definition, client):
    client.force_login(make_user(Role.SECRETARY, make_council("medeu")))
    assert client.get(reverse("kenes_enter", args=[consultation.pk])).status_code == 404


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_whoever_types_it_in_is_asked_about_the_author_and_never_about_themselves(definition, secretary, language):
    with override(language):
        data = typed() | {"language": language, "text": "", "name": "Айгүл"}
        form = EntryForm(definition, MultiValueDict({name: [value] for name, value in data.items()}))
        own = ProposalForm(definition, language, MultiValueDict({"name": ["Айгүл"]}))
        assert form.errors.keys() == {"text", "consent"}
        for name in form.errors:
            assert list(form.errors[name]) != list(own.errors[name])
        labels = [{str(label) for _value, label in each.fields["publication"].choices} for each in (form, own)]
        assert not labels[0] & labels[1]
        assert form.fields["region"].label != own.fields["region"].label
