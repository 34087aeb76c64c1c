"""The examples of what citizens send and follow, for the style guide."""

from types import SimpleNamespace

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.style_examples.letters import letter
from cms.style_examples.typed import SampleForm
from cms.style_guide import Chapter, Example, WholePage, register
from cms.style_samples import (
    ANSWERED,
    CLOSES,
    EMPTY,
    EVERY,
    FOREIGN,
    FULL,
    HALTED,
    NOW,
    OPENED,
    OWN,
    REFUSED,
    RUNNING,
    SHORT,
    USUAL,
    WAITING,
    WRONG,
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
from forms import addresses, proof, suspicion
from forms.own_acts import ContactForm
from forms.receipts import format_number
from forms.states import ProposalState

COMPONENTS, INCLUDES = "council_forms/components", "council_forms/includes"
FACTS = '<dl class="summary-list summary-list--wide">{}</dl>'
NUMBER = format_number("405277163901")
DEFINITION = SimpleNamespace(original_kept_days=365, contact_kept_days=90)
PROBLEMS = ("stale", "origin", "prove", "too_many", "conflict")


class ConditionalForm(SampleForm):
    """The form with a field that is asked where another one was answered."""

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["mail"].condition = SimpleNamespace(name="way", value="b")


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


def _changes():
    return [{"day": OPENED.date(), "text": say("Кеңес қарауға алды.", "Совет взял на рассмотрение.")}]


def _earlier():
    state = ProposalState.REJECTED
    return [{"day": OPENED.date(), "status": state.value, "status_label": state.label, "text": summary()}]


def _sent(**more):
    rows = [
        {"label": say("Жариялау", "Публикация"), "value": say("Мәтін, атсыз", "Текст, без имени")},
        {"label": say("Келісім", "Согласие"), "when": OPENED},
        {"label": foreign_words(), "label_lang": foreign(), "value": foreign_words(), "lang": foreign()},
    ]
    return {"rows": rows, "hash_parts": ["0123456789abcdef"] * 4, "is_erased": False} | more


def _found(state, *, is_own=False, **more):
    course = [{"label": ProposalState.REGISTERED.label, "state": "done", "when": OPENED}]
    course += [{"label": say("Кеңестің жауабы", "Ответ совета"), "state": "ahead", "text": summary()}]
    found = {
        "number": NUMBER,
        "state": state.value,
        "state_label": state.label,
        "subject": question(),
        "question_url": "#",
        "council": council(),
        "timeline": course,
        "changes": [],
        "text": proposal(),
        "is_own": is_own,
        "sent": _sent() if is_own else {},
    }
    return {"found": found | more}


def _answered():
    return _found(
        ProposalState.ACCEPTED,
        changes=_changes(),
        answer=answer(),
        earlier=_earlier(),
        published_url="#",
        outcome_url="#",
    )


def _own(**more):
    offered = {
        "may_correct": True,
        "has_contact": True,
        "contact_form": ContactForm(DEFINITION),
        "may_withdraw": True,
        "is_public": True,
        "may_erase": True,
        "has_public_copy": True,
    }
    return _found(ProposalState.REGISTERED, is_own=True) | {"own": offered | more, "secret": "ABCD-EFGH"}


def _form(form, **more):
    words = {
        "form": form,
        "token": "-",
        "trap": suspicion.TRAP,
        "definition": DEFINITION,
        "draft_key": "sample",
        "form_id": "sample",
    }
    return words | more


def _problems():
    first = {"proposal": NUMBER, "first_text": proposal()}
    return [{"problem": problem, "first": first} for problem in PROBLEMS]


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
            Example(f"{INCLUDES}/form.html", EMPTY, lambda: _form(SampleForm())),
            Example(
                f"{INCLUDES}/form.html",
                WRONG,
                lambda: _form(SampleForm({"text": long_title() * 3}), challenge="-", proof_bits=proof.BITS),
            ),
            Example(
                f"{INCLUDES}/fields.html",
                FULL,
                lambda: {"form": ConditionalForm()},
                '<div class="form">{}</div>',
            ),
            Example(f"{INCLUDES}/no_appeal.html", USUAL, lambda: {"appeals_url": addresses.APPEALS_URL}),
            Example(f"{INCLUDES}/problem.html", EVERY, _problems),
            Example(
                f"{INCLUDES}/what_happens.html",
                USUAL,
                lambda: {"consultation": {"closes_at": CLOSES}, "contacts_url": "#"},
            ),
            Example(
                f"{INCLUDES}/public_item.html",
                ANSWERED,
                lambda: {"item": _item(ProposalState.ACCEPTED, author=person())},
            ),
            Example(f"{INCLUDES}/tracked.html", WAITING, lambda: _found(ProposalState.REGISTERED, proposals_url="#")),
            Example(f"{INCLUDES}/tracked.html", ANSWERED, _answered),
            Example(f"{INCLUDES}/tracked.html", OWN, lambda: _found(ProposalState.UNDER_REVIEW, is_own=True)),
            Example(
                f"{INCLUDES}/tracked.html",
                FOREIGN,
                lambda: _found(ProposalState.ACCEPTED, text=foreign_words(), answer=foreign_words(), foreign=foreign()),
            ),
            Example(
                f"{INCLUDES}/tracked.html",
                REFUSED,
                lambda: _found(
                    ProposalState.REJECTED,
                    is_own=True,
                    text="",
                    sent=_sent(is_erased=True),
                    refusal=say("Жарнама", "Реклама"),
                ),
            ),
            Example(f"{INCLUDES}/earlier.html", ANSWERED, lambda: {"found": {"earlier": _earlier()}}),
            Example(f"{INCLUDES}/changes.html", USUAL, lambda: {"found": {"changes": _changes()}}),
            Example(f"{INCLUDES}/sent_rows.html", USUAL, lambda: {"sent": _sent()}, FACTS),
            Example(f"{INCLUDES}/own_acts.html", FULL, _own),
            Example(
                f"{INCLUDES}/own_acts.html",
                SHORT,
                lambda: _own(may_correct=False, has_contact=False, may_withdraw=False, may_erase=False),
            ),
            Example(f"{INCLUDES}/own_erasure.html", USUAL, _own),
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


def _letter(request):
    state = ProposalState.ACCEPTED
    words = {
        "number": NUMBER,
        "event": state.label,
        "state": state.label,
        "question": question(),
        "council": council(),
        "track_url": "https://example.kz/kk/track/",
    }
    subject = _("Your proposal %(number)s: %(event)s") % {"number": NUMBER, "event": state.label}
    return letter(subject, render_to_string("council_forms/mail/letter.txt", words))


register(
    Chapter(
        "letters-to-citizens",
        gettext_lazy("Letters to citizens"),
        order=130,
        has_styles=True,
        examples=(WholePage("council_forms/mail/letter.txt", USUAL, _letter),),
    )
)
