"""Hooks of the ground floor: tenancy in Wagtail's own views."""

from wagtail import hooks
from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from cms.tenancy import CouncilPagePolicy, choosable_pages

# Registered at import, as Wagtail asks: before anything has looked a policy up for a page type.
register_permission_policy(AbstractPage, CouncilPagePolicy())


@hooks.register("construct_page_chooser_queryset")
def narrow_page_chooser(pages, request):
    """The page chooser lists, and searches, only what its user may use."""
    return choosable_pages(request.user, pages)


@hooks.register("construct_explorer_page_queryset")
def narrow_explorer(parent_page, pages, request):
    """The explorer lists only the user's own pages and the way down to them."""
    return choosable_pages(request.user, pages)


CLOSED_MENUS = {"reports", "help", "settings"}


@hooks.register("construct_main_menu")
def hide_closed_menus(request, menu_items):
    """What the gate closes to the staff of councils is not shown to them either."""
    from cms.tenancy import is_council_staff

    if is_council_staff(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in CLOSED_MENUS]
