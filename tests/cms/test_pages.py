import pytest
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from cms.models import CouncilSection
from cms.pages import council_url, section_links, trail_to
from cms.roles import COUNCIL_ROLES, ROLE_TABLE, Role
from council_pages.models import CouncilDirectoryPage, HomePage, NewsIndexPage, QuestionPage, TextPage
from tests.factories import again, make_consultation, make_superuser, make_texts, make_user

pytestmark = pytest.mark.django_db
RIGHTS = {"add": "can_add_subpage", "change": "can_edit", "publish": "can_publish", "lock": "can_lock"}


def section(council, language="kk"):
    return CouncilSection.objects.get(council=council, language=language).page.specific


def news_index(council):
    return NewsIndexPage.objects.descendant_of(section(council)).get()


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_wagtails_own_buttons_follow_the_role_table_in_the_own_council(role, councils):
    tester = news_index(councils.a).permissions_for_user(make_user(role, councils.a))
    may = {action for action, method in RIGHTS.items() if getattr(tester, method)()}
    assert may == set(ROLE_TABLE[role].pages) & set(RIGHTS)


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_no_button_of_wagtails_works_on_the_page_of_another_council(role, councils):
    tester = news_index(councils.b).permissions_for_user(make_user(role, councils.a))
    for method in [*RIGHTS.values(), "can_delete", "can_unpublish", "can_copy", "can_move", "can_unlock"]:
        assert not getattr(tester, method)(), method


def test_a_national_editors_rights_end_where_a_section_begins(councils):
    user = make_user(Role.NATIONAL_EDITOR)
    for page in (HomePage.objects.first(), CouncilDirectoryPage.objects.first()):
        assert page.permissions_for_user(user).can_edit()
        assert page.permissions_for_user(user).can_publish()
    question = make_texts(make_consultation(councils.a))["kk"]
    for page in (section(councils.a), news_index(councils.a), question):
        tester = page.permissions_for_user(again(user))
        assert not any(getattr(tester, method)() for method in [*RIGHTS.values(), "can_delete", "can_unpublish"])


def test_a_superuser_may_and_a_disabled_account_may_not(councils):
    assert section(councils.a).permissions_for_user(make_superuser()).can_publish()
    former = make_user(Role.PUBLISHER, councils.a, is_active=False)
    assert not section(councils.a).permissions_for_user(former).can_edit()


def test_a_page_knows_its_language_and_its_council(councils):
    for language in ("kk", "ru"):
        page = Page.objects.get(pk=section(councils.a, language).pk).specific.get_children().first().specific
        assert (page.language, page.council) == (language, councils.a)
    assert HomePage.objects.first().council is None


def test_an_address_of_a_council_is_the_same_in_both_languages_but_for_the_language(councils):
    assert council_url(councils.a, "kk") == "/kk/councils/almaly/"
    assert council_url(councils.a, "ru", "questions", "q1") == "/ru/councils/almaly/questions/q1/"
    for language in ("kk", "ru"):
        assert section(councils.a, language).url_path == council_url(councils.a, language)
    question = make_texts(make_consultation(councils.a, "q1"))["ru"]
    assert question.url_path == council_url(councils.a, "ru", "questions", "q1")


@pytest.mark.parametrize("language, word", [("kk", "Кеңестер"), ("ru", "Советы")])
def test_the_trail_leads_from_home_to_the_page_above(language, word, councils):
    with override(language):
        trail = trail_to(["councils", "almaly", "questions", "q1"], councils.a, language)
    assert [entry["url"] for entry in trail] == [
        f"/{language}/",
        f"/{language}/councils/",
        f"/{language}/councils/almaly/",
        f"/{language}/councils/almaly/questions/",
    ]
    assert trail[1]["label"] == word
    assert str(trail[2]["label"]) == councils.a.name(language)
    assert trail_to([], None, language) == []
    assert len(trail_to(["councils"], None, language)) == 1


def test_what_restricts_a_page_is_told_in_one_query_and_as_wagtail_tells_it(councils, django_assert_num_queries):
    page, other = section(councils.a), section(councils.b)
    news = NewsIndexPage.objects.descendant_of(page).get()
    assert not news.get_view_restrictions().exists()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    alias = news.create_alias(parent=other, update_slug="alias", log_action=None).specific
    for below in (page, news, alias):
        with django_assert_num_queries(1):
            told = list(below.get_view_restrictions())
        assert told == list(Page.get_view_restrictions(below))
    assert list(news.get_view_restrictions()) == [restriction]
    PageViewRestriction.objects.create(page=news, restriction_type=PageViewRestriction.LOGIN)
    assert set(alias.get_view_restrictions()) == set(Page.get_view_restrictions(alias)) != set()


def test_the_menu_of_a_section_leads_to_pages_that_exist_and_marks_where_the_reader_is(councils, client):
    for language in ("kk", "ru"):
        links = section_links(councils.a, language, "news")
        assert [link["url"] for link in links if link["current"]] == [f"/{language}/councils/almaly/news/"]
        assert {client.get(link["url"]).status_code for link in links} == {200}


@pytest.mark.parametrize("reader, is_fallback", [("kk", False), ("ru", True)])
def test_a_page_says_when_it_stands_in_for_the_other_language(reader, is_fallback, councils):
    page = make_texts(make_consultation(councils.a), publish=["kk"])["kk"]
    with override(reader):
        context = page.get_context(RequestFactory().get("/"))
    assert (context["text_language"], context["is_fallback"]) == ("kk", is_fallback)
    assert context["foreign_language"] == ("kk" if is_fallback else "")
    assert context["section_links"][0]["url"] == f"/{reader}/councils/almaly/"


@pytest.mark.parametrize("page_type", [HomePage, CouncilDirectoryPage, NewsIndexPage, TextPage])
def test_no_edit_form_offers_an_address_or_a_date_of_publication(page_type, councils, client):
    client.force_login(make_superuser())
    page = page_type.objects.first()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    assert not {"slug", "go_live_at", "expire_at", "show_in_menus"} & set(form.fields)


def test_the_texts_form_offers_no_shared_fact(councils, client):
    client.force_login(make_superuser())
    page = make_texts(make_consultation(councils.a), publish=[])["kk"]
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    assert isinstance(page, QuestionPage)
    assert set(form.fields) & {"title", "summary", "body", "expected_effect"} == {
        "title", "summary", "body", "expected_effect"
    }  # fmt: skip
    facts = {"slug", "consultation", "opens_at", "closes_at", "state", "halted", "go_live_at", "expire_at"}
    assert not facts & set(form.fields)


@pytest.mark.parametrize("path", ["", "councils/", "councils/almaly/", "councils/almaly/questions/", "search/"])
def test_a_public_page_sets_no_cookie(path, councils):
    for language in ("kk", "ru"):
        answer = Client().get(f"/{language}/{path}")
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_pages_can_be_published_on_schedule_without_touching_ours(councils):
    # Wagtail's own clock must find nothing: opening and closing follow the row.
    page = make_texts(make_consultation(councils.a))["kk"]
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert (page.live, page.go_live_at, page.expire_at) == (True, None, None)
