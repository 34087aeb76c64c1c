"""What stands above the fields of a translation in wagtail-localize's editor, and what is left out of it."""

import json

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


@register.filter
def without_alias(props):
    """The editor's properties, as JSON, without its way to make the translation an alias of its original.

    That way is closed (`cms.admin_policies`): a translation would be overwritten with the text in the other language.
    """
    said = json.loads(props)
    return json.dumps(said | {"links": said["links"] | {"convertToAliasUrl": None}})
