"""The verbs of ranking and systematising: questions that ask the same are grouped, and the groups are ranked.

As many come out as came in: a list with a question in no group, with equal ranks or without its method is not
published (seed 004, 1, 6); demands 004-18 and G5).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _

from plugins.regional_meetings.acts import PLANS, PUBLISHES, both, lock_body, lock_meeting, log
from plugins.regional_meetings.models import Group, Voiced
from plugins.regional_meetings.rules import Balance, equal_ranks, in_row
from plugins.regional_meetings.voicing import not_taken_over, refuse_published

GROUP_FACTS = ("text_kk", "text_ru", "theme_kk", "theme_ru", "priority")


def balance_of(meeting):
    """How many questions came in, and how many stand in groups. One query."""
    found = meeting.voiced.aggregate(voiced=Count("pk"), grouped=Count("pk", filter=Q(group__isnull=False)))
    return Balance(**found)


def counted_groups(meeting):
    """The groups with how many questions and how many askers each holds, in the order of the list."""
    counted = meeting.groups.annotate(count=Count("questions"), asked_by=Sum("questions__askers"))
    # Said again: a query that counts forgets the order of its model.
    return counted.order_by(F("rank").asc(nulls_last=True), "pk")


@transaction.atomic
def make_group(meeting, numbers, *, user, **facts):
    """A group of the questions with these numbers, in words of the body's own in both languages. Returns the `Group`.

    Refused: no question, a question that is in another group already.
    """
    meeting = lock_meeting(meeting, user, PLANS)
    refuse_published(meeting)
    _refuse_unwritten(facts)
    group = Group(meeting=meeting, **facts)
    group.full_clean()
    group.save()
    _put(meeting, numbers, group)
    log(group, "group_made", user, numbers=sorted(numbers))
    return group


@transaction.atomic
def change_group(group, *, user, **facts):
    """Change the words, the theme or the priority of a group."""
    meeting = lock_meeting(group.meeting, user, PLANS)
    refuse_published(meeting)
    _refuse_unwritten(facts)
    group = Group.objects.get(pk=group.pk)
    for name, value in facts.items():
        setattr(group, name, value)
    group.full_clean()
    group.save()
    log(group, "group_changed", user)
    return group


@transaction.atomic
def move(group, numbers, *, user):
    """Put further questions of the meeting, which stand in no group, into the group."""
    meeting = lock_meeting(group.meeting, user, PLANS)
    refuse_published(meeting)
    _put(meeting, numbers, group)
    log(group, "questions_moved", user, numbers=sorted(numbers))


@transaction.atomic
def dissolve(group, *, user):
    """Take a group apart: its questions stand in none again. Refused: one of which a problem was made."""
    meeting = lock_meeting(group.meeting, user, PLANS)
    refuse_published(meeting)
    if hasattr(group, "problem"):
        raise ValidationError(
            _("A problem was made of this group, and its progress is told. Change its words instead.")
        )
    log(group, "group_dissolved", user, text=group.text_ru)
    Voiced.objects.filter(group=group).update(group=None)
    group.delete()


def _put(meeting, numbers, group):
    rows = {row.number: row for row in Voiced.objects.filter(meeting=meeting, number__in=set(numbers))}
    if not rows or set(numbers) - rows.keys():
        raise ValidationError({"numbers": _("Choose questions of this meeting.")})
    if taken := sorted(number for number, row in rows.items() if row.group_id not in (None, group.pk)):
        words = _("These questions are in another group already: %(numbers)s. Dissolve that group first.")
        raise ValidationError({"numbers": words % {"numbers": ", ".join(map(str, taken))}})
    Voiced.objects.filter(pk__in=[row.pk for row in rows.values()]).update(group=group)


def _refuse_unwritten(facts):
    if unknown := facts.keys() - set(GROUP_FACTS):
        raise TypeError(f"no such facts: {sorted(unknown)}")
    both(**{name: facts[name] for name in GROUP_FACTS[:4]})


@transaction.atomic
def rank(meeting, ranks, *, method_kk, method_ru, user):
    """Rank all groups of the meeting: {key of the group: rank}, and say by which method. Counted 1, 2, 3 … afterwards.

    Refused: a group without a rank, equal ranks, no method in both languages. The ranks are written in two steps, so
    that two groups may exchange theirs.
    """
    meeting = lock_meeting(meeting, user, PLANS)
    refuse_published(meeting)
    method = both(method_kk=method_kk, method_ru=method_ru)
    groups = {group.pk: group for group in meeting.groups.all()}
    if missing := groups.keys() - {key for key, value in ranks.items() if value}:
        words = _("Give each group a rank; still without one: %(groups)s")
        raise ValidationError(words % {"groups": "; ".join(sorted(groups[key].text()[:60] for key in missing))})
    wanted = {key: value for key, value in ranks.items() if key in groups}
    if equal := equal_ranks(wanted.values()):
        words = _("Ranks are unique, and these stand twice: %(ranks)s. Give one of the two another number.")
        raise ValidationError(words % {"ranks": ", ".join(map(str, equal))})
    meeting.groups.update(rank=None)
    for key, place in in_row(wanted).items():
        Group.objects.filter(pk=key).update(rank=place)
    meeting.method_kk, meeting.method_ru = method["method_kk"], method["method_ru"]
    meeting.save(update_fields=["method_kk", "method_ru"])
    log(meeting, "ranked", user, groups=len(wanted))


@transaction.atomic
def publish_ranking(meeting, *, user, now):
    """Publish the ranked list.

    Refused: questions from the form that nobody has taken over, no question at all, one in no group, a group without
    questions or a rank.
    """
    meeting = lock_meeting(meeting, user, PUBLISHES)
    if waiting := not_taken_over(meeting):
        words = _(
            "Questions sent through the form that are not in the list yet: %(count)s. The secretary takes them over "
            "first: every question that was asked stands in the list."
        )
        raise ValidationError(words % {"count": waiting})
    balance, groups = balance_of(meeting), list(counted_groups(meeting))
    if not balance.voiced:
        raise ValidationError(_("No question is recorded yet. Record those that were asked first."))
    if not balance.is_even:
        words = _(
            "Questions in no group: %(count)s. Every question that was asked stands in the list: group them first."
        )
        raise ValidationError(words % {"count": balance.left_out})
    if empty := [group for group in groups if not group.count]:
        words = _("A group holds no question: %(group)s. Dissolve it first.")
        raise ValidationError(words % {"group": empty[0].text()[:60]})
    if any(group.rank is None for group in groups) or not meeting.method_kk:
        raise ValidationError(_("The groups are not ranked yet. Rank them and say by which method first."))
    meeting.ranking_published_at = now
    meeting.save(update_fields=["ranking_published_at"])
    log(meeting, "ranking_published", user, questions=balance.voiced, groups=len(groups))
    return meeting


@transaction.atomic
def withdraw_ranking(meeting, *, user):
    """Take the ranked list off the site, to change it; frozen reports stand as they were. Idempotent."""
    lock_body(meeting.body_id)
    meeting = lock_meeting(meeting, user, PUBLISHES)
    if meeting.ranking_published_at is not None:
        meeting.ranking_published_at = None
        meeting.save(update_fields=["ranking_published_at"])
        log(meeting, "ranking_withdrawn", user)
    return meeting
