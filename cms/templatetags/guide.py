"""The way to the chapter of the guide that explains a screen of the staff, and the pictures in the chapters."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from cms import guide, plugin_guide

register = template.Library()
# Of every picture, as `tests/browser/guide_pictures.py` takes them.
WIDTH, HEIGHT = 1100, 700


@register.inclusion_tag("cms/admin/includes/help_link.html", takes_context=True)
def screen_help(context):
    """{% screen_help %}: the link for the screen that is being shown."""
    found = guide.help_link(guide.chapter_of(context["request"].resolver_match.url_name))
    return {"help": found or plugin_guide.help_link(context.get("view"))}


@register.inclusion_tag("cms/admin/includes/help_link.html")
def chapter_help(chapter):
    """{% chapter_help "translation" %}: the link to this chapter."""
    return {"help": guide.help_link(chapter)}


@register.simple_tag
def guide_picture(name, words):
    """{% guide_picture "kk/desk" "…" %}: a picture of a screen, with the words for those who do not see it."""
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        static(f"guide/{name}.webp"),
        words,
        WIDTH,
        HEIGHT,
    )
