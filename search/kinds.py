"""What kinds of things are found, and in which states: their codes in the index, and the words for them."""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import plugin_asking
from council_pages import recommendations
from council_pages.lifecycle import State
from forms.states import ProposalState


class Kind(TextChoices):
    """What an entry is, in the order in which readers choose."""

    QUESTION = "question", _("Question")
    OUTCOME = "outcome", _("Outcome")
    PROPOSAL = "proposal", _("Proposal")
    RECOMMENDATION = "recommendation", _("Recommendation")
    SCHEDULE = "schedule", _("Schedule")
    SITTING = "sitting", _("Sitting")
    NEWS = "news", _("News")
    DOCUMENT = "document", _("Document")
    COUNCIL = "council", _("Public council")
    TEXT = "text", _("Page of a council")


def all_kinds():
    """{kind: the word for it}: the site's own, then those of the plugins that are loaded."""
    kinds = dict(Kind.choices)
    for plugin in plugin_asking.plugins():
        kinds = plugin_asking.ask_mapping(plugin, "kinds") | kinds
    return dict(Kind.choices) | kinds


# The states of questions, proposals and recommendations. No two of them share a code with different words.
STATUSES = {state.value: state.label for states in (State, ProposalState, recommendations.PUBLIC) for state in states}


def in_the_language(language, readers):
    """A badge for a text that is not in the reader's language: "In Russian". Empty for one that is."""
    if language == readers:
        return ""
    return {"kk": gettext("In Kazakh"), "ru": gettext("In Russian")}.get(language, "")
