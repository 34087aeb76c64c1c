"""The verbs of saved filters: a question to the list of proposals, kept under a name, by its owner for its owner."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.roles import SEES_REGISTER
from cms.tenancy import holds
from forms.models import SavedFilter

MOST_FILTERS = 20
NAME_LIMIT, QUERY_LIMIT = (SavedFilter._meta.get_field(name).max_length for name in ("name", "query"))


def cleaned_query(query, known):
    """The parts of a query string that are known and say something, in the order of their names.

    >>> cleaned_query("page=3&state=rejected&tab=&spam=1", {"state", "tab"})
    'state=rejected'
    """
    asked, kept = QueryDict(query), QueryDict(mutable=True)
    for name in sorted(known & set(asked)):
        kept.setlist(name, [value for value in asked.getlist(name) if value])
    return kept.urlencode()


@transaction.atomic
def save_filter(name, query, known, *, user):
    """Keep the question under this name; a name that is taken gets the new question.

    `known` are the names that a question to the list may hold. Refused, in words: no name, one that is too long, a
    question that asks nothing, and more than 20 of them.
    """
    if not (user.is_superuser or holds(user, SEES_REGISTER)):
        raise PermissionDenied
    name, query = name.strip(), cleaned_query(query, known)
    if not name or len(name) > NAME_LIMIT:
        raise ValidationError({"name": _("Write a name of at most %(limit)s characters.") % {"limit": NAME_LIMIT}})
    if not query or len(query) > QUERY_LIMIT:
        raise ValidationError({"name": _("Choose first what the list shows: there is nothing to save.")})
    own = SavedFilter.objects.for_user(user).select_for_update()
    if not own.filter(name=name).exists() and own.count() >= MOST_FILTERS:
        raise ValidationError(
            {"name": _("Remove a saved filter first: there are %(count)s.") % {"count": MOST_FILTERS}}
        )
    saved, _created = SavedFilter.objects.update_or_create(user=user, name=name, defaults={"query": query})
    return saved


def drop_filter(saved, *, user):
    """Remove the user's own saved filter."""
    if saved.user_id != user.pk:
        raise PermissionDenied
    saved.delete()
