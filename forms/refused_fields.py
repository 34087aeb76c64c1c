"""Labels of fields that a form must not have: identity numbers, papers, birth, address, sex, origin, a picture. Pure.

Sources: trust.md P1 and 3.1 (Law 94-V: no more than the purpose needs; the ban on paper copies of identity papers).
A label is compared as people see it, not as it is typed: without dots, look-alike letters, accents, capitals and the
difference between Kazakh letters and those of a Russian keyboard.

Phrases are written in a small language, one on a line: `*` any ending, `|` or, `?` may be missing, `…` up to two other
words, `=` the label says nothing else.
"""

import re
import unicodedata
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.orthography import fold


class Asked(Enum):
    """What such a field asks for, in words."""

    IIN = gettext_lazy("an individual identification number")
    PAPER = gettext_lazy("an identity paper")
    BIRTH = gettext_lazy("a date or place of birth")
    ADDRESS = gettext_lazy("a home address")
    SEX = gettext_lazy("a person's sex")
    ORIGIN = gettext_lazy("ethnic origin or religion")
    PICTURE = gettext_lazy("a person's picture or voice")


_PHRASES = {
    Asked.IIN: """
        иин|иина|иину|иином|иинди|ииниңіз*|жсн|жсні|жснді|жсніңіз*|инн|рнн|снилс
        индивидуальн* идентификационн* номер*|код*
        личный|личного|персональн* идентификационн*? номер*|код*
        жеке сәйкестендіру нөмір*|номер*|код*
        iin|zhsn|jsn|inn
        zheke|jeke saikestendir*|saykestendir* nomir*|kod*
        individual* identifi* number|nomer*|code
        personal identi* number|code
        """,
    Asked.PAPER: """
        паспорт*
        төлқұжат*
        удостоверен* … личност*
        удостоверяющ* … личност*
        уд|удост личн*|лич*
        номер*|серия|сери*|скан*|копи*|фото* … удостоверен*
        жеке куәлі*
        жеке|басын … куәландыр* құжат*
        скан*|сканкоп* … документ*|удостоверен*|билет*
        личн* документ*
        құжат* скан*
        жеке құжат*
        военн* билет*
        водительск* удостоверен*|прав*
        passport*|pasport*
        udostovereni* lichnost*
        tolquzhat*|tolqujat*|tolkuzhat*|tolkujat*
        zheke|jeke kualik*|kualig*|kyalik*
        skan|scan … dokument*|document*|id|passport|udostover*
        identity|id card|document|paper
        """,
    Asked.BIRTH: """
        дат*|день|дня|год*|месяц|числ*|мест*|время … рожден*|рожд
        когда … родил*
        =др
        =д р
        туған|туылған күн*|жылы|жылың*|жері|жерің*|айы|уақыт*
        дүниеге келген күн*|жыл*|жер*
        date|day|year|place of birth
        birth date|day|year
        birthdate|birthday|=dob
        dat*|den|god|mest* rozhdeni*|rojdeni*
        tugan|tygan|tuylgan kun*|kyn*|zhyly*|jyly*
        """,
    Asked.ADDRESS: """
        адрес* … прожив*|жительств*|прописк*|регистраци*|места
        место|места|месту … проживан*|жительств*|прописк*
        домашн* адрес*
        почтов* адрес*
        фактическ* адрес*
        адрес* дома|квартир* и квартир*
        прописка|прописке|прописки
        =адрес
        ваш*|полн*|точн*|личн*|свой адрес*
        адрес* заявител*|автора|гражданина
        номер* квартиры
        тұрғылықты жер*|мекенжай*|мекен
        тұратын жер*|мекенжай*|үй*
        үй мекенжай*
        тіркелген|тіркелу жер*|мекенжай*
        мекенжайың*
        =мекенжай|мекенжайы
        өтініш берушінің|автордың мекенжай*
        home|residential|your|full|postal|mailing address
        address of residence|registration
        place of residence
        adres prozhivani*|propiski|registracii
        domashni* adres*
        =address|adres
        """,
    Asked.SEX: """
        =ваш*? пол м|муж? ж|жен?
        =укажите ваш*? пол
        =пол заявител*|автора|респондент*|участник*|человек*|гражданин*
        половая принадлежност*
        =ваш*? гендер
        =сіздің|автордың|респонденттің|азаматтың|адамның? жынысы|жынысың*|жыныс
        =сіздің? гендер*
        =your? sex|gender
        =pol
        =zhynys*|jynys*
        """,
    Asked.ORIGIN: """
        национальност*
        этническ* принадлежност*|происхожден*
        =ваш*? этнос|нация|раса
        ұлты|ұлтың*
        этникалық тег*|шығу*|тиес*
        nationality|ethnicity
        ethnic origin|group|background
        nacionalnost*|natsionalnost*
        =ulty|ultynyz
        вероисповедан*
        религиозн* принадлежност*|убежден*
        дініңіз*
        діни сенім*|көзқарас*
        =your? religion
        """,
    Asked.PICTURE: """
        =ваш*? фото|фотография|фотку|фотографию
        ваш*|личн*|свою|свое|своя фото*
        фото* заявител*|автора|лица|гражданина|человек*
        фото* 3|3х4|4х6
        селфи
        =фото|фотосурет|сурет|фотография
        фотосуретің*|суретің*
        өз фото*|сурет*
        автордың|адамның|азаматтың фото*|сурет*
        =your? photo|picture|photograph
        photo of you|yourself|face|person
        selfie|selfi
        запис*|образец голоса
        дауыс жазба*|үлгі*
        дауысыңыздың жазба*
        отпечат* пальц*
        биометри*
        саусақ із*
        """,
}
# What only sounds alike; taken out of a label before it is looked at.
_INNOCENT = """
    техпаспорт*|биопаспорт*
    техническ*|энергетическ*|социальн*|кадастров*|техникалық|энергетикалық|әлеуметтік паспорт*
    паспорт* … здани*|объект*|проект*|программ*|дорог*|маршрут*|район*|город*|области|региона|безопасности|сел*|улиц*
    паспорт* двор*|парк*|школ*|отход*|предприяти*|организаци*
    ғимарат*|нысан*|жоба*|бағдарлама*|аудан*|қала*|облыс*|мектеп*|ауыл* … паспорт*
    ғимарат*|нысан*|жоба*|бағдарлама*|аудан*|қала*|облыс*|мектеп* төлқұжат*
    электронн*|веб адрес*
    электрондық мекенжай*
    день рождения города|республики|села|района|столицы
    фото* … двор*|дорог*|объект*|мест*|проблем*|ям*|улиц*|дом*|здани*
    """
_NEGATIONS = "не|без|нельзя|запрещ*|емес|жазба*|көрсетпе*|керегі|қажет|not|never|without"
_LATIN_AS_CYRILLIC = str.maketrans("aceopxykmthbi", "асеорхукмтнви")
_WORD = re.compile(r"[^\W_]+")


def _skeleton(text):
    """The label as its words look: small letters, no accents, no look-alikes, no dots, one space between words.

    >>> _skeleton("И.И.Н.") == _skeleton("ИИH") == "иин"
    True
    """
    visible = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    letters = unicodedata.normalize("NFKD", fold(visible))
    plain = "".join(char for char in letters if not unicodedata.combining(char)).replace("ı", "i")
    return _joined([_as_one_script(word) for word in _WORD.findall(plain)])


def _as_one_script(word):
    """A Cyrillic word with its Latin look-alikes and its noughts as Cyrillic letters."""
    if not re.search("[\u0400-\u052f]", word):
        return word
    return fold(word.translate(_LATIN_AS_CYRILLIC)).replace("0", "о")


def _joined(words):
    """Words of one letter in a row are one word that was spelt: "и и н". Two stay apart: "д р", "о и"."""
    return re.sub(r"(?<!\S)\w(?: \w){2,}(?!\S)", lambda spelt: spelt[0].replace(" ", ""), " ".join(words))


def _pattern(lines):
    """One regular expression for phrases in the language of the docstring above; it searches in " word word "."""
    return re.compile("|".join(map(_phrase, filter(None, map(str.strip, lines.splitlines())))))


def _phrase(line):
    is_whole = line.startswith("=")
    parts = [_part(word) for word in line.removeprefix("=").split()]
    return f"^ {''.join(parts)}$" if is_whole else f"(?<= ){''.join(parts)}"


def _part(word):
    if word == "…":
        return r"(?:\w+ ){0,2}"
    stems = "|".join(_skeleton(stem.rstrip("*?")) + r"\w*" * ("*" in stem) for stem in word.split("|"))
    return f"(?:(?:{stems}) )" + "?" * word.endswith("?")


_PATTERNS = {asked: _pattern(lines) for asked, lines in _PHRASES.items()}
_INNOCENT_PATTERN = _pattern(_INNOCENT)
_NEGATION_PATTERN = _pattern(_NEGATIONS)


def asked_by(label):
    """What the label asks for that a form must not ask for, as `Asked`; None for an innocent one."""
    text = _INNOCENT_PATTERN.sub("", f" {_skeleton(label)} ")
    return next((asked for asked, pattern in _PATTERNS.items() if pattern.search(text)), None)


def asked_by_hint(hint):
    """The same of a hint, except that "do not write your IIN" is no question."""
    return None if _NEGATION_PATTERN.search(f" {_skeleton(hint)} ") else asked_by(hint)


def words_of(asked):
    """The refusal, beside the field."""
    return _(
        "A form of a council does not ask for this: %(what)s. A proposal needs no such data. Where the law asks for it "
        "in this one form, the administrator of the ministry may allow the field and give the reason."
    ) % {"what": asked.value}
