import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import ModelLogEntry, Page

from cms.roles import Role
from council_pages import planning, texts
from council_pages.lifecycle import State
from council_pages.models import Consultation, Outcome
from council_pages.outcomes import settle_outcome
from tests.factories import finish_translation, make_consultation, make_superuser, make_texts, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome(councils):
    now = timezone.now()
    row = make_consultation(councils.a, "lights", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
    return planning.open_outcome(row, user=None)


def published_at(outcome):
    return Outcome.objects.get(pk=outcome.pk).published_at


def logged(outcome):
    entries = ModelLogEntry.objects.for_instance(outcome.consultation).filter(action__startswith="kenes.outcome_")
    return [entry.action for entry in entries.order_by("pk")]


def test_a_draft_report_publishes_no_outcome(outcome):
    make_texts(outcome, publish=[])
    assert published_at(outcome) is None
    assert Consultation.objects.get().state_at(timezone.now()) is State.REVIEWING


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_outcome_is_public_from_its_first_report_in_either_language(language, outcome):
    make_texts(outcome, publish=[language])
    assert published_at(outcome) is not None
    assert Consultation.objects.get().state_at(timezone.now()) is State.PUBLISHED
    assert logged(outcome) == ["kenes.outcome_opened", "kenes.outcome_published"]


def test_the_second_report_keeps_the_moment_of_the_first(outcome):
    make_texts(outcome, publish=["kk"])
    first = published_at(outcome)
    texts.publish_texts(outcome, ["ru"], user=None)
    texts.withdraw_text(outcome, "kk", user=None)
    assert published_at(outcome) == first


def test_an_outcome_is_withdrawn_with_its_last_report(outcome):
    make_texts(outcome)
    for language in ("ru", "kk"):
        texts.withdraw_text(outcome, language, user=None)
    assert published_at(outcome) is None
    assert Consultation.objects.get().state_at(timezone.now()) is State.REVIEWING
    assert logged(outcome) == ["kenes.outcome_opened", "kenes.outcome_published", "kenes.outcome_withdrawn"]


@pytest.mark.parametrize("opens, closes", [(-9, 1), (1, 9)])
def test_a_report_is_not_published_before_the_form_has_closed(opens, closes, councils):
    now = timezone.now()
    window = {"opens_at": now + timedelta(days=opens), "closes_at": now + timedelta(days=closes)}
    outcome = planning.open_outcome(make_consultation(councils.a, "early", **window), user=None)
    with pytest.raises(ValidationError):
        make_texts(outcome)
    assert published_at(outcome) is None
    planning.halt(outcome.consultation, "cancelled", reason_kk="Жөндеу", reason_ru="Ремонт", user=None)
    texts.publish_texts(Outcome.objects.get(pk=outcome.pk), ["kk"], user=None)
    assert published_at(outcome) is not None


def test_the_attendance_stands_once_the_report_is_public(outcome):
    make_texts(outcome)
    with pytest.raises(ValidationError):
        planning.open_outcome(outcome.consultation, user=None, attended_offline=63)
    assert Outcome.objects.get(pk=outcome.pk).attended_offline == 0


def test_a_report_off_the_site_does_not_reopen_the_facts(outcome):
    make_texts(outcome)
    for language in ("ru", "kk"):
        texts.withdraw_text(outcome, language, user=None)
    row = Consultation.objects.get()
    assert row.is_final
    with pytest.raises(ValidationError):
        planning.change_facts(row, user=None, now=timezone.now(), place_ru="Зал")
    with pytest.raises(ValidationError):
        planning.halt(row, "cancelled", reason_kk="Жөндеу", reason_ru="Ремонт", user=None)


def test_settling_again_changes_nothing(outcome):
    make_texts(outcome)
    moment = published_at(outcome)
    settle_outcome(outcome, moment + timedelta(days=9))
    assert published_at(outcome) == moment
    assert logged(outcome).count("kenes.outcome_published") == 1


def test_the_moment_is_the_one_given(outcome):
    make_texts(outcome)
    Outcome.objects.filter(pk=outcome.pk).update(published_at=None)
    moment = timezone.now() - timedelta(days=3)
    assert settle_outcome(outcome, moment).published_at == moment


def test_publishing_in_wagtails_own_editor_publishes_the_outcome_too(outcome, councils, client):
    page = texts.write_text(outcome, "kk", user=None)
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"action-publish": "1"}
    data |= {"position": rich(""), "changes": rich("")}
    client.post(address, data)
    assert Page.objects.get(pk=page.pk).live
    assert published_at(outcome) is not None


def rich(text):
    """What the rich text editor sends."""
    return json.dumps({"blocks": [{"key": "a", "type": "unstyled", "text": text, "depth": 0,
                                   "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}})  # fmt: skip


def test_publishing_a_translation_in_its_editor_publishes_the_outcome_too(outcome, councils, client):
    make_texts(outcome, publish=[])
    finish_translation(outcome, "ru")
    page = texts.pages_of(outcome)["ru"]
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})
    assert published_at(outcome) is not None


def test_unpublishing_in_wagtails_own_view_withdraws_the_outcome(outcome, councils, client):
    make_texts(outcome)
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    for page in texts.pages_of(outcome).values():
        client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert published_at(outcome) is None


def test_unpublishing_the_whole_list_of_reports_withdraws_the_outcome(outcome):
    make_texts(outcome)
    for page in texts.pages_of(outcome).values():
        action = UnpublishPageAction(page.get_parent(), user=make_superuser(), include_descendants=True)
        action.execute(skip_permission_checks=True)
    assert not any(page.live for page in texts.pages_of(outcome).values())
    assert published_at(outcome) is None
