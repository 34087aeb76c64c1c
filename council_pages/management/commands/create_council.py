"""`manage.py create_council`: the command-line door to provisioning."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.models import Level, Region
from council_pages.provisioning import create_council


class Command(BaseCommand):
    """Make a council with its section in both languages; a second run with the same slug changes nothing."""

    help = "Make a council: its section in both languages, standard pages, groups and media collection."

    def add_arguments(self, parser):
        """The facts of the council."""
        parser.add_argument("--slug", required=True, help="address, in Latin letters; it never changes")
        parser.add_argument("--name-kk", required=True)
        parser.add_argument("--name-ru", required=True)
        parser.add_argument("--level", required=True, choices=Level.values)
        parser.add_argument("--region", default="", help="ISO code such as KZ-39; empty for a republican council")

    def handle(self, *, slug, name_kk, name_ru, level, region, **options):
        """Provision, and say what happened."""
        region_row = None
        if region and (region_row := Region.objects.filter(iso=region).first()) is None:
            raise CommandError(
                f"There is no region {region}. Known: {', '.join(Region.objects.values_list('iso', flat=True))}."
            )
        try:
            done = create_council(slug=slug, name_kk=name_kk, name_ru=name_ru, level=level, region=region_row)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        if done.created:
            self.stdout.write(f"Council {slug} is made: /kk/councils/{slug}/ and /ru/councils/{slug}/.")
        else:
            self.stdout.write(f"Council {slug} exists already; nothing was changed.")
