"""The tests stay on this machine."""

import socket

HERE = {"localhost", "127.0.0.1", "::1", "", None}


class NetworkRefused(AssertionError):
    """A test, or the product under it, tried to reach another machine."""


def refuse_network():
    """Let this process connect to this machine only."""
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse_foreign(host):
        name = host.decode() if isinstance(host, bytes) else host
        if name not in HERE and not str(name).startswith("127."):
            raise NetworkRefused(f"Refused to reach {name}: the tests stay on this machine.")

    def guarded(original):
        def connect_here(self, address):
            if isinstance(address, tuple):
                refuse_foreign(address[0])
            return original(self, address)

        return connect_here

    def resolve_here(host, *args, **kwargs):
        refuse_foreign(host)
        return resolve(host, *args, **kwargs)

    socket.socket.connect, socket.socket.connect_ex = guarded(connect), guarded(connect_ex)
    socket.getaddrinfo = resolve_here
