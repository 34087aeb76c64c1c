"""`manage.py erase NUMBER --reason …`: an order of erasure for one proposal; `--replay FILE`: the journal's, again."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from forms.erasure import erase
from forms.erasure_replay import replay
from forms.models import Proposal
from forms.receipts import parse_number


class Command(BaseCommand):
    """Erase contact, text and files of one proposal, and its public copy; or of all that a journal names."""

    help = "Erase what a citizen sent under this number; number, state, hash and answer stay."

    def add_arguments(self, parser):
        """Which proposal, and why; or which journal."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("number", nargs="?", help="the number of the proposal, with or without spaces in quotes")
        which.add_argument(
            "--replay", type=Path, metavar="FILE", help="carry out again what this journal names, after a restore"
        )
        parser.add_argument("--reason", default="", help="why; kept with the order, so name nobody in it")
        parser.add_argument("--keep-public", action="store_true", help="leave the public copy, without a way to it")

    def handle(self, *, number, replay, reason, keep_public, **options):
        """Erase, and report counts."""
        if replay:
            return self.carry_out_again(replay)
        if not reason.strip():
            raise CommandError("Say why: --reason.")
        try:
            proposal = Proposal.objects.get(number=parse_number(number))
            erased = erase(proposal, reason, user=None, now=timezone.now(), keep_public=keep_public)
        except (ValueError, Proposal.DoesNotExist) as error:
            raise CommandError("No proposal has this number.") from error
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        counts = (f"{name.replace('_', ' ')} {count}" for name, count in vars(erased).items())
        return self.stdout.write(", ".join(counts) + ".")

    def carry_out_again(self, path):
        """What the journal names; exit code 1 where something is left to look at."""
        if not path.is_file():
            raise CommandError(f"There is no journal at {path}.")
        report = replay(path, timezone.now())
        self.stdout.write(f"Carried out: {report.done}. Younger than the backup: {report.unknown}.")
        if report.refused or report.unreadable:
            raise CommandError(
                f"Refused, because of a legal hold or without a link: {', '.join(report.refused) or 'none'}. "
                f"Lines that cannot be read: {report.unreadable}."
            )
