"""The record: proposals with their answers, receipts, shares, tables, what the search found."""

from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cms.component_tags import record
from cms.style_guide import Chapter, Example, register
from cms.style_samples import (
    ANSWERED,
    CLOSES,
    CORRECTED,
    FOREIGN,
    FULL,
    LONG,
    MANY,
    OPENED,
    SHORT,
    USUAL,
    WAITING,
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

PARTS = "cms/components"
LIST = '<ol class="proposal-list" role="list"><li>{}</li></ol>'
RESULTS = '<ol class="result-list" role="list">{}</ol>'


def _proposal(status, label, **more):
    item = {
        "text": proposal(),
        "status": status,
        "status_label": label,
        "number": "12",
        "published_at": date(2026, 11, 14),
    }
    return record.proposal(item | more)


def _accepted(**more):
    said = {"answer": answer(), "answered_at": date(2026, 11, 20)}
    return _proposal("accepted", say("Қабылданды", "Принято"), **said | more)


def _earlier():
    return [{"text": summary(), "status_label": say("Қабылданбады", "Отклонено"), "day": date(2026, 11, 17)}]


def _shares(*counts):
    labels = [
        say("Қабылданды", "Принято"),
        say("Ішінара қабылданды", "Принято частично"),
        say("Қабылданбады", "Отклонено"),
        say("Құзыретінен тыс", "Вне компетенции"),
    ]
    parts = [
        {"kind": kind, "label": label, "count": count, "url": "#" if kind == "yes" else ""}
        for kind, label, count in zip(("yes", "partly", "no", "out"), labels, counts, strict=True)
    ]
    return record.stacked_bar(parts, say("Ұсыныстар шешім бойынша", "Предложения по решениям"))


def _table(rows, **more):
    heads = [say("Мәселе", "Вопрос"), say("Жағдайы", "Состояние"), say("Күні", "Дата"), say("Ұсыныс", "Предложений")]
    return record.data_table(say("Мәселелер тізбесі", "Перечень вопросов"), heads, rows, **more)


def _rows():
    more = [{"label": say("Өзгерту", "Изменение"), "text": foreign_words(), "note": OPENED, "lang": foreign()}]
    late = {"status": "late", "status_label": say("Мерзімі өтті", "Срок прошёл")}
    return [
        [
            {"text": question(), "url": "#", "note": council()},
            {"status": "open", "status_label": say("Ашық", "Открыт")},
            CLOSES,
            14,
        ],
        [{"text": foreign_words(), "lang": foreign(), "more": more}, late, date(2026, 10, 1), 0],
        [long_title(), {"text": "–"}, say("белгіленбеген", "не назначено"), 1204],
    ]


def _receipt():
    body = format_html("<p>{}</p>", summary())
    return record.receipt(say("Ұсынысыңыз тіркелді", "Ваше предложение зарегистрировано"), "405277163901") | {
        "content": body
    }


def _found(**more):
    return record.search_result({"title": question(), "url": "#"} | more)


register(
    Chapter(
        "records",
        _("Proposals, answers, tables"),
        order=40,
        examples=(
            Example(
                f"{PARTS}/proposal.html",
                WAITING,
                lambda: _proposal("registered", say("Тіркелді", "Зарегистрировано"), due_at=CLOSES),
                LIST,
            ),
            Example(
                f"{PARTS}/proposal.html",
                ANSWERED,
                lambda: _accepted(author=person(), url="#", used_in=question()),
                LIST,
            ),
            Example(f"{PARTS}/proposal.html", CORRECTED, lambda: _accepted(earlier=_earlier()), LIST),
            Example(
                f"{PARTS}/proposal.html",
                FOREIGN,
                lambda: _accepted(text=foreign_words(), answer=foreign_words(), lang=foreign(), number=""),
                LIST,
            ),
            Example(
                f"{PARTS}/proposal.html", LONG, lambda: _accepted(text=long_title() * 3, author=long_title()), LIST
            ),
            Example(f"{PARTS}/receipt.html", USUAL, _receipt),
            Example(f"{PARTS}/stacked_bar.html", USUAL, lambda: _shares(14, 6, 9, 2)),
            Example(f"{PARTS}/stacked_bar.html", SHORT, lambda: _shares(0, 1, 0, 0)),
            Example(f"{PARTS}/data_table.html", FULL, lambda: _table(_rows())),
            Example(f"{PARTS}/data_table.html", MANY, lambda: _table(_rows()[:1] * 40, hide_caption=True)),
            Example(f"{PARTS}/search_result.html", SHORT, _found, RESULTS),
            Example(
                f"{PARTS}/search_result.html",
                FULL,
                lambda: _found(
                    type=say("Мәселе", "Вопрос"),
                    status="open",
                    status_label=say("Ұсыныс қабылдануда", "Приём предложений"),
                    badge=say("қазақша", "по-русски"),
                    snippet=format_html("… <mark>{}</mark> – {}", question(), summary()),
                    meta=[council(), say("14 ұсыныс", "14 предложений")],
                    also={"url": "#", "label": say("Осының орысшасы", "То же на казахском"), "lang": foreign()},
                ),
                RESULTS,
            ),
            Example(
                f"{PARTS}/search_result.html",
                FOREIGN,
                lambda: _found(title=foreign_words(), snippet=foreign_words(), lang=foreign()),
                RESULTS,
            ),
            Example(
                f"{PARTS}/search_result.html", LONG, lambda: _found(title=long_title(), snippet=long_title()), RESULTS
            ),
        ),
    )
)
