"""The network address of whoever asks, for limits only: it is written down nowhere but as a keyed hash.

The connection itself tells it, unless it comes from one of `TRUSTED_PROXIES`: then the last address of
`X-Forwarded-For` that is no trusted proxy, because each proxy appends the one it was asked by. What a client wrote
there itself stands further to the left and is never believed.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

# A household or a phone gets a whole network of this size in IPv6 and may change its address within it at will.
OWN_NETWORK = 64
UNKNOWN = "unknown"


def client_address(meta):
    """The client's address by a request's `META`: an IPv4 address, an IPv6 network, or "unknown" for all others.

    >>> client_address({"REMOTE_ADDR": "203.0.113.7"})
    '203.0.113.7'
    """
    trusted = [ip_network(network) for network in settings.TRUSTED_PROXIES]
    passed_on = reversed(meta.get("HTTP_X_FORWARDED_FOR", "").split(","))
    found = UNKNOWN
    for said in (meta.get("REMOTE_ADDR", ""), *passed_on):
        try:
            address = ip_address(said.strip())
        except ValueError:
            # Whatever stands to the left of what cannot be read was not written by a proxy of ours.
            break
        address = getattr(address, "ipv4_mapped", None) or address
        found = _household(address)
        if not any(address in network for network in trusted):
            break
    return found


def _household(address):
    if isinstance(address, IPv6Address):
        return str(ip_network((address, OWN_NETWORK), strict=False))
    return str(address)
