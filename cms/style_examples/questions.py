"""Councils and their questions: lists, deadlines, steps, documents, the map."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from cms import regions
from cms.component_tags import question
from cms.languages import active_language
from cms.style_guide import Chapter, Example, register
from cms.style_samples import (
    AHEAD,
    CLOSES,
    EMPTY,
    FOREIGN,
    FULL,
    LAST_DAY,
    LONG,
    NOW,
    OPENED,
    OVER,
    RUNNING,
    SHORT,
    USUAL,
    answer,
    council,
    foreign,
    foreign_words,
    long_title,
    proposal,
    say,
    summary,
)
from cms.style_samples import question as title

PARTS = "cms/components"
LIST = '<ul class="consultation-list" role="list">{}</ul>'


def _item(state, label, **more):
    item = {
        "title": title(),
        "url": "#",
        "state": state,
        "status_label": label,
        "opens_at": OPENED,
        "closes_at": CLOSES,
        "council": council(),
        "summary": summary(),
    }
    return question.consultation_item(item | more, NOW)


def _collecting(**more):
    return _item("collecting", say("Ұсыныс қабылдануда", "Приём предложений"), **more)


def _steps(current):
    names = [
        say("Кестені бекіту", "Утверждение графика"),
        say("Хабарлау", "Информирование"),
        say("Ұсыныстарды жинау", "Сбор предложений"),
        say("Отырыс", "Заседание"),
        say("Қорытынды", "Итоги"),
    ]
    steps = []
    for place, name in enumerate(names, 1):
        state = "done" if place < current else "current" if place == current else "ahead"
        steps.append({"label": name, "state": state, "date": OPENED + timedelta(days=20 * (place - 1))})
    return steps


def _exceptions():
    first, second, third, *rest = _steps(4)
    return [
        {**first, "state": "missing", "date": None},
        second | {"state": "skipped"},
        third | {"note": summary()},
        *rest,
    ]


def _dates():
    return [
        {"starts_at": CLOSES, "ends_at": CLOSES + timedelta(hours=2), "title": title(), "url": "#", "note": council()},
        {"starts_at": CLOSES, "ends_at": CLOSES + timedelta(days=2), "title": foreign_words(), "lang": foreign()},
        {
            "starts_at": date(2026, 12, 16),
            "title": say("Көпшілік тыңдауы", "Общественные слушания"),
            "tag": {"kind": "no", "label": say("Өткізілмейді", "Отменено")},
            "texts": [{"text": proposal()}, {"text": foreign_words(), "lang": foreign()}],
            "links": [{"label": say("Хаттама", "Протокол"), "url": "#", "icon": "file"}],
        },
        {"starts_at": CLOSES + timedelta(days=30), "title": long_title(), "url": "#"},
    ]


def _regions(count):
    rows = regions.in_order(active_language())
    return [
        {"iso": row.iso, "name": row.forms(active_language()).nominative, "url": "#", "count": count(place)}
        for place, row in enumerate(rows)
    ]


def _documents():
    return [
        {"title": title(), "url": "#", "kind": "PDF", "size": 1_240_000, "pages": 12},
        {"title": foreign_words(), "url": "#", "kind": "DOCX", "size": 48_000, "language": foreign()},
        {"title": long_title(), "url": "#"},
    ]


def _card(**more):
    return question.feedback_card(
        {"title": title(), "said": proposal(), "advised": summary(), "changed": answer()} | more
    )


def _course(*states):
    labels = [
        say("Тіркелді", "Зарегистрировано"),
        say("Қаралуда", "На рассмотрении"),
        say("Жауап берілді", "Ответ дан"),
    ]
    return question.timeline(
        [
            {
                "label": label,
                "state": state,
                "when": OPENED if state == "done" else None,
                "text": summary() if state == "current" else "",
            }
            for label, state in zip(labels, states, strict=True)
        ]
    )


register(
    Chapter(
        "questions",
        _("Questions of councils"),
        order=30,
        examples=(
            Example(f"{PARTS}/consultation_item.html", RUNNING, lambda: _collecting(proposals=14), LIST),
            Example(
                f"{PARTS}/consultation_item.html",
                LAST_DAY,
                lambda: _collecting(closes_at=NOW + timedelta(hours=5)),
                LIST,
            ),
            Example(
                f"{PARTS}/consultation_item.html",
                AHEAD,
                lambda: _item(
                    "planned",
                    say("Жоспарланған", "Запланировано"),
                    opens_at=CLOSES,
                    closes_at=CLOSES + timedelta(days=9),
                ),
                LIST,
            ),
            Example(
                f"{PARTS}/consultation_item.html",
                OVER,
                lambda: _item("published", say("Қорытындысы жарияланды", "Итоги опубликованы"), closes_at=OPENED),
                LIST,
            ),
            Example(
                f"{PARTS}/consultation_item.html",
                FOREIGN,
                lambda: _collecting(
                    title=foreign_words(), lang=foreign(), summary="", badge=say("тек орысша", "только на казахском")
                ),
                LIST,
            ),
            Example(
                f"{PARTS}/consultation_item.html",
                LONG,
                lambda: _collecting(title=long_title(), council=long_title()),
                LIST,
            ),
            Example(
                f"{PARTS}/consultation_item.html",
                SHORT,
                lambda: _item("planned", "", council="", summary="", url="", opens_at=None, closes_at=None),
                LIST,
            ),
            Example(f"{PARTS}/deadline.html", RUNNING, lambda: question.deadline(OPENED, CLOSES, NOW, "#", 14, "#")),
            Example(
                f"{PARTS}/deadline.html",
                LAST_DAY,
                lambda: question.deadline(OPENED, NOW + timedelta(hours=5), NOW, "#", 0),
            ),
            Example(
                f"{PARTS}/deadline.html", AHEAD, lambda: question.deadline(CLOSES, CLOSES + timedelta(days=9), NOW)
            ),
            Example(
                f"{PARTS}/deadline.html",
                OVER,
                lambda: question.deadline(OPENED, NOW - timedelta(days=1), NOW, "#", 214, "#"),
            ),
            Example(f"{PARTS}/agenda.html", FULL, lambda: question.agenda(_dates())),
            Example(
                f"{PARTS}/region_finder.html", USUAL, lambda: question.region_finder(_regions(lambda place: place % 7))
            ),
            Example(f"{PARTS}/region_finder.html", EMPTY, lambda: question.region_finder(_regions(lambda place: 0))),
            Example(f"{PARTS}/step_indicator.html", RUNNING, lambda: question.step_indicator(_steps(3), summary())),
            Example(f"{PARTS}/step_indicator.html", AHEAD, lambda: question.step_indicator(_steps(0))),
            Example(f"{PARTS}/step_indicator.html", OVER, lambda: question.step_indicator(_exceptions())),
            Example(f"{PARTS}/document_list.html", FULL, lambda: question.document_list(_documents())),
            Example(f"{PARTS}/feedback_card.html", USUAL, lambda: _card(url="#", meta=council())),
            Example(
                f"{PARTS}/feedback_card.html",
                FOREIGN,
                lambda: _card(
                    title=foreign_words(),
                    said=foreign_words(),
                    advised=foreign_words(),
                    changed=foreign_words(),
                    lang=foreign(),
                ),
            ),
            Example(f"{PARTS}/timeline.html", RUNNING, lambda: _course("done", "current", "ahead")),
            Example(f"{PARTS}/timeline.html", OVER, lambda: _course("done", "done", "done")),
        ),
    )
)
