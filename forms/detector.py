"""What in a text looks like personal data: IINs, telephone numbers, e-mail addresses, bank cards. Pure.

It warns the secretary before a text becomes public (trust.md P5); it decides nothing. Numbers are read as they are
typed: with spaces, hyphens, dots, brackets, line breaks and full-width digits between or among their digits.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

TAKEN_OUT = "[…]"
IIN_LENGTH, PHONE_LENGTH, SHORT_PHONE_LENGTH = 12, 11, 10
# Nothing that is looked for has fewer digits than a telephone number without its 8, or more than a card.
SHORTEST, LONGEST = SHORT_PHONE_LENGTH, 16
_DIGITS = re.compile(r"[0-9]+")
# What may stand between the groups of one number: blanks of every kind, hyphens, dots, brackets, signs without width.
_BETWEEN = re.compile(r"[\s\-.()\u00ad\u2010-\u2015\u2212\u200b-\u200d\u2060\ufeff]{1,6}")
_EMAIL = re.compile(r"[^\s@<>()\"',;:«»]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")
_PHONE_WORD = re.compile(r"(?:тел|моб|ұялы|сотов|ватсап|вотсап|whats|\btel|phone)\S{0,12}[\s:№]{0,3}$", re.IGNORECASE)
# The seventh digit says sex and century; 0 stands for those whose century is not said.
_CENTURIES = {"1": (18,), "2": (18,), "3": (19,), "4": (19,), "5": (20,), "6": (20,), "0": (19, 20)}
_SHORT_SHAPES = {(3, 3, 2, 2), (3, 3, 4), (3, 7), (3, 2, 2, 3), (3, 3, 2, 1, 1)}


class Kind(TextChoices):
    """What was found."""

    IIN = "iin", _("IIN")
    PHONE = "phone", _("Telephone number")
    EMAIL = "email", _("E-mail address")
    CARD = "card", _("Number of a bank card")


@dataclass(frozen=True)
class Found:
    """A part of the text, and what it looks like."""

    kind: Kind
    start: int
    end: int


def find(text):
    """What looks like personal data, in the order of the text; no two parts overlap.

    >>> [(found.kind.value, found.start, found.end) for found in find("ИИН 870412300054, почта a@b.kz")]
    [('iin', 4, 16), ('email', 24, 30)]
    """
    plain = "".join(map(_plain, text))
    found = [Found(Kind.EMAIL, *match.span()) for match in _EMAIL.finditer(plain)]
    for run in _runs(plain):
        found += _numbers(plain, run)
    return _joined(found)


def take_out(text, found):
    """The text with these parts replaced by «[…]».

    >>> take_out("ИИН 870412300054.", [Found(Kind.IIN, 4, 16)])
    'ИИН […].'
    """
    for part in reversed(found):
        text = text[: part.start] + TAKEN_OUT + text[part.end :]
    return text


def is_iin(digits):
    """True for twelve digits with a valid date of birth and a right check digit.

    The check digit: weights 1 to 11, modulo 11; where that gives 10, weights 3 to 11, 1, 2 (rules of forming the
    identification number, Kazakhstan). A BIN has 4, 5 or 6 in the place of the first digit of the day, and is none.
    """
    if len(digits) != IIN_LENGTH or not _has_birthday(digits):
        return False
    values = list(map(int, digits))
    rest = sum(weight * value for weight, value in enumerate(values[:11], 1)) % 11
    if rest == 10:
        rest = sum(weight * value for weight, value in zip([*range(3, 12), 1, 2], values[:11], strict=True)) % 11
    return rest == values[11]


def is_card(digits):
    """True for a number of a payment system's length and beginning whose Luhn sum is right."""
    is_long = len(digits) == 16 and digits[0] in "23456"
    if not is_long and not (len(digits) == 15 and digits[:2] in ("34", "37")):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _plain(sign):
    """The sign, or its plain form where that is one sign: ７ is 7, ＠ is @."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign


def _runs(plain):
    """Groups of digits with nothing but separators between them, as lists of matches."""
    run = []
    for group in _DIGITS.finditer(plain):
        if run and not _BETWEEN.fullmatch(plain, run[-1].end(), group.start()):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _numbers(plain, run):
    for first in range(len(run)):
        digits, lengths = "", ()
        for group in run[first : first + LONGEST]:
            digits, lengths = digits + group[0], (*lengths, len(group[0]))
            if len(digits) > LONGEST:
                break
            if len(digits) >= SHORTEST and (kind := _kind(plain, run[first].start(), digits, lengths)):
                yield Found(kind, _with_plus(plain, run[first].start()), group.end())


def _kind(plain, start, digits, lengths):
    if is_iin(digits):
        return Kind.IIN
    if is_card(digits) and (set(lengths[:-1]) <= {4} or lengths == (4, 6, 5)):
        return Kind.CARD
    return Kind.PHONE if _is_phone(plain, start, digits, lengths) else None


def _is_phone(plain, start, digits, lengths):
    """A number of Kazakhstan with its +7 or 8, a mobile one without, or any with a plus; no sum of money."""
    is_sum = len(lengths) > 1 and set(lengths[1:]) == {3}
    if _with_plus(plain, start) < start:
        is_long = len(digits) == PHONE_LENGTH if digits[0] == "7" else 11 <= len(digits) <= 15
        return is_long and (digits[0] == "7" or not is_sum)
    if len(digits) == PHONE_LENGTH:
        return digits[:2] in ("87", "77") and not is_sum
    if len(digits) != SHORT_PHONE_LENGTH or digits[:2] not in ("70", "74", "77"):
        return False
    return lengths in _SHORT_SHAPES or bool(_PHONE_WORD.search(plain[max(0, start - 40) : start]))


def _with_plus(plain, start):
    """Where the number begins when a plus, or a bracket and a plus, stands before it."""
    before = plain[max(0, start - 3) : start]
    kept = before.removesuffix("(").removesuffix(" ")
    return start - len(before) + len(kept) - 1 if kept.endswith("+") else start


def _has_birthday(digits):
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    for century in _CENTURIES.get(digits[6], ()):
        try:
            date(century * 100 + year, month, day)
        except ValueError:
            continue
        return True
    return False


def _joined(found):
    """Parts in order; those that overlap become one, named after the longer, so that taking it out leaves nothing."""
    joined = []
    for part in sorted(found, key=lambda part: (part.start, -part.end)):
        if joined and part.start < joined[-1].end:
            last = joined[-1]
            longer = max(last, part, key=lambda each: each.end - each.start)
            joined[-1] = Found(longer.kind, last.start, max(last.end, part.end))
        else:
            joined.append(part)
    return joined
