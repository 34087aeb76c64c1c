"""Pages that stay where they are: addresses on citizens' receipts, and the lists under which such pages must stand."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import pre_page_move

from cms.models import CouncilSection
from cms.pages import SECTIONS
from council_pages.models import CouncilDirectoryPage, CouncilPage, HomePage, PagePair, TextPage
from council_pages.models.section_lists import SectionIndexPage

KEPT_TYPES = (HomePage, CouncilDirectoryPage, CouncilPage, SectionIndexPage)


def is_landmark(page):
    """True for the homes, a council's section and its standard pages: the menu and other pages lead through them."""
    page_type = page.specific_class or Page
    return issubclass(page_type, KEPT_TYPES) or (issubclass(page_type, TextPage) and page.slug in SECTIONS)


def is_section_root(page):
    """True for the page at which a council's section begins."""
    return CouncilSection.objects.filter(page=page.pk).exists()


def is_kept(page):
    """True if the page or one below it carries a row of the cycle, or is a standard page of a council.

    The menu and the citizen's form lead to the standard pages, and the cycle's pages stand under them.
    """
    if is_landmark(page):
        return True
    below = Page.objects.filter(path__startswith=page.path)
    return PagePair.objects.filter(page__in=below).exists() or CouncilSection.objects.filter(page__in=below).exists()


def _refuse_new_address(instance, url_path_before, url_path_after, **kwargs):
    if url_path_before != url_path_after and is_kept(instance):
        raise PermissionDenied(_("This page is not moved: its address is on citizens' receipts."))


def connect():
    """Refuse a move that changes such an address, by whatever path it comes; a new order within a list is none."""
    pre_page_move.connect(_refuse_new_address, dispatch_uid="kenes-address-stays")
