"""Hooks of this floor: the glossary and what is searched for, in the admin of the ministry."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.admin_policies import host_only, ministrys_own
from cms.roles import SEES_SEARCHES
from cms.staff import AdministratorMenuItem, staff_path
from cms.tenancy import holds, is_administrator
from search.staff import glossary, searches


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Name the entries that the verbs of the glossary write into the log."""
    for action, label in glossary.LOG_ACTIONS.items():
        actions.register_action(action)(type("_PairLogFormatter", (glossary.PairLogFormatter,), {"label": label}))


@hooks.register("register_admin_urls")
def register_admin_urls():
    """The screens of this floor, each with its policy."""
    return [
        staff_path("glossary/", glossary.Glossary, "kenes_glossary", host_only),
        staff_path("glossary/new/", glossary.NewPair, "kenes_new_pair", host_only),
        staff_path("glossary/<int:pk>/", glossary.ChangePair, "kenes_pair", host_only),
        staff_path("glossary/<int:pk>/remove/", glossary.RemovePair, "kenes_remove_pair", host_only),
        staff_path("searches/", searches.Searches, "kenes_searches", ministrys_own(SEES_SEARCHES)),
    ]


class SearchesMenuItem(MenuItem):
    """Shown to those who may read what the public searches for."""

    def is_shown(self, request):
        """True for the overseer, for the administrator, and for a superuser."""
        return is_administrator(request.user) or holds(request.user, SEES_SEARCHES)


@hooks.register("register_admin_menu_item")
def glossary_menu_item():
    """The way to the glossary."""
    return AdministratorMenuItem(
        _("Glossary of the search"), reverse("kenes_glossary"), name="kenes-glossary", icon_name="list-ul", order=99
    )


@hooks.register("register_admin_menu_item")
def searches_menu_item():
    """The way to the report."""
    return SearchesMenuItem(
        _("What is searched for"), reverse("kenes_searches"), name="kenes-searches", icon_name="search", order=99
    )
