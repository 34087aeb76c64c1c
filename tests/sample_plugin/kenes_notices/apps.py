"""What the plugin adds."""

from django.utils.translation import gettext_lazy as _

from cms.plugins import (
    Channel,
    Column,
    Export,
    Feed,
    FeedEntry,
    FieldType,
    Indicator,
    IntakeCheck,
    Plugin,
    Proof,
    PublicRoute,
    Retention,
    Section,
    StaffRoute,
    Value,
)
from cms.roles import OVERSEES, PLANS_CONSULTATIONS, READS_COUNCIL


class Notices(Plugin):
    """Notices that a council pins to its page."""

    name = "kenes_notices"
    title = _("Notices")
    summary = "What a council pins to its page."
    address = "notices"
    kenes = ">=2026.11,<2028"
    default_auto_field = "django.db.models.BigAutoField"
    # Proves that it was started: the process may ask.
    started = 0

    def start(self):
        """Once, when every app is loaded."""
        type(self).started += 1

    def sections(self, council, language, now):
        """The last notices."""
        from kenes_notices.models import Notice

        notices = Notice.objects.for_council(council)[:3]
        return (
            [Section("Notices of the council", "kenes_notices/section.html", {"notices": notices})] if notices else []
        )

    def page_types(self):
        """A page that stays."""
        from kenes_notices.models import NoticePage

        return [NoticePage]

    def public_routes(self):
        """All notices of a council, and of all councils."""
        from kenes_notices import public

        return [
            PublicRoute("", public.notices, "list", card=public.card_of_notices),
            PublicRoute("<int:number>/", public.notice, "notice", card=public.card_of_notice),
            PublicRoute("", public.everywhere, "everywhere", national=True),
        ]

    def staff_routes(self):
        """The list, a new one, one to take down; the ministry reads them all."""
        from kenes_notices import staff

        return [
            StaffRoute("", staff.NoticeList, "notices", READS_COUNCIL),
            StaffRoute("new/", staff.NewNotice, "new", PLANS_CONSULTATIONS),
            StaffRoute("<int:pk>/", staff.NoticeScreen, "screen", READS_COUNCIL),
            StaffRoute("<int:pk>/remove/", staff.RemoveNotice, "remove", PLANS_CONSULTATIONS),
            StaffRoute("", staff.Everywhere, "ministry", OVERSEES, national=True),
        ]

    def compliance_columns(self):
        """How many notices a council has."""
        return [Column("notices", "Notices", _counted)]

    def indicators(self):
        """The same for everybody."""
        return [Indicator("notices", "Notices", "all notices of the council", _numbers)]

    def proofs(self, consultation, language):
        """A notice that carries the name of the question proves that citizens were told."""
        from kenes_notices.models import Notice

        found = Notice.objects.for_council(consultation.council).filter(title=consultation.subject(language))
        return [Proof(3, notice.title, notice.posted_on, notice.url(language)) for notice in found]

    def field_types(self):
        """The number of a flat."""
        return [FieldType("flat", "Number of a flat", _flat, lambda value, language: f"№ {value}")]

    def intake_checks(self):
        """A machine says what it is."""
        return [IntakeCheck("robot", lambda request, council, now: "robot" in request.META.get("HTTP_USER_AGENT", ""))]

    def channels(self):
        """Short messages, kept in a table in place of a gateway."""
        return [Channel("sms", "Short message", _send)]

    def sources(self):
        """Notices can be found."""
        from kenes_notices.found import NoticeSource

        return [NoticeSource()]

    def kinds(self):
        """What they are called there."""
        return {"notice": "Notice"}

    def feeds(self):
        """The notices as they come."""
        return [Feed("latest", "Notices", _entries)]

    def exports(self):
        """The notices as a table."""
        return [Export("notices", "All notices", ("Title", "Day"), _rows, READS_COUNCIL)]

    def retention(self):
        """What is over goes."""
        from kenes_notices.models import Notice

        return [Retention("notices that are over", lambda today: Notice.objects.filter(ends_on__lt=today))]

    def guide(self):
        """How a notice is written."""
        return {language: f"kenes_notices/guide/{language}.html" for language in ("kk", "ru")}

    def log_actions(self):
        """What its verbs do."""
        return {"kenes_notices.posted": "Notice posted", "kenes_notices.removed": "Notice taken down"}

    def duties(self, councils, today):
        """A council without any notice has one to write."""
        from council_pages.compliance_facts import CouncilFacts
        from council_pages.quarters import Quarter
        from council_pages.todo import Duty, Screen
        from kenes_notices.models import NoticeDuty

        return [
            Duty(
                NoticeDuty.MISSING,
                CouncilFacts(council.pk, council.slug, council.name_kk, council.name_ru),
                Quarter.of(today),
                today,
                0,
                Screen("kenes_notices_new", (council.slug,)),
            )
            for council in councils.filter(notices=None)
        ]


def _counted(councils, today):
    from django.db.models import Count

    counts = councils.annotate(number=Count("notices")).values_list("pk", "number")
    return {pk: Value(f"{number} notices", number) for pk, number in counts}


def _numbers(councils, today):
    return {pk: value.sort for pk, value in _counted(councils, today).items()}


def _flat(shared, language):
    from django import forms

    return forms.RegexField(r"^[0-9]{1,4}[A-Za-z]?$", **shared)


def _send(phone, text, language):
    from kenes_notices.models import ShortMessage

    if phone.endswith("000"):
        raise ConnectionError("no such number")
    ShortMessage.objects.create(text=text)


def _entries(council, language, now):
    from datetime import datetime, time

    from django.utils import timezone

    from kenes_notices.models import Notice

    return [
        FeedEntry(
            str(notice.pk),
            notice.title,
            notice.url(language),
            timezone.make_aware(datetime.combine(notice.posted_on, time(9))),
            summary=notice.text,
        )
        for notice in Notice.objects.for_council(council)
    ]


def _rows(council, language):
    from kenes_notices.models import Notice

    return [(notice.title, notice.posted_on.isoformat()) for notice in Notice.objects.for_council(council)]
