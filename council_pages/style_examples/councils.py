"""The examples of what councils publish, for the style guide."""

from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from cms.component_tags import question as questions
from cms.languages import active_language
from cms.style_guide import Chapter, Example, register
from cms.style_samples import (
    AHEAD,
    ANSWERED,
    CLOSES,
    CORRECTED,
    EVERY,
    FOREIGN,
    FULL,
    LONG,
    NOW,
    OPENED,
    OVER,
    SHORT,
    USUAL,
    answer,
    council,
    foreign,
    foreign_words,
    long_title,
    person,
    proposal,
    question,
    say,
    summary,
)
from council_pages.filters import CouncilFilter

INCLUDES, BLOCKS = "council_pages/includes", "council_pages/blocks"
FACTS = '<dl class="summary-list summary-list--wide">{}</dl>'
PROSE = '<div class="prose">{}</div>'


@dataclass(frozen=True)
class SamplePublication:
    """Where something was published outside the site."""

    words: str
    url: str = "#"
    published_on: date = date(2026, 11, 12)

    def __str__(self):
        return self.words


class SamplePicture:
    """A picture that no folder holds, in the shape that Wagtail's tag asks for."""

    url, width, height = "/static/img/favicon.svg", 640, 360

    def get_rendition(self, spec):
        """One size of it."""
        return self

    def get_renditions(self, *specs):
        """All sizes that are asked for."""
        return dict.fromkeys(specs, self)

    def img_tag(self, attrs):
        """The element, as a rendition makes it; a single size has no list of them."""
        return format_html('<img src="{}" alt="{}" width="640" height="360" loading="lazy">', self.url, question())


def _items():
    item = {"title": question(), "url": "#", "state": "collecting", "opens_at": OPENED, "closes_at": CLOSES}
    label = say("Ұсыныс қабылдануда", "Приём предложений")
    return [item | {"status_label": label, "council": council()}, item | {"title": long_title(), "status_label": label}]


def _filter(level="", region=""):
    return CouncilFilter(level, region).choices(active_language())


def _course():
    events = questions.agenda([{"starts_at": CLOSES, "title": say("Көпшілік тыңдауы", "Общественные слушания")}])
    updates = [
        {"published_at": OPENED, "text": proposal()},
        {"published_at": NOW, "text": foreign_words(), "lang": foreign()},
    ]
    return {"updates": updates, "events": events["items"]}


def _reply(**more):
    said = {"received_on": OPENED.date(), "document_number": "07-12/418", "text": proposal(), "actions": answer()}
    document = {"title": question(), "url": "#", "kind": "PDF", "size": 310_000, "pages": 3}
    return {"reply": said | {"documents": [document]} | more}


def _record():
    return {
        "departures": [
            {"label": say("Кесте кеш бекітілді.", "График утверждён поздно."), "reason": summary()},
        ],
        "amendments": [
            {"what": question(), "sitting_number": 9, "held_on": OPENED.date(), "number": 2},
        ],
        "publications": [SamplePublication(say("Аудан газеті", "Районная газета")), SamplePublication(long_title())],
    }


def _waiting(opens_at, closes_at):
    return {"consultation": SimpleNamespace(opens_at=opens_at, closes_at=closes_at, halted=""), "now": NOW}


def _results():
    found = [{"title": question(), "url": "#", "snippet": summary(), "meta": [council()]}]
    return {
        "items": [
            *found,
            {
                "title": foreign_words(),
                "url": "#",
                "lang": foreign(),
                "status": "overdue",
                "status_label": say("Мерзімі өтті", "Срок прошёл"),
            },
        ]
    }


def _agenda():
    return {
        "agenda_items": [
            {"title": question(), "reporter": person(), "minutes": say("20 минут", "20 минут")},
            {"title": foreign_words(), "lang": foreign(), "reporter": person(), "reporter_lang": foreign()},
            {"title": long_title()},
        ]
    }


def _links():
    answered = {"status": "answered", "status_label": say("Жауап алынды", "Ответ получен")}
    return {
        "recommendation_links": [
            {"label": question(), "url": "#", **answered},
            {"label": foreign_words(), "url": "#", "lang": foreign()},
        ]
    }


def _choice():
    options = [{"value": str(year), "label": str(year), "selected": year == 2026} for year in (2026, 2025)]
    return {"name": "year", "label": say("Жыл", "Год"), "all": say("Барлық жыл", "Все годы"), "options": options}


def _indicators():
    shown = {"code": "schedules", "label": question(), "formula": summary(), "inputs": summary(), "source": "001-5"}
    return {"indicators": [shown, {"code": "own", "label": long_title(), "formula": summary()}]}


def _quarter(**more):
    rows = [(say("Жарияланған қорытындылар", "Опубликованные итоги"), 2)]
    said = {
        "slug": "2026-q4",
        "label": say("2026 жылғы IV тоқсан", "IV квартал 2026 года"),
        "due": OPENED.date(),
        "status": say("Кесте жарияланбаған", "График не опубликован"),
        "rows": rows,
    }
    return {"quarter": said | more}


def _published_quarter():
    told = SimpleNamespace(url="#", channel=say("Аудан газеті", "Районная газета"), day=OPENED.date())
    status = say("Кесте жарияланды", "График опубликован")
    return _quarter(is_done=True, schedule_url="#", publications=[told], status=status, slug="2026-q3")


def _comment(**more):
    return {"comment": {"text": answer(), "published_at": NOW} | more}


def _proofs():
    steps = [{"step": 1, "url": "#", "label": say("Отырыс хаттамасы", "Протокол заседания"), "date": OPENED.date()}]
    return {"proofs": [*steps, {"step": 2, "url": "", "label": summary(), "date": NOW.date()}]}


register(
    Chapter(
        "council-pages",
        gettext_lazy("Pages of councils"),
        order=60,
        examples=(
            Example(f"{INCLUDES}/agenda_items.html", USUAL, _agenda),
            Example(f"{INCLUDES}/consultations.html", USUAL, lambda: {"items": _items(), "now": NOW}),
            Example(
                f"{INCLUDES}/council_filter.html",
                FULL,
                lambda: {**_filter("district", "almaty"), "kept": [("month", "2026-11")]},
            ),
            Example(f"{INCLUDES}/council_filter.html", SHORT, lambda: {"regions": _filter()["regions"]}),
            Example(f"{INCLUDES}/filter_choice.html", USUAL, _choice, '<div class="form">{}</div>'),
            Example(f"{INCLUDES}/course.html", USUAL, _course),
            Example(
                f"{INCLUDES}/documents.html",
                USUAL,
                lambda: {"document_entries": [{"title": question(), "url": "#", "kind": "PDF", "size": 2_000_000}]},
            ),
            Example(
                f"{INCLUDES}/language_notice.html", FOREIGN, lambda: {"is_fallback": True, "text_language": foreign()}
            ),
            Example(f"{INCLUDES}/offline_controls.html", USUAL, lambda: {"council": SimpleNamespace(slug="kokozek")}),
            Example(f"{INCLUDES}/offline_controls.html", EVERY, dict),
            Example(f"{INCLUDES}/copy_note.html", USUAL, lambda: {"copied_at": NOW}),
            Example(f"{INCLUDES}/no_connection.html", USUAL, dict),
            Example(f"{INCLUDES}/indicators.html", USUAL, _indicators),
            Example(f"{INCLUDES}/compliance_quarter.html", FULL, _published_quarter),
            Example(f"{INCLUDES}/compliance_quarter.html", SHORT, _quarter),
            Example(f"{INCLUDES}/numbers_comment.html", USUAL, _comment),
            Example(
                f"{INCLUDES}/numbers_comment.html", FOREIGN, lambda: _comment(text=foreign_words(), lang=foreign())
            ),
            Example(f"{INCLUDES}/proofs.html", USUAL, _proofs),
            Example(f"{INCLUDES}/question_action.html", AHEAD, lambda: _waiting(CLOSES, CLOSES + timedelta(days=9))),
            Example(f"{INCLUDES}/question_action.html", OVER, lambda: {"outcome_url": "#"}),
            Example(f"{INCLUDES}/recommendation_links.html", USUAL, _links),
            Example(f"{INCLUDES}/reply.html", ANSWERED, _reply),
            Example(
                f"{INCLUDES}/reply.html", CORRECTED, lambda: _reply(corrected_on=NOW.date(), actions="", documents=[])
            ),
            Example(
                f"{INCLUDES}/reply.html",
                FOREIGN,
                lambda: _reply(
                    text=foreign_words(),
                    lang=foreign(),
                    actions=foreign_words(),
                    actions_lang=foreign(),
                    badge=say("тек орысша", "только на казахском"),
                ),
            ),
            Example(f"{INCLUDES}/results.html", USUAL, _results),
            Example(f"{INCLUDES}/schedule_record.html", FULL, _record),
            Example(
                f"{BLOCKS}/fact.html",
                USUAL,
                lambda: {"value": {"label": say("Қабылдау", "Приём"), "value": "+7 700 000 00 00\nhttps://example.kz"}},
                FACTS,
            ),
            Example(
                f"{BLOCKS}/person.html",
                FULL,
                lambda: {
                    "value": {
                        "name": person(),
                        "role": say("Төраға", "Председатель"),
                        "position": council(),
                        "about": proposal(),
                    }
                },
                PROSE,
            ),
            Example(
                f"{BLOCKS}/person.html",
                LONG,
                lambda: {"value": {"name": long_title(), "position": long_title()}},
                PROSE,
            ),
            Example(f"{BLOCKS}/picture.html", USUAL, lambda: {"value": SamplePicture()}, PROSE),
        ),
    )
)
