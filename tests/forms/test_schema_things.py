from datetime import date

import pytest

from cms.models import Council
from council_pages.models import Consultation
from forms.schema_things import LONGEST_TEXT, proposal_thing

COUNCIL = Council(slug="almaly", name_kk="Алмалы кеңесі", name_ru="Совет Алмалы")
ROW = Consultation(council=COUNCIL, slug="su", subject_kk="Су", subject_ru="Вода")
ITEM = {
    "text": "Ұсыныс", "answer": "Жауап", "author": "", "lang": "",
    "published_at": date(2026, 11, 5), "answered_at": date(2026, 11, 9),
}  # fmt: skip


def told(**facts):
    return proposal_thing(ITEM | facts, ROW, "kk", "/kk/a/")


def test_a_proposal_is_a_question_and_the_answer_is_the_councils():
    said = told()
    assert (said["@type"], said["url"]) == ("QAPage", "/kk/a/")
    question = said["mainEntity"]
    assert (question["name"], question["text"], question["dateCreated"]) == ("Су", "Ұсыныс", "2026-11-05")
    answer = question["acceptedAnswer"]
    assert (answer["text"], answer["dateCreated"], answer["author"]["name"]) == ("Жауап", "2026-11-09", "Алмалы кеңесі")
    assert question["answerCount"] == 1


def test_the_author_is_named_where_the_page_names_one_and_nowhere_else():
    assert "author" not in told()["mainEntity"]
    assert told(author="Г. Ойшылова")["mainEntity"]["author"] == {"@type": "Person", "name": "Г. Ойшылова"}


def test_without_an_answer_there_is_none():
    question = told(answer="", answered_at=None)["mainEntity"]
    assert question["answerCount"] == 0
    assert "acceptedAnswer" not in question


@pytest.mark.parametrize("field", ["text", "answer"])
def test_a_long_text_is_not_sent_twice(field):
    assert len(str(told(**{field: "сөз " * 3000}))) < LONGEST_TEXT + 700


def test_words_in_the_other_language_say_so():
    assert told(lang="ru")["mainEntity"]["inLanguage"] == "ru"
    assert told()["mainEntity"]["inLanguage"] == "kk"
