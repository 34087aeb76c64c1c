"""`manage.py load_demonstration`: invented content into an empty database, once."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from forms.demonstration import loader
from forms.demonstration.accounts import accounts_file


class Command(BaseCommand):
    """Load the demonstration; a second run changes nothing, and a database with anything else in it is left alone."""

    help = "Load the invented demonstration content into an empty database."

    def add_arguments(self, parser):
        """How to answer a database that is not empty."""
        parser.add_argument(
            "--if-empty", action="store_true", help="Say so and succeed where the database holds anything else."
        )

    def handle(self, *, if_empty, **options):
        """Load and index, or say why not. Lost passwords are set anew."""
        if loader.is_loaded():
            self.stdout.write("The demonstration content is loaded already; nothing was changed.")
            if loader.ensure_passwords():
                self.stdout.write(f"New passwords of its accounts: {accounts_file()}")
            return
        try:
            left = loader.load(timezone.localdate())
        except loader.ForeignDatabase as found:
            words = f"This database holds content of its own ({found}); no demonstration content was loaded."
            if not if_empty:
                raise CommandError(words) from found
            self.stdout.write(words)
            return
        # Its dates were set after its pages were found.
        call_command("rebuild_search", verbosity=0)
        self.say(left)

    def say(self, left):
        """What was loaded, what was not, and where the passwords are."""
        self.stdout.write("The demonstration content is loaded. Left for later, until there is a place for it:")
        for words, count in left:
            self.stdout.write(f"  {words}: {count}")
        self.stdout.write(f"Passwords of its accounts: {accounts_file()}")
