"""What looks like personal data is found as it is typed, sums and numbers of documents are not, and nothing is left."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import detector
from forms.detector import Kind, find, take_out
from tests.forms import synthetic


def found(text):
    return [(part.kind.value, text[part.start : part.end]) for part in find(text)]


def test_iins_are_found_as_people_type_them(full_size):
    texts = list(synthetic.with_iins(2_000 if full_size else 200))
    missed = [text for text, words in texts if (Kind.IIN.value, words) not in found(text)]
    assert len(missed) <= len(texts) // 100, missed[:5]


def test_budget_lines_and_numbers_of_documents_raise_hardly_any_alarm(full_size):
    lines = list(synthetic.innocent(2_000 if full_size else 400))
    alarms = [(line, found(line)) for line in lines if find(line)]
    assert len(alarms) <= len(lines) // 100, alarms[:5]


@pytest.mark.parametrize(
    "wrong", ["870412300055", "871312300054", "870431300054", "870412900054", "8704123000541", "120340004567"]
)
def test_other_numbers_of_twelve_digits_are_no_iins(wrong):
    assert find(f"№ {wrong}") == []


@pytest.mark.parametrize(
    "words",
    [
        "+77011234567", "+7 (701) 123-45-67", "8 701 123 45 67", "87011234567", "8-7172-12-34-56", "+7 701\n123 45 67",
        "701 123 45 67", "＋７７０１１２３４５６７", "8(727)2501234", "+998 90 123 45 67", "701-123-4567",
    ],
)  # fmt: skip
def test_telephone_numbers_are_found(words):
    assert found(f"Хабарласыңыз: {words}, рахмет") == [("phone", words)]


@pytest.mark.parametrize("words", ["8 701 234 567 теңге", "87 012 345 678", "7 012 345 678 тг", "2026 2027 2028"])
def test_sums_and_years_are_no_telephone_numbers(words):
    assert find(words) == []


def test_a_mobile_number_without_its_prefix_is_found_where_it_is_called_one():
    assert found("тел. 7011234567") == [("phone", "7011234567")]
    assert find("7011234567") == []


@pytest.mark.parametrize("words", ["a.b-c@mail.example.kz", "айгүл@пошта.қаз", "user＠example．kz"])
def test_mail_addresses_are_found(words):
    assert found(f"Пошта: {words}.") == [("email", words)]


@pytest.mark.parametrize("words", ["4000 0000 0000 0002", "4000-0000-0000-0002", "5555555555554444", "378282246310005"])
def test_cards_are_found_by_their_sum(words):
    assert found(f"карта {words}!") == [("card", words)]
    assert find(f"карта {words[:-1]}9!") == []


def test_several_in_a_row_are_found_each():
    assert [kind for kind, _words in found("870412300054 87011234567 a@b.kz")] == ["iin", "phone", "email"]


def test_what_overlaps_is_taken_out_as_one():
    text = "8 701 123 45 67 870412300054"
    assert take_out(text, find(text)).strip() == "[…] […]"


PIECES = st.one_of(
    st.text(alphabet="0123456789 -.()+\n０５９@абaz", max_size=40),
    st.integers(0, 10**6).map(lambda seed: synthetic.typed(synthetic.iin(random.Random(seed)), random.Random(seed))),
    st.sampled_from(["+7 701 123-45-67", "a@b.kz", " теңге ", "4000 0000 0000 0002", "[…]"]),
)


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_parts_stand_in_order_inside_the_text_and_nothing_is_found_in_what_is_left(text):
    parts = find(text)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert all(first.end <= second.start for first, second in pairwise(parts))
    left = take_out(text, parts)
    assert left.count(detector.TAKEN_OUT) >= len(parts)
    assert find(left) == []


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert take_out(text, []) == text
    find(text)


def test_a_text_of_nothing_but_digits_takes_no_time():
    for text in ("1 " * 5_000, "7" * 10_000, "87" * 5_000, "a@" * 5_000, "+7 " * 3_333, "x" * 10_000):
        begun = time.monotonic()
        find(text)
        assert time.monotonic() - begun < 1
