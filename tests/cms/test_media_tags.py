"""Popular tags: of one's own files, the most frequent first."""

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.media_tags import popular_tags
from cms.roles import Role
from tests.factories import make_superuser, make_user

pytestmark = pytest.mark.django_db


def keep(model, council, *tags, **facts):
    """A file of the council with these tags."""
    file = model.objects.create(title="x", file="x", collection=council.collection, **facts)
    file.tags.add(*tags)
    return file


def test_the_most_frequent_of_ones_own_files_come_first(councils):
    document = get_document_model()
    keep(document, councils.a, "су")
    keep(document, councils.a, "жол", "су")
    keep(document, councils.b, "шам")
    keep(get_image_model(), councils.a, "бақ", width=1, height=1)
    editor = make_user(Role.EDITOR, councils.a)
    assert [tag.name for tag in popular_tags(document, editor)] == ["су", "жол"]
    assert {tag.name for tag in popular_tags(document, make_superuser())} == {"су", "жол", "шам"}


@pytest.mark.parametrize("listing", ["wagtailimages:index", "wagtailimages_chooser:choose"])
def test_the_lists_offer_ones_own_tags(listing, councils, client):
    image = get_image_model()
    keep(image, councils.a, "balkon", width=1, height=1)
    keep(image, councils.b, "chuzhoi", width=1, height=1)
    client.force_login(make_user(Role.EDITOR, councils.a))
    page = client.get(reverse(listing)).content.decode()
    assert "balkon" in page
    assert "chuzhoi" not in page


def test_without_a_tag_of_ones_own_no_filter_is_offered(councils, client):
    keep(get_document_model(), councils.b, "chuzhoi")
    client.force_login(make_user(Role.EDITOR, councils.a))
    page = client.get(reverse("wagtaildocs:index")).content.decode()
    assert 'name="tag"' not in page
