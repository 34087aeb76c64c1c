"""The frame of a page: header, footer, ways, headings."""

from django.http import QueryDict
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.component_tags import frame, portrait, question
from cms.context import LABELS
from cms.languages import LANGUAGES, active_language
from cms.style_guide import Chapter, Example, register
from cms.style_samples import (
    CLOSES,
    FILLED,
    FIRST,
    FOREIGN,
    FULL,
    LONG,
    MIDDLE,
    NOW,
    OPENED,
    SHORT,
    USUAL,
    council,
    foreign,
    foreign_words,
    long_title,
    say,
    summary,
    trail,
)
from cms.style_samples import question as title


def _switch(form=""):
    return [
        {"code": code, "label": LABELS[code], "url": "#", "current": code == active_language(), "form": form}
        for code in LANGUAGES
    ]


def _frame(**more):
    names = [say("Кеңестер", "Советы"), say("Күнтізбе", "Календарь"), say("Іздеу", "Поиск")]
    return {
        "home_url": "#",
        "nav": [{"label": name, "url": "#", "current": not place} for place, name in enumerate(names)],
        "language_links": _switch(),
        "operator": {"name": say("Үлгі министрлік", "Образцовое министерство"), "unit": say("Комитет", "Комитет")},
        "demonstration_disclaimer": say("Мазмұны ойдан шығарылған.", "Содержание вымышлено."),
    } | more


def _crumbs(current, lang=""):
    return {"trail": trail(), "current": {"label": current, "lang": lang}}


def _links():
    return [
        {"label": say("Кесте (PDF, 120 КБ)", "График (PDF, 120 КБ)"), "url": "#", "icon": "down"},
        {"label": say("Басып шығару", "Печать"), "url": "#", "icon": "print"},
        {"label": say("Күнтізбеге қосу", "Добавить в календарь"), "url": "#"},
    ]


def _share():
    address = "https://example.kz/kk/councils/"
    return {"links": portrait.messages(title(), address), "text": title(), "url": address}


def _sections(current=0, counts=(None, 3, None, 0)):
    names = [
        say("Шолу", "Обзор"),
        say("Мәселелер", "Вопросы"),
        say("Отырыстар", "Заседания"),
        say("Жаңалықтар", "Новости"),
    ]
    return [
        {"label": name, "url": "#", "current": place == current, "count": counts[place]}
        for place, name in enumerate(names)
    ]


def _quarters():
    return [
        {"label": say(f"2026 ж. {number} тоқсан", f"{number} квартал 2026"), "url": "#", "current": number == "IV"}
        for number in ("II", "III", "IV")
    ]


def _facts():
    return [
        (say("Деңгейі", "Уровень"), say("аудандық", "районный")),
        (say("Мүшелері", "Члены"), "19"),
        (say("Мерзімі", "Срок"), OPENED),
    ]


def _header(words, aside="", **more):
    return frame.page_header(words, **more) | {"content": aside}


def _deadline():
    panel = question.deadline(OPENED, CLOSES, NOW, url="#", proposals=14)
    return SafeString(get_template("cms/components/deadline.html").render(panel))


def _hero(**more):
    form = frame.search_form("#", say("Іздеу сөздері", "Слова для поиска"))
    drawn = get_template("cms/components/search_form.html").render(form)
    return frame.hero(**more) | {"content": SafeString(drawn)}


class _Emblem:
    """A council with an emblem and a colour of its own."""

    colour = "#7d1710"

    def emblem_url(self):
        """Where a picture stands on every copy."""
        return "/static/img/favicon.svg"


PARTS = "cms/components"
# Where something is typed, the other language is a button of the form.
BY_FORM = '{}<form id="sample" action="#"><button class="button" type="submit">OK</button></form>'
register(
    Chapter(
        "frame",
        _("The frame of a page"),
        order=10,
        examples=(
            Example(f"{PARTS}/site_header.html", USUAL, _frame),
            Example(f"{PARTS}/site_header.html", SHORT, lambda: {"home_url": "#"}),
            Example(f"{PARTS}/site_header.html", FILLED, lambda: _frame(language_links=_switch("sample")), BY_FORM),
            Example(f"{PARTS}/site_footer.html", USUAL, _frame),
            Example(f"{PARTS}/site_footer.html", SHORT, lambda: {"home_url": "#"}),
            Example(f"{PARTS}/emblem.html", USUAL, lambda: {"class": "council-id__emblem"}),
            Example(f"{PARTS}/breadcrumbs.html", USUAL, lambda: _crumbs(title())),
            Example(f"{PARTS}/breadcrumbs.html", FOREIGN, lambda: _crumbs(foreign_words(), foreign())),
            Example(f"{PARTS}/breadcrumbs.html", LONG, lambda: _crumbs(long_title())),
            Example(f"{PARTS}/section_nav.html", USUAL, lambda: frame.section_nav(_sections(1), title())),
            Example(f"{PARTS}/segments.html", USUAL, lambda: frame.segments(_quarters(), say("Тоқсан", "Квартал"))),
            Example(f"{PARTS}/chips.html", USUAL, lambda: frame.chips(_sections(), say("Сүзгі", "Фильтр"))),
            Example(f"{PARTS}/share_links.html", USUAL, _share),
            Example(f"{PARTS}/toolbar.html", USUAL, lambda: frame.toolbar(_links())),
            Example(
                f"{PARTS}/link_list.html",
                FULL,
                lambda: frame.link_list(
                    [
                        {"label": council(), "url": "#", "count": 3},
                        {"label": foreign_words(), "url": "#", "lang": foreign()},
                        {"label": title(), "url": "#", "status": "answered", "status_label": say("жауап", "ответ")},
                        {"label": long_title(), "url": "#", "count": 0},
                    ]
                ),
            ),
            Example(f"{PARTS}/page_header.html", SHORT, lambda: _header(title(), line=True)),
            Example(
                f"{PARTS}/page_header.html",
                FULL,
                lambda: _header(
                    title(),
                    lead=summary(),
                    eyebrow=council(),
                    status="collecting",
                    status_label=say("Ұсыныс қабылдануда", "Приём предложений"),
                    badges=[say("Аудандық", "Районный")],
                    facts=_facts(),
                    links=_links(),
                    aside=_deadline(),
                ),
            ),
            Example(f"{PARTS}/page_header.html", FOREIGN, lambda: _header(foreign_words(), lang=foreign())),
            Example(f"{PARTS}/page_header.html", LONG, lambda: _header(long_title(), lead=long_title())),
            Example(f"{PARTS}/council_id.html", USUAL, lambda: frame.council_id(council(), lead=summary())),
            Example(
                f"{PARTS}/council_id.html",
                FULL,
                lambda: frame.council_id(
                    council(), summary(), [say("Аудандық", "Районный")], _facts(), council=_Emblem()
                ),
            ),
            Example(f"{PARTS}/council_id.html", SHORT, lambda: frame.council_id(council(), heading=False)),
            Example(f"{PARTS}/council_id.html", LONG, lambda: frame.council_id(long_title(), heading=False)),
            Example(f"{PARTS}/facts.html", USUAL, lambda: frame.facts(_facts())),
            Example(f"{PARTS}/summary_list.html", USUAL, lambda: frame.summary_list(_facts())),
            Example(
                f"{PARTS}/summary_list.html", LONG, lambda: frame.summary_list([(title(), long_title())], wide=True)
            ),
            Example(
                f"{PARTS}/figures.html",
                USUAL,
                lambda: frame.figures(
                    [
                        {"value": "234", "label": say("кеңес", "совета"), "note": say("ел бойынша", "по стране")},
                        {"value": "1 204", "label": say("ұсыныс", "предложения")},
                    ]
                ),
            ),
            Example(
                f"{PARTS}/hero.html",
                USUAL,
                lambda: _hero(title=say("Пікіріңізді айтыңыз", "Скажите своё слово"), lead=summary()),
            ),
            Example(f"{PARTS}/hero.html", LONG, lambda: _hero(title=long_title())),
            Example(
                f"{PARTS}/search_form.html",
                SHORT,
                lambda: frame.search_form("#", say("Іздеу сөздері", "Слова для поиска")),
            ),
            Example(
                f"{PARTS}/search_form.html",
                FULL,
                lambda: frame.search_form(
                    "#", say("Іздеу сөздері", "Слова для поиска"), query=title(), hint=summary(), suggest="#"
                ),
            ),
            Example(f"{PARTS}/pagination.html", FIRST, lambda: frame.pagination(1, 3, say("Беттер", "Страницы"))),
            Example(
                f"{PARTS}/pagination.html",
                MIDDLE,
                lambda: frame.pagination(5, 24, say("Беттер", "Страницы"), query=QueryDict("q=парк")),
            ),
        ),
    )
)
