"""Who may do what: the one table of roles. Groups and their permissions are derived from it (`cms.groups`).

Source: decisions.md, "Roles". A person may hold several roles, in several councils.
"""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
READS_COUNCIL = COUNCIL_ROLES | {Role.OVERSEER}
# Taking a page off the site in an emergency.
OVERSEES = frozenset({Role.OVERSEER})
SEES_COLLEAGUES = frozenset({Role.LEAD, Role.OVERSEER})


@dataclass(frozen=True)
class Grant:
    """What a group of this role gets.

    `pages`: Wagtail page permissions on the council's sections (national editor: on the national pages).
    `media`: permissions on the council's collection, for images and documents alike.
    `permissions`: Django permissions without an object, as "app_label.codename".
    """

    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    permissions: tuple[str, ...] = field(default=("wagtailadmin.access_admin",))


TRANSLATES = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")
ROLE_TABLE: dict[Role, Grant] = {
    Role.EDITOR: Grant(("add", "change"), ("add", "change", "choose"), TRANSLATES),
    Role.PUBLISHER: Grant(("add", "change", "publish", "lock", "unlock"), ("add", "change", "choose"), TRANSLATES),
    Role.TRANSLATOR: Grant(("change",), ("choose",), TRANSLATES),
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
        )
    ),
}
