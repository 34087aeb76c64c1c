"""A passage is a part of the text itself, and exactly the words that were looked for are marked in it."""

from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import analyze_document, term_of
from search.passages import CUT, LENGTH, LOOKED_AT, as_html, marked, passage

FILLER = "Бұл жерде ештеңе жоқ. "


def terms(*words, language="kk"):
    """The terms of these words of a document."""
    return frozenset(term_of(word, language) for word in words)


def shown(pieces):
    """The pieces as one line, the marked ones in brackets."""
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in pieces)


def test_every_form_of_a_word_is_marked_and_nothing_beside_it():
    assert shown(marked("Кеңестердің ұсыныстары, кеңсе", terms("кеңес", "ұсыныс"), "kk")) == (
        "[Кеңестердің] [ұсыныстары], кеңсе"
    )
    assert shown(marked("О советах и предложениях", terms("совет", "предложение", language="ru"), "ru")) == (
        "О [советах] и [предложениях]"
    )


def test_without_terms_nothing_is_marked_and_the_text_begins_at_its_beginning():
    assert shown(passage("  Қысқа мәтін.\n", frozenset(), "kk")) == "Қысқа мәтін."
    assert shown(passage(FILLER * 40, terms("тариф"), "kk")).startswith("Бұл жерде")
    assert shown(passage("", terms("тариф"), "kk")) == ""


def test_the_part_with_the_most_different_words_is_shown():
    text = FILLER * 20 + "Тариф, тариф, тариф. " + FILLER * 20 + "Су тарифі қымбат. " + FILLER * 20
    found = shown(passage(text, terms("су", "тариф"), "kk"))
    assert "[Су] [тарифі] қымбат." in found
    assert found.count("[") == 2


def test_of_equal_parts_the_first_is_shown():
    text = FILLER * 20 + "Бірінші тариф. " + FILLER * 20 + "Екінші тариф. " + FILLER * 20
    assert shown(passage(text, terms("тариф"), "kk")).startswith("…Бірінші [тариф].")


def test_a_word_that_was_looked_for_is_not_cut_off_at_the_end():
    assert shown(passage("бір тариф.", terms("тариф"), "kk", length=9)) == "бір [тариф]…"


def test_it_begins_with_the_sentence_and_ends_with_a_whole_word():
    text = FILLER * 20 + "Осы сөйлемде тариф туралы айтылады. " + FILLER * 20
    found = shown(passage(text, terms("тариф"), "kk"))
    assert found.startswith("…Осы сөйлемде [тариф]")
    assert found.endswith("…")
    assert found[1:-1].replace("[", "").replace("]", "") in text
    assert found[-2].isspace() or text.split(found[-12:-1])[1][0].isspace()


def test_in_an_endless_sentence_it_begins_with_a_word():
    text = "сөз " * 200 + "тариф " + "сөз " * 200
    found = shown(passage(text, terms("тариф"), "kk"))
    assert found.startswith("…сөз ")
    assert 4 < found.index("[тариф]") < LENGTH // 2


def test_a_new_line_begins_a_sentence():
    text = "сөз " * 100 + "\nТариф туралы " + "сөз " * 100
    assert shown(passage(text, terms("тариф"), "kk")).startswith("…[Тариф] туралы")


def test_a_word_without_end_is_cut():
    found = passage("ә" * 5000, frozenset(), "kk", length=50)
    assert [len(piece.text) for piece in found] == [50, 1]
    long = "тарифтер" * 50
    assert [piece.is_marked for piece in passage(long, [analyze_document(long, "kk")[0].term], "kk", 60)] == [
        True,
        False,
    ]


def test_only_the_beginning_of_a_long_text_is_looked_through():
    text = "сөз " * (LOOKED_AT // 4 - 2) + "үш "
    assert len(text) == LOOKED_AT - len("тариф")
    assert "[тариф]" in shown(passage(f"{text}тариф", terms("тариф"), "kk"))
    assert "[" not in shown(passage(f"{text}тарифтік тариф", terms("тариф"), "kk"))


def test_whatever_stands_in_the_text_is_escaped():
    html = as_html(passage('<b onclick="x">тариф</b> & <mark>су</mark>', terms("тариф"), "kk"))
    assert html == "&lt;b onclick=&quot;x&quot;&gt;<mark>тариф</mark>&lt;/b&gt; &amp; &lt;mark&gt;су&lt;/mark&gt;"
    assert html.__html__() == html


WORDS = st.sampled_from(["тариф", "тарифтер", "Су", "кеңес", "бір", "\n", ".", "<b>", "é", "IV", "\u00ad", "тариф."])
# A text's own sign of a cut could not be told from ours.
TEXTS = st.one_of(
    st.text(st.characters(exclude_characters=CUT), max_size=400),
    st.lists(WORDS, max_size=120).map(" ".join),
    st.lists(WORDS).map("".join),
)


@given(TEXTS, st.sampled_from(["kk", "ru", ""]), st.integers(1, 300))
@example("тариф, тариф", "kk", 5)
@example("aa\n" * 100 + "тариф", "kk", 6)
@example("бір тариф.", "kk", 9)
def test_a_passage_is_a_part_of_the_text(text, language, length):
    wanted = terms("тариф", "су", language=language)
    pieces = passage(text, wanted, language, length)
    body = list(pieces)
    if body and text.strip() and not text.strip().startswith(body[0].text):
        assert body.pop(0).text == CUT
    if body and not text.strip().endswith(body[-1].text):
        assert body.pop().text == CUT
    joined = "".join(piece.text for piece in body)
    assert joined in text
    assert len(joined) <= length
    assert all(piece.text for piece in pieces)
    # The last one may be a word that is longer than the passage, and is cut.
    for piece in body[:-1]:
        found = [token.term in wanted for token in analyze_document(piece.text, language)]
        assert found == [True] if piece.is_marked else not any(found)


@given(TEXTS, st.sampled_from(["kk", "ru"]))
def test_of_a_title_every_letter_is_shown_and_exactly_its_words_are_marked(text, language):
    wanted = terms("тариф", "су", language=language)
    pieces = marked(text, wanted, language)
    assert "".join(piece.text for piece in pieces) == text
    words = [text[token.start : token.end] for token in analyze_document(text, language) if token.term in wanted]
    assert [piece.text for piece in pieces if piece.is_marked] == words
