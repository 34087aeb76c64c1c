from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import recommending, replies
from council_pages.models import Reply
from council_pages.recommendations import Status
from tests.factories import make_recommendation, make_user

pytestmark = pytest.mark.django_db
SENT, TODAY = date(2026, 11, 13), date(2026, 11, 23)
FACTS = {
    "received_on": date(2026, 11, 20), "document_number": "04-12/871", "text_kk": "Қаралды", "text_ru": "Рассмотрено",
    "actions_kk": "Екі маршрут ұзартылды", "actions_ru": "Продлены два маршрута",
}  # fmt: skip


@pytest.fixture
def row(councils):
    return make_recommendation(councils.a, sent_on=SENT)


def document(council, name="reply"):
    file = ContentFile(name.encode(), f"{name}.pdf")
    return get_document_model().objects.create(title=name, collection=council.collection, file=file)


def record(row, **changed):
    return replies.record_reply(row, **{"user": None, "today": TODAY} | FACTS | changed)


def correct(row, **changed):
    return replies.correct_reply(row, **{"user": None, "today": TODAY} | FACTS | changed)


def refused(verb, *args, **kwargs):
    """The fields beside which the verb refuses; nothing is left half-written."""
    before = everything()
    for language in ("kk", "ru"):
        with override(language), pytest.raises(ValidationError) as refusal:
            verb(*args, **kwargs)
    assert everything() == before
    error = refusal.value
    return set(error.message_dict) if hasattr(error, "error_dict") else None


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Reply, ModelLogEntry)]


def test_a_reply_is_recorded_and_settles_the_recommendation(row, councils):
    user, file = make_user(Role.EDITOR, councils.a), document(councils.a)
    reply = record(row, user=user, file=file)
    assert (reply.text("kk"), reply.actions("ru"), reply.file) == ("Қаралды", "Продлены два маршрута", file)
    row.refresh_from_db()
    assert row.status_on(TODAY) == Status.ANSWERED
    [entry] = ModelLogEntry.objects.for_instance(row).filter(action="kenes.reply_recorded")
    assert (entry.user, entry.data) == (user, {"received_on": "2026-11-20"})


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"received_on": SENT - timedelta(days=1)}, "received_on"),
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
        ({"text_kk": " ", "text_ru": ""}, "text_kk"),
    ],
)
def test_a_reply_before_its_recommendation_in_the_future_or_without_words_is_refused(wrong, field, row):
    assert refused(record, row, **wrong) == {field}
    record(row)
    assert refused(correct, row, **wrong) == {field}


def test_a_reply_of_the_very_day_is_taken(row):
    assert record(row, received_on=SENT, today=SENT).received_on == SENT


def test_a_file_of_another_council_is_refused(row, councils):
    foreign = document(councils.b)
    assert refused(record, row, file=foreign) == {"file"}
    record(row)
    assert refused(correct, row, file=foreign) == {"file"}


def test_a_second_reply_is_refused_and_a_correction_says_what_it_changed(row, councils):
    record(row)
    assert refused(record, row) is None
    reply = correct(row, actions_ru="Продлён один маршрут", document_number="04-12/872")
    assert (reply.actions_ru, reply.corrected_on) == ("Продлён один маршрут", TODAY)
    entry = ModelLogEntry.objects.for_instance(row).get(action="kenes.reply_corrected")
    assert entry.data == {"fields": ["actions_ru", "document_number"]}


def test_a_correction_that_changes_nothing_leaves_no_trace(row):
    record(row)
    assert correct(row).corrected_on is None
    assert not ModelLogEntry.objects.filter(action="kenes.reply_corrected").exists()


def test_what_is_not_sent_or_is_withdrawn_gets_no_reply(row, councils):
    assert refused(record, make_recommendation(councils.a)) is None
    assert refused(correct, row) is None
    recommending.withdraw(row, reason_kk="Себеп", reason_ru="Причина", user=None, today=TODAY)
    assert refused(record, row) is None


def test_what_is_answered_is_not_withdrawn(row):
    record(row)
    assert refused(recommending.withdraw, row, reason_kk="а", reason_ru="б", user=None, today=TODAY) is None


def test_the_database_itself_refuses_a_second_reply_and_keeps_what_was_answered(row):
    record(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.create(recommendation=row, received_on=TODAY)
    with pytest.raises(IntegrityError):
        row.delete()


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_who_plans_consultations_records_and_corrects_and_nobody_else(role, row, councils):
    colleague, stranger = make_user(role, councils.a), make_user(role, councils.b)
    for verb in (record, correct):
        with pytest.raises(Http404):
            verb(row, user=stranger)
        if role in PLANS_CONSULTATIONS:
            verb(row, user=colleague, document_number=verb.__name__)
        else:
            with pytest.raises(PermissionDenied):
                verb(row, user=colleague)


@pytest.mark.parametrize("act", ["delete", "edit"])
def test_the_file_of_a_reply_is_neither_deleted_nor_replaced(act, row, councils, client):
    user, kept, loose = make_user(Role.PUBLISHER, councils.a), document(councils.a), document(councils.a, "loose")
    record(row, file=kept)
    get_document_model().objects.update(uploaded_by_user=user)
    client.force_login(user)
    for file in (kept, loose):
        sent = {"title": "Өзге", "collection": councils.a.collection_id}
        assert client.post(reverse(f"wagtaildocs:{act}", args=[file.pk]), sent).status_code == 302
    titles = set(get_document_model().objects.values_list("title", flat=True))
    assert titles == ({"reply"} if act == "delete" else {"reply", "Өзге"})
