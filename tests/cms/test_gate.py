import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from cms.admin_policies import POLICIES, own_listing, personal
from cms.models import CouncilSection
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from council_pages.models import HomePage
from tests.factories import PASSWORD, admin_routes, make_consultation, make_superuser, make_texts, make_user

pytestmark = pytest.mark.django_db
MISSING = 999_999_999
ROUTES = admin_routes()
CLOSED = [(name, path) for name, path in ROUTES if name not in POLICIES]
NAMES_AN_OBJECT = [
    (name, path) for name, path in ROUTES if name in POLICIES and ("999999999" in path or "nothing" in path)
]
CONFINED = sorted(COUNCIL_ROLES | NATIONAL_ROLES - {Role.ADMINISTRATOR})
# Reached without a login; a name or a token stands in the address, and no object of a council.
WITHOUT_LOGIN = {"wagtailadmin_password_reset_confirm"}


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_list_of_routes_is_the_urlconfs():
    assert len(ROUTES) > 150
    names = {name for name, _path in ROUTES}
    assert {"wagtailadmin_home", "wagtailadmin_pages:edit", "wagtail_localize:update_translations"} <= names
    for name, path in ROUTES:
        try:
            found = resolve(path)
        except Resolver404:
            pytest.fail(f"{name}: {path} leads nowhere")
        if name.rpartition(":")[2]:
            assert found.view_name == name


def test_every_route_of_ours_has_a_policy():
    ours = [name for name, _path in ROUTES if name.startswith("kenes_")]
    assert len(ours) >= 20
    assert [name for name in ours if name not in POLICIES] == []


def test_no_policy_is_left_for_a_route_that_is_gone():
    assert set(POLICIES) - {name for name, _path in ROUTES} == set()


@pytest.mark.parametrize("role", CONFINED)
def test_a_route_without_a_policy_is_a_404_for_the_staff_of_councils(role, councils, full_size):
    client = logged_in(make_user(role, councils.a if role in COUNCIL_ROLES else None))
    # The publisher, who has most rights, tries every one; the others, in the small run, each a part of their own.
    everything = full_size or role == Role.PUBLISHER
    routes = CLOSED if everything else CLOSED[CONFINED.index(role) :: len(CONFINED)]
    assert len(routes) > (80 if everything else 10)
    answers = {path: client.get(path).status_code for _name, path in routes}
    assert {path: status for path, status in answers.items() if status != 404} == {}


def test_the_gate_stands_where_the_site_is_mounted_under_a_prefix(councils):
    client = logged_in(make_user(Role.PUBLISHER, councils.a))
    closed = reverse("wagtailadmin_reports:page_types_usage")
    assert client.get(closed, SCRIPT_NAME="/portal").status_code == 404


def test_posting_to_a_route_without_a_policy_is_a_404_too(councils):
    client = logged_in(make_user(Role.PUBLISHER, councils.a))
    answers = {path: client.post(path).status_code for _name, path in CLOSED}
    assert {path: status for path, status in answers.items() if status != 404} == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_route_that_names_an_object_is_a_404_where_there_is_none(method, councils):
    client = logged_in(make_user(Role.PUBLISHER, councils.a))
    # "Release my editing session" and a wrong token of a new password are harmless and say nothing of objects.
    harmless = {"wagtailadmin_editing_sessions:release", *WITHOUT_LOGIN}
    answers = {
        path: getattr(client, method)(path).status_code for name, path in NAMES_AN_OBJECT if name not in harmless
    }
    assert len(answers) > 40
    # A view that only takes the other method says so before it looks for anything.
    assert {path: status for path, status in answers.items() if status not in (404, 405)} == {}


def test_a_route_of_a_later_version_is_closed_until_somebody_opens_it(councils, monkeypatch):
    client = logged_in(make_user(Role.EDITOR, councils.a))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    monkeypatch.delitem(POLICIES, "wagtailadmin_home")
    assert client.get(reverse("wagtailadmin_home")).status_code == 404


def test_what_is_open_to_everybody_opens(councils):
    client = logged_in(make_user(Role.EDITOR, councils.a))
    names = [
        name
        for name, path in ROUTES
        if POLICIES.get(name) in (personal, own_listing) and "999999999" not in path and name not in WITHOUT_LOGIN
    ]
    answers = {name: client.get(reverse(name)).status_code for name in names}
    # 302: "log in" and "reset the password" lead somebody who is logged in home; 405: the route takes POST only.
    assert {name: status for name, status in answers.items() if status not in (200, 302, 405)} == {}


@pytest.mark.parametrize("name, path", [route for route in ROUTES if route[0].startswith("kenes_")])
def test_nobody_comes_in_without_logging_in(name, path):
    for method in ("get", "post"):
        answer = getattr(Client(), method)(path)
        assert (answer.status_code, answer.url) == (302, f"{reverse('wagtailadmin_login')}?next={path}")


def test_without_a_login_every_route_of_the_admin_leads_to_it():
    login, open_to_all = reverse("wagtailadmin_login"), {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
    client = Client()
    for name, path in ROUTES:
        if name in open_to_all or name.startswith(("wagtailadmin_login", "wagtailadmin_password_reset")):
            continue
        answer = client.get(path)
        assert answer.status_code in (302, 401, 403, 404), (name, answer.status_code)
        if answer.status_code == 302:
            assert answer.url.startswith(login), name


@pytest.mark.parametrize(
    "name", ["edit", "delete", "copy", "move", "history", "view_draft", "unpublish", "revisions_index"]
)
def test_a_foreign_page_and_a_missing_one_give_the_same_answer(name, councils):
    foreign = make_texts(make_consultation(councils.b))["kk"].pk
    client = logged_in(make_user(Role.PUBLISHER, councils.a))
    answers = [client.get(reverse(f"wagtailadmin_pages:{name}", args=[pk])) for pk in (foreign, MISSING)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_foreign_row_and_a_missing_one_give_the_same_answer(councils):
    foreign = make_consultation(councils.b).pk
    client = logged_in(make_user(Role.PUBLISHER, councils.a))
    for name in ("kenes_consultation", "kenes_facts", "kenes_halt", "kenes_resume", "kenes_outcome"):
        answers = [client.get(reverse(name, args=[pk])) for pk in (foreign, MISSING)]
        assert [answer.status_code for answer in answers] == [404, 404], name
        assert answers[0].content == answers[1].content, name


def test_one_page_of_another_council_refuses_a_whole_bulk_action(councils):
    own, foreign = (
        CouncilSection.objects.get(council=council, language="kk").page for council in (councils.a, councils.b)
    )
    client = logged_in(make_user(Role.PUBLISHER, councils.a))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    news = own.get_children().get(slug="news")
    assert client.get(f"{address}?id={news.pk}").status_code == 200
    for ids in (f"id={news.pk}&id={foreign.pk}", f"id={news.pk}&id={MISSING}", "id=all&childOf=1", "", "id=x"):
        assert client.get(f"{address}?{ids}").status_code == 404, ids
        assert client.post(f"{address}?{ids}").status_code == 404, ids
    documents = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "delete"])
    assert client.get(f"{documents}?id=1").status_code == 404


@pytest.mark.parametrize("who", [make_superuser, lambda: make_user(Role.ADMINISTRATOR)])
def test_the_gate_lets_those_through_whom_it_does_not_confine(who, councils):
    assert logged_in(who()).get(reverse("kenes_councils")).status_code == 200


def test_a_national_editor_reaches_the_national_pages_and_no_councils_page(councils):
    client = logged_in(make_user(Role.NATIONAL_EDITOR))
    home, section = HomePage.objects.first(), CouncilSection.objects.filter(council=councils.a).first().page
    assert client.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 200
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore"):
        assert client.get(reverse(name, args=[section.pk])).status_code == 404
    directory = home.get_children().get()
    assert section.title not in client.get(reverse("wagtailadmin_explore", args=[directory.pk])).content.decode()
    assert directory.title in client.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()


def test_pages_of_the_admin_are_never_kept_by_a_browser(councils):
    client = logged_in(make_user(Role.EDITOR, councils.a))
    for path in (reverse("wagtailadmin_home"), reverse("kenes_consultations"), "/admin/pages/1/edit/", "/admin/login/"):
        assert "no-store" in client.get(path).headers["Cache-Control"], path
    assert "no-store" in Client().get("/admin/login/").headers["Cache-Control"]


def test_inline_script_is_allowed_in_the_admin_and_nowhere_else(councils):
    assert "unsafe-inline" in Client().get("/admin/login/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in Client().get("/").headers["Content-Security-Policy"]


def test_a_preview_may_stand_beside_the_editor_and_is_otherwise_as_strict_as_the_page(councils):
    page = CouncilSection.objects.get(council=councils.a, language="kk").page
    # The same road as the preview's, without the form that the editor would send first.
    answer = logged_in(make_user(Role.EDITOR, councils.a)).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    preview, public = (
        dict(part.strip().split(" ", 1) for part in got.headers["Content-Security-Policy"].split(";"))
        for got in (answer, Client().get(page.get_url()))
    )
    assert answer.status_code == 200
    assert preview == public | {"frame-ancestors": "'self'"}


def test_a_404_of_the_admin_stays_one_and_leads_to_no_language(councils):
    for client in (Client(), logged_in(make_user(Role.EDITOR, councils.a))):
        answer = client.get("/admin/no/such/place/")
        assert answer.status_code in (302, 404)
        assert "/kk/admin" not in answer.headers.get("Location", "") + answer.headers.get("Content-Language", "")


@pytest.mark.parametrize("language, word", [("ru", "Консультации"), ("kk", "Консультациялар"), ("", "Консультации")])
def test_the_admin_speaks_the_language_its_user_chose_and_russian_by_default(language, word, councils):
    from wagtail.users.models import UserProfile

    user = make_user(Role.EDITOR, councils.a)
    UserProfile.objects.create(user=user, preferred_language=language)
    answer = logged_in(user).get(reverse("kenes_consultations"), headers={"Accept-Language": "en"})
    assert f"{word}" in answer.content.decode()


def test_logging_in_gives_a_cookie_and_leads_into_the_admin(councils):
    user = make_user(Role.EDITOR, councils.a)
    client = Client()
    answer = client.post("/admin/login/", {"username": user.username, "password": PASSWORD})
    assert (answer.status_code, "sessionid" in client.cookies) == (302, True)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailimages_chooser:choose", "wagtailusers_users:index"])
def test_nul_in_an_address_is_a_bad_request_for_everybody(name):
    """PostgreSQL would refuse it with an error."""
    client = logged_in(make_superuser())
    for parameter in ("q", "tag", "p", "%00"):
        assert client.get(f"{reverse(name)}?{parameter}=%00").status_code == 400
    assert client.get(f"{reverse(name)}?q=%2500").status_code == 200
