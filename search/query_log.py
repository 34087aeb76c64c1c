"""What readers ask the search for, counted by the day and without anybody in it.

No address, no account, no time of day; and of the words only those that say nothing of a person: what the glossary or
the public index knows, and everyday words of the dictionaries. Every other word is written as "…", and so are mail
addresses, telephone and other long numbers. Forms of one word are counted together.
"""

import logging
import re
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, Sum

from cms.orthography import fold
from search.analysis import analyze_query, kazakh, russian
from search.analysis.stop_words import STOP_WORDS
from search.analysis.words import is_kazakh
from search.glossary import pairs
from search.models import AskedDay, Generation, Term

UNKNOWN = "…"
DAYS_KEPT = 400
# What fewer have asked for might be one person's own; the glossary's words are nobody's.
FEWEST = 3
MOST_DIGITS = 4
# No reader waits longer than this for the counting: where the database is being written to, it is left out.
MILLISECONDS = 50
LONGEST = AskedDay._meta.get_field("words").max_length
# What is longer is no question to a search.
MOST_SIGNS = 500
_ADDRESS = r"\S*\s?@\s?\S*|\S*://\S*"
# Digits with no letter between them: a telephone number is one, however it is written.
_NUMBER = rf"\d(?:[\W_]*\d){{{MOST_DIGITS},}}"
_PERSONAL = re.compile(f"{_ADDRESS}|{_NUMBER}")
_COUNT = """
    INSERT INTO council_search_askedday (day, language, words, count, without_hits) VALUES (%s, %s, %s, 1, %s)
    ON CONFLICT (day, language, words) DO UPDATE SET
        count = council_search_askedday.count + 1,
        without_hits = council_search_askedday.without_hits + excluded.without_hits
"""
logger = logging.getLogger(__name__)


def note(text, language, total, day):
    """Count that somebody asked for this text on the site in this language, and `total` things were found.

    For the first page of a question that a reader sees (GET, not HEAD). At most two queries besides the glossary's
    own; whatever the database says against it, the search goes on.
    """
    try:
        words = line_of(text)
        if words:
            with _impatient(), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(_COUNT, [day.isoformat(), language, words, int(total == 0)])
    except DatabaseError:
        logger.warning("A search was not counted.", exc_info=True)


def line_of(text):
    """What the log keeps of a text: known words in their order, "…" for the rest; empty for a text without words."""
    if len(text) > MOST_SIGNS:
        # Without the last word, which may be half of a name or of a number.
        text = text[:MOST_SIGNS].rpartition(" ")[0]
    parts = [analyze_query(part) for part in _PERSONAL.split(text)]
    # Between two parts stands what was cut out.
    asked = [word for part in parts for word in [*part, None]][:-1]
    known = _known([word for word in asked if word is not None])
    words = [known.get(word, UNKNOWN) for word in asked]
    line = ""
    for place, word in enumerate(words):
        if word == UNKNOWN and place and words[place - 1] == UNKNOWN:
            continue
        longer = f"{line} {word}".strip()
        if len(longer) > LONGEST:
            break
        line = longer
    return line


def _known(asked):
    """{asked word: the word under which it is counted}, for those that say nothing of a person. One query at most."""
    asked = [word for word in asked if sum(map(str.isdigit, word.word)) <= MOST_DIGITS]
    glossary = pairs()
    found = {word: word.word if word.word in STOP_WORDS else glossary.word_of(word) for word in asked}
    rest = [word for word, known in found.items() if known is None]
    by_term, by_form = _in_index(rest)
    for word in rest:
        terms = [by_term[term] for term in (word.word, *word.terms) if term in by_term]
        forms = [by_form[form] for form in word.folded if form in by_form]
        found[word] = next(iter([*terms, *forms]), None) or _everyday(word)
    return {word: known for word, known in found.items() if known}


def _in_index(asked):
    """({term: word}, {folded form: word}) of what the public index holds of these words."""
    if not asked:
        return {}, {}
    terms = {term for word in asked for term in (word.word, *word.terms)}
    forms = {form for word in asked for form in word.folded}
    # By its key: where the generations are joined, SQLite reads every term there is.
    generation = Generation.objects.filter(is_active=True)
    known = Term.objects.filter(generation__in=generation, entries__gt=0).exclude(word="")
    # A union of two: for "this or that" SQLite reads every term.
    parts = [
        known.filter(**{f"{field}__in": some}).values_list("term", "folded", "word", "entries")
        for field, some in (("term", terms), ("folded", forms))
    ]
    rows = [row[:3] for row in parts[0].union(parts[1]).order_by("entries", "term")]
    return {term: word for term, _form, word in rows}, {form: word for _term, form, word in rows}


def _everyday(asked):
    """The dictionary's word for this one; None where it has none, or where it may be somebody's name."""
    word = asked.word
    if any(russian.may_be_name(fold(form)) for form in (word, *asked.terms)):
        return None
    stemmer = kazakh.stemmer()
    if word in stemmer.nouns:
        return word
    if not is_kazakh(word) and russian.is_known(word):
        return russian.lemma(word)
    stem = stemmer.stem(word)
    return (stem if word.startswith(stem) else word) if stem in stemmer.nouns or stem in stemmer.verbs else None


@contextmanager
def _impatient():
    """On SQLite one writes at a time: wait a moment for one's turn and not the usual twenty seconds."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    database = connection.connection
    [usual] = database.execute("PRAGMA busy_timeout").fetchone()
    database.execute(f"PRAGMA busy_timeout = {MILLISECONDS}")
    try:
        yield
    finally:
        database.execute(f"PRAGMA busy_timeout = {usual}")


def forget(today):
    """Delete the days that are older than 400 days; returns how many lines."""
    deleted, _by_model = old_days(today).delete()
    return deleted


def old_days(today):
    """The lines that have had their term."""
    return AskedDay.objects.filter(day__lt=today - timedelta(days=DAYS_KEPT))


def lines(since, language=""):
    """Lines of the days since then as {language, words, times, in_vain}, of one language of the site or of both.

    Only what three have asked for at least, or what is the glossary's; never a line of which nothing is known.
    """
    summed = _days(since, language).exclude(words=UNKNOWN).values("language", "words").order_by()
    summed = summed.annotate(times=Sum("count"), in_vain=Sum("without_hits"))
    return summed.filter(Q(times__gte=FEWEST) | Q(words__in=pairs().lines))


def totals(since, language=""):
    """How many questions there were, how many found nothing, and of how many no word is kept."""
    days = _days(since, language)
    return days.aggregate(
        asked=Sum("count", default=0),
        in_vain=Sum("without_hits", default=0),
        unknown=Sum("count", filter=Q(words=UNKNOWN), default=0),
    )


def _days(since, language):
    days = AskedDay.objects.filter(day__gte=since)
    return days.filter(language=language) if language else days
