"""Actions on two objects: only with both of one's own council does anything happen.

Each runs as (own, own), (own, foreign), (foreign, own), (foreign, foreign).
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from cms.roles import Role
from council_pages.models import Consultation
from forms.models import Presence, Sketch
from tests.watching import ask, snapshot, touched

FORM = {"content_type": "application/x-www-form-urlencoded"}
PAGES = "wagtailadmin_pages"


@dataclass(frozen=True)
class Request:
    """One request."""

    path: str
    data: object = None
    method: str = "post"
    options: dict = field(default_factory=dict)


def page(name, *arguments):
    """The address of a view of Wagtail's pages."""
    return reverse(f"{PAGES}:{name}", args=arguments)


def bulk(action, *pages):
    """The address of a bulk action on these pages."""
    ids = "&".join(f"id={pk}" for pk in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?{ids}"


FACTS = {
    "subject_kk": "а", "subject_ru": "б", "occasion": "appeals", "subject_kind": "issue", "holding": "mixed",
}  # fmt: skip
COPY = {"new_title": "x", "new_slug": "x"}


def words():
    """The form of a recommendation with one clause."""
    return {
        "title_kk": "а", "title_ru": "б", "clauses-TOTAL_FORMS": 1, "clauses-INITIAL_FORMS": 0,
        "clauses-0-text_kk": "а", "clauses-0-text_ru": "б",
    }  # fmt: skip


def amended(ids):
    """The decision by which an approved schedule changes, as the form of a question sends it."""
    return {"amended_by": ids["decision"], "what_kk": "а", "what_ru": "б"}


def window(ids):
    """The opening and the closing of a question, as its form sends them."""
    row = Consultation.objects.get(pk=ids["consultation"])
    return {name: f"{timezone.localtime(getattr(row, name)):%d.%m.%Y %H:%M}" for name in ("opens_at", "closes_at")}


# What changes rows where both objects are one's own: {name: (ids, ids, fields of the editor) -> Request}.
CHANGES = {
    "copy": lambda x, y, form: Request(page("copy", x["news"]), COPY | {"new_parent_page": y["news_index"]}),
    "alias": lambda x, y, form: Request(
        page("copy", x["news"]), COPY | {"new_parent_page": y["news_index"], "alias": "on"}
    ),
    "move": lambda x, y, form: Request(page("move_confirm", x["news"], y["news_index"])),
    "move many": lambda x, y, form: Request(bulk("move", x["news"]), {"chooser": y["news_index"]}),
    "unpublish many": lambda x, y, form: Request(bulk("unpublish", x["news"], y["second_news"]), {}),
    "delete many": lambda x, y, form: Request(bulk("delete", x["news"], y["second_news"]), {}),
    "approve": lambda x, y, form: Request(page("workflow_action", x["page"], "approve", y["task_state"])),
    "return": lambda x, y, form: Request(
        page("workflow_action", x["page"], "reject", y["task_state"]), {"comment": "x"}
    ),
    "a document into a collection": lambda x, y, form: Request(
        reverse("wagtaildocs:edit", args=[x["document"]]), {"title": "x", "collection": y["collection"]}
    ),
    "a picture into a collection": lambda x, y, form: Request(
        reverse("wagtailimages:edit", args=[x["image"]]), {"title": "x", "collection": y["collection"]}
    ),
    "translate a string": lambda x, y, form: Request(
        reverse("wagtail_localize:edit_string_translation", args=[x["translation"], y["segment"]]),
        urlencode({"value": "x"}), "put", FORM,
    ),
    "override a document": lambda x, y, form: Request(
        reverse("wagtail_localize:edit_override", args=[x["translation"], y["override"]]),
        urlencode({"value": x["document"]}), "put", FORM,
    ),
    "override with a document": lambda x, y, form: Request(
        reverse("wagtail_localize:edit_override", args=[x["translation"], x["override"]]),
        urlencode({"value": y["document"]}), "put", FORM,
    ),
    "attach a document": lambda x, y, form: Request(
        page("edit", x["news"]),
        form | {"documents-count": 1, "documents-0-type": "document", "documents-0-order": 0, "documents-0-id": "",
                "documents-0-value": y["document"], "documents-0-deleted": ""},
    ),
    "answer a comment": lambda x, y, form: Request(
        page("edit", x["news"]), form | {"title": "x", "comments-TOTAL_FORMS": 1, "comments-0-id": y["comment"],
        "comments-0-text": "x", "comments-INITIAL_FORMS": 1, "comments-0-contentpath": "title"},
    ),
    "a question into a schedule": lambda x, y, form: Request(
        reverse("kenes_facts", args=[x["consultation"]]),
        FACTS | window(x) | amended(x) | {"schedule": y["schedule"], "subject_kk": "в"},
    ),
    "amend a schedule by a decision": lambda x, y, form: Request(
        reverse("kenes_facts", args=[x["consultation"]]),
        FACTS | window(x) | amended(y) | {"schedule": x["schedule"], "subject_kk": "в"},
    ),
    "approve a schedule by a decision": lambda x, y, form: Request(
        reverse("kenes_schedule", args=[x["schedule"]]), {"decision": y["decision"]}
    ),
    "a new question in a schedule": lambda x, y, form: Request(
        reverse("kenes_new_consultation"),
        FACTS | amended(x) | {"council": x["council"], "slug": "x", "schedule": y["schedule"]},
    ),
    "a point of the agenda": lambda x, y, form: Request(
        reverse("kenes_sitting", args=[x["sitting"]]),
        {"council": x["council"], "number": "9", "held_on": "01.11.2026", "holding": "offline",
         "decisions-TOTAL_FORMS": 0, "decisions-INITIAL_FORMS": 0, "agenda-TOTAL_FORMS": 1, "agenda-INITIAL_FORMS": 1,
         "agenda-0-id": y["agenda_item"], "agenda-0-title_kk": "x"},
    ),
    "a recommendation on a question": lambda x, y, form: Request(
        reverse("kenes_new_recommendation"), words() | {"council": x["council"], "consultation": y["consultation"]}
    ),
    "a recommendation by a decision": lambda x, y, form: Request(
        reverse("kenes_change_recommendation", args=[x["draft"]]), words() | {"decision": y["decision"]}
    ),
    "a reply with a file": lambda x, y, form: Request(
        reverse("kenes_correct_reply", args=[x["recommendation"]]),
        {"received_on": f"{timezone.localdate():%d.%m.%Y}", "text_kk": "x", "file": y["document"]},
    ),
    "a question asked again in the next schedule": lambda x, y, form: Request(
        reverse("kenes_next_schedule", args=[x["schedule"]]), {"repeated": y["consultation"]}
    ),
    "a new schedule by a decision": lambda x, y, form: Request(
        reverse("kenes_new_schedule"), {"council": x["council"], "quarter": "2027-q1", "decision": y["decision"]}
    ),
}  # fmt: skip

# What shows something where both are one's own.
SHOWS = {
    "a revision": lambda x, y: page("revisions_view", x["page"], y["revision"]),
    "revert": lambda x, y: page("revisions_revert", x["news"], y["news_revision"]),
    "compare": lambda x, y: page("revisions_compare", x["page"], y["revision"], "latest"),
    "the course of moderation": lambda x, y: page("workflow_history_detail", x["page"], y["workflow_state"]),
    "what a moderator is asked": lambda x, y: page(
        "collect_workflow_action_data", x["page"], "reject", y["task_state"]
    ),
    "where to move": lambda x, y: page("move_confirm", x["news"], y["news_index"]),
    "a bulk action": lambda x, y: bulk("delete", x["news"], y["second_news"]),
}  # fmt: skip

# A foreign number in a form whose address names nothing.
THERE = {
    "a consultation": lambda ids: ("kenes_new_consultation", FACTS | {"council": ids["council"], "slug": "x"}),
    "a schedule": lambda ids: ("kenes_new_schedule", {"council": ids["council"], "quarter": "2027-q1"}),
    "a sitting": lambda ids: (
        "kenes_new_sitting",
        {"council": ids["council"], "number": "9", "held_on": "01.11.2026", "holding": "offline",
         "decisions-TOTAL_FORMS": 0, "decisions-INITIAL_FORMS": 0, "agenda-TOTAL_FORMS": 0,
         "agenda-INITIAL_FORMS": 0},
    ),
    "a recommendation": lambda ids: ("kenes_new_recommendation", words() | {"council": ids["council"]}),
    "a document": lambda ids: ("wagtaildocs_chooser:create", {"title": "x", "collection": ids["collection"]}),
    "a picture": lambda ids: ("wagtailimages_chooser:create", {"title": "x", "collection": ids["collection"]}),
}  # fmt: skip
MIXED = [("a", "b"), ("b", "a"), ("b", "b"), ("a", "c")]


def editor_fields(client, worlds):
    """The fields of the editor with an item of news of council A's, as a browser would send them to save a draft."""
    editor = client.get(page("edit", worlds.a.ids["news"]))
    form = querydict_from_html(editor.content.decode(), form_id="page-edit-form")
    return {name: value for name, value in form.items() if name != "action-publish"} | {"documents-count": 0}


@pytest.fixture
def publisher(worlds, visitor):
    """The browser of a publisher of council A, and the fields of the editor."""
    client = visitor(Role.PUBLISHER)
    return client, editor_fields(client, worlds)


def both(worlds, first, second):
    """The objects of two councils by their letters."""
    named = dict(worlds.named())
    return named[first].ids, named[second].ids


@pytest.mark.parametrize("name", CHANGES)
def test_an_act_on_two_objects_changes_something_where_both_are_ones_own(name, worlds, publisher):
    client, form = publisher
    wanted = CHANGES[name](*both(worlds, "a", "a"), form)
    before = snapshot()
    _status, _body, after = ask(client, wanted.method, wanted.path, wanted.data, **wanted.options)
    assert after is not None and after != before


# The own object is saved, and the foreign number falls away: a form has no field for the collection where there is one
# only, and a comment or a point of the agenda that is not the own one's is taken for a new one.
SAVED_AS_OWN = {
    "a document into a collection", "a picture into a collection", "answer a comment", "a point of the agenda",
}  # fmt: skip


@pytest.mark.parametrize("pair", MIXED, ids="".join)
@pytest.mark.parametrize("name", CHANGES)
def test_an_act_on_two_objects_changes_nothing_where_one_is_foreign(name, pair, worlds, publisher):
    client, form = publisher
    before = snapshot()
    wanted = CHANGES[name](*both(worlds, *pair), form)
    status, body, after = ask(client, wanted.method, wanted.path, wanted.data, **wanted.options)
    assert status < 500
    assert not any(world.word in body for letter, world in worlds.named() if letter != "a")
    if name in SAVED_AS_OWN and pair[0] == "a":
        assert not any(touched(before, after, world) for letter, world in worlds.named() if letter != "a")
    else:
        assert after in (None, before)


@pytest.mark.parametrize("name", SHOWS)
def test_a_look_at_two_objects_shows_both_of_ones_own_only(name, worlds, publisher):
    client, _form = publisher
    assert client.get(SHOWS[name](*both(worlds, "a", "a"))).status_code == 200
    for pair in MIXED:
        status, body, after = ask(client, "get", SHOWS[name](*both(worlds, *pair)))
        assert (status, after) == (404, None), pair
        assert not any(world.word in body for letter, world in worlds.named() if letter != "a")


@pytest.mark.parametrize("name", THERE)
def test_nothing_new_comes_into_being_in_another_council(name, worlds, publisher):
    client, _form = publisher
    before = snapshot()
    route, data = THERE[name](worlds.b.ids)
    status, body, after = ask(client, "post", reverse(route), data)
    assert status < 500
    assert worlds.b.word not in body
    assert after in (None, before)


def test_a_foreign_file_does_not_lie_behind_an_own_proposal(worlds, visitor):
    client = visitor(Role.SECRETARY)
    for first, second in MIXED:
        x, y = both(worlds, first, second)
        path = reverse("kenes_file", args=[x["proposal"], y["file"]])
        assert ask(client, "get", path)[0] == 404


def test_a_secretary_uses_a_proposal_in_no_foreign_clause(worlds, visitor):
    client, before = visitor(Role.SECRETARY), snapshot()
    for first, second in MIXED:
        x, y = both(worlds, first, second)
        path = reverse("kenes_choose_clauses", args=[x["proposal"]])
        _status, body, after = ask(client, "post", path, {"uses_shown": "1", "clauses": [y["clause"]]})
        changed = {} if after is None else {key: row for key, row in after.items() if before.get(key) != row}
        # The screen of an own proposal notes who looks at it, and keeps the sketch by which it finds similar ones.
        assert {label for label, _pk in changed} <= {Presence._meta.label, Sketch._meta.label}
        assert after is None or before.keys() <= after.keys()
        assert not any(touched(before, after or before, world) for name, world in worlds.named() if name != "a")
        assert not any(world.word in body for letter, world in worlds.named() if letter != "a")
