"""Where a link outside this site ends: evidence of a publication elsewhere must not lead back to us.

The server asks only addresses of the public internet, never its own network, and gives up after a few seconds; what
cannot be reached is taken at its word.
"""

import http.client
import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http.request import validate_host

LONGEST_WAY = 5
PATIENCE = 3  # seconds for one answer
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def is_ours(url):
    """True if the address is one of this site."""
    host = (urlsplit(url).hostname or "").lower()
    ours = (urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "").lower()
    named = [allowed for allowed in settings.ALLOWED_HOSTS if allowed != "*"]
    return host == ours or (bool(host) and validate_host(host, named))


def leads_to_us(url, ask=None):
    """True if the link is ours, or redirects to us within a few steps.

    `ask(url)` returns where an address redirects to, or None; by default the network is asked.
    """
    ask = ask or next_address
    for _step in range(LONGEST_WAY + 1):
        if is_ours(url):
            return True
        further = ask(url)
        if not further:
            return False
        url = urljoin(url, further)
    return False


def next_address(url):
    """Where the address redirects to; None where it does not, and where it cannot be reached."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    try:
        address = _public_address(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
        return address and _ask(parts, address)
    except (OSError, http.client.HTTPException, ValueError):
        return None


def _public_address(host, port):
    """An address of the host on the public internet, or None: nobody may make the server ask its own network."""
    for *_kind, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if ipaddress.ip_address(address[0]).is_global:
            return address[0], port
    return None


def _ask(parts, address):
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, address[1], timeout=PATIENCE)
    # The address that was looked at is the one that is asked: a second look-up could answer otherwise.
    connection._create_connection = lambda _address, timeout, source: socket.create_connection(address, timeout, source)
    try:
        path = parts.path or "/"
        connection.request("HEAD", f"{path}?{parts.query}" if parts.query else path)
        answer = connection.getresponse()
        return answer.getheader("Location") if answer.status in REDIRECTS else None
    finally:
        connection.close()
