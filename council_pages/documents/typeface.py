"""The typeface of the PDFs: Onest, cut to one file for each weight, and what becomes of signs that it lacks."""

import unicodedata
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).parent / "fonts"
REGULAR, BOLD = "Onest", "Onest-Bold"
FILES = {REGULAR: FOLDER / "onest-regular.ttf", BOLD: FOLDER / "onest-bold.ttf"}
# Stands for a sign that has no likeness here.
UNKNOWN = "[?]"
# The same to the eye.
_ALIKE = {
    **dict.fromkeys("\u2010\u2011\u00ad", "-"),
    **dict.fromkeys("\u2012\u2015", "–"),
    **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u200c\u200d\ufe0e\ufe0f", ""),
}


def register():
    """Tell reportlab of both weights; called once."""
    for name, path in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


register()
_COVERED = frozenset(map(chr, pdfmetrics.getFont(REGULAR).face.charToGlyph)) | {"\n"}


class Fitting:
    """Fits texts to the typeface, and remembers whether a sign of them had to be replaced."""

    def __init__(self):
        self.has_replaced = False

    def fit(self, text):
        """The text in signs that the typeface has: é becomes e, and what has no such likeness becomes [?].

        >>> Fitting().fit("Қала № 5 – José")
        'Қала № 5 – Jose'
        """
        text = unicodedata.normalize("NFC", text)
        if _COVERED.issuperset(text):
            return text
        return "".join(sign if sign in _COVERED else self._nearest(sign) for sign in text)

    def _nearest(self, sign):
        if sign in _ALIKE:
            return _ALIKE[sign]
        self.has_replaced = True
        parts = unicodedata.normalize("NFKD", sign)
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        return bare if _COVERED.issuperset(bare) else UNKNOWN
