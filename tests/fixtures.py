"""Fixtures that several folders of tests share; `tests/conftest.py` loads them as a plugin."""

from dataclasses import dataclass

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.utils import translation

from cms.models import Council
from tests.factories import make_council


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
