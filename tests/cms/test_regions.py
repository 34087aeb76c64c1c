"""The regions: complete, without doubles, in the forms that texts build on."""

import re

import pytest

from cms.orthography import normalise
from cms.regions import BY_CODE, BY_ISO, BY_TILE, CITIES, REGIONS, in_order


def test_there_are_seventeen_oblasts_and_three_cities():
    assert len(REGIONS) == len(BY_CODE) == len(BY_ISO) == 20
    assert sum(not region.is_city for region in REGIONS) == 17
    assert set(CITIES) <= set(BY_CODE)


def test_codes_are_those_of_iso_and_of_addresses():
    assert all(re.fullmatch(r"KZ-[0-9]{2}", region.iso) for region in REGIONS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", region.code) for region in REGIONS)
    assert BY_ISO["KZ-62"].code == "ulytau"


def test_every_form_of_a_name_agrees_with_the_nominative():
    for region in REGIONS:
        stem = region.kk.nominative
        assert region.kk.genitive == stem + "ның"
        assert region.kk.locative == stem + "нда"
        assert region.ru.locative.startswith("в ")
        assert region.ru.genitive[:4] == region.ru.nominative[:4]


def test_official_russian_names_keep_their_kazakh_letters():
    assert [BY_CODE[code].ru.nominative for code in ("abai", "zhetisu", "ulytau")] == [
        "область Абай",
        "область Жетісу",
        "область Ұлытау",
    ]
    assert BY_CODE["almaty-obl"].ru.centre == "Қонаев"


def test_names_are_spelt_with_cyrillic_letters_only():
    for region in REGIONS:
        for name in (*region.kk, *region.ru):
            assert normalise(name) == name
            assert not re.search("[A-Za-z]", name)


def test_every_region_has_a_tile_of_its_own():
    assert len({region.tile for region in REGIONS}) == 20
    assert all(1 <= region.tile.column <= 7 and 1 <= region.tile.row <= 5 for region in REGIONS)
    assert BY_TILE[0].code == "sko"
    assert [region.tile.row for region in BY_TILE] == sorted(region.tile.row for region in REGIONS)


def test_lists_follow_the_alphabet_of_the_language_and_end_with_the_cities():
    assert [region.code for region in in_order("kk")] == [
        *("abai", "akmola", "aktobe", "almaty-obl", "atyrau", "bko", "zhambyl", "zhetisu", "karaganda", "kostanay"),
        *("kyzylorda", "mangystau", "pavlodar", "sko", "turkistan", "ulytau", "vko", "astana", "almaty", "shymkent"),
    ]
    assert [region.forms("ru").short for region in in_order("ru")][:4] == [
        "Абай",
        "Акмолинская",
        "Актюбинская",
        "Алматинская область",
    ]


def test_another_language_has_no_names():
    with pytest.raises(ValueError, match="language 'en'"):
        REGIONS[0].forms("en")
