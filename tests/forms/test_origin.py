"""Which requests count as coming from our own page."""

import pytest

from forms.origin import is_own

HOST = "kenes.example:8000"
OWN, FOREIGN = f"https://{HOST}", "https://evil.example"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": OWN},
        {"Sec-Fetch-Site": "same-origin", "Origin": OWN},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_our_own_page_is_known(headers):
    assert is_own(headers, HOST)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": FOREIGN},
        {"Origin": "null"},
        {"Origin": "https://kenes.example"},
        {"Origin": f"{OWN}.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": OWN},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://other.kenes.example"},
    ],
)
def test_another_site_is_refused(headers):
    assert not is_own(headers, HOST)
