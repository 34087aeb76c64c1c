"""What every page of Kenes has in common: permissions through the tenancy policy, the frame, the other language."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.models.pages import PagePermissionTester
from wagtail.search import index

from cms.descriptions import described
from cms.languages import active_language
from cms.orthography import slugify_kk
from cms.portraits import Portrait, card_of, picture_url
from cms.references import has_foreign_references
from cms.tenancy import council_of_page

# The standard pages of a council by their addresses, in the words of its menu; the empty one is its home.
SECTIONS = {
    "": pgettext_lazy("section", "Overview"),
    "schedule": pgettext_lazy("section", "Schedule"),
    "questions": pgettext_lazy("section", "Questions"),
    "outcomes": pgettext_lazy("section", "Outcomes"),
    # Not a page of Wagtail's: rows, shown by `council_pages/recommendation_views.py`.
    "recommendations": pgettext_lazy("section", "Recommendations"),
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


class KenesPageForm(WagtailAdminPageForm):
    """The edit form of every page: a number of another council's file or draft is a 404, as for any foreign object."""

    def _post_clean(self):
        super()._post_clean()
        parent = self.parent_page or self.instance
        if has_foreign_references(self.instance, council_of_page(parent)):
            raise Http404


class KenesPage(Page):
    """Base of every page type. The address is shared by both languages and set by us, so it is in no edit form."""

    show_in_menus_default = False
    # What every request to a page of the type asks for: it is read together with the page.
    served_with = ("locale",)
    base_form_class = KenesPageForm
    promote_panels = [FieldPanel("search_description")]
    settings_panels = []

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        """As Wagtail's, in one query: the restrictions of the page, of those above it, and of what an alias stands for.

        Wagtail reads every page above to ask whether it is an alias, at each request of a reader.
        """
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        is_above = Q(page__path__in=above, page__alias_of=None) | Q(page__aliases__path__in=above)
        return PageViewRestriction.objects.filter(is_above).distinct()

    def full_clean(self, *args, **kwargs):
        """Give a page without an address a Latin one, made of its title; Wagtail's own would be Cyrillic."""
        # Before the place in the tree is known nobody can tell which addresses are free; saving cleans once more.
        is_placed = self.path or getattr(self, "_cached_parent_obj", None)
        if is_placed and not self.slug and (base := slugify_kk(self.title)):
            self.slug = self._get_autogenerated_slug(base)
        super().full_clean(*args, **kwargs)

    def clean(self):
        """Refuse what points at another council's files or drafts, by whatever path it came."""
        super().clean()
        if self.path and has_foreign_references(self, self.council):
            raise ValidationError(
                _("A file or a link on this page belongs to another council. Choose one of this council's own.")
            )

    def minimal_clean(self):
        """As Wagtail's; but a refused title says that it is the title. wagtail-localize asks for the field's name."""
        try:
            super().minimal_clean()
        except ValidationError as error:
            raise error if hasattr(error, "error_dict") else ValidationError({"title": error.error_list}) from error

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

    def address_in(self, language):
        """The page's address for a reader of the language, whose text it may lack."""
        _empty, _language, rest = self.url_path.split("/", 2)
        return f"/{language}/{rest}"

    def card(self):
        """What the picture of the page shows, in the language of the reader."""
        return card_of(self.title, self.council)

    def card_at(self, below):
        """The card of the page, or of what it serves below its address; None where there is nothing with a picture."""
        return None if below else self.card()

    def portrait(self, *words, **said):
        """What the page says of itself elsewhere; `words` are its own, those first that say best what it is about."""
        card = self.card()
        return Portrait(
            **{
                "title": self.title,
                "description": described(self.search_description, *words),
                "card": card,
                # A draft in its preview has none, and a new one not even an address.
                "picture": picture_url(self.address_in(active_language()), card) if self.pk and self.live else "",
                **said,
            }
        )

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
            "crumb": {"label": self.title, "lang": self.language},
            "section_links": section_links(self.council, reader, "".join(parts[2:3])) if self.council else [],
            "portrait": self.portrait(),
        }
        return context
