"""The addresses of the plugin's screens, each with the roles that open it."""

from cms.plugins import StaffRoute
from cms.roles import READS_COUNCIL, Role
from plugins.regional_meetings.acts import PLANS, PUBLISHES, TAKES_OVER, VOICES, WRITES_NOTES
from plugins.regional_meetings.staff import desk, groups, meetings, ministry, problems, questions

# The overseer reads (004-32); the administrator records.
READS_COUNTRY = frozenset({Role.ADMINISTRATOR, Role.OVERSEER})
RECORDS = frozenset({Role.ADMINISTRATOR})
MEETING = "meetings/<int:pk>/"


def routes():
    """All of them; those of the ministry first, so that no council's address hides them."""
    return [*_ministry(), *_plans(), *_meetings(), *_questions(), *_problems()]


def _ministry():
    def at(route, view, name, roles=RECORDS):
        return StaffRoute(f"national/{route}", view, name, roles, national=True)

    return [
        at("", ministry.MinistryDesk, "ministry", READS_COUNTRY),
        at("bodies/new/", ministry.EditBody, "new_body"),
        at("bodies/<int:pk>/", ministry.EditBody, "body"),
        at("duties/<slug:duty>/<slug:period>/", ministry.NationalDuty, "national_duty"),
        at("days/new/", ministry.NewDay, "new_day"),
        at("issues/new/", ministry.NewIssue, "new_issue"),
        at("methods/", ministry.Methods, "methods"),
        at("evaluation/<int:year>.csv", ministry.EvaluationCsv, "evaluation_csv", READS_COUNTRY),
        at("evaluation/<int:year>.xlsx", ministry.EvaluationXlsx, "evaluation_xlsx", READS_COUNTRY),
    ]


def _plans():
    return [
        StaffRoute("", desk.Desk, "desk", READS_COUNCIL),
        StaffRoute("plans/new/", desk.NewPlan, "new_plan", PLANS),
        StaffRoute("plans/<int:year>/", desk.Plan, "plan", READS_COUNCIL),
        StaffRoute("plans/<int:year>/publish/", desk.PublishPlan, "publish_plan", PUBLISHES),
        StaffRoute("plans/<int:year>/duties/<slug:duty>/", desk.RecordDuty, "duty", PLANS),
    ]


def _meetings():
    return [
        StaffRoute("meetings/new/", meetings.NewMeeting, "new_meeting", PLANS),
        StaffRoute(MEETING, meetings.MeetingDesk, "meeting", READS_COUNCIL),
        StaffRoute(f"{MEETING}facts/", meetings.ChangeMeeting, "facts", PLANS),
        StaffRoute(f"{MEETING}announce/", meetings.Announce, "announce", PUBLISHES),
        StaffRoute(f"{MEETING}held/", meetings.Hold, "held", PLANS),
        StaffRoute(f"{MEETING}parts/<slug:part>/", meetings.RecordPart, "part", PLANS),
        StaffRoute(f"{MEETING}participants/new/", meetings.NewParticipant, "new_participant", PLANS),
        StaffRoute(
            f"{MEETING}participants/<int:participant>/remove/", meetings.DropParticipant, "drop_participant", PLANS
        ),
        StaffRoute(f"{MEETING}coverage/new/", meetings.NewCoverage, "new_coverage", PLANS),
        StaffRoute(f"{MEETING}coverage/<int:publication_pk>/remove/", meetings.DropCoverage, "drop_coverage", PLANS),
        StaffRoute(f"{MEETING}notes/new/", meetings.NewNote, "new_note", WRITES_NOTES),
    ]


def _questions():
    return [
        StaffRoute(f"{MEETING}questions/", questions.Questions, "questions", READS_COUNCIL),
        StaffRoute(f"{MEETING}questions/new/", questions.NewQuestion, "new_question", VOICES),
        StaffRoute(f"{MEETING}questions/take-over/", questions.TakeOver, "take_over", TAKES_OVER),
        StaffRoute(f"{MEETING}questions/<int:number>/", questions.CorrectQuestion, "question", VOICES),
        StaffRoute(f"{MEETING}groups/new/", groups.NewGroup, "new_group", PLANS),
        StaffRoute(f"{MEETING}groups/<int:group_pk>/", groups.ChangeGroup, "group", PLANS),
        StaffRoute(f"{MEETING}groups/<int:group_pk>/dissolve/", groups.DissolveGroup, "dissolve_group", PLANS),
        StaffRoute(f"{MEETING}groups/<int:group_pk>/problem/", problems.NewProblem, "new_problem", PLANS),
        StaffRoute(f"{MEETING}ranking/", groups.Ranks, "ranking", PLANS),
        StaffRoute(f"{MEETING}ranking/publish/", groups.PublishRanking, "publish_ranking", PUBLISHES),
        StaffRoute(f"{MEETING}ranking/withdraw/", groups.WithdrawRanking, "withdraw_ranking", PUBLISHES),
        StaffRoute(f"{MEETING}screen/", questions.Presenter, "screen", READS_COUNCIL),
    ]


def _problems():
    return [
        StaffRoute("problems/", problems.Problems, "problems", READS_COUNCIL),
        StaffRoute("problems/<int:pk>/", problems.ProblemDesk, "problem", READS_COUNCIL),
        StaffRoute("problems/<int:pk>/change/", problems.ChangeProblem, "change_problem", PLANS),
        StaffRoute("problems/<int:pk>/progress/<slug:quarter>/", problems.TellProgress, "progress", PLANS),
        StaffRoute("reports/", problems.Reports, "reports", READS_COUNCIL),
        StaffRoute("reports/<slug:quarter>/freeze/", problems.Freeze, "freeze", PUBLISHES),
    ]
