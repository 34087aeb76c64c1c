"""The endings of Kazakh words, generated once from ordered classes: plural, possessive, case, person; voice, tense.

Each class is written with the letters that change. What precedes decides on them: the last letter of the stem (after
«қыз» it is «-дар», after «мал» «-дар», after «бала» «-лар») and its vowels (back «-лар», front «-лер»). So an ending
carries after which letters and with which vowels it may stand, and a wrong cut is refused without a dictionary.
"""

from dataclasses import dataclass

VOWEL, GLIDE, LIQUID, NASAL, BUZZ, HARD = 1, 2, 4, 8, 16, 32
ANY = VOWEL | GLIDE | LIQUID | NASAL | BUZZ | HARD
BACK, FRONT = 1, 2
_KINDS = {
    VOWEL: "аәеоөұүыіэяё",
    GLIDE: "йруюи",
    LIQUID: "льъ",
    NASAL: "мнң",
    BUZZ: "зж",
    HARD: "бвгғдкқпстфхһцчшщ",
}
KIND_OF = {letter: kind for kind, letters in _KINDS.items() for letter in letters}
_HARMONY = {BACK: {"A": "а", "Y": "ы", "K": "қ"}, FRONT: {"A": "е", "Y": "і", "K": "к"}}
# The first letter of an ending after each kind of letter; the case of the voiced pair is chosen by harmony below.
_ONSETS = {
    "L": {VOWEL: "л", GLIDE: "л", LIQUID: "д", NASAL: "д", BUZZ: "д", HARD: "т"},
    "N": {VOWEL: "н", GLIDE: "д", LIQUID: "д", NASAL: "н", BUZZ: "д", HARD: "т"},
    "C": {VOWEL: "н", GLIDE: "д", LIQUID: "д", NASAL: "д", BUZZ: "д", HARD: "т"},
    "F": {VOWEL: "д", GLIDE: "д", LIQUID: "д", NASAL: "н", BUZZ: "д", HARD: "т"},
    "D": {VOWEL: "д", GLIDE: "д", LIQUID: "д", NASAL: "д", BUZZ: "д", HARD: "т"},
    "W": {VOWEL: "м", GLIDE: "м", LIQUID: "м", NASAL: "м", BUZZ: "б", HARD: "п"},
    "M": {VOWEL: "м", GLIDE: "м", LIQUID: "м", NASAL: "б", BUZZ: "б", HARD: "п"},
}
_G = {BACK: "ғқ", FRONT: "гк"}


@dataclass(frozen=True)
class Arc:
    """An ending of one class: how it is written, what may follow it, and what it costs to believe in it.

    Letters of `form`: A, Y, K by harmony (а/е, ы/і, қ/к); L N C F D W M G first letters by what precedes; «(x)» only
    after a consonant; «[x]» only after a vowel.
    """

    form: str
    to: str
    cost: float = 0.0


_PERSONS = tuple(Arc(form, "end", 0.25) for form in ("MYн", "сYң", "сYз", "MYз", "сYңдAр"))
_POSSESSIVE = (
    Arc("(Y)м", "own", 0.35),
    Arc("(Y)ң", "own", 0.35),
    Arc("(Y)ңYз", "ours"),
    Arc("(Y)мYз", "ours"),
    Arc("[с]Y", "his", 0.15),
)
_CASES = (
    Arc("NYң", "end"),
    Arc("CY", "end", 0.15),
    Arc("GA", "end", 0.1),
    Arc("DA", "place", 0.05),
    Arc("FAн", "end"),
    Arc("Wен", "end"),
    Arc("Wенен", "end", 0.2),
    Arc("Nікі", "end", 0.2),
    Arc("DAй", "end", 0.2),
    Arc("шA", "end", 0.4),
)
# After «мен», «сен» possessives the dative is short; after «ол» every case has its own shape.
_OWN_CASES = (Arc("A", "end", 0.25), *(arc for arc in _CASES if arc.form != "GA"))
_HIS_CASES = (
    Arc("нYң", "end"),
    Arc("н", "end", 0.15),
    Arc("нA", "end"),
    Arc("ндA", "place"),
    Arc("нAн", "end"),
    Arc("мен", "end"),
    Arc("менен", "end", 0.2),
    Arc("нікі", "end"),
    Arc("ндAй", "end", 0.1),
    Arc("ншA", "end", 0.2),
)
# After «-дағы» the same once more, and no second «-дағы».
_LAST_CASES, _LAST_HIS = (tuple(Arc(arc.form, "end", arc.cost) for arc in cases) for cases in (_CASES, _HIS_CASES))
_PARTICIPLE = "nominal"
GRAMMAR = {
    "noun": (Arc("LAр", "many"), *_POSSESSIVE, *_CASES, *_PERSONS),
    "many": (*_POSSESSIVE, *_CASES, *_PERSONS, Arc("", "end")),
    "own": (*_OWN_CASES, Arc("", "end")),
    "ours": (*_CASES, Arc("", "end")),
    "his": (*_HIS_CASES, Arc("", "end")),
    "place": (Arc("GY", "attribute"), Arc("", "end")),
    "attribute": (Arc("LAр", "last"), *_LAST_HIS, *_LAST_CASES, Arc("", "end")),
    "last": (*_LAST_CASES, Arc("Y", "end", 0.15), Arc("", "end")),
    "derived": (),
    "derivation": (
        Arc("LYK", "derived", 0.6), Arc("LY", "derived", 0.6), Arc("сYз", "derived", 0.6), Arc("шY", "derived", 0.7),
        Arc("шYлYK", "derived", 0.8), Arc("сYздYK", "derived", 0.8), Arc("LAс", "derived", 0.9),
    ),
    "verb": (
        Arc("", "plain"),
        Arc("(Y)л", "plain", 0.45), Arc("(Y)н", "plain", 0.5), Arc("(Y)с", "plain", 0.55),
        Arc("DYр", "plain", 0.5), Arc("[т]", "plain", 0.5), Arc("DYрYл", "plain", 0.6), Arc("[т]Yл", "plain", 0.6),
    ),
    "plain": (Arc("", "tense"), Arc("MA", "tense", 0.1)),
    "tense": (
        Arc("DY", "past"), Arc("сA", "past", 0.1),
        Arc("GAн", _PARTICIPLE), Arc("AтYн", _PARTICIPLE), Arc("йтYн", _PARTICIPLE),
        Arc("A", "present", 0.35), Arc("й", "present", 0.3),
        Arc("(Y)п", "converb", 0.1), Arc("GAлY", "end"), Arc("GAншA", "end"),
        Arc("(A)р", _PARTICIPLE, 0.3), Arc("с", "end", 0.5), Arc("сYн", "end", 0.1),
        Arc("(Y)ңYз", "end", 0.15), Arc("(A)йYK", "end", 0.1), Arc("(A)йYн", "end", 0.2), Arc("мAK", _PARTICIPLE, 0.2),
        Arc("мAKшY", "end", 0.2), Arc("GYш", "derived", 0.4), Arc("GY", "his", 0.4), Arc("GYдAй", "end"),
        Arc("GAндYK", _PARTICIPLE),
    ),
    "past": (Arc("м", "end"), Arc("ң", "end"), Arc("ңYз", "end"), Arc("K", "end"), Arc("", "end")),
    "present": (
        Arc("мYн", "end"), Arc("сYң", "end"), Arc("сYз", "end"), Arc("дY", "end"), Arc("мYз", "end"),
        Arc("", "end"),
    ),
    "converb": (Arc("тY", "end"), Arc("пYн", "end"), Arc("сYз", "end"), Arc("", "end")),
    # Participles take the endings of nouns, which are looked for apart: all of them together would be too many.
    _PARTICIPLE: (),
    # The infinitive takes the vowel at the end of its stem: оқы-, оқу. It is a noun from there on.
    "infinitive": (Arc("у", _PARTICIPLE), Arc("ушY", "derived", 0.3)),
}  # fmt: skip


def generate(start, end="end"):
    """Every ending between two states: {ending: (cost, kinds of letters before it, harmonies)}.

    The empty ending is not among them. Of two ways to one ending the cheaper one counts.
    """
    found = {}
    for kind in _KINDS:
        for harmony in (BACK, FRONT):
            for ending, cost in _walk(start, end, kind, harmony):
                known, kinds, harmonies = found.get(ending, (cost, 0, 0))
                found[ending] = (min(known, cost), kinds | kind, harmonies | harmony)
    found.pop("", None)
    return found


def _walk(state, end, kind, harmony):
    """(what is written, cost) from here to the end."""
    if state == end:
        yield "", 0.0
        return
    for arc in GRAMMAR.get(state, ()):
        written = spell(arc.form, kind, harmony)
        if written is None:
            continue
        after = KIND_OF[written[-1]] if written else kind
        for rest, cost in _walk(arc.to, end, after, harmony):
            yield written + rest, arc.cost + cost


def spell(form, kind, harmony):
    """The form after a letter of this kind in words with these vowels; None where it cannot stand.

    >>> spell("LAр", HARD, BACK), spell("[с]Y", VOWEL, FRONT), spell("(Y)м", NASAL, BACK)
    ('тар', 'сі', 'ым')
    """
    if form.startswith("("):
        kept, _bracket, rest = form[1:].partition(")")
        form = rest if kind == VOWEL else kept + rest
    elif form.startswith("["):
        kept, _bracket, rest = form[1:].partition("]")
        if kind == VOWEL:
            form = kept + rest
        elif kept == "с":
            form = rest
        else:
            return None
    # Vowels do not meet.
    if form[:1] in ("A", "Y") and kind == VOWEL:
        return None
    if form[:1] == "й" and kind != VOWEL:
        return None
    letters = []
    for letter in form:
        before = KIND_OF[letters[-1]] if letters else kind
        if letter in _ONSETS:
            letter = _ONSETS[letter][before]
        elif letter == "G":
            letter = _G[harmony][before == HARD]
        else:
            letter = _HARMONY[harmony].get(letter, letter)
        letters.append(letter)
    return "".join(letters)
