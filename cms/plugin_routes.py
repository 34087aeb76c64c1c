"""The addresses of plugins. Each is told its council by the door, or is not there: for a council that has the plugin
off, for somebody without the role, for a plugin that is not loaded.
"""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path

from cms import plugin_asking
from cms.admin_policies import ministrys_own
from cms.models import Council
from cms.plugin_staff import OfCouncil, OfMinistry
from cms.plugins import PublicRoute, StaffRoute
from cms.roles import NATIONAL_ROLES, READS_COUNCIL
from cms.staff import staff_path
from cms.tenancy import holds_in

COUNCIL = "councils/<slug:slug>/"


def name_of(plugin, name):
    """The name of a plugin's address for `reverse`."""
    return f"{plugin.label}_{name}"


def public_patterns():
    """The addresses for readers, to stand before those of pages; asked for once, when the addresses are made."""
    return plugin_asking.made_of("public_routes", _public_pattern)


def _public_pattern(plugin, route: PublicRoute):
    if not callable(route.view):
        raise TypeError(f"the view of {route.name} is no function")
    beginning = "" if route.national else COUNCIL
    view = _for_all(plugin, route.view) if route.national else _for_council(plugin, route.view)
    return path(f"{beginning}{plugin.address}/{route.route}", view, name=name_of(plugin, route.name))


def _for_council(plugin, view):
    """The view of a public council that has the plugin on."""

    @wraps(view)
    def ask(request, slug, **kwargs):
        return view(request, _public_council(plugin, slug), **kwargs)

    return ask


def _public_council(plugin, slug):
    """The public council that has the plugin on, or 404."""
    public = Council.objects.with_plugin(plugin.label).filter(sections__page__live=True).distinct()
    return get_object_or_404(public, slug=slug)


def _for_all(plugin, view):
    """The view as long as any council has the plugin on."""

    @wraps(view)
    def ask(request, **kwargs):
        _refuse_where_off(plugin)
        return view(request, **kwargs)

    return ask


def _refuse_where_off(plugin):
    """404 while no council has the plugin on."""
    if not Council.objects.with_plugin(plugin.label).exists():
        raise Http404


def card_at(name, arguments):
    """What a messenger shows with the public address of this route's name; None where it is no plugin's or has none.

    404 wherever the page itself is one.
    """
    for plugin in plugin_asking.plugins():
        for route in plugin_asking.routes_of(plugin, "public_routes"):
            if name_of(plugin, route.name) == name and route.card:
                return _card_of(plugin, route, dict(arguments))
    return None


def _card_of(plugin, route, arguments):
    if route.national:
        _refuse_where_off(plugin)
        return plugin_asking.call(plugin, "public_routes", _drawn, route.card, arguments)
    council = _public_council(plugin, arguments.pop("slug"))
    return plugin_asking.call(plugin, "public_routes", _drawn, route.card, arguments, council)


def _drawn(card, arguments, *council):
    """The card, or None where the plugin says that there is nothing there."""
    try:
        return card(*council, **arguments)
    except Http404:
        return None


def staff_patterns():
    """The screens of the staff, each with its policy, for the hook `register_admin_urls`."""
    return plugin_asking.made_of("staff_routes", _staff_pattern)


def _staff_pattern(plugin, route: StaffRoute):
    base = OfMinistry if route.national else OfCouncil
    if not (isinstance(route.view, type) and issubclass(route.view, base)):
        kinds = "MinistryView, MinistryFormView" if route.national else "PluginView, PluginFormView, PluginAct"
        raise TypeError(f"the view of {route.name} derives from none of cms.plugin_staff: {kinds}")
    roles = frozenset(route.roles)
    if not roles or (route.national and not roles <= NATIONAL_ROLES):
        raise ValueError(f"the route {route.name} names no roles that could open it")
    view = type(route.view.__name__, (route.view,), {"plugin": plugin, "roles": roles, "__doc__": route.view.__doc__})
    # Apart, so that no council's address is taken for a route.
    where = f"ministry-plugins/{plugin.address}/" if route.national else f"plugins/{plugin.address}/<slug:slug>/"
    policy = ministrys_own(roles) if route.national else _councils(plugin, roles)
    return staff_path(f"{where}{route.route}", view, name_of(plugin, route.name), policy)


def _councils(plugin, roles):
    """The council of the address has the plugin on and is the user's own; the view asks for the role."""

    def policy(user, request, kwargs):
        council = Council.objects.with_plugin(plugin.label).filter(slug=kwargs["slug"]).first()
        return council is not None and holds_in(user, council, READS_COUNCIL | roles)

    return policy
