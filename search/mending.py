"""What the page says of the words themselves: as they were looked for, and how much they found."""

from django.utils.formats import number_format
from django.utils.translation import ngettext

from search.analysis.words import words_of


def as_looked_for(text, mended):
    """The text with the mended words in the place of the typed ones; empty where none was mended.

    >>> as_looked_for("Су тарифы!", {"тарифы": "тарифі"})
    'Су тарифі!'
    """
    if not mended:
        return ""
    parts, place = [], 0
    for word in words_of(text):
        parts += [text[place : word.start], mended.get(word.letters, text[word.start : word.end])]
        place = word.end
    return "".join([*parts, text[place:]])


def count_in_words(count):
    """ "11 results found"."""
    words = ngettext("%(count)s result found", "%(count)s results found", count)
    return words % {"count": number_format(count, force_grouping=True)}
