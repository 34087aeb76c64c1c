"""How fast proposals come from one address and by one form: counted in the memory of each server process.

No proposal is written down with an address, and none costs a further row. Each process counts what it sees, so that a
site of several processes lets through so many times as much; the numbers below are those of one process.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(minutes=10)
# A village behind one address: 500 people in ten minutes are let through without a question (trust.md, S17).
UNASKED = 600
MOST_FROM_ADDRESS = 3_000
# One form sent again and again: a shaky line does so a few times, fifty at once are a test of ours.
MOST_OF_TOKEN = 100
# Beyond this the oldest are forgotten: the memory of a process has an end.
MOST_KEPT = 50_000


@dataclass(frozen=True)
class Pace:
    """What is to be done with one more proposal."""

    must_prove: bool = False
    retry_after: int = 0

    @property
    def is_refused(self):
        """True if it is too much even for whoever proves to be no machine."""
        return self.retry_after > 0


class Counter:
    """How often each key came up in the present window."""

    def __init__(self, most_kept=MOST_KEPT):
        self._lock, self._counts, self._most_kept = threading.Lock(), OrderedDict(), most_kept

    def add(self, key, now):
        """Count the key once more; returns how often it came up in its window, and when that ends."""
        with self._lock:
            begin, count = self._counts.pop(key, (now, 0))
            if now - begin >= WINDOW:
                begin, count = now, 0
            self._counts[key] = (begin, count + 1)
            while len(self._counts) > self._most_kept:
                self._counts.popitem(last=False)
        return count + 1, begin + WINDOW

    def clear(self):
        """Forget everything."""
        with self._lock:
            self._counts.clear()


_counter = Counter()


def judge(address, token, now):
    """Count one more proposal that this address sends with this submit token, and say what is to be done with it."""
    from_address, ends = _counter.add(("address", address), now)
    of_token, token_ends = _counter.add(("token", token), now)
    if from_address > MOST_FROM_ADDRESS:
        return Pace(retry_after=_seconds(ends - now))
    if of_token > MOST_OF_TOKEN:
        return Pace(retry_after=_seconds(token_ends - now))
    return Pace(must_prove=from_address > UNASKED)


def forget():
    """Forget every count: a process that begins, and a test."""
    _counter.clear()


def _seconds(length):
    return max(1, -(-int(length.total_seconds() * 1000) // 1000))
