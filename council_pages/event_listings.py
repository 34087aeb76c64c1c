"""Events and news of one consultation as its readers see them, in the reader's language. No queries."""

from django.utils.translation import gettext as _

from cms.languages import other_language


def state_of(event):
    """The mark of an event for the component `tag`; None while there is nothing to say but its date."""
    if event.is_cancelled:
        return {"kind": "no", "label": _("Event cancelled")}
    if event.is_held:
        return {"kind": "done", "label": _("Event held")}
    return None


def agenda_item(event, language):
    """An event for the component `agenda`, with everything that is public of it."""
    return {
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "title": event.get_kind_display(),
        "tag": state_of(event),
        "note": event.place(language),
        "texts": [*_count(event), *_texts(event, language)],
        "links": [] if event.is_cancelled else _links(event),
    }


def _count(event):
    """How many took part."""
    return [{"text": _("Took part: %(count)s") % {"count": event.participants}}] if event.is_held else []


def _texts(event, language):
    """Why it is cancelled, or what was said; words in the other language have their own `lang`."""
    field = "cancel_reason" if event.is_cancelled else "notes"
    words = getattr(event, field)(language)
    foreign = "" if getattr(event, f"{field}_{language}") else other_language(language)
    return [{"text": words, "lang": foreign}] if words else []


def _links(event):
    links = [
        (event.stream_url, _("The recording") if event.is_held else _("The broadcast")),
        (event.comments_url, _("Comments of viewers")),
    ]
    return [{"url": url, "label": label} for url, label in links if url]


def update_items(updates, language):
    """News for the question's page: moment, text, `lang` of a text in the other language."""
    return [
        {"published_at": update.published_at, "text": update.text(language), "lang": update.foreign_language(language)}
        for update in updates
    ]


def shown_events(consultation, events, language):
    """The events of the question's page. Of a halted consultation only those that were held or cancelled."""
    shown = [event for event in events if not consultation.halted or event.is_held or event.is_cancelled]
    return [agenda_item(event, language) for event in shown]
