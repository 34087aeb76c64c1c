"""What the staff of one council can learn of another's, and do to it: nothing, on any route.

The routes come from the URLconf. Three councils stand full of a word of their own (`tests/worlds.py`); whoever asks, no
answer holds the word of a council that is not the visitor's, and no row of it changes. The small size asks GET and POST
with the numbers of another council; `make proof` asks all methods with the numbers of each.
"""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import texts
from tests.admin_addresses import BY_ROUTE, MISSING, UNFILLED, every_address, object_addresses
from tests.factories import make_user
from tests.isolation_matrix import ALL_METHODS, METHODS, VISITORS, walk
from tests.watching import ask, show, snapshot
from tests.worlds import CANARY, DRAFT

# Asked for in searches: a part of the canary that an echo of the question does not betray.
QUESTION = "zq7"


# --- every route of the admin, whoever asks --------------------------------------------------------------------------
def test_nearly_every_route_of_the_admin_is_filled_with_real_objects(worlds):
    found, unfilled = every_address(worlds.b)
    assert len(found) >= 200
    assert set(unfilled.values()) <= set(UNFILLED.values())
    print(unfilled)
    assert len(unfilled) <= len(found) // 100


def test_every_route_that_names_an_object_is_in_the_matrix(worlds):
    names = set(object_addresses(worlds.b))
    assert len(names) >= 55
    assert {name for name in names if name.startswith("kenes_")} >= {n for n in BY_ROUTE if n.startswith("kenes_")}
    assert names >= {
        f"wagtailadmin_pages:{name}" for name in ("edit", "delete", "copy", "move", "history", "view_draft")
    }


@pytest.mark.parametrize("who", VISITORS)
def test_no_route_shows_or_changes_anything_of_another_council(who, worlds, visitor, full_size):
    own = VISITORS[who]
    asked = [world for name, world in worlds.named() if full_size or name == ("a" if own == "b" else "b")]
    client = visitor(who)
    foreign = [world for name, world in worlds.named() if name != own]
    found = walk(client, who, asked, foreign, ALL_METHODS if full_size else METHODS)
    print(f"{who}: {found}")
    assert (found.leaks, found.writes) == ({}, {})


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_objects_of_another_council_do_not_exist(role, worlds, visitor):
    client = visitor(role)
    missing = object_addresses(None)
    wrong = {}
    for name, path in object_addresses(worlds.b).items():
        for method in METHODS:
            status, _body, written = ask(client, method, path)
            # Wagtail's own base view asks for the role before it looks for the object: the same "no" to a missing one.
            refused = name == "kenes_form" and role not in PLANS_CONSULTATIONS
            assert not refused or ask(client, method, missing[name])[0] == 302
            if status not in ({302} if refused else {404, 405}) or written:
                wrong[method, path] = status
    assert wrong == {}


def test_an_object_of_another_council_and_a_missing_one_answer_alike(worlds, visitor):
    client = visitor(Role.PUBLISHER)
    missing = object_addresses(None)
    for name, path in object_addresses(worlds.b).items():
        for method in METHODS:
            foreign, none = (getattr(client, method)(address) for address in (path, missing[name]))
            assert (foreign.status_code, foreign.content) == (none.status_code, none.content), (method, path)
    assert str(MISSING) in missing["kenes_consultation"]


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_the_own_objects_do_exist(role, worlds, visitor):
    # So that the tests above cannot pass by closing everything.
    client = visitor(role)
    found = {name for name, path in object_addresses(worlds.a).items() if client.get(path).status_code != 404}
    assert {"kenes_consultation", "kenes_schedule", "kenes_document", "wagtailadmin_explore"} <= found
    if role == Role.SECRETARY:
        assert "kenes_proposal" in found
    if role == Role.PUBLISHER:
        assert {"wagtailadmin_pages:edit", "kenes_form", "wagtailadmin_pages:history", "wagtaildocs:edit"} <= found


# --- listings, searches, choosers ------------------------------------------------------------------------------------
def listings(world):
    """Every listing, as it is and with questions that aim at this world's objects."""
    ids = world.ids
    choose, api = reverse("wagtailadmin_choose_page"), reverse("wagtailadmin_api:pages:listing")
    found = reverse("wagtailadmin_choose_page_search")
    root, home = Page.objects.get(depth=1).pk, Page.objects.get(slug="kk").pk
    directory = Page.objects.get(pk=ids["section"]).get_parent().pk
    documents, images = reverse("wagtaildocs_chooser:choose"), reverse("wagtailimages_chooser:choose")
    return [
        *(reverse(name) for name in ("wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_account")),
        *(reverse("wagtailadmin_explore", args=[pk]) for pk in (root, home, directory)),
        *(reverse("wagtailadmin_explore_results", args=[pk]) + f"?q={QUESTION}" for pk in (root, home, directory)),
        *(reverse("wagtailadmin_choose_page_child", args=[pk]) for pk in (root, home, directory)),
        choose, f"{choose}?page_type=council_pages.questionpage", f"{choose}?user_perms=move_to",
        *(f"{found}?q={q}" for q in (QUESTION, "", f"{QUESTION}&user_perms=move_to")),
        *(reverse(f"wagtailadmin_pages:{name}") + f"?q={QUESTION}" for name in ("search", "search_results")),
        *(f"{api}{query}" for query in ("", f"?search={QUESTION}", f"?child_of={directory}", f"?descendant_of={home}",
                                        f"?child_of={ids['section']}", "?fields=*", f"?id={ids['page']}",
                                        "?for_explorer=1&child_of=root", f"?translation_of={ids['page']}")),
        *(reverse(f"{app}:{name}") + query for app in ("wagtaildocs", "wagtailimages")
          for name in ("index", "index_results", "add", "add_multiple")
          for query in ("", f"?q={QUESTION}", f"?collection_id={ids['collection']}")),
        *(f"{chooser}{query}" for chooser in (documents, images)
          for query in ("", f"?q={QUESTION}", f"?collection_id={ids['collection']}", f"results/?q={QUESTION}")),
        *(reverse(f"kenes_{name}") for name in ("consultations", "schedules", "sittings", "proposals", "compliance",
                                                "new_consultation", "new_schedule", "new_sitting", "colleagues")),
        f"{reverse('kenes_colleagues')}?council={ids['council']}",
        f"{reverse('kenes_proposals')}?consultation={ids['consultation']}", reverse("kenes_calls"),
        f"{reverse('kenes_proposals')}?state=registered&q={QUESTION}",
        f"{reverse('kenes_proposals')}?tab=all&group={ids['proposal_group']}&assignee={ids['user']}",
        reverse("kenes_choose_question"),
        *(reverse(f"kenes_{name}") for name in ("recommendations", "new_recommendation")),
        f"{reverse('kenes_recommendations')}?council={ids['council']}",
        f"{reverse('kenes_recommendations')}?status=answered&q={QUESTION}",
        f"{reverse('kenes_new_recommendation')}?consultation={ids['consultation']}",
        f"{reverse('kenes_new_consultation')}?schedule={ids['schedule']}",
    ]  # fmt: skip


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_no_listing_search_or_chooser_says_a_word_of_another_council(role, worlds, visitor):
    client = visitor(role)
    before = snapshot()
    leaks, answers = [], {}
    for path in listings(worlds.b):
        answer = client.get(path)
        answers[path] = answer.status_code
        is_search = path.startswith(f"{reverse('wagtailadmin_choose_page_search')}?") and "user_perms" not in path
        if (DRAFT if is_search else CANARY) in show(answer):
            leaks.append(path)
    assert leaks == []
    # 302: a colleague without the right is led home; 400: a filter of the API that finds nothing of that kind.
    assert {path: status for path, status in answers.items() if status not in (200, 302, 400, 404)} == {}
    assert snapshot() == before


def test_the_listings_do_show_the_own_council(worlds, visitor):
    client = visitor(Role.PUBLISHER)
    seen = {path for path in listings(worlds.b) if "zq7own" in show(client.get(path))}
    for name in ("kenes_consultations", "wagtailadmin_choose_page_search", "wagtaildocs_chooser:choose"):
        assert any(path.startswith(reverse(name)) for path in seen), name


# --- the desk, and nobody's ------------------------------------------------------------------------------------------
def test_texts_of_another_council_are_not_reached_through_the_desks_buttons(worlds, visitor):
    client = visitor(Role.PUBLISHER)
    before = snapshot()
    rows = {"question": "consultation", "schedule": "schedule", "sitting": "sitting", "form": "form"}
    for kind, key in rows.items():
        for language in ("kk", "ru", "both"):
            for action in ("write", "translate", "publish", "withdraw", "submit", "approve", "take-back", "return"):
                path = reverse("kenes_text", args=[kind, worlds.b.ids[key], language, action])
                assert client.post(path).status_code == 404, path
    assert snapshot() == before


def test_somebody_without_any_role_is_shown_nothing_at_all(worlds, db):
    client = Client()
    client.force_login(make_user())
    for world in (worlds.a, worlds.b):
        for path in [*object_addresses(world).values(), *listings(world)]:
            answer = client.get(path)
            assert answer.status_code != 200 or "zq7" not in show(answer).replace(f"q={QUESTION}", ""), path
    assert texts.pages_of(worlds.a.council.consultations.get(pk=worlds.a.ids["consultation"]))
