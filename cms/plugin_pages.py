"""Pages of plugins: they stand under a council's home, and only while the plugin is on there."""

from django.db.models import Q
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms import plugin_asking
from cms.models import Council
from cms.pages import KenesPage
from cms.tenancy import council_of_page


class PluginPage(KenesPage):
    """Base of every page type of a plugin. Where the plugin is off its pages are hidden, and nothing of them is lost.

    Texts come in pairs by wagtail-localize like any page's; rights, moderation, files and the log are the council's.
    """

    parent_page_types = ["council_pages.CouncilPage"]
    subpage_types = []
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    # The kind under which readers find the page, one of the plugin's `kinds`; empty: the search does not show it.
    found_as = ""

    @classmethod
    def can_create_at(cls, parent):
        """Where the council has the plugin on."""
        return super().can_create_at(parent) and is_on(cls, council_of_page(parent))


def is_on(page_type, council):
    """Whether pages of this type of a plugin may be seen in the council."""
    label = page_type._meta.app_label
    return council is not None and label in council.plugin_names and plugin_asking.plugin(label) is not None


def page_types():
    """The page types of all loaded plugins; one that derives from something else is left out."""
    found = [page_type for _plugin, page_type in plugin_asking.ask_all("page_types")]
    return [one for one in found if isinstance(one, type) and issubclass(one, PluginPage)]


def hidden():
    """The condition that a page is one of a plugin, in a council that has it off. One query for each plugin with pages.

    Of the site's own pages it is never true; without a plugin that has pages it is empty.
    """
    condition = Q()
    for page_type in page_types():
        councils = Council.objects.with_plugin(page_type._meta.app_label)
        paths = councils.filter(sections__isnull=False).values_list("sections__page__path", flat=True)
        shown = Q(pk__in=[])
        for path in paths:
            shown |= Q(path__startswith=path)
        condition |= Q(pk__in=page_type.objects.order_by().values("pk")) & ~shown
    return condition


def without_hidden(pages):
    """Of these pages those that are not hidden."""
    condition = hidden()
    return pages.exclude(condition) if condition else pages


def is_hidden(page):
    """Whether the page is one of a plugin that is off in its council, or is not loaded any more.

    No query for a page of the site itself.
    """
    page_type = type(page) if type(page) is not Page else page.cached_content_type.model_class()
    if page_type is None:
        return True
    return issubclass(page_type, PluginPage) and not is_on(page_type, council_of_page(page))
