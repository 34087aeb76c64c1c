"""The one overlay over the product's settings: what tests need and nothing else."""

import os

os.environ.setdefault("SECRET_KEY", "tests-only-tests-only-tests-only-tests-only-tests-only-0123456789")
os.environ.setdefault("KENES_LOCAL", "1")
os.environ.setdefault("EMAIL_URL", "memorymail://")
# Once for the whole run: a second load of the apps breaks.
os.environ.setdefault("KENES_PLUGINS", "regional_meetings")

from cms.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
