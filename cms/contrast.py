"""Whether a colour can be seen on another. Pure.

Source: WCAG 2.2, "relative luminance" and "contrast ratio"; 1.4.11 asks 3:1 of what is no text.
"""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")
LEAST = 3.0
# What a council's colour stands on: the page's raised surface, light and dark (static/css/tokens.css, --c-surface).
LIGHT, DARK = "#ffffff", "#142128"


def luminance(colour: str) -> float:
    """How bright a colour "#rrggbb" is, from 0 (black) to 1 (white).

    >>> luminance("#ffffff")
    1.0
    """
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black and white), whichever comes first."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
