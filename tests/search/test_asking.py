"""A question finds what it means, in either language, in any letters, and both databases answer the same."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import asking, glossary
from search.asking import ENOUGH, MOST_HITS, MOST_WIDENED, NEWEST, OLDEST, Answer, Question, ask, is_chosen
from search.documents import Document
from search.index import writing
from search.models import Entry, EntryText, GlossaryPair
from tests.conftest import is_sqlite
from tests.factories import make_council
from tests.search.spying import plant
from tests.search.town import CLOSES, NOW, build_town, names

# What each question finds among the things of the town, the same on every database; + means that some only hold a part.
QUESTIONS = [
    # Another form of the word, in both languages.
    ("мектеп", "1kk"), ("мектептерде", "1kk"), ("мектебіміз", "1kk"), ("МЕКТЕП!", "1kk"), ("школы", "1ru"),
    ("көпірлерді", "2kk"), ("мосты", "2ru"), ("ремонту мостов", "2ru"), ("саябақта", "3kk"), ("ағаштарды", "3kk"),
    ("улицами", "2ru 4ru"), ("көшелер", "2kk 11kk"), ("ауруханада", "5kk"), ("больниц", "6ru 7"), ("река", "2ru"),
    ("детям", "1ru"), ("жарығы", "11kk"), ("өзенге", "2kk"), ("қоғамдық", "9kk 10ru"),
    # Several words: all of them; where that is little, some.
    ("саябақ ағаш", "3kk"), ("питание детей", "1ru"), ("улица фонарь", "4ru 2ru +"), ("новая больница", "6ru 7 +"),
    ("вывоз снега", "12ru +"), ("мектеп больница", "1kk 6ru 7 +"),
    # A Russian keyboard, and Latin letters of 2021, 2018 and of those who have none of them.
    ("копир", "2kk"), ("саябакта", "3kk"), ("озеннин", "2kk"), ("агаш", "3kk"), ("ağaş", "3kk"), ("aǵash", "3kk"),
    ("agash", "3kk"), ("köpir", "2kk"), ("zharyq", "11kk"), ("jaryq", "11kk"), ("shkola", "1ru"),
    # A slip.
    ("больнеца", "6ru 7"), ("көпіц", "2kk"), ("саябоқ", "3kk"),
    # The glossary, in both directions.
    ("қоғамдық кеңес", "9kk 10ru"), ("общественного совета", "9kk 10ru"), ("когамдык кенестер", "9kk 10ru"),
    ("отырыстар", "9kk 10ru"), ("заседания", "9kk 10ru"),
    # Numbers, signs, names of files.
    ("2026", "7 12ru"), ("15-К", "12ru"), ("№ 2026/15", "12ru 7 +"), ("tizim.xlsx", "7"), ("XLSX", "7"),
    # Words that say nothing, words that nobody knows, what is not public, nothing.
    ("школа және", "1ru"), ("жжжжжж", ""), ("жжжжжж мектеп", "1kk +"), ("құпия", ""), ("балабақша", ""), ("", ""),
    ('") OR *', ""),
]  # fmt: skip


@pytest.fixture
def town(db):
    build_town()


def hits(text, language="kk", **facts):
    """The names of what was found, in its order."""
    called = names()
    return [called[hit.entry_id] for hit in ask(Question(text, language, **facts), NOW).hits]


@pytest.mark.parametrize(("text", "wanted"), QUESTIONS)
def test_the_same_is_found_on_every_database(town, text, wanted):
    answer, called = ask(Question(text, "kk"), NOW), names()
    found = [called[hit.entry_id] for hit in answer.hits]
    assert sorted(found) == sorted(wanted.removesuffix(" +").split())
    assert answer.is_widened == wanted.endswith(" +")
    assert answer.total == len(found) == sum(tally.count for tally in answer.tallies)
    if answer.is_widened and "мектеп" not in text:
        assert found[0] == wanted.split()[0]


# --- letters ---------------------------------------------------------------------------------------------------------

NINE = {
    "ә": ("әлемге", "алемге"), "ғ": ("ғимаратқа", "гимаратка"), "қ": ("қаладан", "каладан"),
    "ң": ("теңгені", "тенгени"),
    "ө": ("өлкенің", "олкенин"), "ұ": ("ұстазға", "устазга"), "ү": ("үлгілер", "улгилер"), "һ": ("жаһанға", "жаханга"),
    "і": ("білімді", "билимди"),
}  # fmt: skip


@pytest.mark.parametrize("letter", NINE)
def test_each_of_the_nine_letters_may_be_typed_as_a_russian_keyboard_has_it(db, letter):
    plants = {letter: plant({"ә": "Әлем", "ғ": "Ғимарат", "қ": "Қала", "ң": "Теңге", "ө": "Өлке", "ұ": "Ұстаз",
                             "ү": "Үлгі", "һ": "Жаһан", "і": "Білім"}[letter]) for letter in NINE}  # fmt: skip
    for typed in NINE[letter]:
        answer = ask(Question(typed, "ru"), NOW)
        assert [hit.entry_id for hit in answer.hits] == [plants[letter].pk]
        assert answer.mended == {}


def test_letters_that_only_look_alike_are_the_same(town):
    """Latin e, o, c and p among Cyrillic ones, an old schwa, a soft hyphen."""
    assert hits("көпip") == hits("көпір") == ["2kk"]
    assert hits("мeктeп") == hits("мек\u00adтеп") == ["1kk"]


# --- slips -----------------------------------------------------------------------------------------------------------


def test_a_mended_word_is_said(town):
    answer = ask(Question("жаңа больнеца", "ru"), NOW)
    assert answer.mended == {"больнеца": "больница"}
    assert "больница" in answer.terms


def test_who_wants_the_words_as_typed_gets_them(town):
    answer = ask(Question("больнеца", "ru", is_exact=True), NOW)
    assert (answer.hits, answer.mended, answer.total) == ([], {}, 0)
    assert hits("больница", is_exact=True) == hits("больница")


def test_what_somebody_knows_is_no_slip(town):
    plant("Больнеца")
    answer = ask(Question("больнеца", "ru"), NOW)
    assert answer.mended == {}
    assert answer.total == 1


# --- words that say nothing ------------------------------------------------------------------------------------------


def test_words_that_say_nothing_are_left_out_beside_others(town):
    plant("Бұл және сол")
    assert hits("бұл мектеп туралы") == hits("мектеп")
    assert not ask(Question("и мектеп", "kk"), NOW).is_widened


def test_alone_they_are_looked_for_all_the_same(town):
    planted = plant("Бұл және сол")
    assert [hit.entry_id for hit in ask(Question("және", "kk"), NOW).hits] == [planted.pk]


@pytest.mark.parametrize("text", ["и", "бұл туралы", "что это такое и где оно", "", "—", "\x00", "\ud800"])
def test_without_words_that_say_anything_there_is_an_answer(db, text):
    answer = ask(Question(text, "kk"), NOW)
    assert replace(answer, terms=frozenset()) == Answer()


# --- the glossary ----------------------------------------------------------------------------------------------------


def test_a_pair_of_the_ministry_leads_both_ways_within_any_form(town):
    GlossaryPair.objects.create(kazakh="көше жарығы", russian="уличное освещение")
    GlossaryPair.objects.create(kazakh="аурухана", russian="больница")
    glossary.forget()
    assert set(hits("ауруханаларда")) == {"5kk", "6ru", "7"}
    assert set(hits("больницами", "ru")) == {"5kk", "6ru", "7"}
    plant("Уличное освещение", language="ru")
    assert len(hits("көшелердің жарығы")) >= 2


def test_by_relevance_the_words_themselves_come_before_what_the_glossary_says_for_them(town):
    assert hits("кеңес", "ru") == ["9kk", "10ru"]
    assert hits("совет", "kk") == ["10ru", "9kk"]


# --- languages and twins ---------------------------------------------------------------------------------------------


def test_the_readers_language_comes_first(db):
    for number in range(3):
        plant(f"Тариф {number}", "", "ru")
        plant(f"Тариф {number}", "", "kk")
    for language in ("kk", "ru"):
        answer = ask(Question("тариф", language), NOW)
        assert [hit.language for hit in answer.hits] == sorted(["kk", "ru"] * 3, reverse=language == "ru")


def test_a_thing_is_found_once_and_leads_to_its_other_language(db):
    kazakh, russian = plant("Тариф", "", "kk", twin=7), plant("Тариф", "", "ru", twin=7)
    for language, own, other in (("kk", kazakh, russian), ("ru", russian, kazakh)):
        answer = ask(Question("тариф", language), NOW)
        assert [(hit.entry_id, hit.language, hit.other_id) for hit in answer.hits] == [(own.pk, language, other.pk)]
        assert answer.total == 1
        assert [tally.languages for tally in answer.tallies] == [{"kk", "ru"}]


def test_the_readers_own_text_is_shown_where_the_other_one_says_it_better(db):
    russian = plant("Тариф тариф", "тариф", "ru", twin=7)
    kazakh = plant("Басқа", "Көп сөздің ішінде тариф бар", "kk", twin=7)
    [hit] = ask(Question("тариф", "kk"), NOW).hits
    assert (hit.entry_id, hit.other_id) == (kazakh.pk, russian.pk)


def test_it_is_shown_also_where_only_the_glossary_finds_it(db):
    russian, kazakh = plant("Совет", language="ru", twin=7), plant("Кеңес", twin=7)
    [hit] = ask(Question("совет", "kk"), NOW).hits
    assert (hit.entry_id, hit.other_id) == (kazakh.pk, russian.pk)


# --- filters ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def street(db):
    """Things named alike, of two councils: few enough to be widened, or (`many`) too many for that."""
    councils = [make_council("a"), make_council("b")]

    def build(number):
        made = []
        for key in range(number):
            facts = {
                "council_id": [None, councils[0].pk, councils[1].pk][key % 3],
                "kind": ["news", "question"][key % 2],
                "date": date(2024 + key % 4, 5, 1) if key % 5 else None,
                "twin": key,
            }
            if facts["kind"] == "question":
                facts |= {"status": "collecting", "changes_at": CLOSES, "next_status": "reviewing"}
            made.append(Document(EntryText, key, "kk", f"Тариф {key}", "", True, **facts))
            if key % 4 == 0:
                made.append(Document(EntryText, key, "ru", f"Тариф {key}", "", True, **facts))
        writing.write(made)
        return [council.pk for council in councils]

    return build


FEW, MANY = 7, 40
CHOICES = st.fixed_dictionaries({
    "kinds": st.sampled_from([(), ("news",), ("news", "question"), ("moon",)]),
    "statuses": st.sampled_from([(), ("collecting",), ("reviewing",), ("reviewing", "collecting")]),
    "languages": st.sampled_from([(), ("kk",), ("ru",), ("kk", "ru")]),
    "since": st.sampled_from([None, date(2025, 5, 1)]),
    "until": st.sampled_from([None, date(2026, 12, 31)]),
    "order": st.sampled_from([asking.RELEVANCE, NEWEST, OLDEST]),
    "language": st.sampled_from(["kk", "ru"]),
})  # fmt: skip


@pytest.mark.parametrize("number", [FEW, MANY])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=CHOICES, council=st.sampled_from([None, 0, 1]), is_late=st.booleans())
def test_what_is_chosen_holds_for_every_hit_and_for_the_total(street, number, chosen, council, is_late):
    if not Entry.objects.exists():
        street(number)
    keys = sorted(set(Entry.objects.exclude(council=None).values_list("council_id", flat=True)))
    question = Question("тариф", councils=() if council is None else (keys[council],), **chosen)
    now = CLOSES if is_late else NOW
    answer = ask(question, now)
    rows = {row.pk: row for row in Entry.objects.all()}
    wanted = {row.twin for row in rows.values() if fits(row, question, is_late)}
    assert {rows[hit.entry_id].twin for hit in answer.hits} == wanted
    assert answer.total == len(answer.hits) == len(wanted)
    assert sum(tally.count for tally in answer.tallies if is_chosen(tally, question)) == answer.total
    # Beside the hits all is counted that the words find, within the days.
    everything = replace(question, councils=(), kinds=(), statuses=(), languages=())
    assert Counter(answer.tallies) == Counter(ask(everything, now).tallies)


def fits(row, question, is_late):
    """Whether an entry fits all that is chosen, said once more and another way."""
    status = row.next_status if is_late and row.changes_at else row.status
    return (
        (not question.councils or row.council_id in question.councils)
        and (not question.kinds or row.kind in question.kinds)
        and (not question.statuses or status in question.statuses)
        and (not question.languages or row.language in question.languages)
        and (not question.since or (row.date is not None and row.date >= question.since))
        and (not question.until or (row.date is not None and row.date <= question.until))
    )


@pytest.mark.parametrize("number", [FEW, MANY])
def test_the_clock_alone_closes_a_question(street, number):
    street(number)
    open_now = Question("тариф", "kk", statuses=("collecting",))
    before, after = ask(open_now, CLOSES - timedelta(seconds=1)), ask(open_now, CLOSES)
    assert before.total == number // 2
    assert after.total == 0
    assert {tally.status for tally in after.tallies} == {"", "reviewing"}


# --- orders ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [NEWEST, OLDEST])
@pytest.mark.parametrize("number", [4, 20])
def test_by_date_all_that_answers_is_one_row_within_each_language(db, order, number):
    """Also what only the glossary finds."""
    for key in range(number):
        words, language = (("Кеңес", "kk"), ("Совет", "ru"), ("Совет туралы", "kk"))[key % 3]
        plant(words, "", language, date=date(2026, 1, 1) + timedelta(days=(key * 7) % 30) if key else None)
    for language in ("kk", "ru"):
        answer = ask(Question("совет", language, order=order), NOW)
        rows = Entry.objects.in_bulk([hit.entry_id for hit in answer.hits])
        found = [rows[hit.entry_id] for hit in answer.hits]
        assert len(found) == number
        sign = -1 if order == NEWEST else 1
        in_order = sorted(
            found,
            key=lambda row: (row.language != language, row.date is None, row.date and sign * row.date.toordinal()),
        )
        assert [row.date for row in found] == [row.date for row in in_order]
        assert [row.language for row in found] == [row.language for row in in_order]


# --- few and many ----------------------------------------------------------------------------------------------------


def test_with_little_that_holds_all_the_words_comes_behind_it_what_holds_some(db):
    for number in range(ENOUGH - 1):
        plant(f"Су тарифі {number}")
    plant("Тариф")
    answer = ask(Question("су тарифі", "kk"), NOW)
    assert answer.is_widened
    assert answer.total == ENOUGH
    titles = dict(Entry.objects.values_list("pk", "words__title"))
    assert titles[answer.hits[-1].entry_id] == "Тариф"


def test_with_enough_that_holds_all_the_words_nothing_else_comes(db):
    for number in range(ENOUGH):
        plant(f"Су тарифі {number}")
    plant("Тариф")
    answer = ask(Question("су тарифі", "kk"), NOW)
    assert not answer.is_widened
    assert answer.total == ENOUGH
    # A filter that leaves little does not widen it either.
    assert ask(Question("су тарифі", "kk", kinds=("moon",)), NOW).total == 0


def test_it_is_widened_only_if_what_is_shown_is(db):
    plant("Су тарифі", kind="news")
    plant("Тариф", kind="text")
    assert ask(Question("су тарифі", "kk"), NOW).is_widened
    assert ask(Question("су тарифі", "kk", kinds=("text",)), NOW).is_widened
    assert not ask(Question("су тарифі", "kk", kinds=("news",)), NOW).is_widened


def test_of_what_holds_some_of_the_words_only_the_best_come(db):
    writing.write(Document(EntryText, key, "kk", f"Тариф {key}", "", True) for key in range(MOST_WIDENED + 5))
    answer = ask(Question("тариф жжжжжж", "kk"), NOW)
    assert answer.is_widened
    assert answer.total == len(answer.hits) == MOST_WIDENED


def test_more_than_anybody_reads_is_counted_all_the_same(db):
    writing.write(
        Document(EntryText, key, code, f"Тариф {key}", "", True, twin=key)
        for key in range(MOST_HITS + 7)
        for code in ("kk", "ru")
    )
    for order in (asking.RELEVANCE, NEWEST):
        answer = ask(Question("тариф", "ru", order=order), NOW)
        assert len(answer.hits) == MOST_HITS
        assert answer.total == MOST_HITS + 7
        assert len({hit.entry_id for hit in answer.hits}) == MOST_HITS
        assert {hit.language for hit in answer.hits} == {"ru"}


def test_a_question_costs_a_few_queries(town, django_assert_max_num_queries):
    for _warm in range(2):
        # PostgreSQL chooses its candidates first, and puts them in order by counts.
        with django_assert_max_num_queries(12 if is_sqlite() else 24):
            ask(Question("қоғамдық кеңес больнеца", "kk"), NOW)
