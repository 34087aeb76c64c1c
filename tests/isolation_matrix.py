"""The matrix of isolation: who asks, for which addresses, by which methods, and what has come out or changed."""

from dataclasses import dataclass, field

from cms.roles import COUNCIL_ROLES
from tests.admin_addresses import every_address
from tests.watching import ask, snapshot, touched

METHODS = ("get", "post")
ALL_METHODS = (*METHODS, "put", "patch", "delete", "head", "options")
# Ends the login; the account is the visitor's own.
LAST = "wagtailadmin_logout"
READ_BY_THE_OVERSEER = {
    "kenes_consultation", "kenes_consultations", "kenes_schedule", "kenes_schedules", "kenes_sitting", "kenes_sittings",
    "kenes_document", "kenes_overview", "kenes_readings", "kenes_draft", "kenes_emergency", "kenes_colleagues",
    "kenes_preview_form", "kenes_recommendation", "kenes_recommendations", "kenes_decisions", "kenes_decisions_csv",
    "kenes_compliance", "kenes_council_compliance", "kenes_export", "kenes_matrix", "kenes_matrix_file",
    "kenes_open_questions", "kenes_waiting", "kenes_freshness", "kenes_parity", "kenes_council_parity",
    "kenes_ministry_calendar", "kenes_messages", "kenes_new_message", "kenes_message",
    "kenes_plugin_home",
    # The overseer reads what is kept of regional meetings (demand 004-32).
    *(f"regional_meetings_{name}" for name in (
        "desk", "plan", "meeting", "questions", "screen", "problems", "problem", "reports", "new_note", "ministry")),
}  # fmt: skip
# Wagtail itself answers 500 to a form that is sent without its field; nothing of anybody stands in it.
BROKEN_UPSTREAM = {"wagtailadmin_choose_page_external_link"}
# Whoever asks, and which of the councils is the visitor's own.
VISITORS = {
    "anonymous": "", "disabled": "", "overseer": "", "national_editor": "", **dict.fromkeys(sorted(COUNCIL_ROLES), "a"),
    "editor of B": "b",
}  # fmt: skip


@dataclass
class Found:
    """What a walk over the admin has found: {(method, route): status} and {(method, route): rows}."""

    routes: int = 0
    requests: int = 0
    leaks: dict = field(default_factory=dict)
    writes: dict = field(default_factory=dict)

    def __str__(self):
        return f"{self.routes} routes, {self.requests} requests, {len(self.leaks)} leaks, {len(self.writes)} writes"


def walk(client, who, asked, foreign, methods=METHODS):
    """Ask every route with the objects of the worlds `asked`; each answer is taken back before the next.

    A leak is the word of a foreign world in an answer, or an error of the server about one of its objects; a write is a
    change of its rows. (Wagtail's own forms answer 500 to an empty body about an own object.)
    """
    client.raise_request_exception = False
    found, before = Found(), snapshot()
    for world in asked:
        addresses, _unfilled = every_address(world)
        found.routes = len(addresses)
        for name in sorted(addresses, key=lambda name: name == LAST):
            may_read = who == "overseer" and name in READ_BY_THE_OVERSEER
            for method in methods:
                status, body, after = ask(client, method, addresses[name])
                found.requests += 1
                is_broken = status >= 500 and world in foreign and name not in BROKEN_UPSTREAM
                if is_broken or (any(other.word in body for other in foreign) and not may_read):
                    found.leaks[method, name] = status
                if rows := {row for other in foreign if after for row in touched(before, after, other)}:
                    found.writes[method, name] = rows
    return found
