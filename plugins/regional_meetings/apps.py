"""What the plugin adds to the site, place by place of the contract."""

from django.utils.translation import gettext_lazy as _

from cms.plugins import (
    Column,
    Export,
    Feed,
    FeedEntry,
    Plugin,
    PublicRoute,
    Section,
    Value,
)

MOST_ON_HOME = 2


class RegionalMeetings(Plugin):
    """Regional meetings of the heads of central executive bodies with the population (seed 004)."""

    name = "plugins.regional_meetings"
    label = "regional_meetings"
    title = _("Regional meetings")
    summary = _("Year plan, meetings in the format of questions and answers, ranked questions, progress each quarter.")
    address = "regional-meetings"
    kenes = ">=2026.11"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Regional meetings")

    def start(self):
        """Let the search follow meetings, their dates and ranked questions; load the samples with the demonstration."""
        from council_pages import holding
        from council_pages.models import Event
        from forms.demonstration.loader import also_load
        from plugins.regional_meetings import demonstration, planning
        from plugins.regional_meetings.models import Group, Meeting
        from search.freshness import follow

        name = f"{self.label}.meetings"
        follow(name, Group, keys=lambda row: (row.meeting_id,))
        follow(name, Event, keys=lambda row: Meeting.objects.filter(event=row).values_list("pk", flat=True))
        also_load(demonstration.KEYS, demonstration.load)
        holding.add_check(planning.check_event)

    def public_routes(self):
        """The schedule of the country, the half-years; a council's meetings and reports."""
        from plugins.regional_meetings.public import cards, council, national

        return [
            PublicRoute("", national.schedule, "national", national=True, card=cards.everything),
            PublicRoute("digest/<slug:half>/", national.digest, "digest", national=True, card=cards.digest),
            PublicRoute("digest/<slug:half>/<str:name>", national.digest_file, "digest_file", national=True),
            PublicRoute("", council.meetings, "meetings", card=cards.everything),
            PublicRoute("reports/<slug:quarter>/", council.report, "report", card=cards.report),
            PublicRoute("reports/<slug:quarter>/<str:name>", council.report_file, "report_file"),
            PublicRoute("<slug:address>/", council.meeting, "public_meeting", card=cards.meeting),
        ]

    def staff_routes(self):
        """The ministry's screens and the council's; see `plugins.regional_meetings.staff.routes`."""
        from plugins.regional_meetings.staff.routes import routes

        return routes()

    def sections(self, council, language, now):
        """The next meetings, or the last ones, on the council's home; nothing before one is announced."""
        from plugins.regional_meetings.public.frame import council_address, public_meetings
        from plugins.regional_meetings.words import meeting_lines

        ahead = public_meetings(council).filter(event__starts_at__gte=now).order_by("event__starts_at")[:MOST_ON_HOME]
        lines = meeting_lines(ahead, language, now)
        lines = lines or meeting_lines(public_meetings(council)[:MOST_ON_HOME], language, now)
        for line in lines:
            line["url"] = council_address(council, language, line["slug"])
        if not lines:
            return []
        context = {"lines": lines, "all_url": council_address(council, language)}
        return [Section(self.title, "regional_meetings/section.html", context)]

    def compliance_columns(self):
        """How many quarterly reports are missing."""
        from plugins.regional_meetings.overview import missing_reports

        def values(councils, today):
            counts = missing_reports(councils, today)
            return {key: Value(str(count), count) for key, count in counts.items()}

        return [Column("missing_reports", _("Quarterly reports of regional meetings that are missing"), values)]

    def feeds(self):
        """Announced meetings and frozen reports."""
        from plugins.regional_meetings.overview import feed_entries

        def entries(council, language, now):
            return [FeedEntry(**entry) for entry in feed_entries(council, language)]

        return [Feed("meetings", self.title, entries)]

    def exports(self):
        """The ranked questions with their problems."""
        from cms.roles import READS_COUNCIL
        from plugins.regional_meetings.overview import QUESTION_COLUMNS, question_rows

        return [Export("questions", _("Ranked questions and problems"), QUESTION_COLUMNS, question_rows, READS_COUNCIL)]

    def sources(self):
        """Announced meetings can be found."""
        from plugins.regional_meetings.finding import MeetingSource

        return [MeetingSource()]

    def kinds(self):
        """The word for a meeting in the search."""
        return {"regional_meeting": _("Regional meeting")}

    def duties(self, councils, today):
        """The quarterly reports that are missing, and the two duties of a body in each year."""
        from plugins.regional_meetings.overview import report_duties, yearly_duties

        return [*report_duties(councils, today), *yearly_duties(councils, today)]

    def guide(self):
        """Its chapter in both languages."""
        return {language: f"regional_meetings/guide/{language}.html" for language in ("kk", "ru")}

    def log_actions(self):
        """The entries of its verbs."""
        from plugins.regional_meetings.acts import LOG_ACTIONS

        return LOG_ACTIONS
