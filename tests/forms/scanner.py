"""A stand-in for ClamAV's daemon on this machine: it speaks the protocol and knows one virus."""

import socket
import struct
import threading
from contextlib import contextmanager

VIRUS = b"a-virus-of-the-tests"


def _received(connection):
    """All that a client sends of one file; None where it does not keep to the protocol."""

    def exactly(count):
        part = b""
        while len(part) < count:
            more = connection.recv(count - len(part))
            if not more:
                return None
            part += more
        return part

    if exactly(len(b"zINSTREAM\0")) != b"zINSTREAM\0":
        return None
    content = b""
    while head := exactly(4):
        length = struct.unpack(">I", head)[0]
        if not length:
            return content
        content += exactly(length)
    return None


def verdict_of(content):
    """What ClamAV says of it."""
    return b"stream: Tests.Virus-1 FOUND\0" if VIRUS in content else b"stream: OK\0"


@contextmanager
def running(answer=verdict_of):
    """The address of a scanner; `answer(content)` gives what it says in bytes, or None for a connection that breaks."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_serve, args=(listener, answer), daemon=True).start()
    try:
        yield f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def _serve(listener, answer):
    while True:
        try:
            connection, _address = listener.accept()
        except OSError:
            return
        with connection:
            content = _received(connection)
            said = None if content is None else answer(content)
            if said is not None:
                connection.sendall(said)
