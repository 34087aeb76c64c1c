from uuid import uuid4

import pytest
from django.test import RequestFactory, TestCase
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail_localize.models import TranslatableObject

from cms.admin_policies import (
    POLICIES,
    declare,
    own_bulk,
    own_editing,
    own_media,
    own_pages,
    own_task,
    own_workflow,
)
from cms.models import CouncilSection
from cms.roles import Role
from cms.translation_policies import own_source, own_translation
from council_pages.models import HomePage
from council_pages.texts import pages_of
from tests.factories import make_consultation, make_texts, make_user, translation_of

pytestmark = pytest.mark.django_db
MISSING = 999_999_999


@pytest.fixture
def editor(councils):
    return make_user(Role.EDITOR, councils.a)


def section(council, language="kk"):
    return CouncilSection.objects.get(council=council, language=language).page


def bulk(*ids):
    return RequestFactory().get("/admin/bulk/wagtailcore/page/publish/", {"id": ids})


def test_a_route_is_declared_once(monkeypatch):
    monkeypatch.setattr("cms.admin_policies.POLICIES", {})
    declare("a_route", own_bulk)
    with pytest.raises(ValueError, match="a_route"):
        declare("a_route", own_editing)


def test_every_page_that_the_arguments_name_must_be_ones_own(editor, councils):
    policy = own_pages("page_to_move_id", "destination_id")
    own, foreign = section(councils.a).pk, section(councils.b).pk
    assert policy(editor, None, {"page_to_move_id": own})
    assert policy(editor, None, {"page_to_move_id": own, "destination_id": section(councils.a, "ru").pk})
    for arguments in ((own, foreign), (foreign, own), (own, MISSING), (own, HomePage.objects.first().pk)):
        assert not policy(editor, None, dict(zip(["page_to_move_id", "destination_id"], arguments, strict=True)))


def test_the_way_down_to_ones_own_pages_is_open_for_looking_only(editor, councils):
    for page in section(councils.a).get_ancestors():
        assert own_pages("parent_page_id", passing=True)(editor, None, {"parent_page_id": page.pk})
        assert not own_pages("parent_page_id")(editor, None, {"parent_page_id": page.pk})
    assert not own_pages("parent_page_id", passing=True)(editor, None, {"parent_page_id": section(councils.b).pk})


def test_a_translation_belongs_to_those_whose_pages_it_joins(editor, councils):
    stranger = make_user(Role.EDITOR, councils.b)
    consultation = make_consultation(councils.a)
    make_texts(consultation, publish=[])
    translation = translation_of(consultation, "ru")
    for policy, name, pk in [
        (own_translation, "translation_id", translation.pk),
        (own_source, "translation_source_id", translation.source.pk),
    ]:
        assert policy(editor, None, {name: pk})
        assert not policy(stranger, None, {name: pk})
        assert not policy(editor, None, {name: MISSING})


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.EDITOR, Role.TRANSLATOR, Role.SECRETARY])
def test_syncing_translations_publishes_nothing(role, councils, client):
    consultation = make_consultation(councils.a)
    make_texts(consultation, publish=[])
    source = translation_of(consultation, "ru").source
    client.force_login(make_user(role, councils.a))
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(address, {"publish_translations": "on"})
    assert [message.level_tag for message in answer.wsgi_request._messages] == ["error"]
    assert not pages_of(consultation)["ru"].live


@pytest.mark.parametrize("role, may", [(Role.PUBLISHER, True), (Role.EDITOR, False), (Role.TRANSLATOR, False)])
def test_only_a_publisher_takes_a_page_out_of_synchronisation(role, may, councils, client):
    consultation = make_consultation(councils.a)
    make_texts(consultation, publish=[])
    translation = translation_of(consultation, "ru")
    client.force_login(make_user(role, councils.a))
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    assert type(translation).objects.get(pk=translation.pk).enabled is not may
    assert own_translation(make_user(role, councils.a), None, {"translation_id": translation.pk})


def test_syncing_without_publishing_is_for_everyone_who_translates(councils, client):
    consultation = make_consultation(councils.a)
    make_texts(consultation, publish=[])
    client.force_login(make_user(Role.TRANSLATOR, councils.a))
    source = translation_of(consultation, "ru").source
    assert client.post(reverse("wagtail_localize:update_translations", args=[source.pk])).status_code == 302
    assert not pages_of(consultation)["ru"].live


def test_a_translation_whose_page_is_gone_belongs_to_nobody(editor, councils):
    consultation = make_consultation(councils.a)
    make_texts(consultation, publish=[])
    translation = translation_of(consultation, "ru")
    orphan = TranslatableObject.objects.create(
        translation_key=uuid4(), content_type=pages_of(consultation)["kk"].content_type
    )
    translation.source.object = orphan
    translation.source.save()
    assert not own_translation(editor, None, {"translation_id": translation.pk})


@pytest.mark.parametrize("get_model", [get_document_model, get_image_model])
def test_a_file_belongs_to_the_council_in_whose_collection_it_lies(get_model, editor, councils):
    policy, model = own_media(get_model, "pk"), get_model()
    sizes = {"width": 1, "height": 1} if model is get_image_model() else {}
    own, foreign, nobodys = (
        model.objects.create(title="x", file="x.png", collection=collection, **sizes)
        for collection in (councils.a.collection, councils.b.collection, Collection.get_first_root_node())
    )
    assert policy(editor, None, {"pk": own.pk})
    assert policy(editor, None, {"pk": str(own.pk)})
    for pk in (foreign.pk, nobodys.pk, MISSING, "x", "", "²", "9" * 30):
        assert not policy(editor, None, {"pk": pk})
    assert not policy(make_user(Role.SECRETARY, councils.a), None, {"pk": own.pk})
    assert not policy(make_user(Role.NATIONAL_EDITOR), None, {"pk": own.pk})


@pytest.mark.parametrize("kind", ["documents", "images"])
def test_the_editor_of_a_translation_learns_the_name_of_its_own_files_only(kind, editor, councils, client):
    model = {"documents": get_document_model, "images": get_image_model}[kind]()
    sizes = {"width": 1, "height": 1} if kind == "images" else {}
    own, foreign = (
        model.objects.create(title="Жоба", file="x.png", collection=council.collection, **sizes)
        for council in (councils.a, councils.b)
    )
    client.force_login(editor)
    addresses = [reverse(f"wagtailadmin_api:{kind}:detail", args=[file.pk]) for file in (own, foreign)]
    assert [client.get(address).status_code for address in addresses] == [200, 404]
    assert client.get(addresses[0]).json()["title"] == "Жоба"


def test_a_bulk_action_takes_pages_of_ones_own_and_nothing_else(editor, councils):
    pages = {"app_label": "wagtailcore", "model_name": "page", "action": "publish"}
    own, foreign = section(councils.a).pk, section(councils.b).pk
    assert own_bulk(editor, bulk(own, section(councils.a, "ru").pk), pages)
    assert own_bulk(editor, bulk(own, own), pages)
    for ids in [
        (),
        (foreign,),
        (own, foreign),
        (own, MISSING),
        ("all",),
        (own, "x"),
        (own, "-1"),
        (own, "²"),
        (own, "9" * 30),
    ]:
        assert not own_bulk(editor, bulk(*ids), pages)
    assert not own_bulk(editor, bulk(own), pages | {"app_label": "wagtaildocs", "model_name": "document"})


def test_editing_is_announced_for_ones_own_pages_only(editor, councils):
    ping = {"app_label": "wagtailcore", "model_name": "page", "session_id": 1}
    assert own_editing(editor, None, ping | {"object_id": str(section(councils.a).pk)})
    assert own_editing(editor, None, {"session_id": 1})
    for object_id in (str(section(councils.b).pk), str(MISSING), "x", "", "²", "9" * 30):
        assert not own_editing(editor, None, ping | {"object_id": object_id})


def test_what_shows_other_peoples_work_or_names_is_closed():
    closed = {
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:usage",
        "wagtailadmin_api:pages:action",
        "wagtailadmin_api:documents:listing",
        "wagtailadmin_pages:set_privacy",
        "wagtailusers_users:index",
        "wagtaildocs:document_usage",
        "wagtail_localize:convert_to_alias",
        "wagtail_localize:translations_report",
    }
    assert closed & set(POLICIES) == set()


def test_a_task_and_a_course_of_moderation_belong_to_their_page_and_to_its_staff(editor, councils):
    own, other, foreign = (
        make_texts(make_consultation(council), publish=[])["kk"] for council in (councils.a, councils.a, councils.b)
    )
    states = {page.pk: page.get_workflow().start(page, editor) for page in (own, other, foreign)}
    for policy, argument, key in (
        (own_task, "task_state_id", "current_task_state_id"),
        (own_workflow, "workflow_state_id", "pk"),
    ):
        for page in (own, other, foreign):
            for named in (own, other, foreign):
                arguments = {"page_id": page.pk, argument: getattr(states[named.pk], key)}
                assert policy(editor, None, arguments) is (page == named != foreign), (page, named)
        assert not policy(editor, None, {"page_id": own.pk, argument: MISSING})
        assert not policy(editor, None, {"page_id": MISSING, argument: getattr(states[own.pk], key)})
