"""The chapters that plugins bring into the staff's guide, drawn one by one: a broken one is missing from it."""

from django.template.loader import render_to_string
from django.urls import reverse

from cms import plugin_asking
from cms.plugin_sections import Drawn
from cms.plugin_staff import OfCouncil, OfMinistry, is_for


def drawn(user, language):
    """The chapters of the plugins in which the user has something to do, in the language."""
    chapters = []
    for plugin in plugin_asking.plugins():
        template = plugin_asking.ask_mapping(plugin, "guide").get(language)
        if template and is_for(plugin, user):
            body = plugin_asking.call(plugin, "guide", render_to_string, template)
            chapters += [Drawn(_name(plugin), str(plugin.title), body)] if body else []
    return chapters


def help_link(view):
    """What a link from this screen to its plugin's chapter needs, `{"url", "label"}`; nothing for other screens."""
    if not isinstance(view, OfCouncil | OfMinistry) or not plugin_asking.ask_mapping(view.plugin, "guide"):
        return None
    return {"url": f"{reverse('kenes_guide')}#{_name(view.plugin)}", "label": view.plugin.title}


def _name(plugin):
    """The anchor; no chapter of the site's own begins so."""
    return f"plugin-{plugin.address}"
