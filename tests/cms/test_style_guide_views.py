"""The style guide is open to the house and to nobody else, and no search engine hears of it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from cms import style_guide
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from council_pages.provisioning import ensure_national_pages
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db
ADDRESSES = ("styleguide/", "styleguide/marks/", "styleguide/marks/1/", "styleguide/errors/1/")
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


@pytest.fixture
def real_site(settings):
    """A copy that is no developer's."""
    settings.LOCAL = False
    ensure_national_pages()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def statuses(client, language="kk"):
    return {client.get(f"/{language}/{address}").status_code for address in ADDRESSES}


@LANGUAGES
def test_on_a_developers_copy_everybody_sees_it(language):
    assert statuses(Client(), language) == {200}
    answer = Client().get(f"/{language}/styleguide/")
    assert f'<html lang="{language}">' in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Cache-Control"] == "no-store, private"
    assert dict(answer.cookies) == {}


def test_without_a_language_it_leads_to_the_readers():
    answer = Client().get("/styleguide/", headers={"Accept-Language": "ru"})
    assert (answer.status_code, answer.url) == (302, "/ru/styleguide/")


@LANGUAGES
def test_on_a_real_site_it_is_a_missing_page_for_everybody(real_site, language):
    assert statuses(Client(), language) == {404}
    body = Client().get(f"/{language}/styleguide/").content.decode()
    with override(language):
        assert gettext("There is no such page") in body
        assert gettext("Style guide") not in body


@pytest.mark.parametrize("role", Role)
def test_of_the_staff_only_the_ministrys_sees_it(real_site, role):
    council = None if role in NATIONAL_ROLES else make_council()
    client = signed_in(make_user(role, council) if council else make_user(role))
    assert statuses(client) == ({200} if role in NATIONAL_ROLES else {404})
    assert role in COUNCIL_ROLES | NATIONAL_ROLES


def test_a_superuser_sees_it(real_site, django_user_model):
    user = django_user_model.objects.create_superuser("root", "root@example.kz", "long-enough-password")
    assert statuses(signed_in(user)) == {200}


def test_no_sitemap_names_it():
    ensure_national_pages()
    words = "".join(Client().get(f"/sitemap-views-{language}.xml").content.decode() for language in ("kk", "ru"))
    assert "styleguide" not in words
    assert "styleguide" not in Client().get("/robots.txt").content.decode()


@pytest.mark.parametrize("address", ["none/", "none/1/", "marks/0/", "marks/999/"])
def test_what_is_not_in_it_is_a_missing_page(address):
    assert Client().get(f"/kk/styleguide/{address}").status_code == 404


@pytest.mark.parametrize("chapter", style_guide.chapters(), ids=lambda chapter: chapter.name)
def test_every_example_of_a_chapter_stands_in_a_frame_that_may_show_it(chapter):
    client = Client()
    page = client.get(f"/ru/styleguide/{chapter.name}/").content.decode()
    for number in range(1, len(chapter.examples) + 1):
        with override("ru"):
            address = reverse("style_guide_stage", args=[chapter.name, number])
        assert f'src="{address}"' in page
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" not in policy
        assert ("'unsafe-inline'" in policy) == chapter.has_styles
        assert "script-src" not in policy
