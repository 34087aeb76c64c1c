"""Why a proposal is not published: a closed list, counted publicly (issue K04; trust.md 3.5).

The author's own wish is no choice of the secretary: it follows from what was ticked on the form or withdrawn later; nor
is the erasure of a text. A proposal that stands in a group of similar ones is counted there and needs no reason.
Sources: Law 94-V "On personal data and their protection" (2, 3), Criminal Code, articles 131 and 174 (4, 6); the others
follow from the purpose of the list.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RefusalReason(TextChoices):
    """The reasons, in the order in which they are shown."""

    AUTHORS_WISH = "authors_wish", _("The author asked not to publish it")
    PERSONAL_DATA = "personal_data", _("Personal data that cannot be taken out")
    OTHER_PEOPLE = "other_people", _("Private matters of other people")
    INSULT = "insult", _("Insults or obscene words")
    ADVERTISING = "advertising", _("Advertising")
    UNLAWFUL = "unlawful", _("Calls to violence or to break the law")
    OFF_TOPIC = "off_topic", _("Not about the question")
    ERASED = "erased", _("Erased before it was published")


# What the secretary may choose.
CHOSEN = tuple(reason for reason in RefusalReason if reason not in (RefusalReason.AUTHORS_WISH, RefusalReason.ERASED))
