"""The demonstration's calendar: the samples' dates, moved with today as the header of `samples.yaml` says. Pure.

Everything moves by whole quarters, and always by whole weeks, so that weekdays stay. The life of a question moves with
today instead: what is open is open now, what was answered was answered lately. Then each question is fitted into its
quarter. In the first days of a quarter nothing of it can be over yet, so the story still plays in the one before.
"""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from council_pages.quarters import Quarter
from forms.demonstration.mentions import Moves, moved_text

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
# From this day of a quarter on (the first is 0) a question of it may have been asked, discussed and answered.
EARLIEST_DAY = 21
BEFORE_OUTCOME = timedelta(days=5)
STATE_OPEN, STATE_PUBLISHED = "collecting", "position_published"


def moved(samples, today):
    """A copy of the samples with every date, quarter and mention of one moved, as if written for `today`."""
    story = Story(samples, today)
    copy = _walk(samples, story)
    for question, days in zip(copy["questions"], story.lives, strict=True):
        question |= {"announced_on": days.opens, "proposals_from": days.opens, "proposals_until": days.closes}
        question["event"]["date"] = days.event
    for report in copy["outcome_reports"]:
        report["published_on"] = story.life_of(report["question"]).published
    for old, proposal in zip(samples["proposals"], copy["proposals"], strict=True):
        proposal["received_on"] = story.received_on(old)
    for old, recommendation in zip(samples["recommendations"], copy["recommendations"], strict=True):
        _move_recommendation(old, recommendation, story)
    for old, news in zip(samples["news"], copy["news"], strict=True):
        news["date"] = story.day_in(old["council"], old["date"])
    return copy


def with_moved_mentions(added, story):
    """A copy of texts that accompany the samples, with every mention of a day, quarter or near year moved."""
    return _walk(added, story)


def _walk(value, story, language=None):
    """A copy of the value with its dates moved by quarters, and the words in each language brought up to date."""
    if isinstance(value, dict):
        return {key: _walk(item, story, key if key in ("kk", "ru") else language) for key, item in value.items()}
    if isinstance(value, list):
        return [_walk(item, story, language) for item in value]
    if isinstance(value, date):
        return value + story.by_quarters
    if isinstance(value, str) and language:
        return moved_text(value, language, story.moves)
    if isinstance(value, str) and len(value) == len("2026-Q4") and value[4:6] == "-Q":
        return str(story.quarter(Quarter.parse(value))).upper()
    return deepcopy(value)


def _move_recommendation(old, recommendation, story):
    """A recommendation with its due date and reply, all by the same number of weeks, so that terms stay.

    What has happened in the samples has happened on any day: nothing is sent or answered in the future.
    """
    last = old["reply"]["date"] if old["reply"] else old["date"]
    shift = story.day_in(old["council"], old["date"]) - old["date"]
    shift = _back_to(last + shift, story.today) - last
    recommendation |= {"date": old["date"] + shift, "due_on": old["due_on"] + shift}
    if old["reply"]:
        recommendation["reply"]["date"] = old["reply"]["date"] + shift


@dataclass(frozen=True)
class Life:
    """The days of one question; None for what it does not have yet."""

    opens: date | None
    event: date | None
    closes: date | None
    published: date | None


class Story:
    """How the samples' days move for a given today."""

    def __init__(self, samples, today):
        self.samples, self.today = samples, today
        written_on = samples["meta"]["as_of"]
        self.written_in = Quarter.of(written_on)
        current = Quarter.of(today)
        self.plays_in = current if (today - current.first_day).days >= EARLIEST_DAY else current.previous()
        self.number = _ordinal(self.plays_in) - _ordinal(self.written_in)
        self.by_quarters = _whole_weeks(self.plays_in.first_day - self.written_in.first_day)
        self.by_today = _whole_weeks(today - written_on)
        self.lives = [self._live(question) for question in samples["questions"]]
        self.known = self._known_days()
        self.moves = Moves(written_on.year, self._mentioned_day, self.quarter, partial(self._year, written_on.year))

    def quarter(self, old):
        """The quarter so many quarters later as the story plays later."""
        ordinal = _ordinal(old) + self.number
        return Quarter(ordinal // 4, ordinal % 4 + 1)

    def life_of(self, question_id):
        """The days of the question with this id."""
        ids = [question["id"] for question in self.samples["questions"]]
        return self.lives[ids.index(question_id)]

    def received_on(self, proposal):
        """The day on which the proposal came: inside its question's window."""
        life = self.life_of(proposal["question"])
        return min(max(proposal["received_on"] + self.by_today, life.opens), life.closes)

    def day_in(self, council, day):
        """The day in the council's story: as the last event on or before it moved."""
        before = [(old, new) for old, new in self.known[council] if old <= day]
        if not before:
            return day + self.by_quarters
        old, new = max(before)
        return day + (new - old)

    def _live(self, question):
        """The days of the question: moved with today, then fitted."""
        event = question["event"]["date"] + self.by_today
        if question["proposals_from"] is None:
            event = _back_to(event, self.plays_in.last_day)
            # A planned question whose quarter is running out has no day any more.
            return Life(None, event if event > self.today else None, None, None)
        opens, closes = question["proposals_from"] + self.by_today, question["proposals_until"] + self.by_today
        if question["status"] == STATE_OPEN:
            event = _back_to(event, self.plays_in.last_day)
            return Life(_back_to(opens, event), event, closes, None)
        return self._live_in_the_past(question, opens, event, closes)

    def _live_in_the_past(self, question, opens, event, closes):
        """One after the other, none before the schedule is public, the event inside the quarter."""
        schedule = next(row for row in self.samples["schedules"] if question["id"] in row["questions"])
        public_on = schedule["published_on"] + self.by_quarters
        event = _back_to(event, self.plays_in.last_day)
        opens = _on_to(_back_to(opens, event), public_on)
        event = _on_to(event, max(opens, self.plays_in.first_day))
        closes = _on_to(closes, event + DAY)
        if question["status"] != STATE_PUBLISHED:
            return Life(opens, event, closes, None)
        report = next(row for row in self.samples["outcome_reports"] if row["question"] == question["id"])
        return Life(opens, event, closes, _on_to(report["published_on"] + self.by_today, closes + BEFORE_OUTCOME))

    def _known_days(self):
        """For each council the days that its texts and news hang on: [(in the samples, now), …]."""
        known = {council["id"]: [] for council in self.samples["councils"]}
        for schedule in self.samples["schedules"]:
            days = (schedule["approved_on"], schedule["published_on"])
            known[schedule["council"]] += [(day, day + self.by_quarters) for day in days if day]
        for question, life in zip(self.samples["questions"], self.lives, strict=True):
            olds = (question["proposals_from"], question["event"]["date"], question["proposals_until"])
            pairs = zip(olds, (life.opens, life.event, life.closes), strict=True)
            known[question["council"]] += [(old, new) for old, new in pairs if old and new]
        for report in self.samples["outcome_reports"]:
            known[report["council"]].append((report["published_on"], self.life_of(report["question"]).published))
        return known

    def _mentioned_day(self, day):
        """The new day of one that a text mentions: an event if it is one, else moved by quarters."""
        found = [new for days in self.known.values() for old, new in days if old == day]
        return found[0] if found else day + self.by_quarters

    def _year(self, written_in, year):
        """«В 2027 году», said in 2026, means the year after the story's."""
        return year + self.plays_in.year - written_in if year in (written_in, written_in + 1) else year


def _ordinal(quarter):
    return quarter.year * 4 + quarter.number - 1


def _whole_weeks(span):
    """The span, rounded down to whole weeks: what came before a quarter stays before it."""
    return span // WEEK * WEEK


def _on_to(day, earliest):
    """The day itself, or the first of its weekday that is not before `earliest`."""
    return day if day >= earliest else day + -(-(earliest - day) // WEEK) * WEEK


def _back_to(day, latest):
    """The day itself, or the last of its weekday that is not after `latest`."""
    return day if day <= latest else day - -(-(day - latest) // WEEK) * WEEK
