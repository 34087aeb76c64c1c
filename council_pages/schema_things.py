"""What the pages of this floor say in the words of schema.org. Pure functions of rows already read; no queries.

Source: schema.org, version 29; what Google reads of it: Event, NewsArticle, Organization. Each says only what its page
shows.
"""

import re

from cms import dates
from cms.descriptions import cut, plain
from cms.models import Level
from cms.pages import council_url
from cms.structured_data import COUNTRY, organization, thing
from council_pages.lifecycle import Halt

# A report is read on its page; who only lists it needs its beginning.
LONGEST_TEXT = 600
SCHEDULED, POSTPONED, CANCELLED = (
    f"https://schema.org/Event{state}" for state in ("Scheduled", "Postponed", "Cancelled")
)
STATUS = {"": SCHEDULED, Halt.POSTPONED: POSTPONED, Halt.CANCELLED: CANCELLED}
MODES = {kind: f"https://schema.org/{kind.title()}EventAttendanceMode" for kind in ("offline", "online", "mixed")}
_PHONE = re.compile(r"\+?\d[\d ()–-]{6,18}\d")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def moment(value):
    """A moment on the clock of Astana with its offset, or a day."""
    return dates.local(value).isoformat(timespec="minutes") if hasattr(value, "hour") else value.isoformat()


def organizer(council, language):
    """The council, named only."""
    return organization(council.name(language), council_url(council, language))


def council_thing(council, language, description=""):
    """The council with its state body, its region and its emblem."""
    region = council.region.name(language) if council.region_id else ""
    area = thing("AdministrativeArea", name=region, identifier=council.region_id, containedInPlace=COUNTRY)
    return organization(
        council.name(language),
        council_url(council, language),
        description=description,
        parent=council.host_body(language),
        logo=council.emblem_url(),
        area=COUNTRY if council.level == Level.REPUBLICAN else area,
    )


def reachable(council, language, contacts):
    """The council, and how it can be reached."""
    return organization(council.name(language), council_url(council, language), contacts=contacts)


def contact_points(facts):
    """Of pairs (label, value) of a page of contacts those that are a telephone number or an e-mail address.

    >>> contact_points([("Телефон", "8 (7172) 00-00-00"), ("Сағат", "9:00")])
    [{'@type': 'ContactPoint', 'contactType': 'Телефон', 'telephone': '8 (7172) 00-00-00'}]
    """
    found = []
    for label, value in facts:
        phone, email = _PHONE.search(value), _EMAIL.search(value)
        if phone or email:
            found.append(
                thing("ContactPoint", contactType=label, telephone=phone and phone[0], email=email and email[0])
            )
    return found


def consultation_thing(consultation, events, language, title, description):
    """A consultation as an event as long as its window, with its meetings inside; nothing while it has no dates."""
    if consultation.opens_at is None:
        return {}
    council, status = organizer(consultation.council, language), STATUS[consultation.halted]
    url = council_url(consultation.council, language, "questions", consultation.slug)
    return thing(
        "Event",
        name=title,
        description=description,
        url=url,
        startDate=moment(consultation.opens_at),
        endDate=moment(consultation.closes_at),
        eventStatus=status,
        eventAttendanceMode=MODES[consultation.holding],
        location=_places(consultation.place(language), consultation.holding != "offline" and url),
        organizer=council,
        isAccessibleForFree=True,
        subEvent=[meeting_thing(event, consultation, language, title, council) for event in events],
    )


def meeting_thing(event, consultation, language, title, council):
    """One meeting with citizens."""
    place, stream = event.place(language), event.stream_url
    mode = "mixed" if place and stream else "online" if stream or event.kind == "online_meeting" else "offline"
    url = council_url(consultation.council, language, "questions", consultation.slug)
    return thing(
        "Event",
        name=f"{event.get_kind_display()}: {title}",
        url=url,
        startDate=moment(event.starts_at),
        endDate=event.ends_at and moment(event.ends_at),
        eventStatus=CANCELLED if event.is_cancelled else STATUS[consultation.halted],
        eventAttendanceMode=MODES[mode],
        location=_places(place, "" if event.is_cancelled else stream or (mode == "online" and url)),
        organizer=council,
    )


def sitting_thing(sitting, language, title, url):
    """A sitting of the council."""
    return thing(
        "Event",
        name=title,
        url=url,
        startDate=moment(sitting.held_on),
        eventStatus=SCHEDULED,
        eventAttendanceMode=MODES[sitting.holding],
        location=_places(sitting.place(language), sitting.holding != "offline" and url),
        organizer=organizer(sitting.council, language),
    )


def _places(place, url):
    """Where it is held: in a room, on the net, in both."""
    room = thing("Place", name=place, address=place) if place else None
    return [found for found in (room, thing("VirtualLocation", url=url) if url else None) if found]


def news_thing(page, council, description, picture):
    """A piece of news."""
    return thing(
        "NewsArticle",
        headline=cut(page.title, 110),
        description=description,
        datePublished=moment(page.date),
        dateModified=page.last_published_at and moment(page.last_published_at),
        inLanguage=page.language,
        image=picture,
        mainEntityOfPage=page.url_path,
        author=organizer(council, page.language),
        publisher=organizer(council, page.language),
    )


def outcome_thing(page, consultation, description):
    """An outcome report: the question as it was asked, and the council's position as its answer."""
    council, language = organizer(consultation.council, page.language), page.language
    answer = thing("Answer", text=cut(plain(page.position), LONGEST_TEXT), author=council)
    question = thing(
        "Question",
        name=consultation.subject(language),
        url=council_url(consultation.council, language, "questions", consultation.slug),
        acceptedAnswer=answer if page.position else None,
    )
    published_at = consultation.outcome.published_at
    return thing(
        "Report",
        headline=cut(page.title, 110),
        description=description,
        datePublished=published_at and moment(published_at),
        inLanguage=language,
        mainEntityOfPage=page.url_path,
        author=council,
        about=question,
    )
