"""What the verbs of the plugin share: who may, the row locked, the entry in the log.

Each verb locks, checks the role, checks the rule, saves and logs, in one transaction; `user=None` is the system itself.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log as write_log

from cms.roles import HANDLES_PROPOSALS, OVERSEES, PLANS_CONSULTATIONS, PUBLISHES_TEXTS
from cms.tenancy import require_role
from plugins.regional_meetings.models import Body, Meeting

# Who plans meetings, keeps their records, ranks questions and tells of progress.
PLANS = PLANS_CONSULTATIONS
# Who types in what is asked in the hall.
VOICES = PLANS_CONSULTATIONS | HANDLES_PROPOSALS
# Who takes over what citizens sent: it may hold personal data.
TAKES_OVER = HANDLES_PROPOSALS
PUBLISHES = PUBLISHES_TEXTS
WRITES_NOTES = PLANS_CONSULTATIONS | OVERSEES

LOG_ACTIONS = {
    "regional_meetings.body_saved": gettext_lazy("Central executive body saved"),
    "regional_meetings.day_set": gettext_lazy("Day of the rule profile set"),
    "regional_meetings.duty_recorded": gettext_lazy("Duty recorded as done"),
    "regional_meetings.issue_recorded": gettext_lazy("Systemic problem recorded"),
    "regional_meetings.methods_published": gettext_lazy("Methodical recommendations published"),
    "regional_meetings.plan_opened": gettext_lazy("Year plan opened"),
    "regional_meetings.plan_published": gettext_lazy("Year plan published"),
    "regional_meetings.meeting_planned": gettext_lazy("Regional meeting planned"),
    "regional_meetings.meeting_changed": gettext_lazy("Regional meeting changed"),
    "regional_meetings.meeting_announced": gettext_lazy("Regional meeting announced"),
    "regional_meetings.meeting_held": gettext_lazy("Regional meeting recorded as held"),
    "regional_meetings.part_recorded": gettext_lazy("Part of a meeting recorded"),
    "regional_meetings.participant_added": gettext_lazy("Participant added"),
    "regional_meetings.participant_removed": gettext_lazy("Participant removed"),
    "regional_meetings.coverage_added": gettext_lazy("Publication about a meeting added"),
    "regional_meetings.coverage_removed": gettext_lazy("Publication about a meeting removed"),
    "regional_meetings.note_written": gettext_lazy("Message about a meeting written"),
    "regional_meetings.question_voiced": gettext_lazy("Voiced question recorded"),
    "regional_meetings.question_corrected": gettext_lazy("Voiced question corrected"),
    "regional_meetings.proposals_taken_over": gettext_lazy("Proposals taken over as voiced questions"),
    "regional_meetings.group_made": gettext_lazy("Group of questions made"),
    "regional_meetings.group_changed": gettext_lazy("Group of questions changed"),
    "regional_meetings.questions_moved": gettext_lazy("Questions moved to a group"),
    "regional_meetings.group_dissolved": gettext_lazy("Group of questions dissolved"),
    "regional_meetings.ranked": gettext_lazy("Questions ranked"),
    "regional_meetings.ranking_published": gettext_lazy("Ranked list published"),
    "regional_meetings.ranking_withdrawn": gettext_lazy("Ranked list taken back"),
    "regional_meetings.problem_opened": gettext_lazy("Problem opened"),
    "regional_meetings.problem_changed": gettext_lazy("Problem changed"),
    "regional_meetings.progress_told": gettext_lazy("Progress of a problem told"),
    "regional_meetings.report_frozen": gettext_lazy("Quarterly report frozen and published"),
}


def permit(user, council, roles):
    """Refuse whoever lacks the role in the council; a stranger gets 404."""
    if user is not None:
        require_role(user, council, roles)


def lock_meeting(meeting, user, roles):
    """The meeting as it stands now, locked until the verb is through; one act at a time on one meeting."""
    row = Meeting.objects.select_for_update(of=("self",)).with_facts().get(pk=meeting.pk)
    permit(user, row.council, roles)
    return row


def lock_body(key):
    """The body as it stands now, locked until the verb is through: nothing is told while its report is frozen.

    A verb that locks a meeting, too, locks the body first.
    """
    # Without the key: whoever stores a row that points at the body does not wait for it.
    return Body.objects.select_for_update(of=("self",), no_key=True).select_related("council").get(pk=key)


def log(row, action, user, **data):
    """An entry in the log under the plugin's name."""
    write_log(row, f"regional_meetings.{action}", user=user, data=data or None)


def both(**texts):
    """The texts without blanks around them; refused where one is empty. {"reason_kk": …, "reason_ru": …}"""
    said = {name: text.strip() for name, text in texts.items()}
    if missing := [name for name, text in said.items() if not text]:
        raise ValidationError(dict.fromkeys(missing, _("Write it in both languages: readers of each will see it.")))
    return said


def changed_facts(row, facts):
    """Set these facts on the row; the names of those that differed, in order."""
    changed = sorted(name for name, value in facts.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, facts[name])
    return changed
