"""Every address of the admin with real objects in it, generated from the URLconf for the tests of isolation."""

from django.urls import get_resolver, reverse

from cms.admin_policies import POLICIES
from tests.factories import admin_routes

MISSING = 987_654_321
# What stands in an address for an argument: by the argument's name, or by the route where the name does not say it.
BY_NAME = {
    "page_id": "page", "parent_page_id": "news_index", "page_to_move_id": "page", "destination_id": "news_index",
    "revision_id": "revision", "translation_source_id": "source", "translation_id": "translation",
    "string_segment_id": "segment", "overridable_segment_id": "override", "document_id": "document",
    "doc_id": "document", "image_id": "image", "object_id": "page", "session_id": "session", "file_pk": "file",
    "task_state_id": "task_state", "workflow_state_id": "workflow_state", "task_id": "task",
    "membership_pk": "membership", "collection_id": "collection", "uploaded_file_id": "upload", "page_pk": "page",
    "workflow_pk": "workflow", "query_id": "query",
}  # fmt: skip
BY_NAMESPACE = {
    "wagtailusers_users": "user", "wagtailusers_groups": "group", "wagtailsites": "site", "wagtaillocales": "locale",
    "wagtailadmin_collections": "collection",
}  # fmt: skip
BY_ROUTE = {
    "wagtailadmin_api:pages:detail": "page", "wagtailadmin_pages:revisions_compare": "page",
    "wagtailadmin_api:documents:detail": "document", "wagtailadmin_api:images:detail": "image",
    "wagtaildocs_chooser:chosen": "document", "wagtailimages_chooser:chosen": "image",
    "kenes_sitting": "sitting", "kenes_schedule": "schedule", "kenes_next_schedule": "schedule",
    "kenes_proposal": "proposal",
    "kenes_publish_proposal": "proposal", "kenes_file": "proposal", "kenes_form": "form", "kenes_draft": "page",
    **dict.fromkeys(["kenes_preview_form", "kenes_copy_fields", "kenes_form_results", "kenes_turn_result",
                     "kenes_allow_field"], "form"),
    **dict.fromkeys(["kenes_form_template", "kenes_preview_template", "kenes_turn_template"], "template"),
    "kenes_emergency": "page", "kenes_document": "schedule", "kenes_close_council": "council",
    "kenes_take_back_rule": "rule",
    "kenes_remove_day_off": "day_off",
    **dict.fromkeys(["kenes_pair", "kenes_remove_pair"], "pair"),
    **dict.fromkeys(["kenes_consultation", "kenes_facts", "kenes_halt", "kenes_resume", "kenes_outcome", "kenes_text",
                     "kenes_define_form", "kenes_return_text", "kenes_new_publication", "kenes_close_list",
                     "kenes_new_event", "kenes_new_update"], "consultation"),
    "kenes_withdraw_publication": "publication",
    **dict.fromkeys(["kenes_choose_clauses", "kenes_note", "kenes_assign", "kenes_group_alike", "kenes_leave_group",
                     "kenes_still_open", "kenes_preview_publication", "kenes_take_out", "kenes_refuse_publication",
                     "kenes_insert_reason"], "proposal"),
    **dict.fromkeys(["kenes_group", "kenes_dissolve_group"], "proposal_group"),
    **dict.fromkeys(["kenes_groups", "kenes_make_group", "kenes_enter", "kenes_answer_sheet", "kenes_answer_table",
                     "kenes_export"], "consultation"),
    **dict.fromkeys(["kenes_reason", "kenes_drop_reason"], "reason"),
    **dict.fromkeys(["kenes_ministry_reason", "kenes_drop_ministry_reason"], "ministry_reason"),
    "kenes_check_answers": "answer_sheet",
    "kenes_drop_filter": "saved_filter",
    "kenes_record_call": "letter",
    "kenes_lift_hold": "hold",
    **dict.fromkeys(["kenes_recommendation", "kenes_record_reply", "kenes_correct_reply",
                     "kenes_withdraw_recommendation"], "recommendation"),
    **dict.fromkeys(["kenes_change_recommendation", "kenes_send_recommendation", "kenes_discard_recommendation"],
                    "draft"),
    **dict.fromkeys(["kenes_event", "kenes_hold_event", "kenes_cancel_event"], "event"),
    "kenes_withdraw_update": "update",
    **{f"regional_meetings_{name}": "regional_meeting" for name in (
        "meeting", "facts", "announce", "held", "part", "new_participant", "drop_participant", "new_coverage",
        "drop_coverage", "new_note", "questions", "new_question", "take_over", "question", "new_group", "group",
        "dissolve_group", "new_problem", "ranking", "publish_ranking", "withdraw_ranking", "screen")},
    **{f"regional_meetings_{name}": "regional_problem" for name in ("problem", "change_problem", "progress")},
    "regional_meetings_body": "body",
    "kenes_message": "message", "kenes_read_message": "delivery", "kenes_withdraw_proof": "proof",
    **dict.fromkeys(["kenes_cadence", "kenes_end_cadence"], "cadence"),
    **dict.fromkeys(["kenes_person", "kenes_move_person", "kenes_take_role", "kenes_switch_account"], "person"),
}  # fmt: skip
WORDS = {
    "app_label": "wagtailcore", "model_name": "page", "content_type_app_name": "council_pages",
    "content_type_model_name": "newspage", "filter_spec": "width-1", "mode": "x", "kind": "question", "language": "kk",
    "action": "publish", "action_name": "approve", "act": "off", "revision_id_a": "earliest", "revision_id_b": "latest",
    "app_name": "cms", "code": "quorum_percent",
    "record": "schedule", "end": "docx", "key": "region",
    "file_end": "csv", "page_type": "questionpage", "gate": "shut",
    "label": "regional_meetings", "address": "regional-meetings",
    "part": "briefing", "duty": "department_plan", "period": "2026",
}  # fmt: skip
# What cannot stand for an object of a council: {argument: reason}.
UNFILLED = {"uidb64": "a person's own letter brings it", "token": "a person's own letter brings it"}
# Name an object by an argument that is nobody's.
HARMLESS = {
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_password_reset_confirm",
    # The address is that of a plugin, and each finds the own councils there.
    "kenes_plugin_home",
}


def every_address(world):
    """Every named route with this world's objects in it, or with missing ones for None: {name: path}, {name: reason}.

    The second says which routes could not be filled.
    """
    found, unfilled = {}, {}
    for name, _path in admin_routes():
        if not name.rpartition(":")[2]:
            continue
        filled = {}
        for argument in arguments(name):
            filled[argument] = WORDS.get(argument) or (world.ids.get(key_of(name, argument)) if world else MISSING)
            if filled[argument] is None:
                filled[argument], unfilled[name] = MISSING, UNFILLED.get(argument, f"nothing stands for {argument}")
        query = f"?id={world.ids['page'] if world else MISSING}" if name == "wagtail_bulk_action" else ""
        found[name] = reverse(name, kwargs=filled) + query
    return found, unfilled


def object_addresses(world):
    """The addresses open to councils that name an object, with this world's (or, for None, with missing ones)."""
    found, _unfilled = every_address(world)
    return {name: path for name, path in found.items() if name in POLICIES and name not in HARMLESS and arguments(name)}


def arguments(name):
    """The names of the route's arguments."""
    resolver = get_resolver()
    for namespace in name.split(":")[:-1]:
        resolver = resolver.namespace_dict[namespace][1]
    [(possibilities, *_rest), *_more] = resolver.reverse_dict.getlist(name.rpartition(":")[2])
    return possibilities[0][1]


def key_of(name, argument):
    """By which of a world's `ids` the argument is filled."""
    if argument == "pk":
        return BY_ROUTE.get(name) or BY_NAMESPACE.get(name.split(":")[0], "page")
    return BY_NAME.get(argument, argument)
