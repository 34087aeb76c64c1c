"""Hooks of the ground floor: tenancy in Wagtail's own views, the screens for people and what their log says."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.documents.views.documents import IndexView as DocumentIndex
from wagtail.images.views.chooser import viewset as image_chooser
from wagtail.images.views.images import IndexView as ImageIndex
from wagtail.log_actions import LogFormatter
from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from cms import guide, plugin_asking, plugin_staff, staff_people
from cms.admin_policies import host_only, own_listing, personal
from cms.media_tags import OwnDocumentsFilterSet, OwnImageChooseView, OwnImagesFilterSet
from cms.plugin_pages import without_hidden
from cms.plugin_routes import staff_patterns
from cms.roles import SEES_COLLEAGUES, Role
from cms.staff import AdministratorMenuItem, staff_path
from cms.staff_guide import Guide
from cms.tenancy import CouncilPagePolicy, choosable_pages, holds, is_council_staff, memberships_of

# Registered at import, as Wagtail asks: before anything has looked a policy up for a page type.
register_permission_policy(AbstractPage, CouncilPagePolicy())


@hooks.register("construct_page_chooser_queryset")
def narrow_page_chooser(pages, request):
    """The page chooser lists only what its user may use; its search for a link finds every live page, too."""
    is_search = request.resolver_match.view_name == "wagtailadmin_choose_page_search"
    pages = choosable_pages(request.user, pages, and_live=is_search and not request.GET.get("user_perms"))
    return without_hidden(pages)


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

# Its filters by tag, and its chooser of images, offer the popular tags of every council.
DocumentIndex.filterset_class = OwnDocumentsFilterSet
ImageIndex.filterset_class = OwnImagesFilterSet
image_chooser.choose_view_class = OwnImageChooseView

# Wagtail says this word while it is imported, in the language of that moment.
ChooserViewSet.search_tab_label = gettext_lazy("Search")


@hooks.register("construct_explorer_page_queryset")
def narrow_explorer(parent_page, pages, request):
    """The explorer lists only the user's own pages and the way down to them."""
    return without_hidden(choosable_pages(request.user, pages))


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


# After Wagtail's own, which put the counts in.
@hooks.register("construct_homepage_summary_items", order=100)
def hide_counts(request, summary_items):
    """How many pages, pictures and documents the whole site has is nothing that a council's staff needs."""
    if is_council_staff(request.user):
        summary_items.clear()


CLOSED_MENUS = {"reports", "help", "settings"}
# Wagtail's own words, some of which it does not know in Kazakh; below our own screens, where the work begins.
STOCK_MENUS = {
    "explorer": (pgettext_lazy("menu", "Pages"), 200),
    "images": (pgettext_lazy("menu", "Pictures"), 210),
    "documents": (pgettext_lazy("menu", "Files"), 220),
}


@hooks.register("construct_main_menu")
def arrange_menu(request, menu_items):
    """What the gate closes to the staff of councils is not shown to them either; stock items have plain names."""
    if is_council_staff(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in CLOSED_MENUS]
    for item in menu_items:
        if item.name in STOCK_MENUS:
            item.label, item.order = STOCK_MENUS[item.name]


ACTIONS = {
    "kenes.person_invited": gettext_lazy("Invited"),
    "kenes.person_invited_again": gettext_lazy("Invited again"),
    "kenes.invitation_accepted": gettext_lazy("Invitation accepted"),
    "kenes.invitation_not_sent": gettext_lazy("The letter with the invitation could not be sent"),
    "kenes.role_given": gettext_lazy("Role given"),
    "kenes.role_taken": gettext_lazy("Role taken"),
    "kenes.person_moved": gettext_lazy("Moved to another council"),
    "kenes.person_disabled": gettext_lazy("Account switched off"),
    "kenes.person_enabled": gettext_lazy("Account switched on"),
}


class PersonLogFormatter(LogFormatter):
    """What was done to a person, with the roles and the councils' addresses: names change, those stay."""

    def format_message(self, log_entry):
        """The label, and where the entry has them the roles."""
        roles = [
            f"{dict(Role.choices).get(said['role'], said['role'])} ({said['council'] or '–'})"
            for said in log_entry.data.get("roles", [])
        ]
        former = f"{log_entry.data['from']} → " if "from" in log_entry.data else ""
        return f"{self.label}: {former}{', '.join(roles)}" if roles else str(self.label)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Name the entries that the verbs for people write into the log."""
    for action, label in ACTIONS.items():
        actions.register_action(action)(type("_PersonLogFormatter", (PersonLogFormatter,), {"label": label}))
    for action, label in plugin_staff.LOG_ACTIONS.items():
        formatter = type("_SwitchedLogFormatter", (plugin_staff.SwitchedLogFormatter,), {"label": label})
        actions.register_action(action)(formatter)
    for plugin in plugin_asking.plugins():
        for action, label in plugin_asking.ask_mapping(plugin, "log_actions").items():
            if action.startswith(f"{plugin.label}."):
                actions.register_action(action, label, label)


@hooks.register("register_admin_urls")
def register_admin_urls():
    """The guide, for everybody; the screens for people: the administrator's are closed to the staff of councils."""
    person = "people/<int:pk>/"
    return [
        staff_path("people/", staff_people.PersonList, "kenes_people", host_only),
        staff_path("people/invite/", staff_people.InvitePerson, "kenes_invite", host_only),
        staff_path(person, staff_people.PersonScreen, "kenes_person", host_only),
        staff_path(f"{person}move/", staff_people.MovePerson, "kenes_move_person", host_only),
        staff_path(f"{person}roles/<int:membership_pk>/", staff_people.TakeRole, "kenes_take_role", host_only),
        staff_path(f"{person}switch/<slug:act>/", staff_people.SwitchAccount, "kenes_switch_account", host_only),
        staff_path("colleagues/", staff_people.ColleagueList, "kenes_colleagues", own_listing),
        staff_path("guide/", Guide, "kenes_guide", personal),
        staff_path("plugins/", plugin_staff.PluginList, "kenes_plugins", host_only),
        staff_path("plugin-councils/<slug:label>/", plugin_staff.PluginCouncils, "kenes_switch_plugin", host_only),
        staff_path("plugin/<slug:address>/", plugin_staff.PluginHome, "kenes_plugin_home", own_listing),
        *staff_patterns(),
    ]


guide.explain({"council": ["kenes_colleagues"]})


@hooks.register("register_admin_menu_item")
def guide_menu_item():
    """The way to the guide, for everybody."""
    return MenuItem(Guide.title, reverse("kenes_guide"), name="kenes-guide", icon_name="help", order=9000)


class ColleaguesMenuItem(MenuItem):
    """Shown to those who may see who serves a council."""

    def is_shown(self, request):
        """True for a lead and for the overseer, and for a superuser."""
        return request.user.is_superuser or holds(request.user, SEES_COLLEAGUES)


@hooks.register("register_admin_menu_item")
def people_menu_item():
    """The way to the accounts."""
    return AdministratorMenuItem(
        gettext_lazy("People"), reverse("kenes_people"), name="kenes-people", icon_name="user", order=96
    )


@hooks.register("register_admin_menu_item")
def colleagues_menu_item():
    """The way to the staff of one's council."""
    return ColleaguesMenuItem(
        gettext_lazy("Who serves the council"),
        reverse("kenes_colleagues"),
        name="kenes-colleagues",
        icon_name="group",
        order=97,
    )


class PluginMenuItem(MenuItem):
    """Shown to those who have something to do in the plugin."""

    def __init__(self, plugin, **kwargs):
        super().__init__(plugin.title, reverse("kenes_plugin_home", args=[plugin.address]), **kwargs)
        self.plugin = plugin

    def is_shown(self, request):
        """True where the plugin is on in a council of the user's, or has a screen for the user at the ministry."""
        return plugin_staff.is_for(self.plugin, request.user)


@hooks.register("construct_main_menu")
def add_plugins(request, menu_items):
    """The plugins themselves, below the councils' own work."""
    items = [
        PluginMenuItem(plugin, name=f"plugin-{plugin.address}", icon_name="cogs", order=94)
        for plugin in plugin_asking.plugins()
    ]
    menu_items += [item for item in items if item.is_shown(request)]


@hooks.register("register_admin_menu_item")
def plugins_menu_item():
    """The way to the plugins."""
    return AdministratorMenuItem(
        plugin_staff.PluginList.title, reverse("kenes_plugins"), name="kenes-plugins", icon_name="cogs", order=99
    )
