"""The verbs of the glossary. Only an administrator may; `user=None` is the system.

A pair is the words as somebody wrote them; two pairs whose words have the same terms are one.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.orthography import normalise
from cms.tenancy import require_administrator
from search import glossary
from search.analysis.stop_words import STOP_WORDS
from search.analysis.words import words_of
from search.models import GlossaryPair

MOST_WORDS = 5
MOST_SIGNS = GlossaryPair._meta.get_field("kazakh").max_length


@transaction.atomic
def add_pair(kazakh, russian, *, user):
    """Add a pair. Returns the `GlossaryPair`.

    Refused beside the field: no words, too many of them, only words that every search leaves out; and a pair that is
    there already, in whatever forms of its words.
    """
    require_administrator(user)
    pair = GlossaryPair()
    _write(pair, kazakh, russian, _locked())
    _log(pair, "kenes.pair_added", user)
    return pair


@transaction.atomic
def change_pair(pair, kazakh, russian, *, user):
    """Give a pair other words; refused is what `add_pair` refuses, and a pair that is gone."""
    require_administrator(user)
    pairs = _locked()
    pair = _still_there(pair, pairs)
    before = str(pair)
    _write(pair, kazakh, russian, [other for other in pairs if other.pk != pair.pk])
    _log(pair, "kenes.pair_changed", user, before=before)
    return pair


@transaction.atomic
def remove_pair(pair, *, user):
    """Take a pair out; the log keeps its words."""
    require_administrator(user)
    pair = _still_there(pair, _locked())
    _log(pair, "kenes.pair_removed", user, deleted=True)
    pair.delete()


def _locked():
    """Every pair, as the database has them now. They change seldom: whoever changes one locks them all."""
    list(GlossaryPair.objects.select_for_update().order_by("pk"))
    # Asked again: what another transaction added while this one waited for the lock is not in the first answer.
    return list(GlossaryPair.objects.order_by("pk"))


def _still_there(pair, pairs):
    found = next((row for row in pairs if row.pk == pair.pk), None)
    if found is None:
        raise ValidationError(_("Somebody else has removed this pair already."))
    return found


def _write(pair, kazakh, russian, others):
    sides = {"kazakh": " ".join(normalise(kazakh).split()), "russian": " ".join(normalise(russian).split())}
    refused = {field: words for field, text in sides.items() if (words := _refusal(text))}
    if refused:
        raise ValidationError(refused)
    terms = _terms(**sides)
    twin = next((other for other in others if _terms(other.kazakh, other.russian) == terms), None)
    if twin is not None:
        raise ValidationError(_("This pair is in the glossary already: %(pair)s") % {"pair": twin})
    pair.kazakh, pair.russian = sides["kazakh"], sides["russian"]
    pair.save()


def _terms(kazakh, russian):
    return glossary.terms_of(kazakh, "kk"), glossary.terms_of(russian, "ru")


def _refusal(text):
    """Why these words are no side of a pair, in words; empty where they are one."""
    words = [word.letters for word in words_of(text)]
    if not words:
        return _("Write at least one word.")
    if len(words) > MOST_WORDS:
        return _("Words at most: %(limit)s") % {"limit": MOST_WORDS}
    if len(text) > MOST_SIGNS:
        return _("The text is too long. Characters at most: %(limit)s") % {"limit": MOST_SIGNS}
    if STOP_WORDS.issuperset(words):
        return _("Every search leaves these words out: add one that says what is looked for.")
    return ""


def _log(pair, action, user, deleted=False, **more):
    """The entry carries the words: the row may be gone."""
    log(pair, action, user=user, data={"pair": str(pair), **more}, deleted=deleted)
    transaction.on_commit(glossary.forget)
