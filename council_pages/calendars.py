"""What happens on which day, in one council or in all: openings, closings, events, sittings.

Only what is public: a question or a sitting with a live page in either language, and nothing of a halted consultation
but the events that were held. Days are those of the calendar of Astana. The number of queries is the same however much
happens.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from cms.dates import beginning_of, local
from cms.languages import LANGUAGES

# The package, not its names: pages of the models ask this module, so it is loaded before they are.
from council_pages import models
from council_pages.event_listings import state_of
from council_pages.listings import live_titles, only_in


class Kind(TextChoices):
    """What happens; the value is part of an entry's lasting name in calendars that others keep."""

    SITTING = "sitting", _("Sitting")
    OPENING = "opening", _("Proposals open")
    EVENT = "event", _("Event")
    CLOSING = "closing", _("Proposals close")


# On one day in this order.
ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Happening:
    """Something at a day or a moment. `row` is the question or the sitting whose page tells of it."""

    kind: Kind
    row: object
    starts_at: date | datetime
    event: "models.Event | None" = None

    @property
    def day(self):
        """The day in Astana."""
        return local(self.starts_at).date() if isinstance(self.starts_at, datetime) else self.starts_at

    @property
    def order(self):
        """By day, what lasts the day first, then by the clock; the rest only keeps the order the same."""
        clock = self.starts_at.timestamp() if isinstance(self.starts_at, datetime) else 0
        return self.day, clock, ORDER[self.kind], self.row.pk

    @property
    def name(self):
        """A name that stays whatever is changed: council, what, which."""
        kind, own = (self.kind.value, self.event.pk) if self.event else (self._kind, self.row.slug)
        return f"{kind}.{own}.{self.row.council.slug}"

    @property
    def _kind(self):
        return "planned" if self.kind == Kind.EVENT else self.kind.value

    @property
    def label(self):
        """What happens, in words; nothing of a sitting, whose title says it."""
        if self.kind == Kind.SITTING:
            return ""
        return self.event.get_kind_display() if self.event else str(self.kind.label)

    @property
    def is_cancelled(self):
        """True for an event that will not take place."""
        return self.event is not None and self.event.is_cancelled

    def place(self, language):
        """Where, for what has a place."""
        if self.kind in (Kind.OPENING, Kind.CLOSING):
            return ""
        return (self.event or self.row).place(language)


@dataclass(frozen=True)
class Entry:
    """A happening in the reader's language; `lang` where its title stands in the other one."""

    happening: Happening
    title: str
    url: str
    lang: str
    place: str
    council: str

    @property
    def agenda_item(self):
        """For the component `agenda`."""
        label, event = self.happening.label, self.happening.event
        tag = state_of(event) if event else None
        badge = only_in(self.lang)
        return {
            "starts_at": self.happening.starts_at,
            "ends_at": event and event.ends_at,
            "title": self.title,
            "url": self.url,
            "lang": self.lang,
            "tag": tag,
            "note": " · ".join(filter(None, [label, self.place, self.council, badge])),
        }


def happenings(first, last, council=None, region=""):
    """Everything public from the first day to the last, both included, in order; three queries."""
    start, end = beginning_of(first), beginning_of(last + timedelta(days=1))
    consultations, events, sittings = _public_rows(council, region)
    dated = [Q(**{f"{name}__gte": start, f"{name}__lt": end}) for name in ("opens_at", "closes_at")]
    planned = Q(has_event=False, event_at__gte=start, event_at__lt=end)
    found = chain(
        _of_consultations(consultations.filter(dated[0] | dated[1] | planned), start, end),
        _of_events(events.filter(starts_at__gte=start, starts_at__lt=end)),
        (Happening(Kind.SITTING, row, row.held_on) for row in sittings.filter(held_on__range=(first, last))),
    )
    return sorted(found, key=lambda happening: happening.order)


def events_between(first, last, council):
    """The events of a council, those that its schedules plan too; two queries."""
    start, end = beginning_of(first), beginning_of(last + timedelta(days=1))
    consultations, events, _sittings = _public_rows(council, "")
    planned = consultations.filter(has_event=False, event_at__gte=start, event_at__lt=end)
    return _merged(events.filter(starts_at__gte=start, starts_at__lt=end), planned)


def events_ahead(now, limit, council=None):
    """The next events that stand, in one council or in all; two queries."""
    consultations, events, _sittings = _public_rows(council, "")
    planned = consultations.filter(has_event=False, event_at__gte=now).order_by("event_at", "pk")
    return _merged(events.expected().filter(starts_at__gte=now)[:limit], planned[:limit])[:limit]


def entries(found, language, with_council=False):
    """Happenings in the language of the reader, in the order given; two queries however many there are."""
    titles = {
        model: live_titles({item.row for item in found if isinstance(item.row, model)}, language)
        for model in (models.Consultation, models.Sitting)
    }
    return [
        Entry(item, *titles[type(item.row)][item.row.pk], item.place(language), _name(item, language, with_council))
        for item in found
        if item.row.pk in titles[type(item.row)]
    ]


def _name(item, language, with_council):
    return item.row.council.name(language) if with_council else ""


def _public_rows(council, region):
    """The querysets of what may be shown: consultations, events, sittings."""
    consultations = models.Consultation.objects.public_in(*LANGUAGES)
    own = Q(council=council) if council else Q()
    own &= Q(council__region__code=region) if region else Q()
    same_moment = models.Event.objects.filter(consultation=OuterRef("pk"), starts_at=OuterRef("event_at"))
    standing = Q(consultation__halted="") | Q(participants__isnull=False)
    shown = consultations.filter(own)
    return (
        shown.filter(halted="").annotate(has_event=Exists(same_moment)).select_related("council"),
        models.Event.objects.filter(standing, consultation__in=shown).select_related("consultation__council"),
        models.Sitting.objects.public_in(*LANGUAGES).filter(own).select_related("council"),
    )


def _merged(events, planned):
    """Events, and consultations whose event is only planned in the schedule, as happenings in their order."""
    found = chain(_of_events(events), (Happening(Kind.EVENT, row, row.event_at) for row in planned))
    return sorted(found, key=lambda happening: happening.order)


def _of_events(events):
    return (Happening(Kind.EVENT, event.consultation, event.starts_at, event) for event in events)


def _of_consultations(consultations, start, end):
    """The opening, the closing and the planned event of each, as far as they lie in the span."""
    for row in consultations:
        planned = None if row.has_event else row.event_at
        for kind, moment in ((Kind.OPENING, row.opens_at), (Kind.CLOSING, row.closes_at), (Kind.EVENT, planned)):
            if moment is not None and start <= moment < end:
                yield Happening(kind, row, moment)
