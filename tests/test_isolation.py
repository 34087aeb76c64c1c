"""What the staff of one council can learn of another's, and do to it: nothing, on any route.

Council B is full of a canary: a string that stands in each of its titles, texts, labels, names of files and proposals.
The first small matrix; the routes come from the URLconf.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta

import PIL.Image
import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site, UploadedFile
from wagtail_localize.models import OverridableSegment, StringSegment

from cms.admin_policies import POLICIES
from cms.groups import group_name
from cms.models import Council, CouncilSection
from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import planning, texts
from council_pages.models import NewsIndexPage, NewsPage
from council_pages.quarters import Quarter
from forms.form_building import define_form
from forms.models import Contact, FormField, Original, OriginalFile, Proposal, PublicationLink, PublishedProposal
from tests.factories import (
    admin_routes,
    make_consultation,
    make_council,
    make_decision,
    make_schedule,
    make_texts,
    make_user,
    open_now,
    translation_of,
)

CANARY = "zq7canary"
# In drafts only: the chooser's search finds what others have published, and nothing else of theirs.
DRAFT = f"{CANARY}draft"
# Asked for in searches: a part of the canary that an echo of the question does not betray.
QUESTION = "zq7"
MISSING = 987_654_321
HARMLESS = {"wagtailadmin_editing_sessions:release", "wagtailadmin_password_reset_confirm"}


@dataclass
class World:
    """A council with one of everything, by the names that routes give to their arguments."""

    council: Council
    ids: dict = field(default_factory=dict)


def settle(slug, word):
    """A council where this word stands in everything that can be read."""
    council = make_council(slug, name_kk=f"{word} кеңесі", name_ru=f"Совет {word}")
    ids = {}
    decision = make_decision(council, number=word)
    schedule = make_schedule(council, Quarter(2026, 4), decision)
    row = make_consultation(
        council, f"{word}-q", schedule=schedule, place_kk=word, place_ru=word, **open_now(), subject_ru=f"{word} вопрос"
    )
    for described in (decision.sitting, schedule):
        make_texts(described)
    pages = make_texts(row, summary=f"{word} қысқаша", body=f"<p>{word}</p>")
    page = pages["kk"]
    page.title = f"{word}draft"
    revision = page.save_revision()
    form = define_form(row, user=None)
    FormField.objects.create(form=form, label_kk=f"{word} өріс", label_ru=f"{word} поле")
    make_texts(form)
    outcome = planning.open_outcome(row, user=None)
    make_texts(outcome, publish=[])
    translation = translation_of(row, "ru")
    segments = StringSegment.objects.filter(source=translation.source)
    media = {"title": f"{word} файл", "collection": council.collection}
    ids |= {
        "council": council.pk,
        "slug": council.slug,
        "section": CouncilSection.objects.get(council=council, language="kk").page_id,
        "page": page.pk,
        "russian": pages["ru"].pk,
        "news_index": NewsIndexPage.objects.descendant_of(page.get_parent().get_parent()).get().pk,
        "revision": revision.pk,
        "translation": translation.pk,
        "source": translation.source_id,
        "segment": segments.first().pk,
        "document": get_document_model().objects.create(file=f"documents/{word}.pdf", **media).pk,
        "image": get_image_model().objects.create(file=f"images/{word}.png", width=1, height=1, **media).pk,
        "sitting": decision.sitting_id,
        "decision": decision.pk,
        "schedule": schedule.pk,
        "consultation": row.pk,
        "form": form.pk,
        "collection": council.collection_id,
    }
    proposal, file = send(row, word)
    ids |= {"proposal": proposal.pk, "file": file.pk}
    index = NewsIndexPage.objects.get(pk=ids["news_index"])
    ids["news"] = index.add_child(instance=NewsPage(title=f"{word} жаңалық", slug="news-1", locale=index.locale)).pk
    owner = make_user(Role.PUBLISHER, council, first_name=word)
    ids |= {
        "user": owner.pk,
        "person": owner.pk,
        "membership": owner.memberships.get().pk,
        "group": Group.objects.get(name=group_name(Role.PUBLISHER, council)).pk,
        "site": Site.objects.get().pk,
        "locale": page.locale_id,
        "upload": UploadedFile.objects.create(
            file=f"uploads/{word}.pdf", uploaded_by_user=owner, for_content_type=page.content_type
        ).pk,
    }
    ids["session"] = EditingSession.objects.create(
        user=owner, content_type=page.content_type, object_id=page.pk, last_seen_at=timezone.now()
    ).pk
    state = page.get_workflow().start(page, owner)
    ids |= {
        "workflow_state": state.pk,
        "workflow": state.workflow_id,
        "task_state": state.current_task_state_id,
        "task": state.current_task_state.task_id,
    }
    return World(council, ids)


def send(row, word):
    """A proposal with a file and a contact, published."""
    now = timezone.now()
    proposal = Proposal.objects.create(
        consultation=row, number=f"{row.pk:012}", token_hash=word, secret_hash=word, body_hash=word, language="kk",
        publication="text", form_opened_at=now, received_at=now, state_changed_at=now,
    )  # fmt: skip
    original = Original.objects.create(
        proposal=proposal, text=f"{word} ұсыныс", kept_until=(now + timedelta(days=99)).date()
    )
    file = OriginalFile.objects.create(
        original=original, name=f"{word}.pdf", content_type="application/pdf", size=1, sha256="", file=f"x/{word}"
    )
    Contact.objects.create(
        proposal=proposal, name=word, email=f"{word}@example.kz", consent_version="1", consent_language="kk",
        consented_at=now,
    )  # fmt: skip
    published = PublishedProposal.objects.create(
        consultation=row, language="kk", text=f"{word} ашық", received_on=now.date(), published_on=now.date(),
        state="registered",
    )  # fmt: skip
    PublicationLink.objects.create(published=published, proposal=proposal)
    return proposal, file


@dataclass(frozen=True)
class Worlds:
    """One's own council, and the other."""

    a: World
    b: World


@pytest.fixture(scope="module")
def worlds(kept_database):
    """Both councils, made once for the module."""
    return Worlds(settle("own", "zq7own"), settle("foreign", CANARY))


@pytest.fixture
def staff(worlds, db, settings):
    """A function that gives the client of somebody who serves council A in a role. Council A's files lie there."""
    for folder, name in (("documents", "zq7own.pdf"), ("images", "zq7own.png")):
        (settings.MEDIA_ROOT / folder).mkdir(parents=True)
        PIL.Image.new("RGB", (1, 1)).save(settings.MEDIA_ROOT / folder / name, "png")
    (settings.PRIVATE_ROOT / "x").mkdir(parents=True)
    (settings.PRIVATE_ROOT / "x" / "zq7own").write_bytes(b"zq7own")

    def log_in(role):
        client = Client()
        client.force_login(make_user(role, worlds.a.council))
        return client

    return log_in


# --- every route that names an object --------------------------------------------------------------------------------
# What stands in an address for an argument: by the route where the name alone does not say it.
BY_NAME = {
    "page_id": "page", "parent_page_id": "news_index", "page_to_move_id": "page", "destination_id": "news_index",
    "revision_id": "revision", "translation_source_id": "source", "translation_id": "translation",
    "string_segment_id": "segment", "overridable_segment_id": "segment", "document_id": "document",
    "doc_id": "document", "image_id": "image", "object_id": "page", "session_id": "session", "file_pk": "file",
    "task_state_id": "task_state", "workflow_state_id": "workflow_state", "task_id": "task",
    "membership_pk": "membership",
}  # fmt: skip
BY_ROUTE = {
    "wagtailadmin_api:pages:detail": "page", "wagtailadmin_pages:revisions_compare": "page",
    "wagtaildocs_chooser:chosen": "document", "wagtailimages_chooser:chosen": "image",
    "kenes_sitting": "sitting", "kenes_schedule": "schedule", "kenes_proposal": "proposal",
    "kenes_publish_proposal": "proposal", "kenes_file": "proposal", "kenes_form": "form", "kenes_draft": "page",
    "kenes_emergency": "page",
    **dict.fromkeys(["kenes_consultation", "kenes_facts", "kenes_halt", "kenes_resume", "kenes_outcome", "kenes_text",
                     "kenes_define_form", "kenes_return_text"], "consultation"),
    **dict.fromkeys(["kenes_person", "kenes_move_person", "kenes_take_role", "kenes_switch_account"], "person"),
}  # fmt: skip
WORDS = {
    "app_label": "wagtailcore", "model_name": "page", "content_type_app_name": "council_pages",
    "content_type_model_name": "newspage", "filter_spec": "width-1", "mode": "x", "kind": "question", "language": "kk",
    "action": "publish", "action_name": "approve", "act": "off", "revision_id_a": "earliest", "revision_id_b": "latest",
}  # fmt: skip


def addresses(world):
    """Every address that names an object, with the objects of this world: {route: path}."""
    found = {}
    for name, _path in admin_routes():
        if name not in POLICIES or name in HARMLESS:
            continue
        arguments = _arguments(name)
        if not arguments:
            continue
        # `world` None stands for objects that do not exist.
        filled = {
            argument: WORDS.get(argument) or (world.ids[key] if world else MISSING)
            for argument, key in arguments.items()
        }
        query = f"?id={world.ids['page'] if world else MISSING}" if name == "wagtail_bulk_action" else ""
        found[name] = reverse(name, kwargs=filled) + query
    return found


def _arguments(name):
    resolver = get_resolver()
    for namespace in name.split(":")[:-1]:
        resolver = resolver.namespace_dict[namespace][1]
    [(possibilities, *_rest), *_more] = resolver.reverse_dict.getlist(name.rpartition(":")[2])
    return {
        argument: BY_ROUTE.get(name, "page") if argument == "pk" else BY_NAME.get(argument, argument)
        for argument in possibilities[0][1]
    }


# What a look alone may write, and what no council owns.
NOBODYS = {"sessions.Session", "auth.User", "wagtailusers.UserProfile", "wagtailimages.Rendition"}


def everything():
    """Every row of every table, except who has logged in when."""
    models = [model for model in apps.get_models() if model._meta.label not in NOBODYS]
    return {(model._meta.label, repr(row)) for model in models for row in model._base_manager.values_list()}


def show(answer):
    """Everything that the browser gets: body, headers, cookies."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{body.decode(errors='replace')} {dict(answer.headers)}".lower()


def test_every_route_that_names_an_object_is_in_the_matrix(worlds):
    names = set(addresses(worlds.b))
    assert len(names) >= 55
    assert {name for name in names if name.startswith("kenes_")} >= set(BY_ROUTE) - {
        name for name in BY_ROUTE if ":" in name
    }
    assert names >= {
        f"wagtailadmin_pages:{name}" for name in ("edit", "delete", "copy", "move", "history", "view_draft")
    }


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_objects_of_another_council_do_not_exist(role, worlds, staff):
    client = staff(role)
    before, missing = everything(), addresses(None)
    wrong = {}
    for name, path in addresses(worlds.b).items():
        for method in ("get", "post", "put", "delete"):
            if method in ("put", "delete") and "localize" not in name:
                continue
            answer = getattr(client, method)(path)
            # Wagtail's own base view asks for the role before it looks for the object: the same "no" to a missing one.
            refused = name == "kenes_form" and role not in PLANS_CONSULTATIONS
            expected = {302} if refused else {404, 405}
            assert not refused or getattr(client, method)(missing[name]).status_code == 302
            if answer.status_code not in expected or CANARY in show(answer):
                wrong[method, path] = answer.status_code
    assert wrong == {}
    assert everything() == before


def test_an_object_of_another_council_and_a_missing_one_answer_alike(worlds, staff):
    client = staff(Role.PUBLISHER)
    missing = addresses(None)
    for name, path in addresses(worlds.b).items():
        for method in ("get", "post"):
            foreign, none = (getattr(client, method)(address) for address in (path, missing[name]))
            assert (foreign.status_code, foreign.content) == (none.status_code, none.content), (method, path)


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_the_own_objects_do_exist(role, worlds, staff):
    # So that the test above cannot pass by closing everything.
    client = staff(role)
    found = {name for name, path in addresses(worlds.a).items() if client.get(path).status_code != 404}
    assert {"kenes_consultation", "kenes_schedule", "wagtailadmin_explore"} <= found
    if role == Role.SECRETARY:
        assert "kenes_proposal" in found
    if role == Role.PUBLISHER:
        assert {"wagtailadmin_pages:edit", "kenes_form", "wagtailadmin_pages:history", "wagtaildocs:edit"} <= found


# --- every route of the admin, whoever asks --------------------------------------------------------------------------
BY_NAMESPACE = {
    "wagtailusers_users": "user", "wagtailusers_groups": "group", "wagtailsites": "site", "wagtaillocales": "locale",
    "wagtailadmin_collections": "collection",
}  # fmt: skip
BY_ARGUMENT = {
    "collection_id": "collection", "uploaded_file_id": "upload", "page_pk": "page", "workflow_pk": "workflow",
}  # fmt: skip
WORDS_TOO = {"action_name": "approve", "app_name": "cms"}
# What cannot stand for an object of a council: {argument: reason}.
UNFILLED = {
    "uidb64": "a person's own letter brings it", "token": "a person's own letter brings it",
}  # fmt: skip
# Ends the login; the account is the visitor's own.
LAST = "wagtailadmin_logout"
READ_BY_THE_OVERSEER = {
    "kenes_consultation", "kenes_consultations", "kenes_schedule", "kenes_schedules", "kenes_sitting", "kenes_sittings",
    "kenes_overview", "kenes_readings", "kenes_draft", "kenes_emergency", "kenes_colleagues",
}  # fmt: skip
# Wagtail itself answers 500 to a form that is sent without its field; nothing of anybody stands in it.
BROKEN_UPSTREAM = {"wagtailadmin_choose_page_external_link"}
VISITORS = ["anonymous", "disabled", "overseer", *sorted(COUNCIL_ROLES)]


def every_address(world):
    """Every named route of the admin with this world's objects in it: {name: path}, and what could not be filled."""
    found, unfilled = {}, {}
    for name, _path in admin_routes():
        if not name.rpartition(":")[2]:
            continue
        filled = {}
        for argument, key in _arguments(name).items():
            key = BY_NAMESPACE.get(name.split(":")[0], key) if argument == "pk" else BY_ARGUMENT.get(argument, key)
            filled[argument] = WORDS.get(argument) or WORDS_TOO.get(argument) or world.ids.get(key)
            if filled[argument] is None:
                filled[argument], unfilled[name] = MISSING, argument
        query = f"?id={world.ids['page']}" if name == "wagtail_bulk_action" else ""
        found[name] = reverse(name, kwargs=filled) + query
    return found, unfilled


def test_nearly_every_route_of_the_admin_is_filled_with_real_objects(worlds):
    found, unfilled = every_address(worlds.b)
    assert len(found) >= 200
    assert set(unfilled.values()) <= set(UNFILLED)
    print({name: UNFILLED[argument] for name, argument in unfilled.items()})
    assert len(unfilled) <= len(found) // 100


@pytest.fixture
def visitor(staff):
    """A function that gives the client of somebody who is no member of council B."""

    def come(who):
        if who == "anonymous":
            return Client()
        if who in COUNCIL_ROLES:
            return staff(who)
        client = Client()
        user = make_user(Role.OVERSEER) if who == "overseer" else make_user(Role.PUBLISHER, _council_b())
        client.force_login(user)
        if who == "disabled":
            type(user).objects.filter(pk=user.pk).update(is_active=False)
        return client

    return come


def _council_b():
    return Council.objects.get(slug="foreign")


@pytest.mark.parametrize("who", VISITORS)
def test_no_route_shows_or_changes_anything_of_another_council(who, worlds, visitor, full_size):
    client = visitor(who)
    client.raise_request_exception = False
    before, leaks, requests = everything(), {}, 0
    addresses_of_b = every_address(worlds.b)[0]
    for name in sorted(addresses_of_b, key=lambda name: name == LAST):
        for method in ("get", "post", *(("put", "patch", "delete", "head", "options") if full_size else ())):
            answer = getattr(client, method)(addresses_of_b[name])
            requests += 1
            may_read = who == "overseer" and name in READ_BY_THE_OVERSEER
            is_broken = answer.status_code >= 500 and name not in BROKEN_UPSTREAM
            if is_broken or (CANARY in show(answer) and not may_read):
                leaks[method, name] = answer.status_code
    writes = before ^ everything()
    print(f"{who}: {len(addresses_of_b)} routes, {requests} requests, {len(leaks)} leaks, {len(writes)} writes")
    assert leaks == {}
    assert writes == set()


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
        *(reverse(f"kenes_{name}") for name in ("consultations", "schedules", "sittings", "proposals",
                                                "new_consultation", "new_schedule", "new_sitting", "colleagues")),
        f"{reverse('kenes_colleagues')}?council={ids['council']}",
        f"{reverse('kenes_proposals')}?consultation={ids['consultation']}",
        f"{reverse('kenes_proposals')}?state=registered&q={QUESTION}",
        f"{reverse('kenes_new_consultation')}?schedule={ids['schedule']}",
    ]  # fmt: skip


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_no_listing_search_or_chooser_says_a_word_of_another_council(role, worlds, staff):
    client = staff(role)
    before = everything()
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
    assert everything() == before


def test_the_listings_do_show_the_own_council(worlds, staff):
    client = staff(Role.PUBLISHER)
    seen = {path for path in listings(worlds.b) if "zq7own" in show(client.get(path))}
    for name in ("kenes_consultations", "wagtailadmin_choose_page_search", "wagtaildocs_chooser:choose"):
        assert any(path.startswith(reverse(name)) for path in seen), name


# --- an own address that carries the number of a foreign object ------------------------------------------------------
OWN_MAY_CHANGE = {"wagtailcore.Page", "wagtailcore.ReferenceIndex", "wagtaildocs.Document", "wagtailimages.Image"}


def theirs(own):
    """Every row but council A's own pages and files, and what the search knows of them."""
    sections = CouncilSection.objects.filter(council=own.council).values_list("page__path", flat=True)
    pages = {page.pk for page in Page.objects.all() if page.path.startswith(tuple(sections))}
    others = {model: model.objects.exclude(collection=own.council.collection) for model in (*MEDIA,)} | {
        Page: Page.objects.exclude(pk__in=pages)
    }
    kept = {row for row in everything() if row[0] not in OWN_MAY_CHANGE and not row[0].startswith("wagtailsearch.")}
    return kept | {(model._meta.label, repr(row)) for model, rows in others.items() for row in rows.values_list()}


def mixed_requests(a, b):
    """Requests to own addresses with foreign numbers: (name, path, data)."""
    page, news, own = a["page"], a["news"], "wagtailadmin_pages"
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    facts = {"subject_kk": "а", "subject_ru": "б", "occasion": "appeals", "subject_kind": "issue", "holding": "mixed"}
    chosen = {"collection": b["collection"], "title": "x"}
    return [
        ("move there", reverse(f"{own}:move_confirm", args=[news, b["news_index"]]), {}),
        ("choose the place there", reverse(f"{own}:move", args=[news]), {"new_parent_page": b["news_index"]}),
        ("copy there", reverse(f"{own}:copy", args=[news]),
         {"new_title": "x", "new_slug": "x", "new_parent_page": b["news_index"]}),
        ("move many there", f"{bulk}?id={news}", {"chooser": b["news_index"]}),
        ("a foreign revision", reverse(f"{own}:revisions_view", args=[page, b["revision"]]), {}),
        ("back to a foreign revision", reverse(f"{own}:revisions_revert", args=[page, b["revision"]]), {}),
        ("compare with a foreign one", reverse(f"{own}:revisions_compare", args=[page, b["revision"], "latest"]), {}),
        ("a file into a foreign collection", reverse("wagtaildocs:edit", args=[a["document"]]), chosen),
        ("a picture into a foreign collection", reverse("wagtailimages:edit", args=[a["image"]]), chosen),
        ("a new file there", reverse("wagtaildocs_chooser:create"), chosen),
        ("a foreign schedule", reverse("kenes_facts", args=[a["consultation"]]), facts | {"schedule": b["schedule"]}),
        ("a foreign decision", reverse("kenes_schedule", args=[a["schedule"]]), {"decision": b["decision"]}),
        ("a new consultation there", reverse("kenes_new_consultation"), facts | {"council": b["council"], "slug": "x"}),
        ("a new schedule there", reverse("kenes_new_schedule"), {"council": b["council"], "quarter": "2027-q1"}),
        ("a new sitting there", reverse("kenes_new_sitting"),
         {"council": b["council"], "number": "9", "held_on": "2026-11-01", "holding": "offline",
          "decisions-TOTAL_FORMS": 0, "decisions-INITIAL_FORMS": 0}),
        ("a foreign file", reverse("kenes_file", args=[a["proposal"], b["file"]]), {}),
        ("a foreign editing session", reverse("wagtailadmin_editing_sessions:release", args=[b["session"]]), {}),
        *((f"{action} a foreign task", reverse(f"{own}:{view}", args=[a["page"], action, b["task_state"]]),
           {"comment": "x"}) for view in ("workflow_action", "collect_workflow_action_data")
          for action in ("approve", "reject")),
        ("an own task of a foreign page",
         reverse(f"{own}:workflow_action", args=[b["page"], "approve", a["task_state"]]), {}),
        ("a foreign course of moderation", reverse(f"{own}:workflow_history_detail", args=[page, b["workflow_state"]]),
         {}),
        ("translate with a foreign page beside", reverse("wagtail_localize:submit_page_translation", args=[a["news"]]),
         {"locales": [1, 2], "include_subtree": "on", "page_id": b["page"]}),
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.SECRETARY])
def test_a_foreign_number_in_an_own_address_leads_nowhere(role, worlds, staff):
    client = staff(role)
    before = theirs(worlds.a)
    children = Page.objects.filter(path__startswith=_path(worlds.b)).count()
    files = [model.objects.filter(collection=worlds.b.ids["collection"]).count() for model in MEDIA]
    for name, path, data in mixed_requests(worlds.a.ids, worlds.b.ids):
        for answer in (client.get(path), client.post(path, data)):
            assert answer.status_code < 500, name
            assert CANARY not in show(answer), name
    assert before - theirs(worlds.a) == set()
    assert Page.objects.filter(path__startswith=_path(worlds.b)).count() == children
    assert [model.objects.filter(collection=worlds.b.ids["collection"]).count() for model in MEDIA] == files


MEDIA = (get_document_model(), get_image_model())


def _path(world):
    return Page.objects.get(pk=world.ids["section"]).path


def test_a_foreign_segment_is_not_translated_through_an_own_translation(worlds, staff):
    client = staff(Role.PUBLISHER)
    before = everything()
    a, b = worlds.a.ids, worlds.b.ids
    path = reverse("wagtail_localize:edit_string_translation", args=[a["translation"], b["segment"]])
    for method in (client.put, client.delete):
        assert method(path, json.dumps({"value": "x"}), content_type="application/json").status_code == 404
    override = OverridableSegment.objects.filter(source=b["source"]).first()
    if override:
        path = reverse("wagtail_localize:edit_override", args=[a["translation"], override.pk])
        assert client.put(path, json.dumps({"value": 1}), content_type="application/json").status_code == 404
    assert everything() == before


def test_texts_of_another_council_are_not_reached_through_the_desks_buttons(worlds, staff):
    client = staff(Role.PUBLISHER)
    before = everything()
    rows = {"question": "consultation", "schedule": "schedule", "sitting": "sitting", "form": "form"}
    for kind, key in rows.items():
        for language in ("kk", "ru", "both"):
            for action in ("write", "translate", "publish", "withdraw", "submit", "approve", "take-back", "return"):
                path = reverse("kenes_text", args=[kind, worlds.b.ids[key], language, action])
                assert client.post(path).status_code == 404, path
    assert everything() == before


def test_somebody_without_any_role_is_shown_nothing_at_all(worlds, db):
    client = Client()
    client.force_login(make_user())
    for world in (worlds.a, worlds.b):
        for path in [*addresses(world).values(), *listings(world)]:
            answer = client.get(path)
            assert answer.status_code != 200 or "zq7" not in show(answer).replace(f"q={QUESTION}", ""), path
    assert texts.pages_of(worlds.a.council.consultations.get())
