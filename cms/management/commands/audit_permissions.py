"""`manage.py audit_permissions`: compare the database with the role table, and on demand derive it again."""

from django.core.management.base import BaseCommand, CommandError

from cms.audit import derive_again, differences, superusers


class Command(BaseCommand):
    """Print every difference between the database and the role table; the exit code is 1 when there are any."""

    help = "Compare groups, memberships and permissions in the database with the role table; exit 1 on a difference."

    def add_arguments(self, parser):
        """Only looking is the default."""
        parser.add_argument(
            "--fix", action="store_true", help="derive groups and who is in them again; roles and accounts stay"
        )

    def handle(self, *, fix, **options):
        """Say what differs or what was changed, and who stands above all roles."""
        if fix:
            repair = derive_again()
            self.say("Changed", repair.changed)
            self.say("Left for a person to decide", repair.left)
            found = repair.left
        else:
            found = differences()
            self.say("Differences", found)
        names = superusers()
        self.stdout.write(f"Superusers, who may do everything: {len(names)}{': ' if names else ''}{', '.join(names)}")
        if found:
            raise CommandError(f"The database differs from the role table: {len(found)}.")

    def say(self, title, found):
        """Print a list with its length, also when it is empty."""
        self.stdout.write(f"{title}: {len(found)}")
        for difference in found:
            self.stdout.write(f"  {difference.kind}: {difference.sentence}")
