"""`manage.py make_lexicon DICTIONARY`: make the list of Kazakh words anew from a hunspell dictionary."""

from pathlib import Path

from django.core.management.base import BaseCommand

from search.analysis import lexicon
from search.analysis.kazakh import Stemmer


class Command(BaseCommand):
    """Read the dictionary (`kk_KZ.dic`), leave inflected forms out, write `search/lexicon/kazakh.txt`."""

    help = "Make search/lexicon/kazakh.txt from a hunspell dictionary of Kazakh (kk_KZ.dic)."

    def add_arguments(self, parser):
        """The dictionary's path."""
        parser.add_argument("dictionary", type=Path)

    def handle(self, *, dictionary, **options):
        """Write the list; say how long it is."""
        nouns, verbs = lexicon.read_dictionary(dictionary.read_text(encoding="utf-8-sig").splitlines())
        lines = lexicon.without_forms(Stemmer(nouns, verbs))
        lexicon.KAZAKH.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.stdout.write(f"Words: {len(lines)}, left out as forms of others: {len(nouns) + len(verbs) - len(lines)}")
