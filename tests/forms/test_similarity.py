"""Form letters are found whatever their senders changed in them, and what two people wrote themselves is kept apart."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import similarity

LETTERS = {
    "kk": (
        "Құрметті кеңес мүшелері! Біздің ауданда балалар ойнайтын алаң жоқ, ал жақын маңдағы саябақ қараусыз қалған. "
        "Жергілікті бюджеттен қаржы бөліп, саябаққа әткеншек, орындық және жарық орнатуды сұраймыз. Кешке қарай ол "
        "жерден өту қорқынышты, көше шамдары жанбайды, ал аула ішінде көліктер жүреді. Балаларымыздың қауіпсіздігі "
        "бәрінен маңызды. Сондай-ақ жаяу жүргіншілер өтпесін мектептің алдына салып, жол белгілерін қоюды ұсынамыз."
    ),
    "ru": (
        "Уважаемые члены совета! В нашем районе нет детской площадки, а ближайший парк давно заброшен. Просим выделить "
        "средства из местного бюджета и установить в парке качели, скамейки и освещение. Вечером там страшно "
        "проходить, фонари не горят, а во дворах ездят машины. Безопасность наших детей важнее всего. Предлагаем "
        "также сделать пешеходный переход перед школой, поставить дорожные знаки и обновить тротуары рядом."
    ),
}
OWN = {
    "kk": "Саябақта әткеншек керек, бірақ алдымен ондағы ескі ағаштарды емдеп, суару жүйесін жөндеу керек деймін.",
    "ru": "В парке нужны качели, но сначала надо вылечить старые деревья и починить полив, иначе тени летом не будет.",
}


def changed(letter, share, chance):
    """The letter with this share of its words replaced, left out or doubled."""
    words = letter.split()
    for position in sorted(chance.sample(range(len(words)), round(share * len(words))), reverse=True):
        new = f"сөз{chance.randrange(10**6)}"
        words[position : position + 1] = chance.choice([[new], [], [words[position], new]])
    return " ".join(words)


def storm(number, share=0.05):
    """Form letters in both languages, each a little its own; and one that somebody wrote alone in each."""
    chance = random.Random(7)
    letters = [changed(LETTERS[chance.choice(["kk", "ru"])], share, chance) for _ in range(number)]
    return [*letters, *OWN.values()]


def test_a_storm_of_form_letters_falls_into_few_groups(full_size):
    number = 5_000 if full_size else 300
    texts = storm(number)
    began = time.process_time()
    found = similarity.clusters((key, similarity.sketch(text)) for key, text in enumerate(texts))
    spent = time.process_time() - began
    storms = [cluster for cluster in found if len(cluster) > 1]
    print(f"{number} letters: {len(storms)} groups in {spent:.1f} s")
    assert len(found) - len(OWN) <= 5
    assert sum(map(len, storms)) >= 0.99 * number
    assert [number] in found and [number + 1] in found
    assert spent < 10


def test_what_differs_only_by_endings_signs_and_keyboard_is_the_same():
    first = "Біздің ауладағы саябаққа жарық орнату керек. Рахмет!"
    second = "бiздiн ауладагы саябакка жарык орнату керек — рахмет"
    assert similarity.likeness(similarity.sketch(first), similarity.sketch(second)) == 1


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_same_subject_in_other_words_is_not_the_same(language):
    degree = similarity.likeness(similarity.sketch(LETTERS[language]), similarity.sketch(OWN[language]))
    assert degree < similarity.ALIKE / 3


def test_short_texts_are_the_same_only_word_for_word():
    words = ["Поддерживаю", "поддерживаю!", "Не поддерживаю", "Қолдаймын", "!!!", "???"]
    found = similarity.clusters((word, similarity.sketch(word)) for word in words)
    assert found == [["Поддерживаю", "поддерживаю!"], ["Не поддерживаю"], ["Қолдаймын"], ["!!!"], ["???"]]


def test_a_text_does_not_drift_from_letter_to_letter():
    words = [f"сөз{number:04}" for number in range(300)]
    texts = [" ".join(words[start : start + 100]) for start in range(0, 200, 20)]
    found = similarity.clusters((key, similarity.sketch(text)) for key, text in enumerate(texts))
    assert 1 < len(found) < len(texts)


@given(st.text(), st.text())
def test_likeness_is_a_share_the_same_from_both_sides(one, other):
    first, second = similarity.sketch(one), similarity.sketch(other)
    assert 0 <= similarity.likeness(first, second) == similarity.likeness(second, first) <= 1
    assert similarity.unpack(similarity.pack(first)) == first
    assert len(first) <= similarity.SIZE
