"""`manage.py plugins`: which plugins are installed and allowed, whether they work, and in which councils."""

from django.conf import settings
from django.core.management.base import BaseCommand

from cms import plugin_asking
from cms.models import Council
from cms.plugin_checks import changed_models
from cms.plugin_discovery import version_of_kenes

# What is asked without a council, so that a mistake is met here and not by a reader.
STATIC = (
    "page_types",
    "public_routes",
    "staff_routes",
    "compliance_columns",
    "indicators",
    "field_types",
    "intake_checks",
    "channels",
    "sources",
    "feeds",
    "exports",
    "retention",
)


class Command(BaseCommand):
    """List the plugins."""

    help = "Which plugins are installed, which of them are allowed and work, and in which councils they are on."

    def handle(self, **options):
        """Print; ask every plugin what it adds, so that whatever breaks is named."""
        self.stdout.write(f"Kenes {version_of_kenes()}. KENES_PLUGINS: {', '.join(settings.KENES_PLUGINS) or 'empty'}.")
        for name in plugin_asking.not_allowed():
            self.stdout.write(f"{name}: installed, not allowed (KENES_PLUGINS)")
        for plugin in plugin_asking.plugins():
            self._tell(plugin)
        for problem in plugin_asking.problems():
            self.stdout.write(f"{problem.plugin}: left out: {problem.words}\n    {problem.hint}")

    def _tell(self, plugin):
        for point in STATIC:
            plugin_asking.ask(plugin, point)
        councils = Council.objects.with_plugin(plugin.label).open().order_by("slug").values_list("slug", flat=True)
        bounds = f"works with Kenes {plugin.kenes}" if plugin.kenes else "says nothing of versions"
        self.stdout.write(f"{plugin.label}: {plugin.title} ({plugin.name}), at “{plugin.address}”, {bounds}")
        self.stdout.write(f"    on in {len(councils)} councils{': ' if councils else ''}{', '.join(councils)}")
        if changed_models([plugin.label]):
            self.stdout.write(f"    its models are ahead of its migrations: manage.py makemigrations {plugin.label}")
