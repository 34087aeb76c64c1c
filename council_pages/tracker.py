"""The seven steps of one question as a reader sees them: how each stands, and what proves it."""

from django.utils.translation import gettext as _

from cms import plugin_asking
from cms.languages import LANGUAGES, in_language
from cms.pages import council_url
from council_pages.lifecycle import HOLDING_STEP, Told, steps_of
from council_pages.warned import Warned


def steps_in_words(record, now):
    """The steps for the component `step_indicator`: a list of {"label", "state", "date", "note"}."""
    held = sum(event.is_held for event in record.events)
    notes = {HOLDING_STEP: _("Events held: %(count)s") % {"count": held}} if held else {}
    return [
        {
            "label": step.label,
            "state": step.state.value,
            "date": step.date,
            "note": step.note or notes.get(step.number, ""),
        }
        for step in steps_of(record.evidence, now)
    ]


def proofs_of(record, language):
    """What proves the steps, in their order: a list of {"step", "label", "date", "url"}; at most one query."""
    approval = record.approval
    decisions = [(step, decision) for step, decision in ((1, record.decision), (2, approval)) if decision]
    sittings = {decision.sitting_id: decision.sitting for _step, decision in decisions}
    public = _public(list(sittings.values()))
    lines = [_decision(record, step, decision, language, public) for step, decision in decisions]
    lines += [
        {"step": 3 if row.told == Told.QUESTION else 7, "label": str(row), "date": row.published_on, "url": row.url}
        for row in record.publications
    ]
    if record.evidence.is_draft_act:
        lines += [
            {"step": 6, "label": str(row), "date": row.sent_on, "url": row.url(language)}
            for row in record.recommendations
        ]
    lines += [
        plugin_asking.call(plugin, "proofs", _proof_of_plugin, proof)
        for plugin, proof in plugin_asking.ask_for(record.consultation.council, "proofs", record.consultation, language)
    ]
    return sorted(filter(None, lines), key=lambda line: line["step"])


def _proof_of_plugin(proof):
    return {"step": int(proof.step), "label": str(proof.label), "date": proof.date, "url": str(proof.url)}


def _public(sittings):
    """The keys of the sittings whose pages readers can open; no query without a sitting."""
    if not sittings:
        return set()
    rows = type(sittings[0]).objects.filter(pk__in=[row.pk for row in sittings])
    return set(rows.public_in(*LANGUAGES).values_list("pk", flat=True))


def _decision(record, step, decision, language, public):
    sitting = decision.sitting
    url = council_url(record.consultation.council, language, "sittings", sitting.slug)
    return {
        "step": step,
        "label": _("Sitting No. %(sitting)s, decision No. %(decision)s")
        % {"sitting": sitting.number, "decision": decision.number},
        "date": sitting.held_on,
        "url": url if sitting.pk in public else "",
    }


def departures_of(row, language):
    """Where the council went another way than the recommendations, with its reasons: a list of {"label", "reason"}."""
    return [
        {"label": Warned(departure.code).label, "reason": in_language(departure, "reason", language)}
        for departure in row.departures.all()
    ]
