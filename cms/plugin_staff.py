"""Base views for the screens of plugins, and the ministry's own: which plugins there are, and which council has which.

A view of a plugin has its council in `self.council`, found through tenancy; `self.rows(Model)` are that council's rows
and `self.own(Model, pk=…)` one of them, or a 404. There is no way to a row of another council.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogFormatter

from cms import plugin_asking
from cms.collation import sort_key
from cms.languages import active_language
from cms.models import Council
from cms.plugin_discovery import version_of_kenes
from cms.plugin_switching import switch
from cms.plugins import Plugin
from cms.staff import AdministratorMixin, StaffAct, StaffFormView, StaffView
from cms.tenancy import holds, memberships_of, own_or_404, require_role


class OfCouncil:
    """For a screen in one council: `plugin` and `roles` come from its route."""

    plugin: Plugin
    roles: frozenset = frozenset()

    def dispatch(self, request, *args, **kwargs):
        """Find the council, whatever the gate said: 404 for a stranger's, and where the plugin is off."""
        self.council = get_object_or_404(Council.objects.with_plugin(self.plugin.label), slug=kwargs["slug"])
        require_role(request.user, self.council, self.roles)
        return super().dispatch(request, *args, **kwargs)

    def rows(self, model):
        """The council's rows of the model."""
        return model.objects.for_council(self.council)

    def own(self, model, **lookup):
        """The council's row with this lookup, or 404."""
        return own_or_404(self.rows(model), self.request.user, **lookup)

    def address_of(self, name, *args):
        """The address of another screen of the plugin in this council."""
        return reverse(f"{self.plugin.label}_{name}", args=[self.council.slug, *args])


class PluginView(OfCouncil, StaffView):
    """A screen of a plugin that shows."""


class PluginFormView(OfCouncil, StaffFormView):
    """A screen of a plugin that changes something by a verb."""


class PluginAct(OfCouncil, StaffAct):
    """A button of a plugin."""


class OfMinistry:
    """For a screen of a plugin at the ministry: `plugin` and `roles` come from its route."""

    plugin: Plugin
    roles: frozenset = frozenset()

    def dispatch(self, request, *args, **kwargs):
        """Ask for the role again, whatever the gate said."""
        if not (request.user.is_superuser or holds(request.user, self.roles)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def councils(self):
        """The councils that have the plugin on."""
        return Council.objects.with_plugin(self.plugin.label)


class MinistryView(OfMinistry, StaffView):
    """A screen of a plugin at the ministry that shows."""


class MinistryFormView(OfMinistry, StaffFormView):
    """A screen of a plugin at the ministry that changes something by a verb."""


class MinistryAct(OfMinistry, StaffAct):
    """A button of a plugin at the ministry."""


# --- the ministry's own screens --------------------------------------------------------------------------------------


class PluginList(AdministratorMixin, StaffView):
    """Every plugin that is installed: whether it is allowed and works, and how many councils have it."""

    template_name = "cms/admin/plugins.html"
    title = _("Plugins")
    header_icon = "cogs"

    def get_context_data(self, **kwargs):
        """The plugins, what is wrong with any, and those that are installed and not allowed."""
        rows = [
            {"plugin": plugin, "councils": Council.objects.with_plugin(plugin.label).open().count()}
            for plugin in plugin_asking.plugins()
        ]
        return super().get_context_data(
            rows=rows,
            problems=plugin_asking.problems(),
            not_allowed=plugin_asking.not_allowed(),
            version=version_of_kenes(),
            **kwargs,
        )


class CouncilsForm(forms.Form):
    """Which councils have the plugin."""

    councils = forms.TypedMultipleChoiceField(
        label=_("Councils that have it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Switching it off hides what the council has made with it, and loses nothing."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = active_language()
        councils = Council.objects.open().order_by()
        pairs = [(council.pk, council.name(language)) for council in councils]
        self.fields["councils"].choices = sorted(pairs, key=lambda pair: sort_key(pair[1], language))


class PluginCouncils(AdministratorMixin, StaffFormView):
    """Switches one plugin on and off, council by council."""

    form_class = CouncilsForm
    header_icon = "cogs"
    back = (("kenes_plugins", PluginList.title),)

    def dispatch(self, request, *args, **kwargs):
        """Find the plugin; one that is not loaded is a 404."""
        self.plugin = plugin_asking.plugin(kwargs["label"])
        if self.plugin is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The plugin's own title."""
        return str(self.plugin.title)

    def get_initial(self):
        """Those that have it now."""
        return {"councils": list(Council.objects.with_plugin(self.plugin.label).open().values_list("pk", flat=True))}

    def act(self, form):
        """Call the verb."""
        on, off = switch(self.plugin.label, form.cleaned_data["councils"], user=self.request.user)
        switched_on = ngettext("Switched on in %(number)s council.", "Switched on in %(number)s councils.", on)
        switched_off = ngettext("Switched off in %(number)s council.", "Switched off in %(number)s councils.", off)
        self.success = f"{switched_on % {'number': on}} {switched_off % {'number': off}}"
        return reverse("kenes_plugins")


class PluginHome(StaffView):
    """Where the menu leads: the councils of one's own that have the plugin, and the ministry's screens of it."""

    template_name = "cms/admin/plugin_home.html"
    header_icon = "cogs"

    def dispatch(self, request, *args, **kwargs):
        """Find the plugin; 404 for one that is not loaded, or in which one has nothing to do."""
        self.plugin = next((one for one in plugin_asking.plugins() if one.address == kwargs["address"]), None)
        self.links = links_of(self.plugin, request.user) if self.plugin else []
        if not self.links:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The plugin's own title."""
        return str(self.plugin.title)

    def get_context_data(self, **kwargs):
        """The links."""
        return super().get_context_data(plugin=self.plugin, links=self.links, **kwargs)


def links_of(plugin, user):
    """Where the user may begin with the plugin: pairs (label, address); the first screen of each kind leads."""
    for_ministry, in_council = _first_routes(plugin)
    found = []
    if for_ministry and (user.is_superuser or holds(user, for_ministry.roles)):
        found.append((_("At the ministry"), reverse(f"{plugin.label}_{for_ministry.name}")))
    if in_council:
        councils = Council.objects.for_user(user, in_council.roles).with_plugin(plugin.label).order_by("slug")
        found += [(str(one), reverse(f"{plugin.label}_{in_council.name}", args=[one.slug])) for one in councils]
    return found


def is_for(plugin, user):
    """Whether the menu shows the plugin to the user. No query beyond the memberships of the request."""
    for_ministry, in_council = _first_routes(plugin)
    if user.is_superuser or (for_ministry and holds(user, for_ministry.roles)):
        return bool(for_ministry or in_council)
    return in_council is not None and any(
        held.role in in_council.roles and (held.council is None or plugin.label in held.council.plugin_names)
        for held in memberships_of(user)
    )


def _first_routes(plugin):
    """The first screen without arguments at the ministry, and in a council; None where there is none."""
    routes = [route for route in plugin_asking.routes_of(plugin, "staff_routes") if "<" not in route.route]
    return next((one for one in routes if one.national), None), next((one for one in routes if not one.national), None)


class SwitchedLogFormatter(LogFormatter):
    """Which plugin the council got or lost."""

    def format_message(self, log_entry):
        """The label, and the plugin's own name for itself."""
        return f"{self.label}: {log_entry.data.get('plugin', '')}"


LOG_ACTIONS = {
    "kenes.plugin_switched_on": _("Plugin switched on"),
    "kenes.plugin_switched_off": _("Plugin switched off"),
}
