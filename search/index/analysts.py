"""The texts of very many entries are analysed by as many processes as there are processors: the rest of a rebuild waits
for the database, the analysis only for the machine.
"""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from search.index.rows import row_of

# Each process loads the dictionaries for itself, which takes longer than the analysis of fewer texts.
MANY = 10_000
AT_ONCE = 50


@contextmanager
def analysts(count):
    """A function that makes the rows of texts, in their order; `count`: how many there will be.

    A text is what `row_of` is given: (key of the entry, language, title, text).
    """
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if count < MANY or processes == 1:
        yield rows_of
        return
    # Spawned, not forked: they know nothing of this process's connections and threads.
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_leave_signals_to_the_parent) as pool:
        yield lambda texts: list(pool.map(_row, texts, chunksize=AT_ONCE))


def rows_of(texts):
    """The rows of the texts, made in this process."""
    return [row_of(*text) for text in texts]


def _row(text):
    return row_of(*text)


def _leave_signals_to_the_parent():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
