"""What the secretary finds in the running copy in the morning: run in a process with the product's own settings."""

import json
import random

from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.roles import Role
from forms.form_building import define_form
from tests.factories import make_consultation, make_council, make_texts, make_user, open_now
from tests.forms.making import filled, send
from tests.forms.synthetic import iin

# Eleven proposals: two say the same, one gives an IIN away, one asks not to be published.
TEXTS = {
    "kk": [
        "Көше шамдарын түнгі сағат бірге дейін өшірмей, мектеп пен емхана маңын жарық қылып қойыңыздар.",
        "Көше шамдарын түнгі сағат бірге дейін өшірмей, мектеп пен емхана маңын жарық қылып қойыңыздаршы!",
        "Менің ЖСН-ім {iin}. Аялдамаға жабық күту бөлмесі керек.",
        "Балалар алаңына резеңке төсеніш салынсын.",
        "Су құбыры көктемге дейін ауыстырылсын.",
        "Ауылдық кітапхана сенбі күні де ашық болсын.",
        "Қоқыс жәшіктерін бөлек жинауға көшіріңіздер.",
        "Жаяу жүргіншілер өткелінің жанына бағдаршам орнатылсын.",
        "Мұражайға кіру зейнеткерлерге тегін болсын.",
        "Спорт мектебіне жаңа жаттықтырушы шақырыңыздар.",
        "Автобус кестесін аялдамаға іліп қойыңыздар.",
    ],
    "ru": [
        "Не выключайте уличные фонари до часа ночи, осветите дорогу возле школы и поликлиники.",
        "Не выключайте уличные фонари до часа ночи, осветите дорогу возле школы и поликлиники, пожалуйста!",
        "Мой ИИН {iin}. На остановке нужен тёплый павильон.",
        "На детской площадке нужно резиновое покрытие.",
        "Замените водопровод до весны.",
        "Сельская библиотека должна работать и в субботу.",
        "Перейдите на раздельный сбор мусора.",
        "Поставьте светофор у пешеходного перехода.",
        "Сделайте вход в музей бесплатным для пенсионеров.",
        "Пригласите нового тренера в спортивную школу.",
        "Повесьте расписание автобусов на остановке.",
    ],
}
GIVES_AWAY, SILENT = 2, 10


def plant(language):
    """A council, its secretary who works in the language, a public question and its eleven proposals.

    Prints, as JSON, the question's key, the IIN, and the numbers of the proposals in the order of `TEXTS`.
    """
    council = make_council(f"day-{language}", "Күн кеңесі", "Совет дня")
    secretary = make_user(Role.SECRETARY, council, username=f"day-{language}")
    UserProfile.objects.update_or_create(user=secretary, defaults={"preferred_language": language})
    question = make_consultation(council, "day", **open_now())
    definition = define_form(question, user=None)
    for row in (question, definition):
        make_texts(row)
    now, number = timezone.now(), iin(random.Random(language))
    numbers = [
        send(
            definition,
            filled(text.format(iin=number), publication="nothing" if place == SILENT else "text"),
            language=language,
            now=now,
            opened_at=now,
        ).proposal.number
        for place, text in enumerate(TEXTS[language])
    ]
    print(json.dumps({"question": question.pk, "iin": number, "numbers": numbers}))
