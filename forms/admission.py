"""How many proposals one server process takes at once: a queue with an end, so that readers are still served.

Beyond it a request is told to come again, with all that was typed in the answer (`cms.unavailable`). The numbers fit
the 32 threads of a process (`manage.py serve`): the last four are never taken by proposals.
"""

import threading
from contextlib import contextmanager

from cms.unavailable import Overloaded

AT_ONCE = 8
WAITING = 20
LONGEST_WAIT = 10  # seconds

_places = threading.BoundedSemaphore(AT_ONCE)
_queue = threading.BoundedSemaphore(AT_ONCE + WAITING)


@contextmanager
def place():
    """A place to be taken in. Raises Overloaded where the queue is full, or nothing becomes free in ten seconds."""
    if not _queue.acquire(blocking=False):
        raise Overloaded
    try:
        if not _places.acquire(timeout=LONGEST_WAIT):
            raise Overloaded
        try:
            yield
        finally:
            _places.release()
    finally:
        _queue.release()
