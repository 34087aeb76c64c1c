"""Which pages can be found, as what, and by whom."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.models import CouncilSection
from council_pages.models import NewsPage, QuestionPage, TextPage
from council_pages.provisioning import section_page
from search.sources.pages import KINDS, PageSource
from tests.council_pages.conftest import (
    make_news,
    make_outcome,
    make_question,
    make_schedule,
    make_sitting,
)


@pytest.fixture
def public_of(documents_of):
    """A function: the public documents of a kind."""
    return lambda kind: [found for found in documents_of("pages") if found.is_public and found.kind == kind]


def page_of(consultation, language="kk"):
    return consultation.question_pages.get(locale__language_code=language)


def test_every_kind_of_page_is_found(council, past, documents_of):
    """Questions, outcomes, schedules, sittings, news, plain pages and the councils themselves, in both languages."""
    make_schedule(council)
    make_sitting(council)
    make_outcome(make_question(council, **past))
    make_news(council, "kk", "Жаңалық")
    make_news(council, "ru", "Новость")
    found = {(document.kind, document.language) for document in documents_of("pages") if document.is_public}
    assert found == {(kind, language) for kind in KINDS.values() for language in ("kk", "ru")}


def test_pages_that_only_lead_to_others_are_for_the_admin(council, documents_of):
    """Homes, lists, forms: an editor finds them, a reader does not."""
    found = {document.pk: document for document in documents_of("pages")}
    assert set(found) == set(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
    home = Page.objects.get(slug="kk", depth=2)
    assert (found[home.pk].is_public, found[home.pk].kind) == (False, "")
    assert set(PageSource().public_keys()) == {document.pk for document in found.values() if document.is_public}


def test_a_question_says_what_a_reader_sorts_and_filters_by(council, documents_of, public_of):
    now = timezone.now()
    facts = {"opens_at": now - timedelta(days=2), "closes_at": now + timedelta(days=5)}
    row = make_question(council, **facts)
    kazakh, _russian = public_of("question")
    page = page_of(row)
    assert (kazakh.model, kazakh.pk, kazakh.language, kazakh.title) == (Page, page.pk, "kk", row.subject_kk)
    assert kazakh.url == page.url_path == f"/kk/councils/{council.slug}/questions/{row.slug}/"
    assert kazakh.council_id == council.pk
    assert (kazakh.status, kazakh.changes_at, kazakh.next_status) == ("collecting", facts["closes_at"], "reviewing")
    assert kazakh.date == timezone.localdate(facts["opens_at"])


def test_twins_have_one_number(council, public_of):
    """The two texts of the council's home are translations of each other."""
    kazakh, russian = public_of("council")
    assert kazakh.twin == russian.twin


def test_each_page_has_the_day_that_readers_know_it_by(council, past, public_of):
    make_sitting(council)
    make_news(council, "kk", "Жаңалық")
    make_outcome(make_question(council, **past))
    assert {found.date for found in public_of("sitting")} == {date(2026, 9, 24)}
    assert {found.date for found in public_of("news")} == {date(2026, 11, 19)}
    assert {found.date for found in public_of("outcome")} == {timezone.localdate()}
    assert {found.status for found in public_of("question")} == {"published"}


def test_drafts_are_not_public(council, documents_of, public_of):
    """Not one that was never live, not a withdrawn one; of a live page nothing of its newer draft."""
    draft = page_of(make_question(council, "a", live=False, subject_kk="Құпия"))
    live = page_of(make_question(council, "b", subject_kk="Ашық"))
    live.title, live.body = "Жасырын", "<p>жасырын</p>"
    live.save_revision()
    found = {document.pk: document for document in documents_of("pages")}
    assert not found[draft.pk].is_public
    assert found[live.pk].is_public
    assert "асырын" not in found[live.pk].title + found[live.pk].text
    Page.objects.get(pk=live.pk).specific.unpublish()
    assert live.pk not in {document.pk for document in public_of("question")}


def test_a_draft_has_the_title_that_its_editor_sees(council, documents_of):
    draft = page_of(make_question(council, live=False, subject_kk="Ескі"))
    draft.title = "Жаңа"
    draft.save_revision()
    assert [found.title for found in documents_of("pages") if found.pk == draft.pk] == ["Жаңа"]


def test_restricted_pages_are_not_public(council, documents_of, public_of):
    """Neither the page behind a password nor anything below it; its neighbours are."""
    page = page_of(make_question(council))
    make_news(council, "kk", "Жаңалық")
    section = CouncilSection.objects.get(council=council, language="kk").page
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert page.pk not in {found.pk for found in public_of("question")}
    assert public_of("news")
    PageViewRestriction.objects.create(page=section, restriction_type="password", password="x")
    assert {found.language for found in documents_of("pages") if found.is_public} == {"ru"}


def test_an_alias_is_as_closed_as_what_it_stands_for(council, documents_of):
    """A restriction of a page holds for its alias elsewhere in the tree."""
    page = make_news(council, "kk", "Жаңалық")
    section_page(council, "kk", TextPage, "about")
    alias = page.create_alias(update_slug="kopie")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    found = {document.pk: document.is_public for document in documents_of("pages")}
    assert (found[page.pk], found[alias.pk]) == (False, False)


def test_an_expired_page_is_not_public(council, public_of):
    page = make_news(council, "kk", "Жаңалық")
    Page.objects.filter(pk=page.pk).update(expired=True)
    assert public_of("news") == []


def test_pages_of_a_type_that_is_gone_are_passed_over(council, documents_of):
    """A plug-in that was taken out must not stop the rebuilding of the index."""
    page = make_news(council, "kk", "Жаңалық")
    gone = ContentType.objects.create(app_label="gone", model="gone")
    Page.objects.filter(pk=page.pk).update(content_type=gone)
    assert page.pk not in {document.pk for document in documents_of("pages")}


def test_a_batch_costs_the_same_whatever_it_holds(council):
    """Two questions, sittings and pieces of news, or six."""
    for number in range(6):
        make_question(council, f"q{number}", languages=["kk"])
        make_news(council, "kk", f"Жаңалық {number}")
    source, counts = PageSource(), []
    questions, news = (list(model.objects.values_list("pk", flat=True)) for model in (QuestionPage, NewsPage))
    source.documents([*questions, *news])
    for size in (2, 6):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(source.documents([*questions[:size], *news[:size]])) == 2 * size
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
