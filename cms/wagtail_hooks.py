"""Hooks of the ground floor: tenancy in Wagtail's own views."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet
from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from cms.tenancy import CouncilPagePolicy, choosable_pages, is_council_staff, memberships_of

# Registered at import, as Wagtail asks: before anything has looked a policy up for a page type.
register_permission_policy(AbstractPage, CouncilPagePolicy())


@hooks.register("construct_page_chooser_queryset")
def narrow_page_chooser(pages, request):
    """The page chooser lists only what its user may use; its search for a link finds every live page, too."""
    is_search = request.resolver_match.view_name == "wagtailadmin_choose_page_search"
    return choosable_pages(request.user, pages, and_live=is_search and not request.GET.get("user_perms"))


def _colleagues(request):
    """Those who serve one of the user's councils, or, for whom nothing confines, everybody."""
    people = get_user_model().objects.all()
    if not is_council_staff(request.user):
        return people
    councils = [membership.council_id for membership in memberships_of(request.user)]
    return people.filter(memberships__council__in=councils).distinct()


# Wagtail's filters list everybody who owns or has edited any page of the site.
for filter_set in (PageFilterSet, GenericPageFilterSet):
    for name in ("owner", "edited_by"):
        filter_set.base_filters[name].queryset = _colleagues


@hooks.register("construct_explorer_page_queryset")
def narrow_explorer(parent_page, pages, request):
    """The explorer lists only the user's own pages and the way down to them."""
    return choosable_pages(request.user, pages)


def _refuse_deletion_of_people(request):
    words = _("An account is not deleted: what its owner did is part of the record. Switch it off instead.")
    messages.error(request, words)
    return redirect("wagtailusers_users:index")


@hooks.register("before_delete_user")
def keep_person(request, user):
    """Answers and log entries name the person who made them."""
    return _refuse_deletion_of_people(request)


@hooks.register("before_bulk_action")
def keep_people(request, action, objects, view):
    """The same by the bulk path."""
    if action == "delete" and any(isinstance(thing, AbstractBaseUser) for thing in objects):
        return _refuse_deletion_of_people(request)
    return None


@hooks.register("construct_homepage_summary_items")
def hide_counts(request, summary_items):
    """How many pages, pictures and documents the whole site has is nothing that a council's staff needs."""
    if is_council_staff(request.user):
        summary_items.clear()


CLOSED_MENUS = {"reports", "help", "settings"}


@hooks.register("construct_main_menu")
def hide_closed_menus(request, menu_items):
    """What the gate closes to the staff of councils is not shown to them either."""
    if is_council_staff(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in CLOSED_MENUS]
