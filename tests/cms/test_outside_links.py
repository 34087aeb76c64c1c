"""Where a link outside this site ends."""

import http.client

import pytest

from cms import outside_links
from cms.outside_links import is_ours, leads_to_us, next_address

OURS = "https://kenes.example/kk/"


@pytest.fixture(autouse=True)
def site(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://kenes.example"
    settings.ALLOWED_HOSTS = ["kenes.example", ".kenes.gov.example", "*"]


@pytest.mark.parametrize("url, ours", [
    (OURS, True), ("http://KENES.example", True), ("https://www.kenes.gov.example/x", True),
    ("https://social.example/kenes.example", False), ("https://kenes.example.evil.example/", False),
    ("nonsense", False),
])  # fmt: skip
def test_our_own_addresses_are_known_by_their_host(url, ours):
    assert is_ours(url) is ours


def test_a_link_that_redirects_to_us_is_found_out():
    way = {"https://short.example/a": "https://short.example/b", "https://short.example/b": OURS}
    assert leads_to_us("https://short.example/a", way.get)
    assert not leads_to_us("https://social.example/post", way.get)


def test_a_relative_redirect_stays_at_its_host():
    way = {"https://short.example/a": "/b", "https://short.example/b": "//kenes.example/"}
    assert leads_to_us("https://short.example/a", way.get)


def test_an_endless_way_ends():
    asked = []
    assert not leads_to_us("https://loop.example/", lambda url: asked.append(url) or "https://loop.example/")
    assert len(asked) == outside_links.LONGEST_WAY + 1


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "192.168.1.1", "::1", "fd00::1"])
def test_nobody_makes_the_server_ask_its_own_network(address, monkeypatch):
    monkeypatch.setattr(outside_links.socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", (address, 80))])
    monkeypatch.setattr(outside_links, "_ask", lambda *a: pytest.fail("asked"))
    assert next_address("http://inside.example/") is None


class Connection:
    """An HTTP connection that answers as it was told."""

    answer = (302, OURS)

    def __init__(self, host, port, timeout):
        self.asked = None

    def request(self, method, path):
        type(self).asked = (method, path)

    def getresponse(self):
        return self

    @property
    def status(self):
        return self.answer[0]

    def getheader(self, name):
        return self.answer[1]

    def close(self):
        pass


def test_the_network_is_asked_for_the_head_alone(monkeypatch):
    monkeypatch.setattr(outside_links.socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", ("93.184.216.34", 443))])
    monkeypatch.setattr(http.client, "HTTPSConnection", Connection)
    assert next_address("https://short.example/a?b=1") == OURS
    assert Connection.asked == ("HEAD", "/a?b=1")
    monkeypatch.setattr(Connection, "answer", (200, OURS))
    assert next_address("https://short.example/a") is None


@pytest.mark.parametrize("url", ["ftp://x.example/", "https:///", "mailto:a@example.kz", "https://x.example:99999/"])
def test_what_cannot_be_asked_leads_nowhere(url):
    assert next_address(url) is None


def test_what_cannot_be_reached_is_taken_at_its_word(monkeypatch):
    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(outside_links.socket, "getaddrinfo", fail)
    assert not leads_to_us("https://social.example/post")
