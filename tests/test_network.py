"""A test that reaches out fails, whatever it reaches for."""

import socket
import urllib.request

import pytest

from tests.network import NetworkRefused


def test_a_name_of_another_machine_is_refused():
    with pytest.raises(NetworkRefused, match=r"kenes\.example"):
        urllib.request.urlopen("http://kenes.example/")


@pytest.mark.parametrize("connect", ["connect", "connect_ex"])
def test_an_address_of_another_machine_is_refused(connect):
    with socket.socket() as client, pytest.raises(NetworkRefused, match=r"192\.0\.2\.1"):
        getattr(client, connect)(("192.0.2.1", 80))


def test_this_machine_is_let_be():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
