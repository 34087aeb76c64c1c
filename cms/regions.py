"""The 17 oblasts and 3 cities of republican significance, with the grammatical forms that texts need.

Names are those of official texts in both languages; ISO 3166-2:KZ codes are those in force since November 2022 and are
the natural key, `code` stands in addresses. Official Russian keeps Kazakh letters in Абай, Жетісу, Ұлытау and Қонаев.
A council's name is built from the genitive: «Абай облысының Қоғамдық кеңесі», «Общественный совет области Абай».
"""

from typing import NamedTuple

from cms.collation import sort_key


class Forms(NamedTuple):
    """A region's name in one language."""

    nominative: str
    genitive: str
    locative: str
    """Kazakh locative; in Russian the prepositional with its preposition: «в области Абай»."""
    short: str
    """For the tile of the region finder, where the word "oblast" would only repeat itself."""
    centre: str
    """The administrative centre; a city is its own."""


class Tile(NamedTuple):
    """Place on the region finder's grid: column 1–7 from the west, row 1–5 from the north."""

    column: int
    row: int


class Region(NamedTuple):
    """An oblast, a city of republican significance or the capital."""

    iso: str
    code: str
    kk: Forms
    ru: Forms
    tile: Tile

    @property
    def is_city(self) -> bool:
        """Whether it is the capital or a city of republican significance."""
        return self.code in CITIES

    def forms(self, language: str) -> Forms:
        """The name in one language: `region.forms("kk").genitive`."""
        if language not in ("kk", "ru"):
            raise ValueError(f"No names of regions in the language {language!r}.")
        return self.kk if language == "kk" else self.ru


CITIES = ("astana", "almaty", "shymkent")
"""The capital first, then the cities of republican significance in the order in which they became so."""

REGIONS: tuple[Region, ...] = (
    Region(
        "KZ-10",
        "abai",
        Forms("Абай облысы", "Абай облысының", "Абай облысында", "Абай", "Семей"),
        Forms("область Абай", "области Абай", "в области Абай", "Абай", "Семей"),
        Tile(6, 3),
    ),
    Region(
        "KZ-11",
        "akmola",
        Forms("Ақмола облысы", "Ақмола облысының", "Ақмола облысында", "Ақмола", "Көкшетау"),
        Forms("Акмолинская область", "Акмолинской области", "в Акмолинской области", "Акмолинская", "Кокшетау"),
        Tile(4, 2),
    ),
    Region(
        "KZ-15",
        "aktobe",
        Forms("Ақтөбе облысы", "Ақтөбе облысының", "Ақтөбе облысында", "Ақтөбе", "Ақтөбе"),
        Forms("Актюбинская область", "Актюбинской области", "в Актюбинской области", "Актюбинская", "Актобе"),
        Tile(2, 3),
    ),
    Region(
        "KZ-19",
        "almaty-obl",
        Forms("Алматы облысы", "Алматы облысының", "Алматы облысында", "Алматы облысы", "Қонаев"),
        Forms("Алматинская область", "Алматинской области", "в Алматинской области", "Алматинская область", "Қонаев"),
        Tile(6, 4),
    ),
    Region(
        "KZ-23",
        "atyrau",
        Forms("Атырау облысы", "Атырау облысының", "Атырау облысында", "Атырау", "Атырау"),
        Forms("Атырауская область", "Атырауской области", "в Атырауской области", "Атырауская", "Атырау"),
        Tile(1, 3),
    ),
    Region(
        "KZ-27",
        "bko",
        Forms(
            "Батыс Қазақстан облысы",
            "Батыс Қазақстан облысының",
            "Батыс Қазақстан облысында",
            "Батыс Қазақстан",
            "Орал",
        ),
        Forms(
            "Западно-Казахстанская область",
            "Западно-Казахстанской области",
            "в Западно-Казахстанской области",
            "Западно-Казахстанская",
            "Уральск",
        ),
        Tile(1, 2),
    ),
    Region(
        "KZ-31",
        "zhambyl",
        Forms("Жамбыл облысы", "Жамбыл облысының", "Жамбыл облысында", "Жамбыл", "Тараз"),
        Forms("Жамбылская область", "Жамбылской области", "в Жамбылской области", "Жамбылская", "Тараз"),
        Tile(5, 4),
    ),
    Region(
        "KZ-33",
        "zhetisu",
        Forms("Жетісу облысы", "Жетісу облысының", "Жетісу облысында", "Жетісу", "Талдықорған"),
        Forms("область Жетісу", "области Жетісу", "в области Жетісу", "Жетісу", "Талдыкорган"),
        Tile(7, 4),
    ),
    Region(
        "KZ-35",
        "karaganda",
        Forms("Қарағанды облысы", "Қарағанды облысының", "Қарағанды облысында", "Қарағанды", "Қарағанды"),
        Forms(
            "Карагандинская область",
            "Карагандинской области",
            "в Карагандинской области",
            "Карагандинская",
            "Караганда",
        ),
        Tile(5, 3),
    ),
    Region(
        "KZ-39",
        "kostanay",
        Forms("Қостанай облысы", "Қостанай облысының", "Қостанай облысында", "Қостанай", "Қостанай"),
        Forms("Костанайская область", "Костанайской области", "в Костанайской области", "Костанайская", "Костанай"),
        Tile(3, 2),
    ),
    Region(
        "KZ-43",
        "kyzylorda",
        Forms("Қызылорда облысы", "Қызылорда облысының", "Қызылорда облысында", "Қызылорда", "Қызылорда"),
        Forms(
            "Кызылординская область",
            "Кызылординской области",
            "в Кызылординской области",
            "Кызылординская",
            "Кызылорда",
        ),
        Tile(3, 4),
    ),
    Region(
        "KZ-47",
        "mangystau",
        Forms("Маңғыстау облысы", "Маңғыстау облысының", "Маңғыстау облысында", "Маңғыстау", "Ақтау"),
        Forms("Мангистауская область", "Мангистауской области", "в Мангистауской области", "Мангистауская", "Актау"),
        Tile(1, 4),
    ),
    Region(
        "KZ-55",
        "pavlodar",
        Forms("Павлодар облысы", "Павлодар облысының", "Павлодар облысында", "Павлодар", "Павлодар"),
        Forms("Павлодарская область", "Павлодарской области", "в Павлодарской области", "Павлодарская", "Павлодар"),
        Tile(6, 2),
    ),
    Region(
        "KZ-59",
        "sko",
        Forms(
            "Солтүстік Қазақстан облысы",
            "Солтүстік Қазақстан облысының",
            "Солтүстік Қазақстан облысында",
            "Солтүстік Қазақстан",
            "Петропавл",
        ),
        Forms(
            "Северо-Казахстанская область",
            "Северо-Казахстанской области",
            "в Северо-Казахстанской области",
            "Северо-Казахстанская",
            "Петропавловск",
        ),
        Tile(4, 1),
    ),
    Region(
        "KZ-61",
        "turkistan",
        Forms("Түркістан облысы", "Түркістан облысының", "Түркістан облысында", "Түркістан", "Түркістан"),
        Forms(
            "Туркестанская область", "Туркестанской области", "в Туркестанской области", "Туркестанская", "Туркестан"
        ),
        Tile(4, 4),
    ),
    Region(
        "KZ-62",
        "ulytau",
        Forms("Ұлытау облысы", "Ұлытау облысының", "Ұлытау облысында", "Ұлытау", "Жезқазған"),
        Forms("область Ұлытау", "области Ұлытау", "в области Ұлытау", "Ұлытау", "Жезказган"),
        Tile(4, 3),
    ),
    Region(
        "KZ-63",
        "vko",
        Forms(
            "Шығыс Қазақстан облысы",
            "Шығыс Қазақстан облысының",
            "Шығыс Қазақстан облысында",
            "Шығыс Қазақстан",
            "Өскемен",
        ),
        Forms(
            "Восточно-Казахстанская область",
            "Восточно-Казахстанской области",
            "в Восточно-Казахстанской области",
            "Восточно-Казахстанская",
            "Усть-Каменогорск",
        ),
        Tile(7, 3),
    ),
    Region(
        "KZ-71",
        "astana",
        Forms("Астана қаласы", "Астана қаласының", "Астана қаласында", "Астана қаласы", "Астана"),
        Forms("город Астана", "города Астаны", "в городе Астане", "город Астана", "Астана"),
        Tile(5, 2),
    ),
    Region(
        "KZ-75",
        "almaty",
        Forms("Алматы қаласы", "Алматы қаласының", "Алматы қаласында", "Алматы қаласы", "Алматы"),
        Forms("город Алматы", "города Алматы", "в городе Алматы", "город Алматы", "Алматы"),
        Tile(6, 5),
    ),
    Region(
        "KZ-79",
        "shymkent",
        Forms("Шымкент қаласы", "Шымкент қаласының", "Шымкент қаласында", "Шымкент қаласы", "Шымкент"),
        Forms("город Шымкент", "города Шымкента", "в городе Шымкенте", "город Шымкент", "Шымкент"),
        Tile(4, 5),
    ),
)

BY_CODE = {region.code: region for region in REGIONS}
BY_ISO = {region.iso: region for region in REGIONS}
BY_TILE = tuple(sorted(REGIONS, key=lambda region: (region.tile.row, region.tile.column)))
"""Row by row from the north-west: the order in which the finder's tiles are read aloud."""


def in_order(language: str) -> list[Region]:
    """For lists and menus: oblasts by the alphabet of the language, then the cities, the capital first."""
    oblasts = [region for region in REGIONS if not region.is_city]
    oblasts.sort(key=lambda region: sort_key(region.forms(language).short, language))
    return [*oblasts, *(BY_CODE[code] for code in CITIES)]
