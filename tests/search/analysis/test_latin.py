"""Latin Kazakh of every alphabet reaches the Cyrillic word, as it is or folded."""

import pytest

from cms.orthography import fold
from search.analysis.latin import MOST, readings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # 2021
        ("qoğamdyq", "қоғамдық"), ("keñes", "кеңес"), ("ūsynys", "ұсыныс"), ("mäsele", "мәселе"), ("şeşım", "шешім"),
        ("bılık", "білік"), ("ükımet", "үкімет"), ("meiram", "мейрам"), ("önerkäsıp", "өнеркәсіп"),
        # 2018 and 2019
        ("qoǵamdyq", "қоғамдық"), ("keńes", "кеңес"), ("másele", "мәселе"), ("úkimet", "үкімет"), ("óner", "өнер"),
        ("sheshim", "шешім"), ("ŭsynys", "ұсыныс"),
        # ASCII
        ("qogamdyq", "қоғамдық"), ("kogamdyk", "қоғамдық"), ("kenes", "кеңес"), ("usynys", "ұсыныс"),
        ("masele", "мәселе"), ("sheshim", "шешім"), ("zhoba", "жоба"), ("joba", "жоба"), ("aqparat", "ақпарат"),
        ("akparat", "ақпарат"), ("meiram", "мейрам"), ("meyram", "мейрам"),
        # International words
        ("politsiia", "полиция"), ("komissiya", "комиссия"),
    ],
)  # fmt: skip
def test_a_reading_is_the_word_or_folds_to_it(typed, meant):
    assert fold(meant) in {fold(reading) for reading in readings(typed)}


def test_the_likeliest_reading_of_2021_comes_first():
    assert [readings(word)[0] for word in ("tıl", "qoğam", "ai")] == ["тіл", "қоғам", "ай"]


def test_there_are_never_many_readings_and_none_of_another_alphabet():
    assert len(readings("i" * 60)) <= MOST
    assert readings("φιλία") == []
