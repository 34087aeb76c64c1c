"""What the readers of the browser tests look for: run in a process with the product's own settings."""

from council_pages.models import NewsIndexPage, NewsPage
from council_pages.provisioning import section_page
from tests.council_pages.conftest import make_question
from tests.factories import make_council, open_now

TITLES = {
    "kk": {"question": "Аялдамаларды жарықтандыру", "news": "Аялдамада жаңа шам"},
    "ru": {"question": "Освещение остановок", "news": "На остановке новый фонарь"},
}


def plant():
    """A council with a question about stops in both languages, and a piece of news about one in each."""
    council = make_council("stops", "Бекеттер кеңесі", "Совет станций")
    subjects = {f"subject_{language}": titles["question"] for language, titles in TITLES.items()}
    make_question(council, "stops", **subjects, **open_now(days=25))
    for language, titles in TITLES.items():
        index = section_page(council, language, NewsIndexPage)
        page = NewsPage(title=titles["news"], slug="lamp", locale=index.locale, lead=titles["question"])
        index.add_child(instance=page).save_revision().publish()
