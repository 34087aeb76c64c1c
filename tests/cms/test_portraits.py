from dataclasses import replace

import pytest
from django.utils.translation import override

from cms.models import Council
from cms.portraits import Card, card_of, picture_url

COUNCIL = Council(name_kk="Алмалы кеңесі", name_ru="Совет Алмалы", colour="#2e8b57")


@pytest.mark.parametrize("language, name", [("kk", "Алмалы кеңесі"), ("ru", "Совет Алмалы")])
def test_a_card_names_the_council_in_the_readers_language(language, name):
    with override(language):
        card = card_of("Су", COUNCIL, kicker="Мәселе", line="5 қараша")
    assert (card.council, card.colour, card.emblem, card.language) == (name, "#2e8b57", "", language)
    assert card.words == f"Мәселе: Су. {name}. 5 қараша"


def test_a_national_card_has_no_council():
    with override("ru"):
        assert card_of("Календарь") == Card(title="Календарь", language="ru")


@pytest.mark.parametrize("field", ["title", "kicker", "council", "line", "colour", "emblem", "language"])
def test_a_card_that_says_something_else_has_another_address(field):
    card = Card("Су")
    other = replace(card, **{field: "x"})
    with override("kk"):
        assert picture_url("/kk/councils/a/", card) != picture_url("/kk/councils/a/", other)
        assert picture_url("/kk/councils/a/", card) == picture_url("/kk/councils/a/", Card("Су"))


def test_the_picture_stands_below_the_address_of_its_page():
    with override("ru"):
        assert picture_url("/ru/", Card("Су")).startswith("/ru/share/picture.png?v=")
        assert picture_url("/ru/councils/a/", Card("Су")).startswith("/ru/share/councils/a/picture.png?v=")
