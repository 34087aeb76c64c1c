"""Who may do what: the one table of roles. Groups and their permissions are derived from it (`cms.groups`).

Source: decisions.md, "Roles". A person may hold several roles, in several councils.
"""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.languages import LANGUAGES


class Role(TextChoices):
    """The eight roles; the value is stored and never shown."""

    EDITOR = "editor", _("Editor")
    PUBLISHER = "publisher", _("Publisher")
    TRANSLATOR = "translator", _("Translator")
    SECRETARY = "secretary", _("Secretary")
    LEAD = "lead", _("Lead")
    OVERSEER = "overseer", _("Overseer (ministry)")
    NATIONAL_EDITOR = "national_editor", _("National editor (ministry)")
    ADMINISTRATOR = "administrator", _("Administrator (ministry)")


# Held in one council; the others are the ministry's and belong to no council.
COUNCIL_ROLES = frozenset({Role.EDITOR, Role.PUBLISHER, Role.TRANSLATOR, Role.SECRETARY, Role.LEAD})
NATIONAL_ROLES = frozenset(set(Role) - COUNCIL_ROLES)

# Roles that may do one thing; a view names the set, never the single roles.
WRITES_TEXTS = frozenset({Role.EDITOR, Role.PUBLISHER, Role.TRANSLATOR})
PLANS_CONSULTATIONS = frozenset({Role.EDITOR, Role.PUBLISHER})
PUBLISHES_TEXTS = frozenset({Role.PUBLISHER})
HANDLES_PROPOSALS = frozenset({Role.SECRETARY})
# Chooses the council's emblem and colour.
KEEPS_IDENTITY = frozenset({Role.PUBLISHER, Role.LEAD})
# Sees which proposals came and what became of them, and of their texts only what is public.
SEES_REGISTER = HANDLES_PROPOSALS | {Role.LEAD}
READS_COUNCIL = COUNCIL_ROLES | {Role.OVERSEER}
# Says why a council goes another way than the recommendations; the reason is public.
CONFIRMS_DEPARTURES = frozenset({Role.PUBLISHER, Role.LEAD})
# Taking a page off the site in an emergency.
OVERSEES = frozenset({Role.OVERSEER})
SEES_COLLEAGUES = frozenset({Role.LEAD, Role.OVERSEER})
# Reads what the public searches for on the whole site.
SEES_SEARCHES = frozenset({Role.OVERSEER})
# Reads the numbers of all councils side by side, and keeps the ministry's own recurring duties.
SEES_OVERVIEW = frozenset({Role.OVERSEER})
KEEPS_CADENCES = frozenset({Role.OVERSEER})
# Writes to the secretaries of councils, and sees who has read it.
WRITES_TO_COUNCILS = frozenset({Role.OVERSEER})
# Says publicly, for the council, what its numbers do not say.
COMMENTS_ON_NUMBERS = frozenset({Role.LEAD})


@dataclass(frozen=True)
class Grant:
    """What a group of this role gets.

    `pages`: Wagtail page permissions on the council's sections (national editor: on the national pages).
    `media`: permissions on the council's collection, for images and documents alike.
    `permissions`: Django permissions without an object, as "app_label.codename".
    `one_language`: the role is held for one of the languages, and so are its rights on pages.
    """

    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    permissions: tuple[str, ...] = field(default=("wagtailadmin.access_admin",))
    one_language: bool = False


TRANSLATES = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")
ROLE_TABLE: dict[Role, Grant] = {
    Role.EDITOR: Grant(("add", "change"), ("add", "change", "choose"), TRANSLATES),
    Role.PUBLISHER: Grant(("add", "change", "publish", "lock", "unlock"), ("add", "change", "choose"), TRANSLATES),
    # Does not start translations: in the other language that would make a page.
    Role.TRANSLATOR: Grant(("change",), ("choose",), one_language=True),
    Role.SECRETARY: Grant(),
    Role.LEAD: Grant(),
    Role.OVERSEER: Grant(),
    Role.NATIONAL_EDITOR: Grant(
        ("add", "change", "publish", "lock", "unlock"), ("add", "change", "choose"), TRANSLATES
    ),
    Role.ADMINISTRATOR: Grant(
        permissions=(
            "wagtailadmin.access_admin",
            "cms.add_council",
            "cms.change_council",
            "cms.view_council",
            "cms.change_operator",
            "wagtailsearchpromotions.add_searchpromotion",
            "wagtailsearchpromotions.change_searchpromotion",
            "wagtailsearchpromotions.delete_searchpromotion",
        )
    ),
}


def languages_of(role):
    """The languages for each of which a role is held by itself; ("",) where it is held for both at once.

    >>> languages_of("translator"), languages_of("editor")
    (('kk', 'ru'), ('',))
    """
    return LANGUAGES if ROLE_TABLE[Role(role)].one_language else ("",)
