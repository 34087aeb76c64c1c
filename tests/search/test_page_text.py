"""What readers see of a page, as plain text."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import blocks
from wagtail.documents import get_document_model

from council_pages import holding
from council_pages.models import AgendaItem, Decision, Sitting
from council_pages.texts import pages_of, publish_texts, write_text
from search.page_text import _block, plain, texts_of
from tests.council_pages.conftest import (
    fill_text_page,
    make_news,
    make_outcome,
    make_question,
    make_schedule,
    make_sitting,
)


def text_of(page, language="kk"):
    """The text of one page, read anew."""
    page = type(page)._base_manager.get(pk=page.pk)
    return texts_of([page], {page.pk: language})[page.pk]


def make_file(title):
    return get_document_model().objects.create(title=title, file=ContentFile(b"x", "x.txt"))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("Жай сөз", "Жай сөз"),
        ("<h2>Бас</h2><p>Бір<br/>екі</p><ul><li>үш</li><li>төрт</li></ul>", "Бас\nБір\nекі\nүш\nтөрт"),
        ("<p>a &lt;b&gt; &amp;</p>", "a <b> &"),
        ('<p>бө<b>лек</b> <a linktype="page" id="7">жер</a></p>', "бөлек жер"),
    ],
)
def test_rich_text_loses_its_tags_and_keeps_its_lines(markup, text):
    assert plain(markup) == text


def test_a_plain_page_tells_of_people_facts_and_documents(council):
    """Every block, in order; of a document its title."""
    file = make_file("Ереже")
    body = [
        ("paragraph", "<p>Кіріспе <b>сөз</b></p>"),
        ("person", {"name": "Айгүл Серікқызы", "role": "Төраға", "position": "Ұстаз", "about": "Өмірі"}),
        ("fact", {"label": "Мекенжай", "value": "Абай көшесі"}),
        ("document", file),
    ]
    page = fill_text_page(council, "kk", "members", body)
    expected = "Кіріспе сөз\nАйгүл Серікқызы\nТөраға\nҰстаз\nӨмірі\nМекенжай\nАбай көшесі\nЕреже"
    assert text_of(page) == expected
    file.delete()
    assert text_of(page) == expected.removesuffix("\nЕреже")


def test_news_tell_their_lead_body_and_documents(council):
    page = make_news(council, "kk", "Ж", lead="Қысқа", body="<p>Ұзақ</p>", documents=[("document", make_file("Кесте"))])
    assert text_of(page) == "Қысқа\nҰзақ\nКесте"


def test_a_question_tells_what_happens(council):
    """Its texts, its events as readers see them, and its news without what was withdrawn."""
    row = make_question(council, texts={"kk": {"summary": "Қысқаша", "body": "<p>Толық</p>"}})
    now = timezone.now()
    held, cancelled = (
        holding.plan_event(row, user=None, kind="hearing", starts_at=now - timedelta(hours=hours), place_kk=place)
        for hours, place in ((5, "Мектеп"), (4, "Клуб"))
    )
    holding.record_held(held, participants=7, notes_kk="Айтылды", notes_ru="", user=None, now=now)
    holding.cancel_event(cancelled, reason_kk="Боран", reason_ru="Буран", user=None)
    holding.publish_update(row, text_kk="Хабар", text_ru="", user=None, now=now)
    gone = holding.publish_update(row, text_kk="Қате хабар", text_ru="", user=None, now=now)
    holding.withdraw_update(gone, user=None, now=now)
    text = text_of(pages_of(row)["kk"])
    for words in ("Қысқаша", "Толық", row.subject_kk, "Мектеп", "Айтылды", "Боран", "Хабар"):
        assert words in text.splitlines()
    assert "Қате" not in text
    # What stands in one language only is shown in the other, too.
    assert "Айтылды" in text_of(pages_of(row)["ru"], "ru")


def test_a_halted_question_tells_why_and_not_what_was_expected(council):
    row = make_question(council, languages=["kk"])
    later = timezone.now() + timedelta(days=2)
    holding.plan_event(row, user=None, kind="hearing", starts_at=later, place_kk="Мектеп")
    row.halted, row.halt_reason_kk, row.halt_reason_ru = "postponed", "Боран", "Буран"
    row.save()
    text = text_of(pages_of(row)["kk"])
    assert "Боран" in text
    assert "Мектеп" not in text


def test_a_sitting_tells_its_agenda_and_decisions(council):
    """The agenda of the text counts only while there are no points of the agenda."""
    decision = make_sitting(council, minutes="<p>Хаттама</p>", agenda=[("item", "Ескі күн тәртібі")])
    page = pages_of(decision.sitting)["kk"]
    assert text_of(page) == "Ескі күн тәртібі\nХаттама\nӘкімдік\nКесте бекітілсін."
    AgendaItem.objects.create(sitting=decision.sitting, title_kk="Су", reporter_kk="Әкім")
    assert text_of(page) == "Хаттама\nӘкімдік\nСу\nӘкім\nКесте бекітілсін."


def test_outcomes_schedules_and_councils_tell_theirs(council, past):
    schedule = make_schedule(council)
    row = make_question(council, schedule=schedule, **past)
    outcome = make_outcome(row, summary="Қысқаша", position="<p>Ұстаным</p>", changes="<p>Өзгерді</p>")
    assert row.subject_kk in text_of(pages_of(schedule)["kk"])
    assert row.subject_ru in text_of(pages_of(schedule)["ru"], "ru")
    assert text_of(pages_of(outcome)["kk"]) == "Қысқаша\nҰстаным\nӨзгерді"
    council.host_body_kk = "Қала әкімдігі"
    council.save()
    home = council.pages.get(locale__language_code="kk")
    assert text_of(home).splitlines() == [council.name_kk, "Қала әкімдігі"]


def test_blocks_of_plug_ins_are_read_without_being_rendered():
    """Lists, choices, blocks that are not to be searched, and what an older version of a block has left behind."""

    class Card(blocks.StructBlock):
        points = blocks.ListBlock(blocks.CharBlock())
        size = blocks.ChoiceBlock(choices=[("s", "Кіші")])
        hidden = blocks.CharBlock(search_index=False)
        later = blocks.CharBlock(required=False)

    stream = blocks.StreamBlock([("card", Card())])
    points = [{"type": "item", "value": word, "id": "1"} for word in ("бір", "екі")]
    raw = [
        {"type": "card", "value": {"points": points, "size": "s", "hidden": "құпия"}, "id": "1"},
        {"type": "gone", "value": "жоқ", "id": "2"},
    ]
    assert list(_block(stream, raw)) == ["бір", "екі", "Кіші"]


def test_a_batch_of_sittings_costs_the_same_whatever_it_holds(council):
    """Points, decisions and documents come for all of them at once."""
    pages, counts = [], []
    for number in range(6):
        row = Sitting.objects.create(council=council, number=str(number), held_on=timezone.localdate())
        AgendaItem.objects.create(sitting=row, title_kk="Су")
        Decision.objects.create(sitting=row, number="1", text_kk="Бекітілсін")
        write_text(row, "kk", user=None, documents=[("document", make_file(f"Құжат {number}"))])
        publish_texts(row, ["kk"], user=None)
        pages.append(pages_of(row)["kk"].pk)
    model = type(pages_of(row)["kk"])
    for size in (2, 6):
        found = list(model.objects.filter(pk__in=pages[:size]))
        with CaptureQueriesContext(connection) as queries:
            texts = texts_of(found, dict.fromkeys(pages, "kk"))
        assert all("Су" in text and "Бекітілсін" in text and "Құжат" in text for text in texts.values())
        counts.append(len(queries))
    assert counts[0] == counts[1] == 4
