"""What a citizen fills in, and what is shown to whoever has the number: the form, the state, the own acts."""

from types import SimpleNamespace

from django.utils.translation import gettext_lazy

from cms.style_examples.typed import SampleForm
from cms.style_guide import Chapter, Example, register
from cms.style_samples import (
    ANSWERED,
    CLOSES,
    EMPTY,
    EVERY,
    FOREIGN,
    FULL,
    OPENED,
    OWN,
    REFUSED,
    SHORT,
    USUAL,
    WAITING,
    WRONG,
    answer,
    council,
    foreign,
    foreign_words,
    long_title,
    proposal,
    question,
    say,
    summary,
)
from forms import addresses, proof, suspicion
from forms.own_acts import ContactForm
from forms.receipts import format_number
from forms.states import ProposalState

INCLUDES = "council_forms/includes"
NUMBER = format_number("405277163901")


FACTS = '<dl class="summary-list summary-list--wide">{}</dl>'
DEFINITION = SimpleNamespace(original_kept_days=365, contact_kept_days=90)
PROBLEMS = ("stale", "origin", "prove", "too_many", "conflict")


class ConditionalForm(SampleForm):
    """The form with a field that is asked where another one was answered."""

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["mail"].condition = SimpleNamespace(name="way", value="b")


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


register(
    Chapter(
        "own-proposals",
        gettext_lazy("A citizen's own proposal"),
        order=75,
        examples=(
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
        ),
    )
)
