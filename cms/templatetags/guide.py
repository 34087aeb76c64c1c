"""The way to the chapter of the guide that explains a screen of the staff."""

from django import template

from cms import guide

register = template.Library()


@register.inclusion_tag("cms/admin/includes/help_link.html", takes_context=True)
def screen_help(context):
    """{% screen_help %}: the link for the screen that is being shown."""
    return {"help": guide.help_link(guide.chapter_of(context["request"].resolver_match.url_name))}


@register.inclusion_tag("cms/admin/includes/help_link.html")
def chapter_help(chapter):
    """{% chapter_help "translation" %}: the link to this chapter."""
    return {"help": guide.help_link(chapter)}
