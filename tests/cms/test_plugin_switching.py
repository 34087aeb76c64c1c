"""Which councils have a plugin: the verb, and the ministry's screens."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import Council
from cms.plugin_switching import switch, switched
from cms.roles import Role
from tests.factories import make_council, make_superuser, make_user
from tests.watching import show

PLUGIN = "regional_meetings"


@pytest.fixture
def two(db):
    return make_council("alatau"), make_council("zhetysu")


def having():
    return list(Council.objects.with_plugin(PLUGIN).order_by("slug").values_list("slug", flat=True))


def test_exactly_the_named_councils_have_it(two):
    first, second = two
    root = make_superuser()
    assert switch(PLUGIN, [first.pk], user=root) == (1, 0)
    assert having() == ["alatau"]
    assert switch(PLUGIN, [first.pk, second.pk], user=root) == (1, 0)
    assert switch(PLUGIN, [second.pk], user=root) == (0, 1)
    assert having() == ["zhetysu"]
    assert switch(PLUGIN, [second.pk], user=root) == (0, 0)
    assert ModelLogEntry.objects.filter(action__startswith="kenes.plugin_switched").count() == 3


def test_one_plugin_does_not_move_another(two):
    first, _second = two
    Council.objects.filter(pk=first.pk).update(plugins=" another zebra ")
    switch(PLUGIN, [first.pk], user=make_superuser())
    first.refresh_from_db()
    assert first.plugins == " another regional_meetings zebra "
    switch(PLUGIN, [], user=make_superuser())
    first.refresh_from_db()
    assert first.plugin_names == {"another", "zebra"}
    assert not Council.objects.with_plugin("anoth").exists()


def test_nobody_but_an_administrator_switches(two):
    for role, council in ((Role.LEAD, two[0]), (Role.OVERSEER, None)):
        with pytest.raises(PermissionDenied):
            switch(PLUGIN, [two[0].pk], user=make_user(role, council))
    assert having() == []
    switch(PLUGIN, [two[0].pk], user=make_user(Role.ADMINISTRATOR))
    assert having() == ["alatau"]


def test_what_cannot_be_switched_is_refused_in_words(two):
    first, second = two
    switch(PLUGIN, [second.pk], user=make_superuser())
    Council.objects.filter(pk=second.pk).update(closed_on=timezone.localdate())
    for label, councils in (("no_such", [first.pk]), (PLUGIN, [second.pk]), (PLUGIN, [0])):
        with pytest.raises(ValidationError):
            switch(label, councils, user=make_superuser())
    # A closed council keeps what it has.
    assert switch(PLUGIN, [], user=make_superuser()) == (0, 0)
    assert having() == ["zhetysu"]


def test_whoever_listens_hears_of_each_council(two):
    heard = []

    def listen(plugin, council, **kwargs):
        heard.append((plugin, council.slug))

    switched.connect(listen)
    try:
        switch(PLUGIN, [council.pk for council in two], user=make_superuser())
    finally:
        switched.disconnect(listen)
    assert heard == [(PLUGIN, "alatau"), (PLUGIN, "zhetysu")]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_administrator_ticks_councils_on_a_screen(two, language):
    person = make_user(Role.ADMINISTRATOR)
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    client.force_login(person)
    listed = show(client.get(reverse("kenes_plugins")))
    address = reverse("kenes_switch_plugin", args=[PLUGIN])
    assert address in listed
    assert two[0].name("ru") in show(client.get(address))
    answer = client.post(address, {"councils": [two[0].pk]}, follow=True)
    assert having() == ["alatau"] and answer.redirect_chain
    assert client.get(reverse("kenes_switch_plugin", args=["no_such"])).status_code == 404


def test_the_screens_are_closed_to_councils(two):
    client = Client()
    client.force_login(make_user(Role.LEAD, two[0]))
    for address in (reverse("kenes_plugins"), reverse("kenes_switch_plugin", args=[PLUGIN])):
        assert client.get(address).status_code == 404
        assert client.post(address, {"councils": [two[0].pk]}).status_code == 404
    assert having() == []
