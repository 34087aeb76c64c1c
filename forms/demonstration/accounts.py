"""Accounts for trying the product out: one for each role, with a random password for each installation."""

import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from wagtail.users.models import UserProfile

from cms.models import Council, Membership
from cms.roles import Role, languages_of

COUNCIL_ACCOUNTS = (Role.EDITOR, Role.PUBLISHER, Role.SECRETARY, Role.TRANSLATOR, Role.LEAD)
NATIONAL_ACCOUNTS = {
    "administrator": Role.ADMINISTRATOR,
    "overseer": Role.OVERSEER,
    "national-editor": Role.NATIONAL_EDITOR,
}
# Without look-alikes: a person types it from a terminal. 16 signs of 32 are 80 bits.
SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"


def accounts_file():
    """Where the passwords of this installation stand: a line "username password role council" for each account."""
    return Path(settings.VAR_DIR) / "demonstration-accounts.txt"


def account_table(councils):
    """Every account as (username, role, council or None). `councils` maps the samples' ids to the councils."""
    own = [(f"{key}-{role}", role, council) for key, council in councils.items() for role in COUNCIL_ACCOUNTS]
    return own + [(username, role, None) for username, role in NATIONAL_ACCOUNTS.items()]


def make_accounts(councils):
    """Make the users with their roles; nobody can log in before `set_passwords`."""
    for username, role, council in account_table(councils):
        user = get_user_model().objects.create_user(username)
        UserProfile.objects.create(user=user, preferred_language="ru")
        # The translators of the demonstration write Kazakh.
        Membership.objects.create(user=user, council=council, role=role, language=languages_of(role)[0])


def set_passwords(slugs):
    """Give each account a new password and write them down. No other user is touched.

    `slugs` maps the samples' ids to the councils' addresses.
    """
    table = account_table({key: Council.objects.get(slug=slug) for key, slug in slugs.items()})
    users = get_user_model().objects.in_bulk([username for username, _role, _council in table], field_name="username")
    passwords = [_new_password() for _ in table]
    # Hashing is slow on purpose, and lets other threads work meanwhile.
    with ThreadPoolExecutor() as pool:
        hashes = list(pool.map(make_password, passwords))
    lines = []
    for (username, role, council), password, hashed in zip(table, passwords, hashes, strict=True):
        if user := users.get(username):
            user.password = hashed
            lines.append(f"{username:<16} {password}  {role:<15} {council.slug if council else '-'}\n")
    with transaction.atomic():
        get_user_model().objects.bulk_update(users.values(), ["password"])
        _write_secretly(accounts_file(), "".join(lines))


def _new_password():
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(4))


def _write_secretly(path, text):
    """Write the file so that only its owner can ever read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)
