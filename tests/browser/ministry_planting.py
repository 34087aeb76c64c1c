"""The ministry's reader of the browser tests: run in a process with the product's own settings."""

import json

from wagtail.users.models import UserProfile

from cms.models import Council
from cms.roles import Role
from tests.factories import at, make_council, make_user


def plant(language):
    """An overseer who works in the language, and a council of long standing with a secretary. Prints its address."""
    council = make_council(f"overview-{language}", f"Шолу кеңесі {language}", f"Совет обзора {language}")
    Council.objects.filter(pk=council.pk).update(created_at=at(1, year=2020))
    people = {
        f"overseer-{language}": make_user(Role.OVERSEER, username=f"overseer-{language}"),
        f"reader-{language}": make_user(Role.SECRETARY, council, username=f"reader-{language}"),
    }
    for user in people.values():
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    print(json.dumps({"slug": council.slug, "name": council.name(language)}))
