"""What the examples of the style guide say: a fixed moment, invented names, and the words of each language.

Invented content, as in the demonstration, and no words of the interface; so it stands here and not in a catalogue.
"""

from datetime import datetime, timedelta

from django.utils.translation import pgettext_lazy

from cms.dates import ZONE
from cms.languages import active_language

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
OPENED, CLOSES = NOW - timedelta(days=12), NOW.replace(hour=18) + timedelta(days=8)

# --- the states in which components are shown -------------------------------------------------------------------------
USUAL = pgettext_lazy("state of a component", "usual")
FULL = pgettext_lazy("state of a component", "with everything it can say")
SHORT = pgettext_lazy("state of a component", "with the least it can say")
EMPTY = pgettext_lazy("state of a component", "nothing to show")
LONG = pgettext_lazy("state of a component", "long words")
FOREIGN = pgettext_lazy("state of a component", "text in the other language only")
EVERY = pgettext_lazy("state of a component", "every kind")
FILLED = pgettext_lazy("state of a component", "filled in")
WRONG = pgettext_lazy("state of a component", "with an error")
DISABLED = pgettext_lazy("state of a component", "disabled")
AHEAD = pgettext_lazy("state of a component", "not begun yet")
RUNNING = pgettext_lazy("state of a component", "going on")
LAST_DAY = pgettext_lazy("state of a component", "last day")
OVER = pgettext_lazy("state of a component", "over")
HALTED = pgettext_lazy("state of a component", "halted")
WAITING = pgettext_lazy("state of a component", "waiting for an answer")
ANSWERED = pgettext_lazy("state of a component", "answered")
CORRECTED = pgettext_lazy("state of a component", "answer corrected")
REFUSED = pgettext_lazy("state of a component", "text not published")
OWN = pgettext_lazy("state of a component", "for its author")
FIRST = pgettext_lazy("state of a component", "first page")
MIDDLE = pgettext_lazy("state of a component", "in the middle")
MANY = pgettext_lazy("state of a component", "many")
NARROWED = pgettext_lazy("state of a component", "narrowed by filters")
BOTH = pgettext_lazy("state of a component", "address without a language")


def say(kk, ru):
    """The one of the two texts that the reader reads."""
    return {"kk": kk, "ru": ru}[active_language()]


def council():
    """A council's name."""
    return say("Көкөзек ауданының Қоғамдық кеңесі", "Общественный совет района Кокозек")


def question():
    """A question's title."""
    return say("Орталық саябақты жаңғырту жобасы", "Проект обновления центрального парка")


def summary():
    """What the question is about, in a sentence."""
    return say(
        "Аллеялар, жарық және балалар алаңы қандай болуы керек екенін айтыңыз.",
        "Скажите, какими должны быть аллеи, освещение и детская площадка.",
    )


def long_title():
    """A title of three lines with words of forty letters."""
    return say(
        "Қанағаттандырылмағандықтарыңыздан туындаған, жауапкершіліктендірілмегендіктен кейінге қалдырылған "
        "мәселелер мен қоғамдастырылмағандықтан талқыланбаған ұсыныстардың тізбесі",
        "О переосвидетельствовании сельскохозяйственно-перерабатывающих предприятий и "
        "водогрязеторфопарафинолечебнице с перечнем высокопревосходительствующих обязательств",
    )


def proposal():
    """A citizen's words, in two paragraphs."""
    return say(
        "Кешке аллеялар қараңғы, әсіресе мектеп жағында.\n\nЖарық шамдарын орнатуды ұсынамын.",
        "Вечером на аллеях темно, особенно со стороны школы.\n\nПредлагаю поставить фонари.",
    )


def answer():
    """The council's words to it."""
    return say(
        "Шамдар жобаға енгізілді: мектептен өзенге дейін 24 тірек.",
        "Фонари включены в проект: 24 опоры от школы до реки.",
    )


def person():
    """Somebody who does not exist."""
    return say("Айнұр Сәбитқызы", "Айнур Сабиткызы")


def trail():
    """The way down to a question."""
    return [
        {"label": say("Басты бет", "Главная"), "url": "#"},
        {"label": say("Кеңестер", "Советы"), "url": "#"},
        {"label": council(), "url": "#"},
    ]


def foreign():
    """The language that is not the reader's."""
    return {"kk": "ru", "ru": "kk"}[active_language()]


def foreign_words():
    """A title in the language that is not the reader's."""
    return {"kk": "Проект обновления центрального парка", "ru": "Орталық саябақты жаңғырту жобасы"}[active_language()]
