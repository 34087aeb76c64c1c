"""Fixtures that several folders of tests share; `tests/conftest.py` loads them as a plugin."""

from dataclasses import dataclass

import PIL.Image
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation

from cms.models import Council
from cms.roles import Role
from search import refreshing
from tests.factories import make_council, make_user
from tests.worlds import CANARY, World, settle


@dataclass(frozen=True)
class Councils:
    """Two councils that must never meet."""

    a: Council
    b: Council


@pytest.fixture(scope="module")
def kept_database(django_db_setup, django_db_blocker):
    """What fixtures of a module write stays for all its tests and is rolled back after the last.

    Each test still runs in a transaction of its own inside it.
    """
    with django_db_blocker.unblock():
        cache.clear()
        translation.deactivate()
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        ContentType.objects.clear_cache()
        cache.clear()


@pytest.fixture(scope="module")
def councils(kept_database):
    """Two provisioned councils, made once for the module. Read them; change rows of your own."""
    return Councils(make_council("almaly"), make_council("bostandyk"))


@dataclass(frozen=True)
class Worlds:
    """Three councils, each full of a word of its own."""

    a: World
    b: World
    c: World

    def named(self):
        """Pairs (letter, world)."""
        return [("a", self.a), ("b", self.b), ("c", self.c)]


@pytest.fixture(scope="module")
def worlds(kept_database):
    """The councils of the tests of isolation, made once for the module."""
    worlds = Worlds(settle("own", "zq7own"), settle("foreign", CANARY), settle("third", "zq7third"))
    # Nothing of it is committed, so the index has not heard of it.
    refreshing.repair(timezone.now())
    return worlds


@pytest.fixture
def visitor(worlds, db, settings):
    """A function that gives the client of a visitor: a role in council A, or one of the others of the matrix.

    Council A's files lie there.
    """
    for folder, name in (("documents", "zq7own.pdf"), ("images", "zq7own.png")):
        (settings.MEDIA_ROOT / folder).mkdir(parents=True)
        PIL.Image.new("RGB", (1, 1)).save(settings.MEDIA_ROOT / folder / name, "png")
    (settings.PRIVATE_ROOT / "x").mkdir(parents=True)
    (settings.PRIVATE_ROOT / "x" / "zq7own").write_bytes(b"zq7own")
    who_they_are = {
        "overseer": (Role.OVERSEER, None),
        "national_editor": (Role.NATIONAL_EDITOR, None),
        "disabled": (Role.PUBLISHER, worlds.b.council),
        "editor of B": (Role.EDITOR, worlds.b.council),
    }

    def come(who):
        client = Client()
        if who != "anonymous":
            user = make_user(*who_they_are.get(who, (who, worlds.a.council)))
            client.force_login(user)
            type(user).objects.filter(pk=user.pk).update(is_active=who != "disabled")
        return client

    return come
