"""Wagtail's page chooser for the staff of councils: it opens at home, and finds what others have published.

A link to another council's published page stays possible through the search; of a stranger's page it shows what every
reader sees, never a draft's title, date or state.
"""

from django.utils.translation import get_language
from wagtail.admin.views.chooser import BrowseView, SearchView
from wagtail.models import Page

from cms.tenancy import is_council_staff, owns_page, sections_of


class OwnBrowse(BrowseView):
    """Opens in the section of the user's council, in the language of the page that is chosen for or of the screen."""

    def get(self, request, parent_page_id=None):
        """As Wagtail's, from the user's own section on where no page is named."""
        return super().get(request, parent_page_id or self._home(request))

    def get_object_list(self):
        """As Wagtail's, with what its table asks of each page asked once."""
        return super().get_object_list().annotate_approved_schedule().prefetch_workflow_states()

    def _home(self, request):
        sections = sections_of(request.user) if is_council_staff(request.user) else []
        if len({section.council_id for section in sections}) != 1:
            return None
        language = request.GET.get("locale") or get_language()
        pages = {section.language: section.page_id for section in sections}
        return pages.get(language, sections[0].page_id)


class OwnSearch(SearchView):
    """Finds the user's own pages, and live ones of the whole site."""

    def get(self, request):
        """As Wagtail's, with strangers' pages as readers see them."""
        response = super().get(request)
        pages = list(response.context_data["pages"])
        _remember_what_the_table_asks(pages)
        if is_council_staff(request.user):
            for page in pages:
                if not owns_page(request.user, page):
                    _show_as_published(page)
        return response


def _remember_what_the_table_asks(pages):
    """Ask once for the pages above all of these, their schedules and their moderation; the table asks for each page."""
    paths = {page.path[: -Page.steplen] for page in pages}
    above = {page.path: page for page in Page.objects.filter(path__in=paths).select_related("locale")}
    ids = [page.pk for page in pages]
    asked = Page.objects.filter(pk__in=ids).annotate_approved_schedule().prefetch_workflow_states()
    known = {page.pk: page for page in asked}
    for page in pages:
        page._approved_schedule = known[page.pk]._approved_schedule
        page._current_workflow_states = known[page.pk]._current_workflow_states
        # Where treebeard's `get_parent` keeps its answer.
        page._cached_parent_obj = above.get(page.path[: -Page.steplen])


def _show_as_published(page):
    page.draft_title = page.title
    page.latest_revision_created_at = page.last_published_at
    page.has_unpublished_changes = False
    page._approved_schedule, page._current_workflow_states = False, []
    if parent := page.get_parent():
        parent.draft_title = parent.title
