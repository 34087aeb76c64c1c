"""The addresses of the files: live where the page is, in the language of the address, and nothing else."""

from urllib.parse import unquote

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.models import Demonstration
from council_pages import texts
from tests.council_pages.conftest import make_outcome, make_question, make_schedule, make_sitting
from tests.office import foreign_languages, words_of

pytestmark = pytest.mark.django_db
SCHEDULE = "councils/kokzhide/schedule/2026-q4/"
SITTING = "councils/kokzhide/sittings/2026-09-24-7/"
OUTCOME = "councils/kokzhide/outcomes/qaldyq/"


@pytest.fixture(autouse=True)
def drawn_anew():
    caches["documents"].clear()
    yield
    caches["documents"].clear()


@pytest.fixture
def schedule(council):
    return make_schedule(council, decision=make_sitting(council, agenda=[("item", "Кесте туралы")]))


def test_each_page_of_the_cycle_is_there_in_both_languages_and_formats(schedule, council, past):
    make_outcome(make_question(council, **past))
    for address in (SCHEDULE, SITTING, OUTCOME):
        for language in ("kk", "ru"):
            for end, kind in (("pdf", "application/pdf"), ("docx", "application/vnd.openxml")):
                answer = Client().get(f"/{language}/{address}document.{end}")
                assert (answer.status_code, answer["Content-Language"]) == (200, language)
                assert answer["Content-Type"].startswith(kind)
                assert not answer.cookies


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("kk", "№ 7 отырыс хаттамасынан үзінді.docx", ("Күн тәртібі", "Кесте бекітілсін.", "Кеңес төрағасы")),
        ("ru", "Выписка из протокола заседания № 7.docx", ("Повестка дня", "Решение №\u00a02", "Председатель совета")),
    ],
)
def test_the_minutes_extract_speaks_the_language_of_its_address(language, name, said, schedule):
    answer = Client().get(f"/{language}/{SITTING}document.docx")
    assert unquote(answer["Content-Disposition"]).endswith(f"''{name}")
    for words in said:
        assert words in words_of(answer)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ("№\u00a07 отырыс", "№\u00a02 шешім", "Тұрмыстық қалдықты", "Ұсыныс қабылдануда")),
        ("ru", ("Заседание №\u00a07", "решение №\u00a02", "Раздельный сбор", "Идёт приём предложений")),
    ],
)
def test_a_schedule_names_its_decision_and_its_questions(language, said, schedule, council):
    make_question(council, schedule=schedule)
    text = words_of(Client().get(f"/{language}/{SCHEDULE}document.docx"))
    for words in said:
        assert words in text


def test_a_schedule_without_decision_and_questions_says_so(council):
    make_schedule(council)
    text = words_of(Client().get(f"/ru/{SCHEDULE}document.docx"))
    assert "Для этого графика не указано решение заседания." in text
    assert "На этот квартал консультаций пока не запланировано." in text


def test_an_outcome_report_holds_the_position_without_its_markup(council, past):
    position = '<p>Кеңес <b>қолдайды</b> &amp; <a href="https://adilet.zan.kz/">заңға</a> сүйенеді.</p>'
    make_outcome(make_question(council, **past), languages=["kk"], summary="Қысқаша", position=position)
    text = words_of(Client().get(f"/kk/{OUTCOME}document.docx"))
    for words in ("Қысқаша", "Кеңестің ұстанымы", "Кеңес қолдайды & заңға (https://adilet.zan.kz/) сүйенеді."):
        assert words in text.split("\n")
    assert "Ұсыныс түскен жоқ." in text, "the floor above says what became of the proposals"


def test_where_a_text_stands_in_one_language_only_the_other_address_gives_it_and_says_so(council):
    make_schedule(council, languages=["kk"])
    answer = Client().get(f"/ru/{SCHEDULE}document.docx")
    assert "Только на казахском" in words_of(answer)
    assert "Вопросы квартала" in words_of(answer)
    assert foreign_languages(answer) == {"kk-KZ"}, "the title is marked as Kazakh"
    assert "Только" not in words_of(Client().get(f"/kk/{SCHEDULE}document.docx"))


def test_invented_content_is_called_so_on_paper_too(schedule):
    Demonstration.objects.create(disclaimer_kk="Ойдан шығарылған", disclaimer_ru="Вымышлено")
    assert "Вымышлено" in words_of(Client().get(f"/ru/{SCHEDULE}document.docx"))


def test_what_is_not_public_has_no_file(council):
    schedule = make_schedule(council)
    address = f"/kk/{SCHEDULE}document.pdf"
    assert Client().get(address).status_code == 200
    for language in ("kk", "ru"):
        texts.withdraw_text(schedule, language, user=None)
    assert Client().get(address).status_code == 404


def test_a_page_behind_a_password_has_no_file(schedule):
    page = texts.pages_of(schedule)["kk"]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert Client().get(f"/kk/{SCHEDULE}document.pdf").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/kk/document.pdf",
        "/kk/councils/kokzhide/document.pdf",
        "/kk/councils/kokzhide/questions/qaldyq/document.pdf",
        f"/kk/{SCHEDULE}x/document.pdf",
        f"/kk/{SCHEDULE}document.odt",
        f"/kk/{SCHEDULE}document.pdf/",
        f"/kk/{SCHEDULE}documents.pdf",
    ],
)
def test_no_other_address_gives_a_file(address, schedule, council):
    make_question(council)
    assert Client().get(address).status_code == 404


def test_a_file_is_only_read(schedule):
    client = Client()
    assert client.head(f"/kk/{SCHEDULE}document.pdf").content == b""
    assert client.post(f"/kk/{SCHEDULE}document.pdf").status_code == 405


@pytest.mark.parametrize(("language", "label"), [("kk", "Жүктеп алу: DOCX"), ("ru", "Скачать: DOCX")])
def test_the_page_leads_to_its_files(language, label, schedule):
    page = Client().get(f"/{language}/{SCHEDULE}").content.decode()
    assert f'href="/{language}/{SCHEDULE}document.docx"' in page
    assert f'href="/{language}/{SCHEDULE}document.pdf"' in page
    assert label in page


def test_the_day_of_the_document_is_the_day_on_which_it_is_made(schedule, monkeypatch):
    client, address = Client(), f"/kk/{SCHEDULE}document.pdf"
    first = client.get(address)
    assert client.get(address)["ETag"] == first["ETag"]
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow)
    assert client.get(address)["ETag"] != first["ETag"]
