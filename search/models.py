"""What can be found, the words that it consists of, and the pairs of words that mean the same.

The engines' own tables (FTS5, tsvector) stand beside these: `search/index/`.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cms.models import Council


class Entry(models.Model):
    """One thing that can be found in one language: a page, a published proposal, a document, a row of a plugin.

    Narrow, because counting reads thousands of them; the text stands in `EntryText`. What is not public is there for
    the admin's own search and stands in tables of its own (`search.index`): the public search never asks them.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=2, blank=True)
    is_public = models.BooleanField()
    kind = models.CharField(max_length=20, blank=True)
    council = models.ForeignKey(Council, models.CASCADE, null=True, related_name="+")
    status = models.CharField(max_length=20, blank=True)
    # A consultation opens and closes by the clock, without anybody's act.
    changes_at = models.DateTimeField(null=True)
    next_status = models.CharField(max_length=20, blank=True)
    date = models.DateField(null=True)
    twin = models.BigIntegerField()
    length = models.PositiveIntegerField()
    url = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "language"], name="one_entry_in_a_language"),
        ]
        indexes = [models.Index(fields=["twin"], name="entry_twin")]


class EntryText(models.Model):
    """The words as a reader sees them: passages are cut from them, and the terms can be made again from them."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="words")
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)


# The version of a generation that has answered once: nothing is told to it any more, and its tables stay for a moment
# for those who have begun to ask them.
RETIRED = "retired"


class Generation(models.Model):
    """A set of the engine's tables. One answers; another may be in the making (`manage.py rebuild_search`)."""

    version = models.CharField(max_length=60)
    is_active = models.BooleanField(default=False)
    # While it is made: how far the sources were walked (the source, its last key), and the last entry that it holds.
    source = models.CharField(max_length=40, blank=True)
    walked = models.BigIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    # How many entries and words there are, for the weight of a word: counting them takes longer than a search.
    public_entries = models.PositiveIntegerField(default=0)
    public_words = models.PositiveBigIntegerField(default=0)
    reserved_entries = models.PositiveIntegerField(default=0)
    reserved_words = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(db_default=Now())
    # Where its public part has an index in a cluster, too: every change is noted for that from then on (`Untold`).
    cluster = models.CharField(max_length=330, blank=True, default="")
    # The cluster knows everything, so it may answer.
    is_told = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_active"], condition=models.Q(is_active=True), name="one_generation")
        ]

    def size(self, is_public):
        """(entries, words) of the public part, of the other one, or (None) of both."""
        public, reserved = (self.public_entries, self.public_words), (self.reserved_entries, self.reserved_words)
        return (
            tuple(map(sum, zip(public, reserved, strict=True)))
            if is_public is None
            else (public if is_public else reserved)
        )


class Untold(models.Model):
    """A public entry that is another one now, or gone, and the cluster has not been told.

    Written in the transaction of the change, and gone when it is told; the higher key is the later change.
    """

    generation = models.ForeignKey(Generation, models.CASCADE, related_name="+")
    entry = models.BigIntegerField()


class Term(models.Model):
    """A term of the index: its folded form, a word to show for it, and how many entries hold it."""

    generation = models.ForeignKey(Generation, models.CASCADE, related_name="terms")
    # Longer than the longest word: a dictionary form may have more letters than the word.
    term = models.CharField(max_length=80)
    folded = models.CharField(max_length=80)
    # The shortest public word that it was made from; empty while only reserved entries hold it.
    word = models.CharField(max_length=60, blank=True)
    entries = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "term"], name="one_term_of_a_generation")]
        indexes = [models.Index(fields=["generation", "folded"], name="folded_term")]


class GlossaryPair(models.Model):
    """Words that mean the same in both languages: who asks for the one finds the other, too."""

    kazakh = models.CharField(_("in Kazakh"), max_length=80)
    russian = models.CharField(_("in Russian"), max_length=80)

    class Meta:
        verbose_name = _("pair of words")
        verbose_name_plural = _("pairs of words")
        constraints = [models.UniqueConstraint(fields=["kazakh", "russian"], name="one_pair_of_words")]

    def __str__(self):
        return f"{self.kazakh} — {self.russian}"


class AskedDay(models.Model):
    """How often the same words were asked for on a day in one language, and with what success. Nobody is in it."""

    day = models.DateField()
    language = models.CharField(max_length=2)
    # The words that the index or the glossary knows, in small letters: what somebody typed of themselves is not kept.
    words = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=0)
    without_hits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="one_line_of_a_day")]
        indexes = [models.Index(fields=["day"], name="asked_day")]
