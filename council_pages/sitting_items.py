"""A sitting as plain values for its page: facts, agenda, decisions with their votes and with what they approve."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.languages import foreign_language
from council_pages import listings


def facts_of(sitting, language):
    """What a reader wants to know of it at a glance: pairs (label, value), empty ones left out."""
    facts = [
        (_("Date"), sitting.held_on),
        (_("Form of holding"), sitting.get_holding_display()),
        (_("Place"), sitting.place(language)),
        (_("Members present"), present_words(sitting)),
    ]
    return [(label, value) for label, value in facts if value]


def present_words(sitting):
    """How many members were there, of how many, in words; empty where nobody counted them."""
    if sitting.members_present is None:
        return ""
    if sitting.members_total is None:
        return str(sitting.members_present)
    return _("%(present)s of %(total)s") % {"present": sitting.members_present, "total": sitting.members_total}


def agenda_of(sitting, language):
    """The points of the agenda: {title, lang, minutes in words, reporter, reporter_lang}; one query."""
    return [
        {
            "title": item.title(language),
            "lang": foreign_language(item, "title", language),
            "minutes": _minutes(item.minutes),
            "reporter": item.reporter(language),
            "reporter_lang": foreign_language(item, "reporter", language),
        }
        for item in sitting.agenda_items.all()
    ]


def _minutes(number):
    return ngettext("%(count)s minute", "%(count)s minutes", number) % {"count": number} if number else ""


def decisions_of(sitting, language):
    """The decisions: {number, text, lang, votes in words, links to what it approves}; five queries at most."""
    decisions = list(sitting.decisions.prefetch_related("schedules__council", "recommendations__council"))
    schedules = [row for decision in decisions for row in decision.schedules.all()]
    titles = listings.live_titles(schedules, language)
    return [
        {
            "number": decision.number,
            "text": decision.text(language),
            "lang": decision.foreign_language(language),
            "votes": votes_words(decision),
            "links": [*_schedules(decision, titles), *_recommendations(decision, language)],
        }
        for decision in decisions
    ]


def votes_words(decision):
    """How it was voted, in words; empty where nobody counted."""
    votes = (decision.votes_for, decision.votes_against, decision.votes_abstained)
    if votes == (None, None, None):
        return ""
    facts = dict(zip(("in_favour", "against", "abstained"), (number or 0 for number in votes), strict=True))
    return _("For: %(in_favour)s. Against: %(against)s. Abstained: %(abstained)s.") % facts


def _schedules(decision, titles):
    """Links to the schedules that it approved and that readers can open."""
    found = [titles[row.pk] for row in decision.schedules.all() if row.pk in titles]
    return [{"label": title, "url": url, "lang": lang} for title, url, lang in found]


def _recommendations(decision, language):
    """Links to the recommendations that it adopted and that have been sent."""
    return [
        {
            "label": row.title(language),
            "url": row.url(language),
            "lang": foreign_language(row, "title", language),
        }
        for row in decision.recommendations.all()
        if row.sent_on
    ]
