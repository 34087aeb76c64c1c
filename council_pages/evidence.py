"""What the rows of a consultation prove: read for `council_pages.lifecycle` and `council_pages.warned`.

Every door asks here, so that the tracker of the citizen, the desk and the warnings never disagree.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Prefetch

from cms.dates import local
from council_pages.lifecycle import Evidence, Told, is_draft_act


@dataclass(frozen=True)
class Record:
    """A consultation's evidence, with the rows it was read from."""

    consultation: Model
    evidence: Evidence
    publications: list
    recommendations: list
    events: list

    @property
    def decision(self):
        """The decision to hold it; one that approved the schedule with it decided that, too."""
        return self.consultation.decision or self.approval

    @property
    def approval(self):
        """The decision that approved the schedule."""
        schedule = self.consultation.schedule
        return schedule.decision if schedule else None


def record_of(consultation):
    """The record of one consultation, in four queries."""
    return records_of([consultation])[consultation.pk]


def records_of(consultations):
    """The records of these consultations: {key: Record}, in four queries however many there are."""
    rows = (
        type(consultations[0])
        .objects.with_outcome()
        .select_related("council", "decision__sitting", "schedule__decision__sitting")
        .prefetch_related(
            Prefetch("outsidepublications", _model("OutsidePublication").objects.filter(withdrawn_at=None)),
            Prefetch("recommendations", _model("Recommendation").objects.sent().filter(withdrawn_on=None)),
            "events",
        )
        .in_bulk([consultation.pk for consultation in consultations])
        if consultations
        else {}
    )
    return {pk: _record(row) for pk, row in rows.items()}


def _model(name):
    # The pages of the rows ask here, so the models cannot be imported.
    return apps.get_model("council_pages", name)


def _record(row):
    publications, events = list(row.outsidepublications.all()), list(row.events.all())
    recommendations = sorted(row.recommendations.all(), key=lambda sent: (sent.sent_on, sent.pk))
    return Record(row, _evidence(row, publications, recommendations, events), publications, recommendations, events)


def _evidence(row, publications, recommendations, events):
    approval = row.schedule.decision if row.schedule else None
    decision = row.decision or approval
    outcome = getattr(row, "outcome", None)
    return Evidence(
        decided_on=decision and decision.sitting.held_on,
        approved_on=approval and approval.sitting.held_on,
        told_on=_first(publications, Told.QUESTION),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        held_on=min((local(event.starts_at).date() for event in events if event.is_held), default=None),
        listed_at=row.list_frozen_at,
        recommended_on=recommendations[0].sent_on if recommendations else None,
        reported_at=outcome and outcome.published_at,
        position_told_on=_first(publications, Told.POSITION),
        is_draft_act=is_draft_act(row),
        is_halted=bool(row.halted),
    )


def _first(publications, told):
    return min((publication.published_on for publication in publications if publication.told == told), default=None)
