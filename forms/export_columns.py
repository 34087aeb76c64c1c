"""The columns of the exports of a question's proposals: the one place that says what each holds and who may have it.

`PUBLIC` holds what everybody reads on the register: public copies without a number, all others as number, state and
answer. `PRIVATE` holds what was sent and by whom, and is for those who handle the proposals.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.models import Proposal, PublishedProposal
from forms.refusal_reasons import RefusalReason
from forms.totals import refusal_of


@dataclass(frozen=True)
class Column:
    """A column: its key in JSON, its name in tables, and the words of its cell for a row."""

    key: str
    label: str
    value: Callable[[object], str]


def _of(name, attribute):
    """The attribute of the related row `name`; empty where there is none."""
    return lambda row: str(getattr(getattr(row, name, None), attribute, "") or "")


def _day(moment):
    return timezone.localtime(moment).date().isoformat() if moment else ""


def _answered(row):
    return _day(row.answer.answered_at) if hasattr(row, "answer") else ""


def _link(attribute):
    def value(row):
        link = getattr(row, "publication_link", None)
        return str(getattr(link.published, attribute)) if link else ""

    return value


def _refusal(row):
    return str(RefusalReason(row.refusal).label) if row.refusal and not row.is_published else ""


def _fields(row):
    answers = row.original.answers if hasattr(row, "original") else []
    return "\n".join(f"{answer['label']}: {answer['shown']}" for answer in answers)


def _files(row):
    return "\n".join(file.name for file in row.original.files.all()) if hasattr(row, "original") else ""


def _group(row):
    return str(row.group_member.group.number) if hasattr(row, "group_member") else ""


PUBLIC = (
    Column("public_id", _("Address on the site"), lambda row: getattr(row, "public_id", "")),
    Column("number", _("Number"), lambda row: str(row) if isinstance(row, Proposal) else ""),
    Column("language", _("Language"), lambda row: row.language),
    Column("received_on", _("Received"), lambda row: str(getattr(row, "received_on", ""))),
    Column("text", _("Text"), lambda row: getattr(row, "text", "")),
    Column("name", _("First name and surname"), lambda row: getattr(row, "name", "")),
    Column("state", _("State"), lambda row: str(row.get_state_display())),
    Column(
        "answer",
        _("Answer of the council"),
        lambda row: row.answer if isinstance(row, PublishedProposal) else _of("answer", "reason")(row),
    ),
    Column(
        "answered_on",
        _("Answered"),
        lambda row: str(row.answered_on or "") if isinstance(row, PublishedProposal) else _answered(row),
    ),
)
PRIVATE = (
    Column("number", _("Number"), str),
    Column("language", _("Language"), lambda row: row.language),
    Column("channel", _("How it came"), lambda row: str(row.get_channel_display())),
    Column("received_at", _("Received"), lambda row: timezone.localtime(row.received_at).isoformat(timespec="seconds")),
    Column("text", _("Text as it was sent"), _of("original", "text")),
    Column("fields", _("Fields of the form"), _fields),
    Column("files", _("Files"), _files),
    Column("name", _("First name and surname"), _of("contact", "name")),
    Column("email", _("E-mail address"), _of("contact", "email")),
    Column("phone", _("Telephone"), _of("contact", "phone")),
    Column("publication", _("The author's choice"), lambda row: str(row.get_publication_display())),
    Column("public_id", _("Address on the site"), _link("public_id")),
    Column("public_text", _("Text that is public"), _link("text")),
    Column("refusal", _("Not published because"), _refusal),
    Column("group", _("Group of proposals"), _group),
    Column("state", _("State"), lambda row: str(row.get_state_display())),
    Column("answer", _("Answer of the council"), _of("answer", "reason")),
    Column("answered_on", _("Answered"), _answered),
)


def public_rows(consultation):
    """What the register shows: public copies in the order in which they came, then the others."""
    published = PublishedProposal.objects.filter(consultation=consultation)
    others = Proposal.objects.filter(consultation=consultation, is_published=False).select_related("answer")
    return [*published, *others]


def private_rows(consultation):
    """Every proposal with everything that is kept of it, the oldest first."""
    related = ("answer", "contact", "group_member__group", "original", "publication_link__published")
    proposals = Proposal.objects.filter(consultation=consultation).annotate(refusal=refusal_of())
    return list(proposals.select_related(*related).prefetch_related("original__files").order_by("received_at", "pk"))
