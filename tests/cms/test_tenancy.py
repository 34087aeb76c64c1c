import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models import Council, CouncilSection, Membership
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, PLANS_CONSULTATIONS, PUBLISHES_TEXTS, Role
from cms.tenancy import (
    CouncilPagePolicy,
    CouncilRowPolicy,
    choosable_pages,
    council_of_page,
    holds_in,
    holds_on,
    is_council_staff,
    may_pass_through,
    own_or_404,
    owns_page,
    pages_with,
    people_with,
    require_role,
)
from council_pages.models import (
    Consultation,
    CouncilDirectoryPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    Outcome,
    QuestionPage,
)
from tests.factories import again, make_consultation, make_council, make_superuser, make_texts, make_user

pytestmark = pytest.mark.django_db
ACTIONS = ["add", "change", "publish", "lock", "unlock"]


def inside(*councils):
    sections = CouncilSection.objects.filter(council__in=councils).select_related("page")
    return {page for root in sections for page in root.page.get_descendants(inclusive=True)}


def section(council, language="kk"):
    return CouncilSection.objects.get(council=council, language=language).page


def news_of(council, owner=None):
    index = NewsIndexPage.objects.descendant_of(section(council)).get()
    return index.add_child(instance=NewsPage(title="Жаңалық", slug="news-1", locale=index.locale, owner=owner))


@pytest.fixture
def policy():
    return policy_registry.get_by_type(Page)


def test_our_policy_answers_for_every_page_type(policy):
    assert isinstance(policy, CouncilPagePolicy)
    for page_type in (HomePage, NewsPage, QuestionPage):
        assert isinstance(policy_registry.get_by_type(page_type), CouncilPagePolicy)


def test_the_gate_confines_everyone_but_superusers_and_administrators(councils):
    assert is_council_staff(make_user())
    assert is_council_staff(make_user(Role.EDITOR, councils.a))
    assert is_council_staff(make_user(Role.OVERSEER))
    assert is_council_staff(make_user(Role.NATIONAL_EDITOR))
    assert not is_council_staff(make_user(Role.ADMINISTRATOR))
    assert not is_council_staff(make_superuser())
    assert not is_council_staff(AnonymousUser())


def test_a_role_counts_in_its_own_council_only(councils):
    publisher = make_user(Role.PUBLISHER, councils.a)
    assert holds_in(publisher, councils.a, PUBLISHES_TEXTS)
    assert not holds_in(publisher, councils.b, PUBLISHES_TEXTS)
    assert not holds_in(publisher, councils.a, {Role.SECRETARY})


def test_a_disabled_account_holds_nothing(councils):
    for user in (make_user(Role.PUBLISHER, councils.a), make_superuser()):
        user.is_active = False
        assert not holds_in(user, councils.a, COUNCIL_ROLES)


def test_a_colleague_without_the_role_is_refused_and_a_stranger_finds_nothing(councils):
    require_role(make_user(Role.PUBLISHER, councils.a), councils.a, PUBLISHES_TEXTS)
    with pytest.raises(PermissionDenied):
        require_role(make_user(Role.TRANSLATOR, councils.a), councils.a, PUBLISHES_TEXTS)
    for stranger in (make_user(), make_user(Role.PUBLISHER, councils.b), make_user(Role.NATIONAL_EDITOR)):
        with pytest.raises(Http404):
            require_role(stranger, councils.a, PUBLISHES_TEXTS)


def test_a_foreign_row_and_a_missing_one_are_the_same_404(councils):
    foreign, editor = make_consultation(councils.b), make_user(Role.EDITOR, councils.a)
    for lookup in ({"pk": foreign.pk}, {"pk": 10**9}, {"pk": "no number"}):
        with pytest.raises(Http404) as refusal:
            own_or_404(Consultation.objects, editor, **lookup)
        assert str(refusal.value) == ""
    own = make_consultation(councils.a)
    assert own_or_404(Consultation.objects, editor, pk=own.pk) == own


def test_rows_reached_through_another_row_belong_to_its_council(councils):
    outcome = Outcome.objects.create(consultation=make_consultation(councils.a))
    assert list(Outcome.objects.for_council(councils.a)) == [outcome]
    assert list(Outcome.objects.for_user(make_user(Role.LEAD, councils.a))) == [outcome]
    assert not Outcome.objects.for_user(make_user(Role.LEAD, councils.b)).exists()
    assert not Outcome.objects.for_user(make_user(Role.LEAD, councils.a), {Role.SECRETARY}).exists()


def test_a_page_belongs_to_the_council_in_whose_section_it_stands(councils):
    page = make_texts(make_consultation(councils.a))["ru"]
    assert council_of_page(Page.objects.get(pk=page.pk)) == councils.a
    assert council_of_page(section(councils.b)) == councils.b
    for national in (*HomePage.objects.all(), *CouncilDirectoryPage.objects.all(), Page.objects.get(depth=1)):
        assert council_of_page(national) is None


def test_a_page_beside_the_sections_is_national(councils):
    directory = CouncilDirectoryPage.objects.first()
    beside = directory.add_child(instance=Page(title="Help", slug="help", locale=directory.locale))
    assert council_of_page(beside) is None
    assert owns_page(make_user(Role.NATIONAL_EDITOR), beside)


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_staff_own_the_pages_of_their_council_and_pass_through_those_above(role, councils):
    user = make_user(role, councils.a)
    own = inside(councils.a)
    assert {page for page in Page.objects.all() if owns_page(user, page)} == own
    above = set(section(councils.a).get_ancestors()) | set(section(councils.a, "ru").get_ancestors())
    assert {page for page in Page.objects.all() if may_pass_through(user, page)} == own | above
    assert set(choosable_pages(user, Page.objects.all())) == own | above


def test_somebody_without_a_role_has_no_page(councils):
    stranger = make_user()
    assert not choosable_pages(stranger, Page.objects.all()).exists()
    assert not any(may_pass_through(stranger, page) for page in Page.objects.all())


def test_a_national_editor_is_led_to_the_national_pages_and_no_further(councils):
    user = make_user(Role.NATIONAL_EDITOR)
    national = set(Page.objects.filter(depth__lte=3))
    assert set(choosable_pages(user, Page.objects.all())) == national
    assert {page for page in Page.objects.all() if owns_page(user, page)} == {p for p in national if p.depth > 1}


@pytest.mark.parametrize("name", ["wagtailadmin_choose_page_search", "wagtailadmin_pages:search"])
def test_a_national_editor_searches_the_national_pages(name, councils, client):
    client.force_login(make_user(Role.NATIONAL_EDITOR))
    answer = client.get(reverse(name), {"q": "кеңес"})
    assert answer.status_code == 200
    if name == "wagtailadmin_pages:search":
        assert "almaly" not in answer.content.decode()


def test_whom_nothing_confines_has_every_page(councils):
    for user in (make_superuser(), make_user(Role.ADMINISTRATOR)):
        assert choosable_pages(user, Page.objects.all()).count() == Page.objects.count()


def test_an_editors_rights_hold_in_the_own_section_only(policy, councils):
    editor = make_user(Role.EDITOR, councils.a)
    assert policy.user_has_permission_for_instance(editor, "change", section(councils.a))
    assert policy.user_has_permission_for_instance(editor, "change", news_of(councils.a))
    for page in (section(councils.b), news_of(councils.b, owner=editor), HomePage.objects.first()):
        assert not policy.user_has_any_permission_for_instance(editor, ACTIONS, page)
    changeable = policy.instances_user_has_permission_for(editor, "change")
    assert set(changeable) == inside(councils.a)


@pytest.mark.parametrize("action", ACTIONS)
def test_rights_on_the_national_home_do_not_reach_into_a_council(action, policy, councils):
    user = make_user(Role.NATIONAL_EDITOR)
    question = make_texts(make_consultation(councils.a))["kk"]
    for page in (section(councils.a), question, Page.objects.get(pk=question.pk)):
        assert not policy.user_has_permission_for_instance(user, action, page)
    for page in (*HomePage.objects.all(), *CouncilDirectoryPage.objects.all()):
        assert policy.user_has_permission_for_instance(user, action, page)
    reached = policy.instances_user_has_permission_for(user, action)
    assert set(reached) == {page for page in Page.objects.all() if page.depth in (2, 3)}
    assert not policy.explorable_instances(user).filter(depth__gt=3).exists()


@pytest.mark.parametrize("role", sorted(NATIONAL_ROLES - {Role.NATIONAL_EDITOR}))
def test_the_ministrys_other_roles_have_no_right_on_any_page(role, policy, councils):
    user = make_user(role)
    assert not policy.instances_user_has_any_permission_for(user, ACTIONS).exists()
    assert not any(policy.user_has_any_permission_for_instance(user, ACTIONS, page) for page in Page.objects.all())


def test_who_serves_the_ministry_and_a_council_has_the_rights_of_both(policy, councils):
    user = make_user(Role.NATIONAL_EDITOR)
    user.memberships.create(council=councils.a, role=Role.EDITOR)
    user = again(user)
    assert policy.user_has_permission_for_instance(user, "change", section(councils.a))
    assert not policy.user_has_permission_for_instance(user, "publish", section(councils.a))
    assert policy.user_has_permission_for_instance(user, "publish", HomePage.objects.first())
    publishable = policy.instances_user_has_permission_for(user, "publish")
    assert not publishable.filter(depth__gt=3).exists()
    assert not policy.user_has_any_permission_for_instance(user, ACTIONS, section(councils.b))


def test_a_disabled_account_and_a_superuser_are_answered_as_wagtail_does(policy, councils):
    root = make_superuser()
    assert policy.user_has_permission_for_instance(root, "publish", section(councils.a))
    assert policy.instances_user_has_permission_for(root, "publish").count() == Page.objects.count()
    former = make_user(Role.PUBLISHER, councils.a)
    former.is_active = False
    assert not policy.user_has_permission_for_instance(former, "change", section(councils.a))
    assert not policy.instances_user_has_permission_for(former, "change").exists()


def test_another_councils_pages_do_not_become_ones_own_when_the_number_of_councils_grows(councils):
    editor = make_user(Role.EDITOR, councils.a)
    before = set(choosable_pages(editor, Page.objects.all()))
    make_council("medeu")
    assert set(choosable_pages(again(editor), Page.objects.all())) == before
    assert Council.objects.count() == 3


def test_rights_on_a_row_follow_the_roles_in_its_own_council(councils):
    policy = CouncilRowPolicy(Consultation, PLANS_CONSULTATIONS)
    own, foreign = make_consultation(councils.a), make_consultation(councils.b)
    # Secretary of A and editor of B: two halves of two people, and no editor of A.
    mixed = make_user(Role.SECRETARY, councils.a)
    mixed.memberships.create(council=councils.b, role=Role.EDITOR)
    editor, former = make_user(Role.EDITOR, councils.a), make_user(Role.EDITOR, councils.a, is_active=False)
    for user, row, may in [(editor, own, True), (editor, foreign, False), (mixed, own, False), (mixed, foreign, True)]:
        assert policy.user_has_permission_for_instance(again(user), "change", row) is may
        assert policy.instances_user_has_any_permission_for(again(user), {"change"}).filter(pk=row.pk).exists() is may
        assert policy.users_with_any_permission_for_instance({"change"}, row).filter(pk=user.pk).exists() is may
    assert policy.user_has_permission(editor, "change")
    assert not policy.user_has_permission(make_user(Role.SECRETARY, councils.a), "change")
    assert former not in policy.users_with_any_permission({"change"})


def test_a_role_holds_on_the_pages_of_its_own_place_and_the_list_says_the_same(councils):
    roles = {Role.PUBLISHER, Role.NATIONAL_EDITOR}
    both = make_user(Role.PUBLISHER, councils.a)
    Membership.objects.create(user=both, council=councils.b, role=Role.EDITOR)
    national, everything = make_user(Role.NATIONAL_EDITOR), set(Page.objects.all())
    theirs = inside(councils.a, councils.b)
    expected = {
        both: inside(councils.a),
        national: {page for page in everything - theirs if page.depth > 1},
        make_user(Role.LEAD, councils.a): set(),
        make_user(Role.PUBLISHER, councils.a, is_active=False): set(),
        make_superuser(): everything,
    }
    for user, pages in expected.items():
        assert set(pages_with(user, roles)) == pages, user
        assert {page for page in everything if holds_on(user, page, roles)} == pages, user


def test_the_people_of_a_role_are_those_of_the_council_whose_accounts_are_open(councils):
    publisher, national = make_user(Role.PUBLISHER, councils.a), make_user(Role.NATIONAL_EDITOR)
    for other in ((Role.EDITOR, councils.a), (Role.PUBLISHER, councils.b)):
        make_user(*other)
    make_user(Role.PUBLISHER, councils.a, is_active=False)
    roles = {Role.PUBLISHER, Role.NATIONAL_EDITOR}
    assert list(people_with(roles, councils.a)) == [publisher]
    assert list(people_with(roles, None)) == [national]
