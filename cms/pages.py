"""What every page of Kenes has in common: permissions through the tenancy policy, the frame, the other language."""

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester
from wagtail.search import index

from cms.languages import active_language
from cms.tenancy import council_of_page

# The standard pages of a council by their addresses, in the words of its menu; the empty one is its home.
SECTIONS = {
    "": pgettext_lazy("section", "Overview"),
    "schedule": pgettext_lazy("section", "Schedule"),
    "questions": pgettext_lazy("section", "Questions"),
    "outcomes": pgettext_lazy("section", "Outcomes"),
    "sittings": pgettext_lazy("section", "Sittings"),
    "news": pgettext_lazy("section", "News"),
    "about": pgettext_lazy("section", "About the council"),
    "members": pgettext_lazy("section", "Members"),
    "contacts": pgettext_lazy("section", "Contacts"),
}


def found_by(*fields):
    """Search fields by which a page is found: by whole words, and by their beginnings."""
    return [kind(field) for field in fields for kind in (index.SearchField, index.AutocompleteField)]


def council_url(council, language, *parts):
    """The address of the council's page in the language: `/kk/councils/<slug>/questions/<slug>/`. No query."""
    return "/".join(["", language, "councils", council.slug, *parts, ""])


def trail_to(parts, council, language):
    """The way from the home page down to the page whose address has these parts after the language, it excluded."""
    trail = [{"label": _("Home page"), "url": f"/{language}/"}]
    if len(parts) > 1:
        trail.append({"label": _("Councils"), "url": f"/{language}/councils/"})
    if council is not None and len(parts) > 2:
        trail.append({"label": council.name(language), "url": council_url(council, language)})
        if len(parts) > 3 and parts[2] in SECTIONS:
            trail.append({"label": SECTIONS[parts[2]], "url": council_url(council, language, parts[2])})
    return trail if parts else []


def section_links(council, language, current):
    """The menu of a council's section; `current` is the address of the standard page at or above the reader."""
    return [
        {"label": label, "url": council_url(council, language, *filter(None, [slug])), "current": slug == current}
        for slug, label in SECTIONS.items()
    ]


class CouncilPagePermissionTester(PagePermissionTester):
    """Wagtail's tester over the permissions that `CouncilPagePolicy` lets reach this page."""

    def __init__(self, user, page):
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            self.permissions = {
                permission.permission.codename.rsplit("_", maxsplit=1)[0]
                for permission in self.permission_policy.get_cached_permissions_for_user(user)
                if self.permission_policy.reaches(permission, page)
            }


class KenesPage(Page):
    """Base of every page type. The address is shared by both languages and set by us, so it is in no edit form."""

    show_in_menus_default = False
    promote_panels = [FieldPanel("search_description")]
    settings_panels = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        """Permissions of the user on this page, through the tenancy policy."""
        return CouncilPagePermissionTester(user, self)

    @cached_property
    def language(self):
        """The language of this page's text."""
        return self.locale.language_code

    @property
    def council(self):
        """The council whose page this is, or None for a national page. The value is read once for an object."""
        if not hasattr(self, "_council"):
            self._council = council_of_page(self)
        return self._council

    def get_context(self, request, *args, **kwargs):
        """What the frame of the page needs: council, language of the text, way back, sections of the council."""
        context = super().get_context(request, *args, **kwargs)
        reader = active_language()
        parts = self.url_path.strip("/").split("/")[1:]
        is_fallback = self.language != reader
        context |= {
            "council": self.council,
            "text_language": self.language,
            "is_fallback": is_fallback,
            # For `lang` attributes: only a text in another language than the page around it has one.
            "foreign_language": self.language if is_fallback else "",
            "trail": trail_to(parts, self.council, reader),
            "crumb": format_html('<span lang="{}">{}</span>', self.language, self.title),
            "section_links": section_links(self.council, reader, "".join(parts[2:3])) if self.council else [],
        }
        return context
