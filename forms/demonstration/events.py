"""Events and news of the demonstration's questions."""

from datetime import timedelta

from council_pages import holding
from council_pages.models import EventKind
from forms.demonstration.content import at

LENGTH = timedelta(hours=2)


def load_event(sample, consultation):
    """The event that the question's schedule plans, as a row of its own."""
    if consultation.event_at is None:
        return
    holding.plan_event(
        consultation,
        user=None,
        kind=_kind(sample),
        starts_at=consultation.event_at,
        ends_at=consultation.event_at + LENGTH,
        place_kk=consultation.place_kk,
        place_ru=consultation.place_ru,
    )


def _kind(sample):
    if sample["form"] == "online":
        return EventKind.ONLINE_MEETING
    return EventKind.HEARING if sample["is_draft_legal_act"] else EventKind.ROUND_TABLE


def load_update(content, sample, consultation):
    """News of the day on which the question was opened, where the added texts have some."""
    words = content.texts["questions"][sample["id"]].get("update")
    if words and consultation.opens_at:
        moment = consultation.opens_at + timedelta(hours=1)
        holding.publish_update(consultation, user=None, now=moment, text_kk=words["kk"], text_ru=words["ru"])


def record_events(consultation, report):
    """That the events were held, with everybody whom the outcome report counts."""
    totals, moment = report["totals"], at(report["published_on"], 9)
    for event in consultation.events.all():
        holding.record_held(
            event, user=None, now=moment, participants=totals["attended_offline"] + totals["attended_online"]
        )
