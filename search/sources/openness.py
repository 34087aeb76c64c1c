"""Which pages and collections everybody may read: live, and behind no password, login or group, here or above."""

from django.db.models import Q
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction


def closed_paths():
    """Where the closed parts of the tree begin, with those that an alias shows a second time. One query."""
    found = PageViewRestriction.objects.values_list("page__path", "page__alias_of", "page__aliases__path")
    # As `KenesPage.get_view_restrictions`: an alias follows the page that it stands for.
    own = {path for path, alias_of, _alias in found if alias_of is None}
    return tuple(own | {alias for _path, _alias_of, alias in found if alias})


def closed_collections():
    """The same of the tree of collections."""
    return tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))


def is_open(page, closed):
    """True if everybody may read the page; `closed` are the `closed_paths`."""
    return page.live and not page.expired and not page.path.startswith(closed)


def open_only(pages, closed):
    """Of these pages those that everybody may read: `is_open` as a query."""
    condition = Q(live=True, expired=False)
    for path in closed:
        condition &= ~Q(path__startswith=path)
    return pages.filter(condition)


def open_pages():
    """All pages that everybody may read."""
    return open_only(Page.objects.all(), closed_paths())
