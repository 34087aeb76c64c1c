"""Public text is packed, and nothing of one person ever is."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cms.compression import PackedText

WORDS = "Кеңестің отырысы. " * 200


def answer(method="get", path="/kk/", kind="text/html; charset=utf-8", accepts="gzip"):
    """What the middleware makes of an answer of this kind to this request."""
    request = getattr(RequestFactory(), method)(path, HTTP_ACCEPT_ENCODING=accepts)
    return PackedText(lambda _request: HttpResponse(WORDS, content_type=kind))(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/calendar", "application/atom+xml; charset=utf-8"])
def test_a_page_is_packed_for_whoever_can_unpack_it(kind):
    packed = answer(kind=kind)
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.content).decode() == WORDS
    assert "Content-Encoding" not in answer(kind=kind, accepts="")


@pytest.mark.parametrize(
    "asked",
    [
        {"method": "post", "path": "/kk/track/"},
        {"path": "/admin/kenes/proposals/"},
        {"kind": "application/zip"},
        {"kind": "application/pdf"},
    ],
)
def test_what_belongs_to_one_person_and_what_is_packed_already_are_left_alone(asked):
    plain = answer(**asked)
    assert "Content-Encoding" not in plain
    assert plain.content.decode() == WORDS


def test_the_site_packs_its_pages(client, db):
    packed = client.get("/kk/track/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "</html>" in gzip.decompress(packed.content).decode()
