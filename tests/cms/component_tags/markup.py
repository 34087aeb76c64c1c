"""Drawing a component, and reading what came out."""

from html.parser import HTMLParser

from django.template import Context, Template

HOSTILE = '<script>alert("x")</script>'


def draw(source, **context):
    return Template("{% load components %}" + source).render(Context(context))


class Elements(HTMLParser):
    """Every start tag as (name, attributes)."""

    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(markup, name):
    return [attrs for tag, attrs in Elements(markup).found if tag == name]


def ids(markup):
    return [attrs["id"] for _, attrs in Elements(markup).found if "id" in attrs]


def tags_with_lang(markup):
    """The names of the elements that say their language."""
    return [tag for tag, attrs in Elements(markup).found if "lang" in attrs]
