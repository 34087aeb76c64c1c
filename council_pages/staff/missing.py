"""What is still missing on the way of a consultation, in words, each with the screen that adds it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.languages import in_words
from council_pages.lifecycle import State, StepState, steps_of


@dataclass(frozen=True)
class Missing:
    """One line: what is missing, and the address and the word of the button that adds it, where there is one.

    `posts`: the button is an act, and no way to another screen.
    """

    text: str
    url: str = ""
    button: str = ""
    posts: bool = False


def missing_for_next_step(record, state, tables, now):
    """What is missing, in the order in which it is wanted: a list of `Missing`.

    `tables` are those of the texts on the desk. What belongs to a step further ahead is not asked for yet.
    """
    return [*_facts(record), *_texts(tables), *_evidence(record, state, now)]


def _facts(record):
    row = record.consultation
    # They stand once the outcome is published: nothing could be added any more.
    if row.is_final:
        return
    if row.schedule is None:
        yield Missing(
            _("It stands in no schedule yet."), reverse("kenes_facts", args=[row.pk]), _("Choose the schedule")
        )
    elif row.schedule.decision is None:
        words = _("Its schedule is not approved by a decision of a sitting yet.")
        yield Missing(words, reverse("kenes_schedule", args=[row.schedule_id]), _("Record the approval"))
    if row.opens_at is None:
        words = _("Say when it opens and closes.")
        yield Missing(words, reverse("kenes_facts", args=[row.pk]), _("Set the dates"))


def _texts(tables):
    for table in tables:
        for text in table["states"]:
            if text.status != "live":
                facts = {"what": table["label"], "language": in_words(text.language), "state": text.status.label}
                yield Missing(_("%(what)s, %(language)s: %(state)s") % facts)


def _evidence(record, state, now):
    row, told = record.consultation, reverse("kenes_new_publication", args=["question", record.consultation.pk])
    stands = {step.number: step.state for step in steps_of(record.evidence, now)}
    if stands[3] != StepState.DONE and state in {State.PLANNED, State.COLLECTING, State.REVIEWING}:
        words = _("Citizens have not been invited in a social network or in mass media yet.")
        yield Missing(words, told, _("Record the publication"))
    if stands[6] == StepState.CURRENT:
        words = _("The question is about a draft legal act: a recommendation is wanted.")
        address = f"{reverse('kenes_new_recommendation')}?consultation={row.pk}"
        yield Missing(words, address, _("Draft the recommendation"))
    if state == State.REVIEWING and getattr(row, "outcome", None) is None:
        yield Missing(
            _("The outcome is not opened yet."), reverse("kenes_outcome", args=[row.pk]), _("Open the outcome")
        )
    if state == State.PUBLISHED and record.evidence.position_told_on is None:
        words = _("The council's position has not been published in a social network or in mass media yet.")
        yield Missing(words, told, _("Record the publication"))
