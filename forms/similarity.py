"""How alike two texts are, and which of many say the same. Pure; no database, no language model.

A text becomes the set of its runs of three words; two texts are as alike as their sets overlap (Jaccard). Of each set
only a sketch is kept: the smallest 64 of its hashes, from which the overlap is estimated (Broder, "On the resemblance
and containment of documents", 1997; short texts are compared exactly). Endings are cut off the words, so that
«саябаққа» and «саябақта», «жарығын» and «жарығы» come close; spelling that varies by keyboard falls together
(`cms.orthography.fold`).
"""

import re
import struct
from collections import Counter, defaultdict
from hashlib import blake2b

from cms.orthography import fold

RUN = 3
STEM = 6
SIZE = 64
SIGN_BYTES = 8
# Two letters made from one form, each with its own 5 % of the words, share about half of their runs; two texts about
# one subject by two people a few in a hundred.
ALIKE = 0.3
_WORD = re.compile(r"[^\W_]+")


def sketch(text):
    """The sketch of a text: at most 64 whole numbers in order; none for a text without a word."""
    stems = [word[:STEM] for word in _WORD.findall(fold(text))]
    runs = {" ".join(stems[start : start + RUN]) for start in range(max(1, len(stems) - RUN + 1))} if stems else ()
    return tuple(sorted({_sign(run) for run in runs})[:SIZE])


def _sign(run):
    return int.from_bytes(blake2b(run.encode(), digest_size=SIGN_BYTES).digest(), "big")


def pack(signs):
    """A sketch as bytes, to be kept."""
    return struct.pack(f">{len(signs)}Q", *signs)


def unpack(kept):
    """The sketch that was packed.

    >>> unpack(pack((1, 2)))
    (1, 2)
    """
    return struct.unpack(f">{len(kept) // SIGN_BYTES}Q", kept)


def likeness(one, other):
    """How alike two sketches are: 0 to 1. A text without a word is like nothing.

    >>> likeness(sketch("Нужен новый парк у школы"), sketch("Нужен новый парк у школы!"))
    1.0
    """
    one, other = set(one), set(other)
    smallest = sorted(one | other)[:SIZE]
    if not smallest:
        return 0.0
    return sum(sign in one and sign in other for sign in smallest) / len(smallest)


def clusters(sketches):
    """Lists of keys whose texts are alike, from pairs (key, sketch); whoever is like nobody stands alone.

    The first of a list is its measure: each text joins the list whose first text it is most like. So nothing drifts
    from letter to letter, the order of the pairs decides what leads, and 5,000 copies cost one comparison each.
    """
    found, leaders, leaders_with = {}, {}, defaultdict(list)
    for key, signs in sketches:
        shared = Counter(leader for sign in signs for leader in leaders_with[sign])
        near = ((likeness(leaders[leader], signs), leader) for leader in shared)
        degree, leader = max(near, key=lambda pair: pair[0], default=(0.0, None))
        if degree >= ALIKE:
            found[leader].append(key)
            continue
        found[key], leaders[key] = [key], signs
        for sign in signs:
            leaders_with[sign].append(key)
    return list(found.values())
