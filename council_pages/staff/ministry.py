"""The ministry's screens of this floor: their addresses, their place in the menu, the names of their log entries.

With what councils see of them: messages, and the comment on their own numbers.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.admin_policies import host_only, ministrys_own, own_listing, own_object
from cms.ministry import sits_at_the_ministry
from cms.roles import KEEPS_CADENCES, SEES_OVERVIEW, WRITES_TO_COUNCILS
from cms.staff import staff_path
from council_pages.staff import cadences, comments, matrix, messages, ministry_calendar, national, parity

READS, KEEPS, WRITES = map(ministrys_own, (SEES_OVERVIEW, KEEPS_CADENCES, WRITES_TO_COUNCILS))
ACTIONS = {
    "kenes.numbers_commented": _("Comment on the council's numbers published"),
    "kenes.numbers_comment_withdrawn": _("Comment on the council's numbers taken back"),
    "kenes.parity_gate_shut": _("Both languages asked for"),
    "kenes.parity_gate_opened": _("Both languages asked for no longer"),
    "kenes.cadence_added": _("Recurring duty entered"),
    "kenes.cadence_ended": _("Recurring duty ended"),
    "kenes.cadence_proven": _("Proof of a recurring duty recorded"),
    "kenes.cadence_proof_withdrawn": _("Proof of a recurring duty taken back"),
    "kenes.message_sent": _("Message sent to councils"),
    "kenes.message_read": _("Message of the ministry read"),
}


def paths():
    """Each address with its policy."""
    comment = "compliance/<slug:slug>/comment/"
    return [
        staff_path("ministry/", matrix.Matrix, "kenes_matrix", READS),
        staff_path("ministry/matrix.<slug:file_end>", matrix.MatrixFile, "kenes_matrix_file", READS),
        staff_path("ministry/questions/", national.OpenQuestions, "kenes_open_questions", READS),
        staff_path("ministry/waiting/", national.Unanswered, "kenes_waiting", READS),
        staff_path("ministry/freshness/", national.FreshnessOfAll, "kenes_freshness", READS),
        staff_path("ministry/languages/", parity.Parity, "kenes_parity", READS),
        staff_path("ministry/languages/<slug:slug>/", parity.CouncilParity, "kenes_council_parity", READS),
        staff_path(
            "ministry/gates/<slug:page_type>/<slug:gate>/", parity.SetParityGate, "kenes_set_parity_gate", host_only
        ),
        staff_path("ministry/calendar/", ministry_calendar.MinistryCalendar, "kenes_ministry_calendar", READS),
        *_cadence_paths(),
        staff_path("ministry/messages/", messages.Messages, "kenes_messages", WRITES),
        staff_path("ministry/messages/new/", messages.NewMessage, "kenes_new_message", WRITES),
        staff_path("ministry/messages/<int:pk>/", messages.MessageScreen, "kenes_message", WRITES),
        staff_path("messages/", messages.OwnMessages, "kenes_own_messages", own_listing),
        staff_path("messages/<int:pk>/read/", messages.ReadMessage, "kenes_read_message", own_object),
        staff_path(comment, comments.CommentOnNumbers, "kenes_comment", own_object),
        staff_path(f"{comment}withdraw/", comments.WithdrawComment, "kenes_withdraw_comment", own_object),
    ]


def _cadence_paths():
    duties, one = "ministry/duties/", "ministry/duties/<int:pk>/"
    return [
        staff_path(duties, cadences.Cadences, "kenes_cadences", KEEPS),
        staff_path(f"{duties}new/", cadences.NewCadence, "kenes_new_cadence", KEEPS),
        staff_path(f"{duties}named/", cadences.EnterNamed, "kenes_enter_named_cadences", KEEPS),
        staff_path(one, cadences.CadenceScreen, "kenes_cadence", KEEPS),
        staff_path(f"{one}end/", cadences.EndCadence, "kenes_end_cadence", KEEPS),
        staff_path(f"{duties}proofs/<int:pk>/withdraw/", cadences.WithdrawProof, "kenes_withdraw_proof", KEEPS),
    ]


class OverviewMenuItem(MenuItem):
    """Shown to those who read all councils side by side."""

    def is_shown(self, request):
        """True for the overseer, the administrator, a superuser."""
        return sits_at_the_ministry(request.user, SEES_OVERVIEW)


MENU = ((OverviewMenuItem, "kenes_matrix", _("Overview of councils"), "table", 89),)
