"""The verbs that answer many proposals from one table: upload and check, then, after a yes, apply.

Each row goes through `forms.answering.answer`, in the check too: there it is taken back again, so that the report says
exactly what the verb will say. A row that fails stops no other. Applying twice changes nothing more.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import require_role
from council_pages.models import Consultation
from forms import answer_table, answering
from forms.models import AnswerSheet, Proposal

KEPT = timedelta(days=1)


class Fate(TextChoices):
    """What becomes of a row."""

    ANSWERED = "answered", gettext_lazy("Will be answered")
    CORRECTED = "corrected", gettext_lazy("The answer will be corrected")
    UNCHANGED = "unchanged", gettext_lazy("Stands already, nothing to do")
    REFUSED = "refused", gettext_lazy("Is not saved")


DONE = {
    Fate.ANSWERED: gettext_lazy("Answered"),
    Fate.CORRECTED: gettext_lazy("Answer corrected"),
}


@dataclass(frozen=True)
class Report:
    """A row of the report: the line in the file, the number as typed, what becomes of it, why it is refused."""

    line: int
    number: str
    fate: Fate
    words: str = ""


@transaction.atomic
def upload(consultation, data, *, user, now):
    """Keep the table's rows for the yes that follows; nothing is answered. Returns the `AnswerSheet`.

    Raises ValidationError, in words, for a file that cannot be read. What nobody has said yes to goes after a day, by
    the council's next upload or by the daily retention (`forget`).
    """
    consultation = Consultation.objects.select_related("council").get(pk=consultation.pk)
    _require(consultation, user)
    lines = answer_table.read(data)
    _stale(now).filter(consultation__council=consultation.council_id).delete()
    rows = [line.as_dict() for line in lines]
    return AnswerSheet.objects.create(consultation=consultation, uploaded_by=user, uploaded_at=now, rows=rows)


def forget(now):
    """Remove the tables that waited for a yes for more than a day, of every council. Returns how many."""
    return _stale(now).delete()[0]


def _stale(now):
    return AnswerSheet.objects.filter(uploaded_at__lt=now - KEPT)


def check(sheet, *, user, now):
    """What applying the sheet would do, row by row; nothing of it stays."""
    with transaction.atomic():
        reports = _run(sheet, user, now)
        transaction.set_rollback(True)
    return reports


@transaction.atomic
def apply(sheet, *, user, now):
    """Answer what the sheet says, row by row, and drop the sheet. Returns what became of each row."""
    sheet = AnswerSheet.objects.select_for_update().filter(pk=sheet.pk).first()
    if sheet is None:
        raise ValidationError(_("This table has been applied already, or was kept for too long. Upload it again."))
    reports = _run(sheet, user, now)
    number = sum(report.fate in DONE for report in reports)
    log(sheet.consultation, "kenes.answers_uploaded", user=user, data={"rows": len(reports), "answers": number})
    sheet.delete()
    return reports


def _run(sheet, user, now):
    _require(sheet.consultation, user)
    lines = [answer_table.Line(**row) for row in sheet.rows]
    there = Proposal.objects.filter(consultation=sheet.consultation, number__in=[line.number for line in lines])
    found = {proposal.number: proposal for proposal in there.select_related("answer")}
    done, reports = set(), []
    for line in lines:
        reports.append(_answer(line, None if line.number in done else found.get(line.number), done, user, now))
        done.add(line.number)
    return reports


def _answer(line, proposal, done, user, now):
    if proposal is None:
        words = _("The number stands twice.") if line.number in done else _("No proposal to this question has it.")
        return Report(line.line, line.number, Fate.REFUSED, words)
    state, given = answer_table.state_of(line.state), getattr(proposal, "answer", None)
    if given and (proposal.state, given.reason) == (state, line.reason):
        return Report(line.line, str(proposal), Fate.UNCHANGED)
    if line.seen != answer_table.seen_of(proposal):
        words = _("It was answered since the table was made. Take the table anew.")
        return Report(line.line, str(proposal), Fate.REFUSED, words)
    try:
        with transaction.atomic():
            answering.answer(proposal, state, line.reason, user=user, now=now)
    except ValidationError as refusal:
        return Report(line.line, str(proposal), Fate.REFUSED, " ".join(refusal.messages))
    return Report(line.line, str(proposal), Fate.CORRECTED if given else Fate.ANSWERED)


def _require(consultation, user):
    if user is not None:
        require_role(user, consultation.council, HANDLES_PROPOSALS)
