"""Wagtail's own buttons publish and take down only what the desk would."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Locale, Page

from cms.models import CouncilSection
from cms.roles import Role
from council_pages import texts
from council_pages.models import NewsPage
from forms.form_building import define_form
from tests.council_pages.conftest import make_news
from tests.factories import finish_translation, make_consultation, make_superuser, make_texts, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def half(councils):
    """A Russian twin of which nothing but the title is translated."""
    row = make_consultation(councils.a, "lights")
    texts.write_text(row, "kk", user=None, summary="Қысқаша")
    texts.translate_text(row, "ru", user=None)
    return texts.pages_of(row)["ru"]


@pytest.fixture
def publisher(councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    return client


def press(client, name, *args, query="", **data):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(reverse(name, args=args) + query, data)


def refused(answer, *pages):
    """Led away with words, and nothing became live."""
    assert answer.status_code == 302
    assert "error" in [message.level_tag for message in answer.wsgi_request._messages]
    return not any(Page.objects.get(pk=page.pk).live for page in pages)


def bulk(client, action, *pages, **data):
    query = "?" + "&".join(f"id={page.pk}" for page in pages)
    return press(client, "wagtail_bulk_action", "wagtailcore", "page", action, query=query, **data)


def test_half_a_translation_is_not_published_by_localizes_button(half, publisher):
    assert refused(press(publisher, "wagtailadmin_pages:edit", half.pk, action="publish"), half)


def test_a_whole_translation_is_published_by_localizes_button(half, publisher):
    finish_translation(half.row, "ru")
    press(publisher, "wagtailadmin_pages:edit", half.pk, action="publish")
    assert Page.objects.get(pk=half.pk).live


def test_half_a_translation_is_not_published_in_bulk_and_neither_is_what_stands_beside_it(half, publisher):
    twin = texts.pages_of(half.row)["kk"]
    assert refused(bulk(publisher, "publish", twin, half), half, twin)


def test_half_a_translation_is_not_published_together_with_the_list_above_it(half, publisher):
    assert refused(bulk(publisher, "publish", half.get_parent(), include_descendants="on"), half)


def test_a_form_is_not_published_before_its_question_by_any_button(councils, publisher):
    form = define_form(make_consultation(councils.a), user=None)
    question = texts.write_text(form.consultation, "kk", user=None)
    page = texts.write_text(form, "kk", user=None)
    assert refused(bulk(publisher, "publish", page), page)
    assert refused(
        press(publisher, "wagtailadmin_pages:edit", page.pk, **{"title": "Форма", "action-publish": "1"}), page
    )
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish()
    assert refused(bulk(publisher, "publish", question.get_parent(), include_descendants="on"), question, page)


def test_half_a_translation_of_the_news_is_not_published_either(councils, publisher):
    news = make_news(councils.a, "kk", "Жаңалық", lead="Қысқаша")
    russian = Locale.objects.get(language_code="ru").pk
    press(publisher, "wagtail_localize:submit_page_translation", news.pk, locales=[russian])
    twin = NewsPage.objects.exclude(pk=news.pk).filter(translation_key=news.translation_key).first()
    assert twin is not None
    assert refused(press(publisher, "wagtailadmin_pages:edit", twin.pk, action="publish"), twin)


@pytest.mark.parametrize("act", ["one", "with what stands below", "bulk"])
@pytest.mark.parametrize("what", ["section", "list", "contacts"])
def test_what_the_menu_leads_through_is_not_taken_down(act, what, councils, client):
    client.force_login(make_superuser())
    make_texts(make_consultation(councils.a))
    section = CouncilSection.objects.get(council=councils.a, language="kk").page
    page = section if what == "section" else section.get_children().get(slug={"list": "questions"}.get(what, what))
    live = set(Page.objects.live().values_list("pk", flat=True))
    if act == "bulk":
        answer = bulk(client, "unpublish", page)
    else:
        data = {"include_descendants": "on"} if act != "one" else {}
        answer = press(client, "wagtailadmin_pages:unpublish", page.pk, **data)
    assert answer.status_code == 302
    assert set(Page.objects.live().values_list("pk", flat=True)) == live


def test_a_question_is_not_taken_down_together_with_its_form_by_accident(councils, publisher):
    row = make_consultation(councils.a)
    question = make_texts(row)["kk"]
    form = make_texts(define_form(row, user=None))["kk"]
    assert not refused(press(publisher, "wagtailadmin_pages:unpublish", question.pk, include_descendants="on"), form)
    press(publisher, "wagtailadmin_pages:unpublish", form.pk)
    assert not Page.objects.get(pk=form.pk).live


@pytest.mark.parametrize("role, may", [(Role.PUBLISHER, True), (Role.EDITOR, False)])
def test_only_a_publisher_puts_a_text_back_under_translation(role, may, councils, client):
    row = make_consultation(councils.a)
    page = make_texts(row)["ru"]
    translation = texts.translation_into(page)
    type(translation).objects.update(enabled=False)
    client.force_login(make_user(role, councils.a))
    press(client, "wagtailadmin_pages:edit", page.pk, **{"localize-restart-translation": "yes"})
    assert type(translation).objects.get().enabled is may
