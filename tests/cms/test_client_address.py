"""Who asks, behind a proxy and without one: what a client writes into a header is never believed."""

import pytest

from cms.client_address import client_address


@pytest.fixture(autouse=True)
def proxies(settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1", "::1", "10.0.0.0/8"]


@pytest.mark.parametrize(
    ("connection", "forwarded", "expected"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, 6.6.6.6:80<script>", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("::ffff:203.0.113.7", None, "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", None, "2001:db8:1:2::/64"),
        ("::1", "2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("", "198.51.100.1", "unknown"),
        ("unix:/socket", None, "unknown"),
    ],
)
def test_the_address_is_the_last_one_that_no_trusted_proxy_has(connection, forwarded, expected):
    meta = {"REMOTE_ADDR": connection}
    if forwarded is not None:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded
    assert client_address(meta) == expected


def test_without_a_trusted_proxy_no_header_counts(settings):
    settings.TRUSTED_PROXIES = []
    assert client_address({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}) == "127.0.0.1"
