"""The samples' year plan and regional meeting, loaded with the demonstration through the plugin's own verbs.

Dates are those of the samples, moved with today by `forms.demonstration.calendar`; a quarter that is not over by today
has no report yet.
"""

from datetime import date, timedelta

from cms.models import Council, Region
from cms.plugin_switching import switch
from council_pages.quarters import Quarter
from forms.demonstration.content import at, publish_pair
from plugins.regional_meetings import holding, national, planning, progress, ranking, reports, voicing
from plugins.regional_meetings.duties import Duty
from plugins.regional_meetings.models import Body, Part

COUNCIL = "eco"
KEYS = ("meeting_year_plans", "regional_meetings")
METHOD = {
    "method_kk": "Сұрақты қойған адамдар саны, сосын қозғалатын тұрғындар саны бойынша (үлгі).",
    "method_ru": "По числу спросивших, затем по числу жителей, которых вопрос касается (пример).",
}
# Themes of the samples in words.
THEMES = {
    "waste": ("қалдықтар", "отходы"),
    "air": ("ауа", "воздух"),
    "water": ("су", "вода"),
    "forestry": ("орман", "лес"),
    "greening": ("көгалдандыру", "озеленение"),
    "emergencies": ("төтенше жағдайлар", "чрезвычайные ситуации"),
    "wildlife": ("жануарлар дүниесі", "животный мир"),
    "education": ("білім беру", "образование"),
    "digital": ("цифрландыру", "цифровизация"),
}
HEAD = {
    "person_kk": "Үлгі Мысалұлы",
    "person_ru": "Улги Мысалулы",
    "post_kk": "министр",
    "post_ru": "министр",
}
PARTS = {Part.RECEPTION: 24, Part.NPO_MEETING: 15, Part.BRIEFING: 11}
WHERE = {"place_kk": "«Үлгі» мәдениет сарайы", "place_ru": "дворец культуры «Үлгі»"}


def load(content):
    """The body at the council, its plan with its duties, the meeting, its twelve problems and what is told of them."""
    council = content.rows[COUNCIL]
    switch("regional_meetings", [council.pk], user=None)
    council = Council.objects.get(pk=council.pk)
    (sample,) = content.samples["regional_meetings"]
    (plan_sample,) = content.samples["meeting_year_plans"]
    body = national.save_body(
        Body(council=council, name_kk=sample["body"]["kk"], name_ru=sample["body"]["ru"]), user=None
    )
    plan = planning.open_plan(body, sample["date"].year, user=None)
    meeting = _meeting(sample, body, plan)
    # Years may move by less than a whole one, so the duties are placed by the plan that was made.
    _duties(plan_sample, body, plan, content.samples["meeting_year_plans"][0]["year"])
    _publish(meeting, plan, sample)
    _hold(meeting, sample)
    problems = _questions(meeting, sample, body)
    _progress(problems, sample, body)


def _meeting(sample, body, plan):
    hour, minute = map(int, sample["time"].split(":"))
    starts_at = at(sample["date"], hour, minute)
    opens_at = starts_at - timedelta(days=14)
    return planning.plan_meeting(
        body,
        plan=plan,
        slug=f"kostanay-{sample['date']:%Y-%m}",
        subject_kk=sample["title"]["kk"],
        subject_ru=sample["title"]["ru"],
        region=Region.objects.get(iso=sample["region"]),
        head_rank=sample["head_rank"],
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=sample["planned_minutes"]),
        opens_at=opens_at,
        closes_at=starts_at + timedelta(hours=3),
        holding=sample["format"],
        place_kk=sample["place"]["kk"],
        place_ru=sample["place"]["ru"],
        report_minutes=sample["report_minutes"],
        linked_kk="Рудный\nЛисаков\nАрқалық\nЖітіқара\nАмангелді",
        linked_ru="Рудный\nЛисаковск\nАркалык\nЖитикара\nАмангельды",
        stream_url="https://video.example/eco/kostanay",
        comments_url="https://social.example/eco/kostanay",
        user=None,
        now=opens_at,
        **HEAD,
    )


def _duties(sample, body, plan, sample_year):
    """Each duty as many days before or after its day as in the samples."""
    days = national.days_of(plan.year)
    done = {
        Duty.PROPOSALS: sample["first_head_proposals"]["sent_on"] - sample["first_head_proposals"]["deadline"],
        Duty.DEPARTMENT_PLAN: sample["department_plan"]["approved_on"] - sample["department_plan"]["deadline"],
        Duty.SUBMISSION: sample["schedule_submission"]["submitted_on"] - sample["schedule_submission"]["deadline"],
        Duty.APPROVAL: sample["schedule"]["approved_on"] - sample["schedule"]["deadline"],
    }
    for duty, shift in done.items():
        own = {"body": body} if duty in (Duty.PROPOSALS, Duty.DEPARTMENT_PLAN) else {}
        day = days[duty].in_plan(plan.year) + shift
        national.record_duty(duty, str(plan.year), done_on=day, today=date(plan.year + 1, 1, 1), user=None, **own)


def _publish(meeting, plan, sample):
    moment = at(sample["date"] - timedelta(days=30), 10)
    planning.publish_plan(plan, user=None, now=moment)
    summaries = {
        "kk": "Кездесуге дейін және кездесу кезінде сұрағыңызды осында жіберіңіз.",
        "ru": "Пришлите свой вопрос здесь до встречи или во время неё.",
    }
    publish_pair(meeting.consultation, {code: {"summary": words} for code, words in summaries.items()}, moment)
    publish_pair(meeting.consultation.form, {code: {} for code in summaries}, moment)


def _hold(meeting, sample):
    now = at(sample["date"], 20)
    holding.record_held(meeting, participants=320, user=None, now=now)
    for part, people in PARTS.items():
        holding.record_part(meeting, part, held_on=sample["date"], people=people, user=None, now=now, **WHERE)
    holding.add_participant(
        meeting, "akim_region", post_kk="Облыс әкімі (үлгі)", post_ru="Аким области (пример)", user=None
    )
    holding.add_coverage(
        meeting, "official_site", told_on=sample["date"], url="https://gov.example/eco/kostanay", user=None, now=now
    )


def _questions(meeting, sample, body):
    """Each question of the samples voiced, grouped, ranked and made a problem."""
    now, ranks = at(sample["date"], 18), {}
    for question in sample["questions"]:
        row = voicing.voice(
            meeting, text=question["text"]["kk"], language="kk", askers=13 - question["rank"], user=None, now=now
        )
        theme_kk, theme_ru = THEMES[question["category"]]
        group = ranking.make_group(
            meeting, [row.number], text_kk=question["text"]["kk"], text_ru=question["text"]["ru"], theme_kk=theme_kk,
            theme_ru=theme_ru, priority=question["priority"], user=None,
        )  # fmt: skip
        ranks[group.pk] = question["rank"]
    ranking.rank(meeting, ranks, user=None, **METHOD)
    published = at(sample["ranking_published_on"], 12)
    ranking.publish_ranking(meeting, user=None, now=published)
    scopes = {question["rank"]: question["scope"] for question in sample["questions"]}
    return {
        group.rank: progress.open_problem(group, owner=body, scope=scopes[group.rank], user=None)
        for group in meeting.groups.all()
    }


def _progress(problems, sample, body):
    """What is told of each problem, and the report of each quarter that was published by now."""
    first = Quarter.of(sample["ranking_published_on"])
    for place in range(2):
        quarter = first if place == 0 else first.next()
        published = at(max(line["published_on"] for line in _lines(sample, place)), 12)
        published = max(published, at(quarter.last_day + timedelta(days=7), 12))
        for question, line in zip(sample["questions"], _lines(sample, place), strict=True):
            state = question["status"] if place else ("explained" if line["percent"] == 100 else "in_progress")
            progress.tell(
                problems[question["rank"]], quarter, state=state, percent=line["percent"], text_kk=line["kk"],
                text_ru=line["ru"], user=None, now=published,
            )  # fmt: skip
        reports.freeze(body, quarter, user=None, now=published)


def _lines(sample, place):
    return [question["progress"][place] for question in sample["questions"]]
