"""Which proposals to one question are alike: suggestions for whoever groups them. Nothing is grouped by itself.

The sketch of a text is made when it is first compared and kept beside the original, with which it goes. A proposal
whose original is erased is like nobody any more.
"""

from dataclasses import dataclass, field

from forms import similarity
from forms.models import GroupMember, Original, Proposal, ProposalGroup, Sketch

AT_ONCE = 500
MOST_SHOWN = 10


@dataclass(frozen=True)
class Suggestion:
    """Proposals that are alike and in no group, by their keys, the oldest first.

    `group`: the group that they are like, None where they would make a new one. `example` is the oldest of them.
    """

    keys: list
    group: ProposalGroup | None = None
    example: Proposal | None = field(default=None, compare=False)


def sketches_of(consultation):
    """The sketches of the question's proposals in the order in which they came: {key of the proposal: sketch}."""
    missing = Original.objects.filter(proposal__consultation=consultation, sketch=None)
    made = (
        Sketch(original_id=pk, signs=similarity.pack(similarity.sketch(text)))
        for pk, text in missing.values_list("pk", "text").iterator(AT_ONCE)
    )
    # Two secretaries may look at once, and make the same.
    Sketch.objects.bulk_create(made, AT_ONCE, ignore_conflicts=True)
    kept = Sketch.objects.filter(original__proposal__consultation=consultation).order_by(
        "original__proposal__received_at", "original__proposal"
    )
    return {key: similarity.unpack(signs) for key, signs in kept.values_list("original__proposal_id", "signs")}


def similar_to(proposal, limit=MOST_SHOWN):
    """Pairs (proposal, how alike in percent) of the same question, the likest first; none of the proposal's group."""
    sketches = sketches_of(proposal.consultation)
    own = sketches.pop(proposal.pk, ())
    near = set(GroupMember.objects.filter(group__members__proposal=proposal).values_list("proposal", flat=True))
    degrees = {key: similarity.likeness(own, signs) for key, signs in sketches.items() if key not in near}
    alike = sorted((-degree, key) for key, degree in degrees.items() if degree >= similarity.ALIKE)[:limit]
    rows = Proposal.objects.select_related("original", "group_member__group").in_bulk([key for _degree, key in alike])
    return [(rows[key], round(-100 * degree)) for degree, key in alike]


def suggestions(consultation):
    """What could be grouped of the question's proposals, the largest first."""
    sketches = sketches_of(consultation)
    groups = {group.pk: group for group in consultation.proposal_groups.all()}
    first, grouped = {}, set()
    for group, key in _members(consultation):
        grouped.add(key)
        if key in sketches:
            first.setdefault(group, key)
    # A group leads with its oldest text; what is like it joins it.
    leading = [((group, key), sketches[key]) for group, key in first.items()]
    free = [((None, key), signs) for key, signs in sketches.items() if key not in grouped]
    found = [_suggestion(cluster, groups) for cluster in similarity.clusters([*leading, *free])]
    found = sorted(filter(None, found), key=lambda suggestion: -len(suggestion.keys))
    examples = Proposal.objects.select_related("original").in_bulk([suggestion.keys[0] for suggestion in found])
    return [Suggestion(row.keys, row.group, examples[row.keys[0]]) for row in found]


def _members(consultation):
    """Pairs (key of the group, key of the proposal), the oldest proposals first."""
    members = GroupMember.objects.filter(group__consultation=consultation)
    return members.order_by("proposal__received_at", "proposal").values_list("group", "proposal")


def _suggestion(cluster, groups):
    group = groups.get(cluster[0][0])
    keys = [key for belongs, key in cluster if belongs is None]
    return Suggestion(keys, group) if keys and (group or len(keys) > 1) else None
