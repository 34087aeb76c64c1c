"""Every public page, as its reader gets it in either language."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from cms.models import Council, Region
from cms.orthography import slugify_kk
from council_pages import planning
from council_pages.models import Consultation, NewsIndexPage, TextPage
from council_pages.models.section_lists import PAGE_SIZE
from council_pages.provisioning import section_page
from council_pages.quarters import Quarter
from council_pages.texts import publish_texts, withdraw_text, write_text
from tests.factories import make_superuser

from .conftest import (
    REASONS,
    fill_text_page,
    make_council,
    make_news,
    make_outcome,
    make_question,
    make_schedule,
    make_sitting,
)

HOME = "/{language}/councils/kokzhide/"
H1 = re.compile(r"<h1[ >]")


def page_at(client, address, language="kk"):
    """The text of the page at the address, which must be there and keep the rules of every page."""
    response = client.get(address.format(language=language))
    text = response.content.decode()
    assert response.status_code == 200, address
    assert len(H1.findall(text)) == 1
    assert "style=" not in text
    assert "<script>" not in text
    assert not response.cookies
    return text


@pytest.fixture
def full_council(council, past):
    """A council with one of everything in both languages."""
    decision = make_sitting(council, agenda=[("item", "Бірінші мәселе")], minutes="<p>Кворум бар</p>")
    schedule = make_schedule(council, decision=decision)
    make_question(
        council,
        schedule=schedule,
        texts={
            "kk": {"summary": "Қысқаша қазақша", "body": "<p>Не ұсынылады</p>", "expected_effect": "<p>Аз болады</p>"},
            "ru": {"summary": "Коротко по-русски", "body": "<p>Что предлагается</p>"},
        },
        place_kk="Кітапхана",
        place_ru="Библиотека",
        event_at=timezone.now() + timedelta(days=2),
    )
    closed = make_question(council, "tarif", subject_kk="Тариф", subject_ru="Тариф автобуса", **past)
    make_outcome(closed, position="<p>Жеңілдік сақталсын</p>", changes="<p>Баға өзгермеді</p>")
    make_news(council, "kk", "Хаттама жарияланды", lead="Үш мәселе", body="<p>Толық мәтін</p>")
    fill_text_page(
        council,
        "kk",
        "members",
        [("person", {"name": "Айгүл Мысалова", "role": "Төрайым", "position": "", "about": ""})],
    )
    fill_text_page(council, "kk", "contacts", [("fact", {"label": "Мекенжай", "value": "Достық, 1"})])
    return council


CONTENT = [
    ("/{language}/", {"kk": ["Тұрмыстық қалдықты", "Көкжиде"], "ru": ["Раздельный сбор", "Кокжиде"]}),
    ("/{language}/councils/", {"kk": ["Көкжиде"], "ru": ["Кокжиде"]}),
    (HOME, {"kk": ["Тұрмыстық қалдықты", "IV тоқсан", "Хаттама"], "ru": ["Раздельный сбор", "IV квартал"]}),
    (HOME + "schedule/", {"kk": ["2026 жылғы IV тоқсан"], "ru": ["IV квартал 2026 года"]}),
    (HOME + "schedule/2026-q4/", {"kk": ["Тұрмыстық", "24 қыркүйек"], "ru": ["Раздельный", "24 сентября"]}),
    (HOME + "questions/", {"kk": ["Тұрмыстық қалдықты"], "ru": ["Раздельный сбор"]}),
    (
        HOME + "questions/qaldyq/",
        {
            "kk": ["Қысқаша қазақша", "Не ұсынылады", "Аз болады", "Кітапхана", "күн қалды"],
            "ru": ["Коротко по-русски", "Что предлагается", "Библиотека"],
        },
    ),
    (HOME + "outcomes/", {"kk": ["Тариф"], "ru": ["Тариф автобуса"]}),
    (HOME + "outcomes/tarif/", {"kk": ["Жеңілдік сақталсын", "Баға өзгермеді", "12"], "ru": ["Тариф автобуса"]}),
    (HOME + "sittings/", {"kk": ["24 қыркүйек"], "ru": ["24 сентября"]}),
    (
        HOME + "sittings/2026-09-24-7/",
        {"kk": ["Бірінші мәселе", "Кворум бар", "Кесте бекітілсін"], "ru": ["Кворум"]},
    ),
    (HOME + "news/", {"kk": ["Хаттама жарияланды", "19 қараша"], "ru": []}),
    (HOME + "news/hattama-zhariyalandy/", {"kk": ["Үш мәселе", "Толық мәтін"], "ru": ["Толық мәтін"]}),
    (HOME + "members/", {"kk": ["Айгүл Мысалова", "Төрайым"], "ru": []}),
    (HOME + "contacts/", {"kk": ["Достық, 1"], "ru": []}),
    (HOME + "about/", {"kk": [], "ru": []}),
]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_page_of_each_kind_shows_its_content_in_the_language(full_council, client, language):
    """Each kind of page answers in both languages, with what was written."""
    for address, words in CONTENT:
        text = page_at(client, address, language)
        assert f'<html lang="{language}">' in text
        assert [word for word in words[language] if word not in text] == [], address


def test_a_missing_twin_is_shown_in_its_own_language_with_a_notice(council, client):
    """The same address: interface in the reader's language, text in its own, not for search engines."""
    make_question(council, languages=["ru"], texts={"ru": {"body": "<p>Что предлагается</p>"}})
    address = HOME + "questions/qaldyq/"
    text = page_at(client, address, "kk")
    assert '<html lang="kk">' in text
    assert '<h1 lang="ru">Раздельный сбор' in text
    assert re.search(r'<div class="prose" lang="ru">\s*<p[^>]*>Что предлагается', text)
    assert "notice--lang" in text
    assert '<meta name="robots" content="noindex">' in text
    assert '<link rel="canonical" href="http://testserver/ru/councils/kokzhide/questions/qaldyq/">' in text
    assert 'hreflang="kk" href="http' not in text
    own = page_at(client, address, "ru")
    assert "notice--lang" not in own
    assert "noindex" not in own


def test_both_twins_name_each_other(council, client):
    """Search engines learn both addresses; the switch keeps the page and the query."""
    make_question(council)
    text = page_at(client, HOME + "questions/qaldyq/?a=1")
    for language in ("kk", "ru"):
        address = f"http://testserver/{language}/councils/kokzhide/questions/qaldyq/"
        assert f'<link rel="alternate" hreflang="{language}" href="{address}">' in text
    assert '<a href="/ru/councils/kokzhide/questions/qaldyq/?a=1"' in text


def test_a_further_page_of_a_list_is_a_page_of_its_own(council, client):
    """Title and address say which one it is; a number beyond the last is the last one, and no other page."""
    for number in range(PAGE_SIZE + 1):
        make_news(council, "kk", f"Жаңалық {number}")
    address, own = f"{HOME}news/", "http://testserver/kk/councils/kokzhide/news/"
    for number in ("2", "99"):
        text = page_at(client, f"{address}?page={number}")
        assert f'<link rel="canonical" href="{own}?page=2">' in text
        assert f'<link rel="alternate" hreflang="kk" href="{own}?page=2">' in text
        assert re.search(r"<title>Жаңалықтар — [^<]+ — 2-бет — ", text)
    for number in ("1", "x"):
        text = page_at(client, f"{address}?page={number}")
        assert f'<link rel="canonical" href="{own}">' in text
        assert "-бет — " not in text


def test_a_new_page_is_previewed_before_it_has_an_address(council, client):
    """It has no picture yet, and no other address instead."""
    news = section_page(council, "kk", NewsIndexPage)
    client.force_login(make_superuser())
    route = reverse("wagtailadmin_pages:preview_on_add", args=["council_pages", "newspage", news.pk])
    typed = {"title": "", "date": "05.11.2026", "lead": "", "body": "null", "slug": "", "documents-count": "0"}
    client.post(route, typed | {"title": "Жаңа"})
    answer = client.get(route, {"mode": ""})
    assert answer.status_code == 200
    assert "Жаңа" in answer.content.decode()
    assert "og:image" not in answer.content.decode()


def test_an_unpublished_text_is_nowhere(council, client):
    """A draft has no address and stands in no listing, whichever language it is in."""
    make_question(council, live=False)
    assert client.get("/kk/councils/kokzhide/questions/qaldyq/").status_code == 404
    for address in ("/kk/", HOME, HOME + "questions/"):
        assert "Тұрмыстық қалдықты" not in page_at(client, address)


def test_a_draft_twin_is_not_shown(council, client):
    """While the Kazakh twin is a draft, its address shows the live Russian text."""
    consultation = make_question(council, languages=["ru"])
    write_text(consultation, "kk", user=None, body="<p>Жоба мәтіні</p>")
    text = page_at(client, HOME + "questions/qaldyq/")
    assert "Жоба мәтіні" not in text
    assert "Раздельный сбор" in text


def test_a_newer_draft_does_not_show(council, client):
    """A change that is not published yet is not on the page."""
    page = make_question(council).question_pages.get(locale__language_code="kk")
    page.body = "<p>Жаңа жоба</p>"
    page.save_revision()
    assert "Жаңа жоба" not in page_at(client, HOME + "questions/qaldyq/")


def test_a_withdrawn_text_disappears(council, client):
    """After both texts are taken off the site the address answers 404."""
    consultation = make_question(council)
    for language in ("kk", "ru"):
        withdraw_text(consultation, language, user=None)
    assert client.get("/ru/councils/kokzhide/questions/qaldyq/").status_code == 404


def test_a_listing_shows_the_other_languages_title_with_its_lang(council, client):
    """Nobody loses a question for want of a translation."""
    make_question(council, languages=["ru"])
    text = page_at(client, HOME + "questions/")
    assert re.search(r'<a href="/kk/councils/kokzhide/questions/qaldyq/" lang="ru">Раздельный сбор', text)


def test_open_questions_come_first_and_closed_ones_stay(council, client, past):
    """The listing begins with what can still be answered, the nearest closing at the top."""
    soon = timezone.now() + timedelta(days=1)
    make_question(council, "tarif", subject_kk="Тариф", **past)
    make_question(council)
    make_question(council, "byudzhet", subject_kk="Бюджет", closes_at=soon)
    text = page_at(client, HOME + "questions/")
    assert re.findall(r'questions/(\w+)/">', text) == ["byudzhet", "qaldyq", "tarif"]


def test_a_halted_question_shows_no_date_in_a_listing(council, client):
    """Nobody can rely on its window."""
    planning.halt(make_question(council), "cancelled", reason_kk="Себебі", reason_ru="Причина", user=None)
    text = page_at(client, HOME + "questions/")
    assert "Тұрмыстық қалдықты" in text
    assert "day-leaf" not in text
    assert "<time" not in text


def test_a_planned_consultation_stands_in_the_schedule_without_a_link(council, client):
    """It is announced before its text is public."""
    schedule = make_schedule(council)
    planning.plan_consultation(
        council=council, user=None, slug="sport", subject_kk="Спорт алаңдары", subject_ru="Площадки", schedule=schedule
    )
    text = page_at(client, HOME + "schedule/2026-q4/")
    assert "Спорт алаңдары" in text
    assert "questions/sport/" not in text


def test_schedules_lead_to_their_neighbours(council, client):
    """From one quarter to the next and back."""
    for number in (3, 4):
        make_schedule(council, quarter=Quarter(2026, number))
    assert 'href="/kk/councils/kokzhide/schedule/2026-q3/"' in page_at(client, HOME + "schedule/2026-q4/")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_halted_question_says_why(council, client, language):
    """The reason stands on the page, and nothing says that it is open."""
    consultation = make_question(council)
    planning.halt(consultation, "postponed", reason_kk="Сараптама кешікті", reason_ru="Задержка экспертизы", user=None)
    text = page_at(client, HOME + "questions/qaldyq/", language)
    assert {"kk": "Сараптама кешікті", "ru": "Задержка экспертизы"}[language] in text
    assert "deadline__left" not in text


def test_a_published_outcome_stands_above_the_question(council, client, past):
    """The question leads to its report, the report to its question."""
    make_outcome(make_question(council, **past))
    question, report = HOME + "questions/qaldyq/", HOME + "outcomes/qaldyq/"
    assert f'href="{report.format(language="kk")}"' in page_at(client, question)
    assert f'href="{question.format(language="kk")}"' in page_at(client, report)


def test_documents_say_type_and_size(council, client):
    """Before the click."""
    document = get_document_model().objects.create(
        title="Қағидалар жобасы", file=ContentFile(b"x" * 2500, name="zhoba.pdf"), collection=council.collection
    )
    document.get_file_size()
    make_question(council, texts={"kk": {"documents": [("document", document)]}})
    text = page_at(client, HOME + "questions/qaldyq/")
    assert "Қағидалар жобасы" in text
    assert "PDF, 3" in text


def test_an_empty_council_says_so_in_words(council, client):
    """No blank pages: each listing without content explains itself."""
    for section in ("schedule", "questions", "outcomes", "sittings", "news", "about"):
        assert "empty-state" in page_at(client, f"{HOME}{section}/")
    assert page_at(client, HOME).count("empty-state__title") == 2


def test_the_directory_filters_without_a_script(council, client):
    """By level and region; an unknown value filters nothing."""
    region = Region.objects.get(code="kostanay")
    Council.objects.create(slug="bozaral", name_kk="Бозарал", name_ru="Бозарал", level="district", region=region)
    Council.objects.create(slug="densaulyq", name_kk="Денсаулық", name_ru="Здоровье", level="republican")
    everywhere = page_at(client, "/kk/councils/?region=nowhere&level=none&page=99")
    assert all(name in everywhere for name in ("Көкжиде", "Бозарал", "Денсаулық"))
    by_region = page_at(client, "/kk/councils/?region=kostanay")
    assert "Бозарал" in by_region
    assert "Көкжиде" not in by_region
    by_level = page_at(client, "/kk/councils/?level=republican")
    assert "Денсаулық" in by_level
    assert "Бозарал" not in by_level
    assert "empty-state" in page_at(client, "/kk/councils/?level=oblast")


def test_the_directory_stands_in_the_kazakh_alphabet(council, client):
    """Ә after А and Қ after К, on either database."""
    names = ["Ақсу", "Әулиекөл", "Бұланды", "Кербұлақ", "Қарасу"]
    for name in reversed(names):
        Council.objects.create(slug=slugify_kk(name), name_kk=name, name_ru=name, level="republican")
    text = page_at(client, "/kk/councils/?level=republican")
    assert re.findall(r">(\w+)</a>", text[text.index("<tbody") :])[: len(names)] == names


def test_a_closed_council_stays_with_a_notice(council, client):
    """Pages are a public record; the successor is named."""
    council.successor = make_council("zhana", name_kk="Жаңа кеңес")
    council.closed_on = timezone.localdate()
    council.save()
    text = page_at(client, HOME)
    assert "notice--warn" in text
    assert '<a href="/kk/councils/zhana/">Жаңа кеңес</a>' in text
    assert "Көкжиде" not in page_at(client, "/kk/councils/")


def test_what_editors_write_is_escaped(council, client):
    """Words are words, in every listing and heading."""
    make_question(council, subject_kk="<script>x</script> & «тырнақша»", texts={"kk": {"summary": "<b>қою</b>"}})
    for address in ("/kk/", HOME, HOME + "questions/", HOME + "questions/qaldyq/"):
        text = page_at(client, address)
        assert "<script>x" not in text
        assert "<b>қою" not in text


def test_the_longest_names_have_a_page(council, client):
    """A council's name of 200 letters and a question of 300 are shown whole."""
    longest = make_council("longest", name_kk="Ұ" * 200, name_ru="Щ" * 200)
    make_question(longest, subject_kk="Қ" * 300, subject_ru="Ж" * 300)
    assert "Ұ" * 200 in page_at(client, "/kk/councils/longest/")
    assert "Қ" * 255 in page_at(client, "/kk/councils/longest/questions/qaldyq/")


def test_publishing_reaches_the_page_at_once(council, client):
    """The verb of publishing is all it takes."""
    consultation = make_question(council, live=False)
    publish_texts(consultation, ["kk"], user=None, **REASONS)
    assert "Тұрмыстық қалдықты" in page_at(client, HOME + "questions/qaldyq/")
    assert Consultation.objects.public_in("ru").count() == 0


def test_a_missing_page_offers_the_search(council, client):
    """404 in the reader's language, with ways on."""
    response = client.get("/ru/councils/nowhere/")
    assert response.status_code == 404
    text = response.content.decode()
    assert '<html lang="ru">' in text
    assert 'action="/ru/search/"' in text


def test_on_a_plain_page_only_the_council_s_own_words_are_in_their_language(council, client):
    """The page exists in Russian only: its facts and texts say so, our own words around them do not."""
    body = [("fact", {"label": "Телефон", "value": "+7 700 000 00 00"}), ("paragraph", "<p>Приём по средам.</p>")]
    fill_text_page(council, "ru", "contacts", body)
    TextPage.objects.filter(url_path="/kk/councils/kokzhide/contacts/").update(live=False)
    text = page_at(client, HOME + "contacts/", "kk")
    assert re.search(r'<dl class="summary-list summary-list--wide" lang="ru">\s*<div><dt>Телефон', text)
    assert re.search(r'<div class="prose" lang="ru">\s*<p[^>]*>Приём', text)
    assert '<div class="stack stack--lg" lang' not in text


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [("kk", "Жаңартылды", "2026 жылғы 4 қыркүйек"), ("ru", "Обновлено", "4 сентября 2026 г.")],
)
def test_a_text_says_when_it_was_last_published_and_the_council_when_anything_of_it_was(
    client, council, language, words, day
):
    text = fill_text_page(council, language, "contacts", [])
    section = council.pages.get(locale__language_code=language)
    days = {text: datetime(2026, 9, 3, 20, tzinfo=UTC), section: datetime(2026, 8, 1, 6, tzinfo=UTC)}
    section.get_descendants(inclusive=True).update(last_published_at=datetime(2026, 1, 15, 6, tzinfo=UTC))
    for page, moment in days.items():
        type(page).objects.filter(pk=page.pk).update(last_published_at=moment)
    for page in days:
        read = client.get(page.url).content.decode()
        # Twenty o'clock in Greenwich is the next day in Astana.
        assert re.search(rf"{words}: <time[^>]*>{day}</time>", read.replace("\N{NO-BREAK SPACE}", " "))
