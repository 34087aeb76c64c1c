"""What stands above the fields of a translation in wagtail-localize's editor."""

from django import template

from council_pages.models.checked import CheckedPage
from council_pages.text_panels import TEMPLATE, about_text

register = template.Library()


@register.inclusion_tag(TEMPLATE, takes_context=True)
def text_panel(context, page):
    """{% text_panel instance %}: as in Wagtail's editor; nothing for what is no page with running text."""
    if not isinstance(page, CheckedPage):
        return {}
    return about_text(page, context["request"].user, "translation")
