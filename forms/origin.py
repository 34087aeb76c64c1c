"""Whether a request comes from our own page. Public forms set no cookie, so no token in a cookie can tell."""

from urllib.parse import urlsplit


def is_own(headers, host):
    """True if the browser says that the request was made by a page of this host.

    `Sec-Fetch-Site` cannot be forged by a page, `Origin` neither; an old browser may send none of them. A page under
    `Referrer-Policy: no-referrer` sends "null" for its origin: then the first header alone must vouch for it.
    """
    site, origin = headers.get("Sec-Fetch-Site", ""), headers.get("Origin", "")
    if site == "cross-site":
        return False
    if origin == "null":
        return site == "same-origin"
    try:
        return not origin or urlsplit(origin).netloc == host
    except ValueError:
        return False
