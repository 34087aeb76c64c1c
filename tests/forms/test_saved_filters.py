"""Saved filters: a question under a name, the owner's own."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cms.roles import Role
from forms import saved_filters
from forms.models import SavedFilter
from tests.factories import make_user

KNOWN = {"state", "tab", "q"}


def save(user, name="Кейінге", query="state=rejected&page=4&tab=all&spam=1&q="):
    return saved_filters.save_filter(name, query, KNOWN, user=user)


def test_what_the_list_does_not_know_is_not_kept(secretary):
    assert save(secretary).query == "state=rejected&tab=all"


def test_a_name_that_is_taken_gets_the_new_question(secretary):
    save(secretary)
    save(secretary, query="tab=mine")
    assert SavedFilter.objects.get().query == "tab=mine"


@pytest.mark.parametrize(
    "name, query", [("", "tab=all"), ("а" * 61, "tab=all"), ("Бос", "page=2"), ("Ұзақ", "q=" + "а" * 999)]
)
def test_nothing_is_saved_without_a_name_or_a_question(secretary, name, query):
    with pytest.raises(ValidationError) as refusal:
        save(secretary, name, query)
    assert refusal.value.message_dict.keys() == {"name"}


def test_there_are_not_more_than_twenty(secretary):
    for number in range(saved_filters.MOST_FILTERS):
        save(secretary, f"№ {number}")
    with pytest.raises(ValidationError):
        save(secretary, "№ 20")
    save(secretary, "№ 0", "tab=mine")


def test_who_sees_no_list_saves_no_filter(council):
    with pytest.raises(PermissionDenied):
        save(make_user(Role.EDITOR, council))


def test_the_screen_saves_shows_and_removes_the_own_and_nobody_elses(secretary, council, client):
    colleague = make_user(Role.SECRETARY, council)
    theirs = save(colleague, "Бөтен")
    client.force_login(secretary)
    answer = client.post(
        reverse("kenes_save_filter"), {"name": "Менің сүзгім", "query": "tab=mine&language=kk"}, follow=True
    )
    page = answer.content.decode()
    assert answer.request["QUERY_STRING"] == "language=kk&tab=mine"
    assert "Менің сүзгім" in page and "Бөтен" not in page
    assert client.post(reverse("kenes_drop_filter", args=[theirs.pk])).status_code == 404
    own = SavedFilter.objects.for_user(secretary).get()
    client.post(reverse("kenes_drop_filter", args=[own.pk]))
    assert list(SavedFilter.objects.all()) == [theirs]
