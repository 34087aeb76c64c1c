"""A proposal: what was sent, who sent it, what the council answered, and what became public of it.

Four tables for one proposal (decisions.md, "What a citizen sends"): `Proposal` is permanent, `Original` immutable,
`Contact` deletable, `PublishedProposal` a projection without a way back: the way is a row of `PublicationLink`.
"""

import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.tenancy import CouncilOwnedQuerySet
from council_pages.models import Clause, Consultation
from forms.states import ProposalState

TEXT_LIMIT = 10_000
PUBLIC_ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def public_id():
    """An address for a published proposal: 8 random base-32 signs, without look-alikes."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(8))


def private_storage():
    """Where citizens' files lie: outside the public media."""
    return storages["private"]


class Publication(models.TextChoices):
    """What the citizen allows to be published; one question, nothing preselected."""

    TEXT = "text", _("Publish the text without my name")
    TEXT_AND_NAME = "text_and_name", _("Publish the text with my name")
    NOTHING = "nothing", _("Do not publish")


class Channel(models.TextChoices):
    """How a proposal came. What did not come through the site is entered by the secretary (`forms.intake.enter`)."""

    WEB = "web", _("On this site")
    PAPER = "paper", _("On paper")
    PHONE = "phone", _("By telephone")
    RECEPTION = "reception", _("At a reception of citizens")
    MESSENGER = "messenger", _("By messenger")
    EVENT = "event", _("At an event")


class ProposalQuerySet(CouncilOwnedQuerySet):
    """Proposals as their council asks for them."""

    council_path = "consultation__council"


class Proposal(models.Model):
    """A proposal: number, hashes, language, state and times. Permanent, and without a word of what was said."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="proposals")
    number = models.CharField(max_length=12, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    secret_hash = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(max_length=20, choices=ProposalState, default=ProposalState.REGISTERED)
    publication = models.CharField(max_length=15, choices=Publication)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    form_opened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    state_changed_at = models.DateTimeField()
    # Stays when the link to the public copy is erased, so that totals and the register still add up.
    is_published = models.BooleanField(default=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes = [models.Index(fields=["consultation", "state"], name="proposal_by_state")]

    def __str__(self):
        return " ".join(self.number[start : start + 4] for start in (0, 4, 8))

    @property
    def council(self):
        """The consultation's council."""
        return self.consultation.council


class Original(models.Model):
    """What was sent, word for word after NFC. A database trigger refuses every change of it."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="original")
    text = models.TextField()
    # [{"key", "kind", "label", "value", "shown"}]: the field as the citizen saw it, in the order of the form
    answers = models.JSONField(default=list)
    kept_until = models.DateField()

    class Meta:
        verbose_name = _("original")

    def __str__(self):
        return str(self.proposal)


class OriginalFile(models.Model):
    """A file that came with a proposal, kept outside the public media under a random name."""

    original = models.ForeignKey(Original, models.PROTECT, related_name="files")
    field_key = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(max_length=200, storage=private_storage)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of a proposal")

    def __str__(self):
        return self.name


class ErasureOrder(models.Model):
    """An order to erase what a citizen sent. Without one, and before its term, the database deletes no original."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="erasure_order")
    reason = models.TextField()
    ordered_at = models.DateTimeField(auto_now_add=True)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("order of erasure")

    def __str__(self):
        return str(self.proposal)


class Contact(models.Model):
    """Who sent it and how to answer, with the consent to keep that. The only personal data; deletable."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="contact")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    consent_version = models.CharField(max_length=20)
    consent_language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    consented_at = models.DateTimeField()

    class Meta:
        verbose_name = _("contact")

    def __str__(self):
        return str(self.proposal)


class Answer(models.Model):
    """The council's answer to a proposal, in the proposal's language. Written by `forms.answering.answer`."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="answer")
    reason = models.TextField(_("reason"))
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("answer")

    def __str__(self):
        return str(self.proposal)


class PublishedProposal(models.Model):
    """The public copy: redacted text, and answer where there is one. No key leads from it to the proposal."""

    public_id = models.CharField(max_length=8, unique=True, default=public_id)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="published_proposals")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    text = models.TextField()
    name = models.CharField(max_length=200, blank=True)
    received_on = models.DateField()
    published_on = models.DateField()
    state = models.CharField(max_length=20, choices=ProposalState)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    # Its own, because the reply of a state body may come when the link to the proposal is erased.
    clauses = models.ManyToManyField(Clause, related_name="published_proposals")

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name = _("published proposal")

    def __str__(self):
        return self.public_id


class PublicationLink(models.Model):
    """Which proposal a public copy was made from; erased together with the contact."""

    published = models.OneToOneField(PublishedProposal, models.CASCADE, related_name="link")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="publication_link")

    class Meta:
        verbose_name = _("link of a publication")

    def __str__(self):
        return f"{self.proposal_id} → {self.published_id}"
