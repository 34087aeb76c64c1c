"""The staff's guide: every own screen leads to a chapter, and every chapter is there in both languages."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils import translation
from django.views.generic.base import TemplateResponseMixin
from PIL import Image

from cms import guide
from cms.admin_policies import POLICIES, host_only, own_listing, own_object, personal
from cms.languages import LANGUAGES
from cms.roles import COUNCIL_ROLES, Role
from cms.templatetags.guide import HEIGHT, WIDTH
from tests.factories import make_consultation, make_user

PICTURES = Path(__file__).resolve().parent.parent.parent / "docs" / "pictures" / "guide"
LARGEST = 60_000  # bytes: the guide opens on a village's line
# Own addresses that show no screen of the admin: {route: what comes instead}.
NO_SCREENS = {
    "kenes_guide": "the guide itself",
    "kenes_draft": "a public page as a draft",
    "kenes_preview_form": "a public form before it is public",
    "kenes_document": "a file",
    "kenes_decisions_csv": "a file",
    "kenes_file": "a file",
}


def own_screens():
    """The names of the screens that the staff of councils sees."""
    admin = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/")
    named = [entry for entry in admin.url_patterns if (getattr(entry, "name", "") or "").startswith("kenes_")]
    views = {entry.name: entry.callback.view_class for entry in named}
    return {
        name
        for name, view in views.items()
        if POLICIES[name] in (own_listing, own_object, personal)
        and issubclass(view, TemplateResponseMixin)
        and "get" in view.http_method_names
    } - set(NO_SCREENS)


def test_every_own_screen_of_a_councils_staff_has_a_chapter():
    screens = own_screens()
    assert len(screens) > 50
    assert sorted(name for name in screens if not guide.chapter_of(name)) == []


def test_every_screen_that_is_explained_exists():
    assert sorted(name for name in guide._chapters_of_screens if name not in POLICIES) == []
    assert sorted(name for name in guide._chapters_of_screens if POLICIES[name] is host_only) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_written_and_named(language):
    for chapter in guide.chapters_in(language):
        assert get_template(chapter.template).render().strip()
        with translation.override(language):
            assert str(chapter.label).isascii() is False


def test_every_picture_is_shown_and_small():
    kept = {path.relative_to(PICTURES).as_posix(): path for path in PICTURES.rglob("*.webp")}
    shown = {
        f"{name}.webp"
        for language in LANGUAGES
        for chapter in guide.chapters_in(language)
        for name in re.findall(r'guide/([^"]+)\.webp"', get_template(chapter.template).render())
    }
    assert shown == set(kept)
    assert len(shown) == 2 * 8
    for path in kept.values():
        assert path.stat().st_size < LARGEST
        with Image.open(path) as picture:
            assert picture.size == (WIDTH, HEIGHT)


def test_a_screen_has_one_chapter_and_a_chapter_exists():
    with pytest.raises(ValueError):
        guide.explain({"weather": ["kenes_guide"]})
    with pytest.raises(ValueError):
        guide.explain({"start": ["kenes_consultation"]})


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_everybody_reads_the_guide_in_either_language(role, councils, client):
    client.force_login(make_user(role, councils.a))
    page = client.get(reverse("kenes_guide")).content.decode()
    assert "Что система проверяет в тексте" in page
    assert all(f'id="{name}"' in page for name in guide.CHAPTERS)
    other = client.get(reverse("kenes_guide"), {"language": "kk"}).content.decode()
    assert "Жүйе мәтінде нені тексереді" in other
    assert "Что система проверяет в тексте" in client.get(reverse("kenes_guide"), {"language": "x"}).content.decode()


@pytest.mark.django_db
def test_a_screen_and_the_menu_lead_to_the_guide(councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    desk = client.get(reverse("kenes_consultation", args=[make_consultation(councils.a).pk])).content.decode()
    assert f'href="{guide.address_of("consultation")}"' in desk
    assert reverse("kenes_guide") in client.get(reverse("wagtailadmin_home")).content.decode()
