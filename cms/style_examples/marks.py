"""Small parts: signs, status labels, marks, moments, notices."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cms.component_tags import words
from cms.style_guide import Chapter, Example, register
from cms.style_samples import (
    CLOSES,
    EMPTY,
    EVERY,
    FOREIGN,
    FULL,
    LONG,
    USUAL,
    council,
    foreign,
    foreign_words,
    long_title,
    question,
    say,
    summary,
)

PARTS = "cms/components"
ICONS = ("search", "calendar", "file", "down", "print", "check", "arrow", "close", "menu", "chat", "place", "filter")
STYLES = ("date", "stamp", "appointment", "deadline")
CLUSTER, STACK = '<div class="cluster">{}</div>', '<div class="stack">{}</div>'
KINDS = ("info", "warn", "ok", "lang")


def _notice(kind, label="", lang=""):
    if lang:
        body = format_html("<p><b>{}</b></p>", foreign_words())
    else:
        body = format_html("<p><b>{}</b></p><p>{}</p>", question(), summary())
    return words.notice(kind, label, lang) | {"content": body}


def _tags():
    """A label for each kind, with the words of each state that has it."""
    return {
        "open": say("Ұсыныс қабылдануда", "Приём предложений"),
        "soon": say("Жақында", "Скоро"),
        "review": say("Кеңес қарауда", "На рассмотрении совета"),
        "done": say("Қорытындысы жарияланды", "Итоги опубликованы"),
        "partly": say("Ішінара қабылданды", "Принято частично"),
        "no": say("Қабылданбады", "Отклонено"),
        "plan": say("Жоспарланған", "Запланировано"),
        "late": say("Мерзімі өтті", "Срок прошёл"),
        "plain": say("Белгі", "Отметка"),
    }


register(
    Chapter(
        "marks",
        _("Signs, labels, notices"),
        order=20,
        examples=(
            Example(f"{PARTS}/tag.html", EVERY, lambda: [words.tag(*pair) for pair in _tags().items()], CLUSTER),
            Example(f"{PARTS}/tag.html", FOREIGN, lambda: words.tag("open", foreign_words(), foreign())),
            Example(f"{PARTS}/tag.html", LONG, lambda: words.tag("late", long_title())),
            Example(f"{PARTS}/badge.html", USUAL, lambda: words.badge(say("Аудандық деңгей", "Районный уровень"))),
            Example(f"{PARTS}/badge.html", FOREIGN, lambda: words.badge(foreign_words(), foreign())),
            Example(f"{PARTS}/icon.html", EVERY, lambda: [words.icon(name) for name in ICONS], CLUSTER),
            Example(f"{PARTS}/moment.html", EVERY, lambda: [words.moment(CLOSES, style) for style in STYLES], STACK),
            Example(f"{PARTS}/moment.html", EMPTY, lambda: words.moment(say("әлі белгіленбеген", "ещё не назначено"))),
            Example(f"{PARTS}/notice.html", EVERY, lambda: [_notice(kind) for kind in KINDS], STACK),
            Example(f"{PARTS}/notice.html", FULL, lambda: _notice("warn", council())),
            Example(f"{PARTS}/notice.html", FOREIGN, lambda: _notice("lang", lang=foreign())),
            Example(
                f"{PARTS}/empty_state.html",
                USUAL,
                lambda: words.empty_state(say("Ашық мәселе жоқ", "Открытых вопросов нет")),
            ),
            Example(
                f"{PARTS}/empty_state.html", FULL, lambda: words.empty_state(question(), summary(), "#", council())
            ),
        ),
    )
)
