"""The policy of each admin route for the staff of councils; what is not named here is closed to them.

A policy is a function (user, request, arguments of the route) -> bool; False is a 404. It may raise `Refused` where an
act on one's own object is refused in words. Floors above add their own
routes with `declare`; their views then ask `cms.tenancy` for the object themselves.
"""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from cms.media_policies import own_media
from cms.plugin_pages import is_hidden
from cms.roles import NATIONAL_ROLES
from cms.tenancy import holds, is_key, may_pass_through, owns_page
from cms.translation_policies import own_override, own_sync, own_synchronisation, own_translation

Policy = Callable[[AbstractBaseUser, HttpRequest, dict], bool]


def personal(user, request, kwargs):
    """The person's own affairs, or a view that shows nobody's data."""
    return True


def own_listing(user, request, kwargs):
    """A listing that is narrowed to the user's own by the permission policy or a hook, named in `docs/tenancy.md`."""
    return True


def own_object(user, request, kwargs):
    """A view of ours that fetches its object through `cms.tenancy.own_or_404`."""
    return True


def host_only(user, request, kwargs):
    """Closed to the staff of councils: the ministry's own screens."""
    return False


def ministrys_own(roles):
    """Closed to councils; open to those who hold one of these roles at the ministry."""

    def policy(user, request, kwargs):
        return holds(user, roles & NATIONAL_ROLES)

    return policy


def own_pages(*names, passing=False):
    """Every page named by these arguments is the user's own (with `passing`, or an ancestor of it)."""
    allowed = may_pass_through if passing else owns_page

    def policy(user, request, kwargs):
        pages = [Page.objects.filter(pk=kwargs[name]).first() for name in names if name in kwargs]
        return all(page is not None and allowed(user, page) and not is_hidden(page) for page in pages)

    return policy


def own_task(user, request, kwargs):
    """The page is the user's own, and the task of moderation is that page's."""
    states = TaskState.objects.filter(pk=kwargs["task_state_id"])
    return _own_page(user, request, kwargs) and _of_page(kwargs, states, "workflow_state__").exists()


def own_workflow(user, request, kwargs):
    """The page is the user's own, and the course of its moderation is that page's."""
    states = WorkflowState.objects.filter(pk=kwargs["workflow_state_id"])
    return _own_page(user, request, kwargs) and _of_page(kwargs, states).exists()


def _of_page(kwargs, states, way=""):
    page_type = get_default_page_content_type()
    return states.filter(
        **{f"{way}base_content_type": page_type, f"{way}object_id": str(kwargs["page_id"])},
    )


def own_editing(user, request, kwargs):
    """The object under edit is a page of the user's own (Wagtail's "who is editing" pings name any object)."""
    if kwargs.get("app_label") is None:
        return True
    page = Page.objects.filter(pk=kwargs["object_id"]).first() if is_key(kwargs["object_id"]) else None
    return page is not None and owns_page(user, page)


def own_bulk(user, request, kwargs):
    """Every page of the bulk action is the user's own; a mixed list is refused as a whole."""
    if (kwargs["app_label"], kwargs["model_name"]) != ("wagtailcore", "page"):
        return False
    ids = request.GET.getlist("id")
    if not ids or not all(map(is_key, ids)):
        return False
    pages = list(Page.objects.filter(pk__in=ids))
    return len(pages) == len(set(ids)) and all(owns_page(user, page) and not is_hidden(page) for page in pages)


_own_page = own_pages("page_id")
_document_pk = own_media(get_document_model, "pk")
_image = own_media(get_image_model, "image_id")
_image_pk = own_media(get_image_model, "pk")

POLICIES: dict[str, Policy] = {
    **dict.fromkeys(
        [
            "wagtailadmin_home",
            "wagtailadmin_login",
            "wagtailadmin_logout",
            "wagtailadmin_account",
            "wagtailadmin_sprite",
            "wagtailadmin_password_reset",
            "wagtailadmin_password_reset_complete",
            "wagtailadmin_password_reset_confirm",
            "wagtailadmin_password_reset_done",
            "wagtailadmin_javascript_catalog",
            "wagtail_localize:javascript_catalog",
            "wagtailadmin_dismissibles",
            "wagtailadmin_explore_root",
            "wagtailadmin_block_preview",
            "wagtailadmin_choose_page_anchor_link",
            "wagtailadmin_choose_page_email_link",
            "wagtailadmin_choose_page_external_link",
            "wagtailadmin_choose_page_phone_link",
        ],
        personal,
    ),
    **dict.fromkeys(
        [
            "wagtailadmin_choose_page",
            "wagtailadmin_choose_page_search",
            "wagtailadmin_pages:search",
            "wagtailadmin_pages:search_results",
            "wagtailadmin_api:pages:listing",
            "wagtaildocs:index",
            "wagtaildocs:index_results",
            "wagtaildocs:add",
            "wagtaildocs:add_multiple",
            "wagtaildocs_chooser:choose",
            "wagtaildocs_chooser:choose_results",
            "wagtaildocs_chooser:create",
            "wagtailimages:index",
            "wagtailimages:index_results",
            "wagtailimages:add",
            "wagtailimages:add_multiple",
            "wagtailimages_chooser:choose",
            "wagtailimages_chooser:choose_results",
            "wagtailimages_chooser:create",
        ],
        own_listing,
    ),
    **dict.fromkeys(
        ["wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_choose_page_child"],
        own_pages("parent_page_id", passing=True),
    ),
    "wagtailadmin_api:pages:detail": own_pages("pk", passing=True),
    # The editor of a translation asks for the name of a file in the text.
    "wagtailadmin_api:documents:detail": _document_pk,
    "wagtailadmin_api:images:detail": _image_pk,
    **dict.fromkeys(
        [
            f"wagtailadmin_pages:{name}"
            for name in [
                "add",
                "add_subpage",
                "preview_on_add",
                "edit",
                "preview_on_edit",
                "view_draft",
                "history",
                "history_results",
                "lock",
                "unlock",
                "unpublish",
                "delete",
                "copy",
                "move",
                "move_confirm",
                "set_page_position",
                "convert_alias",
                "revisions_index",
                "revisions_revert",
                "revisions_view",
                "revisions_compare",
                "revisions_unschedule",
                "confirm_workflow_cancellation",
                "workflow_preview",
                "workflow_history",
            ]
        ],
        own_pages("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk"),
    ),
    "wagtailadmin_pages:workflow_action": own_task,
    "wagtailadmin_pages:collect_workflow_action_data": own_task,
    "wagtailadmin_pages:workflow_history_detail": own_workflow,
    "wagtail_localize:submit_page_translation": own_pages("page_id"),
    "wagtail_localize:update_translations": own_sync,
    "wagtail_localize:edit_override": own_override,
    "wagtail_localize:stop_translation": own_synchronisation,
    **dict.fromkeys(
        [
            f"wagtail_localize:{name}"
            for name in [
                "edit_string_translation",
                "download_pofile",
                "upload_pofile",
                "preview_translation",
            ]
        ],
        own_translation,
    ),
    "wagtail_bulk_action": own_bulk,
    "wagtailadmin_editing_sessions:ping": own_editing,
    "wagtailadmin_editing_sessions:release": own_editing,
    "wagtaildocs:edit": own_media(get_document_model, "document_id", "change"),
    "wagtaildocs:edit_multiple": own_media(get_document_model, "doc_id", "change"),
    "wagtaildocs:delete": own_media(get_document_model, "document_id", "delete"),
    "wagtaildocs:delete_multiple": own_media(get_document_model, "doc_id", "delete"),
    "wagtaildocs_chooser:chosen": _document_pk,
    "wagtailimages:edit": own_media(get_image_model, "image_id", "change"),
    "wagtailimages:edit_multiple": own_media(get_image_model, "image_id", "change"),
    "wagtailimages:delete": own_media(get_image_model, "image_id", "delete"),
    "wagtailimages:delete_multiple": own_media(get_image_model, "image_id", "delete"),
    "wagtailimages:preview": _image,
    "wagtailimages_chooser:select_format": _image,
    "wagtailimages_chooser:chosen": _image_pk,
}


def declare(name, policy):
    """Name the policy of a route of ours. A route is declared once."""
    if name in POLICIES:
        raise ValueError(f"The route {name} has a policy already.")
    POLICIES[name] = policy
