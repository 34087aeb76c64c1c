"""Plain functions that make a body with its plan, a meeting and its questions, through the plugin's own verbs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from cms.models import Region
from plugins.regional_meetings import national, planning, progress, ranking, voicing
from plugins.regional_meetings.models import Body, Source

ALMATY = ZoneInfo("Asia/Almaty")
BEFORE = datetime(2026, 1, 20, 12, tzinfo=ALMATY)
STARTS = datetime(2026, 4, 16, 15, tzinfo=ALMATY)
ENDS = datetime(2026, 4, 16, 17, tzinfo=ALMATY)
AFTER = datetime(2026, 4, 24, 12, tzinfo=ALMATY)
JULY = datetime(2026, 7, 8, 12, tzinfo=ALMATY)
OCTOBER = datetime(2026, 10, 7, 12, tzinfo=ALMATY)
METHOD = {"method_kk": "Сұраған адамдар саны бойынша.", "method_ru": "По числу спросивших."}
PEOPLE = {
    "person_kk": "Мысал Үлгіұлы",
    "person_ru": "Мысал Улгиулы",
    "post_kk": "министр",
    "post_ru": "министр",
}


def kostanay():
    """The region of the meetings."""
    return Region.objects.get(iso="KZ-39")


def make_body(council=None, name="Экология", **facts):
    """A central executive body at the council."""
    row = Body(council=council, name_kk=f"{name} министрлігі", name_ru=f"Министерство: {name}", **facts)
    return national.save_body(row, user=None)


def make_meeting(body, slug="kostanay", plan=None, **facts):
    """A meeting of the first head on 16 April 2026; off schedule without a plan."""
    given = {
        "subject_kk": f"{slug}: тұрғындармен кездесу",
        "subject_ru": f"{slug}: встреча с жителями",
        "region": kostanay(),
        "head_rank": "first_head",
        "starts_at": STARTS,
        "ends_at": ENDS,
        "place_kk": "«Үлгі» сарайы",
        "place_ru": "дворец «Үлгі»",
        **PEOPLE,
    }
    if plan is None:
        given |= {"off_schedule_kk": "Су тасқыны қаупі", "off_schedule_ru": "Риск паводка"}
    given |= facts
    given.setdefault("user", None)
    return planning.plan_meeting(body, slug=slug, plan=plan, now=BEFORE, **given)


def voice(meeting, text, language="ru", **facts):
    """A question from the hall."""
    given = {"source": Source.HALL, "user": None, "now": AFTER} | facts
    return voicing.voice(meeting, text=text, language=language, **given)


def group(meeting, numbers, text="Когда построят полигон?", **facts):
    """A group of questions."""
    given = {"text_kk": f"{text} (kk)", "text_ru": text, "theme_kk": "қалдықтар", "theme_ru": "отходы"} | facts
    given.setdefault("user", None)
    return ranking.make_group(meeting, numbers, **given)


def ranked(meeting, *texts):
    """Each text voiced, in a group of its own, ranked in this order and published; returns the groups."""
    groups = [group(meeting, [voice(meeting, text).number], text) for text in texts]
    ranking.rank(meeting, {one.pk: place for place, one in enumerate(groups, 1)}, user=None, **METHOD)
    ranking.publish_ranking(meeting, user=None, now=AFTER)
    meeting.refresh_from_db()
    for one in groups:
        one.refresh_from_db()
    return groups


def problem_of(one, owner, **facts):
    """A problem made of a group."""
    return progress.open_problem(one, owner=owner, user=None, **facts)


def tell(problem, quarter, state="in_progress", percent=20, now=JULY, **facts):
    """A line of progress."""
    given = {"text_kk": "Жер учаскесі таңдалды.", "text_ru": "Участок выбран.", "user": None} | facts
    return progress.tell(problem, quarter, state=state, percent=percent, now=now, **given)


def day(text):
    """A day, as ISO writes it."""
    return date.fromisoformat(text)
