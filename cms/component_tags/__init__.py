"""The components of the design system as template tags: `{% load components %}` gives a page all of them.

Plain values in, a small dict for cms/components/<name>.html out. No tag touches the database; the clock and the form
are arguments. A *moment* is an aware datetime or a date, or words that the page has already written. A list is a list
of dicts whose keys each tag names.
"""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


def component(name):
    """Register a function as the tag `name`, drawn by cms/components/<name>.html."""
    return register.inclusion_tag(f"cms/components/{name}.html", name=name)


def block_component(name):
    """The same for a tag with a body, `{% name %}…{% endname %}`; the body reaches the template as `content`."""

    def wrap(function):
        def render(content, *args, **kwargs):
            drawn = template.loader.get_template(f"cms/components/{name}.html")
            return drawn.render({**function(*args, **kwargs), "content": SafeString(content.strip())})

        register.simple_block_tag(render, name=name)
        return function

    return wrap
