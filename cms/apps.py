"""The ground floor as a Django app."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CmsConfig(AppConfig):
    """Councils as tenants, roles, tenancy, languages, components."""

    name = "cms"
    verbose_name = "Kenes"

    def ready(self):
        """Connect what must hold whoever writes.

        Collations on every connection, groups and sessions behind roles, pictures without what cameras write, checks of
        plugins.
        """
        from cms import collation, groups, picture_serving, plugin_checks, sessions

        plugin_checks.install()
        connection_created.connect(collation.install, dispatch_uid="kenes-collations")
        groups.connect()
        picture_serving.connect()
        sessions.connect()
