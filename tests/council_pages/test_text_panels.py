"""What stands above the fields of a text: findings, the other language, the guide, the way to the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation

from cms import guide
from cms.models import CouncilSection
from cms.roles import Role
from council_pages import planning, texts
from council_pages.content_checks import Check
from council_pages.models import NewsIndexPage
from council_pages.provisioning import section_page
from council_pages.text_panels import about_text, twin_findings
from tests.council_pages.conftest import make_news
from tests.factories import (
    finish_translation,
    make_consultation,
    make_decision,
    make_schedule,
    make_texts,
    make_user,
)

pytestmark = pytest.mark.django_db
UNCLEAR = '<p>Жоба <a href="https://kenes.example/">осында</a></p>'


@pytest.fixture
def row(councils):
    return make_consultation(councils.a, "lights")


@pytest.fixture
def publisher(councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    return client


def editor_of(client, page):
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_editor_says_what_was_found_and_leads_to_the_guide(row, publisher):
    page = texts.write_text(row, "kk", user=None, body=UNCLEAR)
    editor = editor_of(publisher, page)
    assert str(Check.UNCLEAR_LINK.label) in editor
    assert str(Check.NO_TWIN.label) in editor
    assert guide.address_of("text") in editor


def test_the_editor_of_a_translation_says_it_as_well(row, publisher):
    pages = make_texts(row, body=UNCLEAR)
    editor = editor_of(publisher, pages["ru"])
    assert "js-translation-editor" in editor
    assert guide.address_of("translation") in editor
    assert reverse("wagtailadmin_pages:view_draft", args=[pages["kk"].pk]) in editor


def test_a_translation_is_not_offered_to_become_an_alias(row, publisher):
    page = make_texts(row)["ru"]
    translation = Translation.objects.get(source__object_id=page.translation_key)
    editor = editor_of(publisher, page)
    assert reverse("wagtail_localize:stop_translation", args=[translation.pk]) in editor
    assert reverse("wagtail_localize:convert_to_alias", args=[page.pk]) not in editor
    translation.enabled = False
    translation.save()
    editor = editor_of(publisher, page)
    assert "localize-restart-translation" in editor
    assert "localize-convert-to-alias" not in editor


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_editor_leads_back_to_the_desk(language, row, publisher, councils):
    consultation = reverse("kenes_consultation", args=[row.pk])
    now = timezone.now()
    over = make_consultation(councils.a, "roads", opens_at=now - timedelta(9), closes_at=now - timedelta(1))
    outcome = planning.open_outcome(over, user=None, attended_offline=1, attended_online=0)
    schedule, sitting = make_schedule(councils.a), make_decision(councils.a).sitting
    for subject, desk in (
        (row, consultation),
        (outcome, reverse("kenes_consultation", args=[outcome.consultation_id])),
        (schedule, reverse("kenes_schedule", args=[schedule.pk])),
        (sitting, reverse("kenes_sitting", args=[sitting.pk])),
    ):
        assert f'href="{desk}"' in editor_of(publisher, make_texts(subject, publish=[])[language])


def test_who_may_not_open_the_desk_is_not_led_to_it(row, councils):
    translator = make_user(Role.TRANSLATOR, councils.a, language="kk")
    sitting = make_decision(councils.a).sitting
    assert about_text(make_texts(row)["kk"], translator, "text")["desk"]
    assert not about_text(make_texts(sitting)["kk"], translator, "text")["desk"]
    assert not about_text(make_news(councils.a, "kk", "Жаңалық"), translator, "blocks")["desk"]


def test_the_other_languages_preview_is_for_those_who_write_it_and_else_its_public_page(row, councils):
    pages = make_texts(row)
    writer, translator = make_user(Role.EDITOR, councils.a), make_user(Role.TRANSLATOR, councils.a, language="kk")
    assert about_text(pages["kk"], writer, "text")["may_preview_twin"]
    about = about_text(pages["kk"], translator, "text")
    assert not about["may_preview_twin"]
    assert about["twin"].live


def test_a_translation_that_has_fallen_behind_is_said_on_both_sides(row):
    pages = make_texts(row)
    assert twin_findings(pages["kk"], pages["ru"]) == twin_findings(pages["ru"], pages["kk"]) == []
    pages["kk"].title = "Басқаша"
    pages["kk"].save_revision()
    pages = texts.pages_of(row)
    for page, twin in ((pages["kk"], pages["ru"]), (pages["ru"], pages["kk"])):
        assert [finding.check for finding in twin_findings(page, twin)] == [Check.TWIN_BEHIND]
    texts.translate_text(row, "ru", user=None)
    finish_translation(row, "ru")
    assert twin_findings(pages["kk"], pages["ru"]) == []


def test_every_kind_of_page_has_the_panel(councils, publisher):
    section = CouncilSection.objects.get(council=councils.a, language="kk").page
    news = make_news(councils.a, "kk", "Жаңалық")
    for page in (section, section.get_children().get(slug="about"), section.get_children().get(slug="news"), news):
        assert guide.address_of("blocks") in editor_of(publisher, page)


def test_a_new_page_leads_to_the_guide_before_it_has_words(councils, publisher):
    parent = section_page(councils.a, "kk", NewsIndexPage)
    answer = publisher.get(reverse("wagtailadmin_pages:add", args=["council_pages", "newspage", parent.pk]))
    assert guide.address_of("blocks") in answer.content.decode()
