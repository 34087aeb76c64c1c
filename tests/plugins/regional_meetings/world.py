"""What the tests of isolation plant of this plugin: a body at the council, and one of everything with its word."""

from datetime import timedelta

from django.utils import timezone

from council_pages.quarters import Quarter
from plugins.regional_meetings import holding, planning, progress, ranking, reports, voicing
from plugins.regional_meetings.models import Body
from tests.plugins.regional_meetings.making import kostanay


def meet(council, word, private=""):
    """A plan, a meeting two quarters back that was held, ranked and told of, and a frozen report: the ids.

    `private` are the words of what readers never see: a message, and a question as it was asked.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    quarter = Quarter.of(today).previous().previous()
    body = Body.objects.create(council=council, name_kk="Министрлік", name_ru="Министерство")
    starts_at = now.replace(year=quarter.year, month=quarter.first_day.month, day=15)
    plan = planning.open_plan(body, quarter.year, user=None)
    both = {f"{name}_{code}": word for name in ("subject", "person", "post", "place", "time_note", "linked")
            for code in ("kk", "ru")}  # fmt: skip
    meeting = planning.plan_meeting(
        body, plan=plan, slug=f"{word}-meeting", region=kostanay(), head_rank="first_head", starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), user=None, now=now, **both,
    )  # fmt: skip
    planning.publish_plan(plan, user=None, now=now)
    post = {"post_kk": word, "post_ru": word}
    place = {"place_kk": word, "place_ru": word}
    participant = holding.add_participant(meeting, "akim_region", user=None, **post)
    told = holding.add_coverage(meeting, "public_place", told_on=today, user=None, now=now, **place)
    holding.write_note(meeting, private or word, user=None, now=now)
    holding.record_part(meeting, "briefing", held_on=today, people=1, user=None, now=now, **place)
    row = voicing.voice(meeting, text=private or word, language="kk", user=None, now=now)
    words = {"text_kk": word, "text_ru": word, "theme_kk": word, "theme_ru": word}
    group = ranking.make_group(meeting, [row.number], user=None, **words)
    ranking.rank(meeting, {group.pk: 1}, method_kk=word, method_ru=word, user=None)
    ranking.publish_ranking(meeting, user=None, now=now)
    problem = progress.open_problem(group, owner=body, user=None)
    line = {"text_kk": word, "text_ru": word}
    progress.tell(problem, quarter, state="in_progress", percent=1, user=None, now=now, **line)
    reports.freeze(body, quarter, user=None, now=now)
    return {
        "regional_meeting": meeting.pk,
        "regional_problem": problem.pk,
        "body": body.pk,
        "year": plan.year,
        "participant": participant.pk,
        "publication_pk": told.pk,
        "number": row.number,
        "group_pk": group.pk,
        "quarter": quarter.next().slug,
    }
