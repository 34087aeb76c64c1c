"""The checks of the preview: they look at the page's own text, and run in the editor's preview only."""

import pytest
from django.urls import reverse

from cms.roles import Role
from council_pages.preview_checks import NEVER_EMPTY, PreviewChecks
from tests.factories import make_consultation, make_texts, make_user

pytestmark = pytest.mark.django_db
NO_WORDS = '{"blocks": [], "entityMap": {}}'


def test_they_look_at_the_text_and_at_pictures_and_tables():
    configuration = PreviewChecks().get_axe_configuration(None)
    assert configuration["context"]["include"] == ["main"]
    rules = configuration["options"]["runOnly"]
    assert {"heading-order", "link-name", "image-alt", "td-has-header"} <= set(rules)
    assert NEVER_EMPTY not in {*rules, *(rule["id"] for rule in configuration["spec"]["rules"])}
    assert {"image-alt", "td-has-header"} <= set(configuration["messages"])


def test_the_preview_of_the_editor_carries_them_and_the_public_page_does_not(councils, client):
    row = make_consultation(councils.a)
    page = make_texts(row)["kk"]
    public = client.get(page.url_path).content.decode()
    assert "wagtail-userbar" not in public
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    assert "wagtail-userbar" not in client.get(page.url_path).content.decode()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    typed = {"title": page.title, "summary": "", "body": NO_WORDS, "expected_effect": NO_WORDS, "documents-count": 0}
    assert client.post(address, typed).json()["is_valid"]
    answer = client.get(address, {"in_preview_panel": "true"})
    assert "wagtail-userbar" in answer.content.decode()
    assert '"include": ["main"]' in answer.content.decode()
