"""A council's page shows its own files and drafts, and no other council's by a number that somebody typed."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, ReferenceIndex

from cms.references import has_foreign_references
from cms.roles import Role
from council_pages import texts
from tests.council_pages.conftest import make_news
from tests.factories import make_consultation, make_texts, make_user, translation_of

pytestmark = pytest.mark.django_db
SECRET = "bsecret"


@pytest.fixture
def own(councils):
    return document(councils.a.collection, "own")


@pytest.fixture
def foreign(councils):
    return document(councils.b.collection, SECRET)


@pytest.fixture
def editor(councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    return client


def document(collection, name):
    file = ContentFile(name.encode(), f"{name}.pdf")
    return get_document_model().objects.create(title=name, collection=collection, file=file)


def rich(*, kind, pk):
    """What the rich text editor sends for a link to a document or a page."""
    data = {"id": pk}
    block = {"key": "a", "type": "unstyled", "text": "link", "depth": 0, "inlineStyleRanges": [],
             "entityRanges": [{"key": 0, "offset": 0, "length": 4}]}  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": {"0": {"type": kind, "mutability": "MUTABLE", "data": data}}})


def edit(client, page, **changed):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {"title": page.title, "slug": page.slug, "summary": "", "body": rich(kind="NONE", pk=0),
            "expected_effect": rich(kind="NONE", pk=0), "documents-count": 0} | changed  # fmt: skip
    return client.post(address, data)


def documents(pk):
    return {
        "documents-count": 1, "documents-0-deleted": "", "documents-0-order": 0, "documents-0-type": "document",
        "documents-0-id": "", "documents-0-value": pk,
    }  # fmt: skip


@pytest.mark.parametrize("view", ["edit", "preview_on_edit"])
def test_a_foreign_document_in_a_stream_is_a_404(view, own, foreign, councils, editor):
    page = texts.write_text(make_consultation(councils.a), "kk", user=None)
    assert edit(editor, page, **documents(own.pk)).status_code == 302
    address = reverse(f"wagtailadmin_pages:{view}", args=[page.pk])
    answer = editor.post(address, {"title": "x", "summary": "", **documents(foreign.pk)})
    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()
    assert SECRET not in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_a_foreign_document_or_draft_in_rich_text_is_a_404(own, foreign, councils, editor):
    page = texts.write_text(make_consultation(councils.a), "kk", user=None)
    draft = texts.write_text(make_consultation(councils.b), "kk", user=None, title=SECRET)
    live = make_texts(make_consultation(councils.b))["kk"]
    for kind, pk, status in [
        ("DOCUMENT", own.pk, 302),
        ("DOCUMENT", foreign.pk, 404),
        ("LINK", draft.pk, 404),
        ("LINK", live.pk, 302),
        ("LINK", page.pk, 302),
    ]:
        answer = edit(editor, page, body=rich(kind=kind, pk=pk))
        assert answer.status_code == status, (kind, pk)
        assert SECRET not in answer.content.decode()


def test_a_foreign_document_is_refused_outside_the_admin_too(foreign, councils):
    page = make_news(councils.a, "kk", "Жаңалық")
    page.body = f'<p><a linktype="document" id="{foreign.pk}">x</a></p>'
    assert has_foreign_references(page, councils.a)
    assert not has_foreign_references(page, councils.b)
    with pytest.raises(ValidationError):
        page.save()


def test_national_files_are_everybodys(councils):
    page = make_news(councils.a, "kk", "Жаңалық")
    file = document(Collection.get_first_root_node(), "national")
    page.body = f'<p><a linktype="document" id="{file.pk}">x</a></p>'
    page.save()
    assert not has_foreign_references(page, None)


def test_a_translation_is_not_given_a_foreign_document_in_place_of_the_originals(own, foreign, councils, editor):
    row = make_consultation(councils.a)
    page = texts.write_text(row, "kk", user=None, documents=[("document", own)])
    texts.translate_text(row, "ru", user=None)
    translation = translation_of(row, "ru")
    segment = translation.source.overridablesegment_set.get(context__path__startswith="documents")
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    second = document(councils.a.collection, "second")
    for pk, status in [(foreign.pk, 404), (987_654, 404), (second.pk, 201)]:
        answer = editor.put(address, f"value={pk}", content_type="application/x-www-form-urlencoded")
        assert answer.status_code == status, pk
    assert page.pk


@pytest.mark.parametrize("role, may", [(Role.EDITOR, False), (Role.PUBLISHER, True)])
def test_a_file_on_a_published_page_is_changed_by_a_publisher_and_deleted_by_nobody(role, may, own, councils, client):
    client.force_login(make_user(role, councils.a))
    page = make_news(councils.a, "kk", "Жаңалық")
    page.body = f'<p><a linktype="document" id="{own.pk}">x</a></p>'
    page.save()
    ReferenceIndex.create_or_update_for_object(page)
    client.post(reverse("wagtaildocs:edit", args=[own.pk]), {"title": "new", "collection": own.collection_id})
    assert (type(own).objects.get().title == "new") is may
    answer = client.post(reverse("wagtaildocs:delete", args=[own.pk]))
    assert "error" in [message.level_tag for message in answer.wsgi_request._messages]
    assert type(own).objects.filter(pk=own.pk).exists()


def test_a_file_that_no_published_page_shows_is_its_councils_to_delete(own, councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    client.post(reverse("wagtaildocs:delete", args=[own.pk]))
    assert not type(own).objects.exists()
