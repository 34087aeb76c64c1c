"""`manage.py start_plugin NAME [FOLDER]`: a new plugin that works and passes its own tests, to begin from."""

from pathlib import Path

from django.core.management.base import CommandError
from django.core.management.templates import TemplateCommand

from cms.plugin_discovery import NAME, version_of_kenes

TEMPLATE = Path(__file__).resolve().parents[2] / "plugin_template"


class Command(TemplateCommand):
    """Django's own way of starting an app, with a template of ours."""

    help = "Make a new plugin in a folder of its own. Its README says how to install it, run its tests and see it."
    # A file that is no valid one before it is filled in would be read by tools that look for its name.
    rewrite_template_suffixes = ((".py-tpl", ".py"), (".toml-tpl", ".toml"))
    missing_args_message = "Say the name of the plugin: small Latin letters, digits and _."

    def add_arguments(self, parser):
        """The name, and where."""
        parser.add_argument("name", help="small Latin letters, digits and _, such as budget_hearings")
        parser.add_argument("directory", nargs="?", help="its folder; by default kenes-NAME in this one")

    def handle(self, *, name, directory, **options):
        """Make the folder and fill it."""
        if not NAME.fullmatch(name):
            raise CommandError(f"“{name}” is no name of a plugin. {self.missing_args_message}")
        target = Path(directory or f"kenes-{name}".replace("_", "-")).expanduser().resolve()
        if target.exists() and any(target.iterdir()):
            raise CommandError(f"{target} holds something already. Name a folder that is empty or not there.")
        target.mkdir(parents=True, exist_ok=True)
        facts = {
            "title": name.replace("_", " ").capitalize(),
            "address": name.replace("_", "-"),
            "kenes": str(version_of_kenes()),
        }
        rendered = {"extensions": ["py", "toml", "md"], "files": [], "template": str(TEMPLATE)}
        super().handle("app", name, str(target), **{**options, **rendered, **facts})
        self.stdout.write(f"The plugin stands in {target}. Its README.md says how to install and test it.")

    def validate_name(self, name, name_or_dir="name"):
        """As Django's for the name; the folder may be called as one likes."""
        if name_or_dir == "name":
            super().validate_name(name, name_or_dir)
