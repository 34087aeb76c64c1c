"""Numbers that look like those of people, and lines that only look like them: made anew from a seed, nobody's."""

import random
from datetime import date, timedelta

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
WORDS = ("Менің ЖСН-ім {}.", "ИИН {}, прошу учесть", "({})", "{}", "жсн:{};тел жоқ", "мой иин {} и адрес")


def iin(chance):
    """A right IIN of somebody who does not exist."""
    while True:
        born = date(1930, 1, 1) + timedelta(days=chance.randrange(34_000))
        sex = chance.choice("12" if born.year < 1900 else "34" if born.year < 2000 else "56")
        digits = f"{born:%y%m%d}{sex}{chance.randrange(10_000):04}"
        rest = weighed(digits, range(1, 12))
        rest = weighed(digits, [*range(3, 12), 1, 2]) if rest == 10 else rest
        if rest < 10:
            return f"{digits}{rest}"


def weighed(digits, weights):
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11


def typed(digits, chance):
    """The number as somebody types it: in groups, with hyphens, over two lines, in full-width digits."""
    sizes = chance.choice([(12,), (6, 6), (4, 4, 4), (3, 3, 3, 3), (2, 2, 2, 6), (6, 1, 4, 1), (1,) * 12])
    glue = chance.choice([" ", "-", "\n", " - ", "\u00a0", "\u2011", "-\n", "\r\n", "\u200b", "."])
    parts, start = [], 0
    for size in sizes:
        parts.append(digits[start : start + size])
        start += size
    text = glue.join(parts)
    return text.translate(WIDE) if chance.random() < 0.25 else text


def with_iins(number, seed=4):
    """That many texts with one IIN in each: (text, the IIN as typed)."""
    chance = random.Random(seed)
    for _ in range(number):
        words = typed(iin(chance), chance)
        yield chance.choice(WORDS).format(words), words


def bin_of(chance):
    """A BIN: year and month of registration, kind of the legal person, and further digits."""
    return f"{chance.randrange(100):02}{chance.randint(1, 12):02}{chance.choice('456')}{chance.randrange(10**7):07}"


def money(chance):
    """A sum with its thousands apart."""
    return f"{chance.randrange(10 ** chance.randint(5, 12)):,}".replace(",", chance.choice([" ", "\u00a0"]))


def innocent(number, seed=5):
    """That many lines of budgets and numbers of documents, with nobody's number in them."""
    chance = random.Random(seed)
    number_up_to = chance.randrange
    kinds = (
        lambda: f"{chance.randint(100, 599)} 0{chance.randint(10, 99)} 015 Жол жөндеу: {money(chance)} теңге",
        lambda: f"Программа {chance.randint(1, 270):03}: {money(chance)} тг, {chance.randint(2024, 2028)} г.",
        lambda: f"{money(chance)} / {money(chance)} / {money(chance)}",
        lambda: f"№ {number_up_to(9999)}-{chance.choice('IVXР')} от {chance.randint(10, 28)}.09.2026",
        lambda: f"БСН {bin_of(chance)}",
        lambda: f"Исх. {number_up_to(10**6)}/{number_up_to(10**4)}-{chance.randint(1, 99)}",
        lambda: f"Кадастр {chance.randint(1, 20):02}-{chance.randint(1, 400):03}-{number_up_to(10**6):06}",
        lambda: f"ЭСФ {number_up_to(10**15):015}, шот KZ{number_up_to(10**18):018}",
        lambda: f"Лот {number_up_to(10**8):08}-ОИ{chance.randint(1, 9)}, {chance.randint(1, 500)} × {money(chance)}",
        lambda: f"{chance.randint(2020, 2030)}–{chance.randint(2031, 2035)} жж., {chance.randint(8, 18)}:00–19:30",
    )
    for _ in range(number):
        yield chance.choice(kinds)()
