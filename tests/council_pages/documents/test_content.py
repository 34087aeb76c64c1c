import pytest

from council_pages.documents.content import Facts, Paragraph, Run, facts, paragraphs, plain, table


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Қала\u200b\u00adлар", "Қалалар"),
        ("бір\r\nекі\rүш\u2028төрт", "бір\nекі\nүш\nтөрт"),
        ("a\x00b\x07c\td", "abc d"),
        ("12 000 ₸, № 5", "12\u00a0000 ₸, №\u00a05"),
        ("4052 7716 3901", "4052\u00a07716\u00a03901"),
        ("2026 жылғы 5 қазан", "2026 жылғы 5 қазан"),
    ],
)
def test_a_text_loses_what_no_paper_shows_and_keeps_numbers_together(text, said):
    assert plain(text) == said


def test_each_line_of_a_plain_text_is_a_paragraph():
    assert paragraphs("бір\n\n  екі  \n", lang="kk") == (
        Paragraph((Run("бір"),), "kk"),
        Paragraph((Run("екі"),), "kk"),
    )


def test_a_fact_without_a_value_is_left_out_and_zero_is_a_value():
    assert facts([("Орны", ""), ("Саны", 0), ("Күні", None)]) == (Facts((("Саны", "0"),)),)
    assert facts([("Орны", "")]) == ()


def test_a_table_holds_plain_words():
    made = table(["№", "Күйі"], [(1, "Қабылданды\x00")], (1, 2))
    assert (made.columns, made.rows) == (("№", "Күйі"), (("1", "Қабылданды"),))
