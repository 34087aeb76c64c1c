import doctest

import pytest

from cms import descriptions
from cms.descriptions import LONGEST, cut, described, listed, plain


def test_the_examples_hold():
    assert doctest.testmod(descriptions).failed == 0


def test_blocks_of_a_rich_text_do_not_run_into_each_other():
    assert plain("<h2>Су</h2><p>Бірінші<br/>екінші</p><ul><li>а</li><li>ә</li></ul>") == "Су Бірінші екінші а ә"
    assert plain('<p>A &lt;b&gt; &amp; <a linktype="page" id="3">сілтеме</a></p>') == "A <b> & сілтеме"
    assert plain("") == ""


@pytest.mark.parametrize("words", ["сөз " * 200, "ұзақсөз" * 60, "бір\n\nекі\t" * 90])
def test_no_description_is_longer_than_a_search_engine_shows_and_none_ends_in_half_a_word(words):
    said = cut(words)
    assert len(said) <= LONGEST
    assert said.endswith("…")
    kept = said.removesuffix("…")
    assert kept.split()[-1] in words.split() or " " not in words


def test_what_fits_is_left_as_it_is():
    assert cut("Қысқа мәтін.") == "Қысқа мәтін."
    assert cut("а" * LONGEST) == "а" * LONGEST


def test_words_that_say_too_little_are_followed_by_the_next_ones():
    assert described("Қысқа", "", None, "Тағы") == "Қысқа. Тағы"
    enough = "Мәтін жеткілікті ұзақ. " * 6
    assert "Тағы" not in described(enough.strip(), "Тағы")
    assert described() == ""


def test_a_list_does_not_say_its_title_twice():
    assert listed("Итоги", ["Итоги: вопрос", ""]) == "Итоги: вопрос"
    assert listed("Итоги", []) == "Итоги"
