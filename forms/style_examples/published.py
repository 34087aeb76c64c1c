"""What everybody reads of the proposals: counts, the published ones, results, the way into a recommendation."""

from types import SimpleNamespace

from django.utils.translation import gettext_lazy

from cms.style_guide import Chapter, Example, register
from cms.style_samples import (
    ANSWERED,
    CLOSES,
    EMPTY,
    FULL,
    HALTED,
    NOW,
    OPENED,
    RUNNING,
    USUAL,
    WAITING,
    answer,
    foreign,
    foreign_words,
    long_title,
    person,
    proposal,
    say,
    summary,
)
from forms.receipts import format_number
from forms.states import ProposalState

COMPONENTS, INCLUDES = "council_forms/components", "council_forms/includes"
NUMBER = format_number("405277163901")


def _item(state, **more):
    said = {
        "text": proposal(),
        "status": state.value,
        "status_label": state.label,
        "url": "#",
        "published_at": OPENED.date(),
    }
    given = (
        {"answer": answer(), "answered_at": NOW.date()}
        if state == ProposalState.ACCEPTED
        else {"due_at": CLOSES.date()}
    )
    return said | given | more


def _items():
    return [
        _item(ProposalState.ACCEPTED, author=person()),
        _item(ProposalState.REGISTERED, text=foreign_words(), lang=foreign()),
        _item(ProposalState.UNDER_REVIEW, text=long_title()),
    ]


def _totals(**counts):
    return SimpleNamespace(**{"received": 31, "answered": 24, "not_published": 3} | counts)


def _outcome():
    counts = {"yes": 14, "partly": 6, "no": 9, "out": 2}
    labels = [ProposalState.ACCEPTED, ProposalState.PARTIALLY_ACCEPTED, ProposalState.REJECTED, ProposalState.FORWARDED]
    return {
        "c": {
            "totals": _totals(),
            "figures": [
                {"value": 31, "label": say("ұсыныс", "предложение")},
                {"value": 24, "label": say("жауап", "ответа")},
            ],
            "parts": [
                {"kind": kind, "count": counts[kind], "label": state.label}
                for kind, state in zip(counts, labels, strict=True)
            ],
            "unpublished": [(summary(), 2), (say("Жеке деректер", "Личные данные"), 1)],
        }
    }


def _rows():
    state = {"status": ProposalState.REJECTED.value, "status_label": ProposalState.REJECTED.label}
    return [
        [{"text": NUMBER}, state, {"text": answer()}],
        [{"text": NUMBER}, state, {"text": foreign_words(), "lang": foreign()}],
    ]


def _answers():
    heads = [say("Нөмірі", "Номер"), say("Жағдайы", "Состояние"), say("Жауап", "Ответ")]
    return {"c": {"items": _items(), "columns": heads, "rows": _rows()}}


def _way(**more):
    return {"has_dates": True, "opens_at": OPENED, "closes_at": CLOSES, "now": NOW, "url": "#", "received": 31} | more


def _result(**more):
    counts = [(say("Иә", "Да"), 21), (say("Жоқ", "Нет"), 9)]
    few = say("бестен аз", "меньше пяти")
    bars = [{"label": label, "words": str(count), "width": f"{count / 31:.0%}"} for label, count in counts]
    bars.append({"label": long_title(), "words": few, "width": ""})
    return {
        "title": say("Жарық керек пе?", "Нужно ли освещение?"),
        "asked": 31,
        "bars": bars,
        "columns": [say("Жауап", "Ответ"), say("Ұсыныс", "Предложений")],
        "rows": [[bar["label"], bar["words"]] for bar in bars],
    } | more


def _clauses():
    links = [{"url": "#", "text": proposal()}, {"url": "#", "text": foreign_words(), "lang": foreign()}]
    return {"c": {"clauses": [{"number": 1, "count": 2, "links": links}, {"number": 2, "count": 1, "links": []}]}}


def _trace(**more):
    reply = {"text": proposal(), "actions": answer()}
    said = {
        "url": "#",
        "title": say("№ 3 ұсыным, 1-тармақ", "Рекомендация № 3, пункт 1"),
        "said": proposal(),
        "recommended": summary(),
        "addressee": say("Үлгі министрлік", "Образцовое министерство"),
        "status": "answered",
        "status_label": say("Жауап алынды", "Ответ получен"),
        "reply": reply,
    }
    return {"trace": said | more}


register(
    Chapter(
        "proposals",
        gettext_lazy("Proposals of citizens"),
        order=70,
        examples=(
            Example(f"{COMPONENTS}/question_form.html", RUNNING, lambda: {"c": _way()}),
            Example(
                f"{COMPONENTS}/question_form.html",
                HALTED,
                lambda: {"c": _way(has_dates=False, state_label=say("Кейінге қалдырылды", "Отложено"))},
            ),
            Example(
                "council_pages/includes/question_action.html",
                RUNNING,
                lambda: {"form_components": [{"template": f"{COMPONENTS}/question_form.html", "context": _way()}]},
            ),
            Example(
                f"{COMPONENTS}/question_proposals.html",
                FULL,
                lambda: {"c": {"totals": _totals(), "items": _items(), "all_url": "#"}},
            ),
            Example(
                f"{COMPONENTS}/question_proposals.html",
                EMPTY,
                lambda: {"c": {"totals": _totals(answered=0), "items": []}},
            ),
            Example(f"{COMPONENTS}/outcome_totals.html", FULL, _outcome),
            Example(f"{COMPONENTS}/outcome_totals.html", EMPTY, lambda: {"c": {"totals": _totals(received=0)}}),
            Example(f"{COMPONENTS}/outcome_proposals.html", FULL, _answers),
            Example(f"{COMPONENTS}/recommendation_proposals.html", USUAL, _clauses),
            Example(
                f"{COMPONENTS}/results.html",
                FULL,
                lambda: {"c": {"items": [_result(), _result(title=long_title(), bars=[])]}},
            ),
            Example(
                f"{INCLUDES}/public_item.html",
                ANSWERED,
                lambda: {"item": _item(ProposalState.ACCEPTED, author=person())},
            ),
            Example(f"{INCLUDES}/result.html", USUAL, lambda: {"item": _result()}),
            Example(f"{INCLUDES}/trace.html", ANSWERED, _trace),
            Example(
                f"{INCLUDES}/trace.html",
                WAITING,
                lambda: _trace(reply=None, waiting=say("12 күн жауап жоқ", "Нет ответа 12 дней"), status="sent"),
            ),
        ),
    )
)
