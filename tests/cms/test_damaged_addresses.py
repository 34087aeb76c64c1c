"""An address with NUL in its question is refused before anything asks the database for it."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", [
    "/kk/offline/questions.json?council=%00",
    "/ru/recommendations/?council=a%00b",
    "/kk/search/?q=%00",
    "/kk/?%00=1",
    "/admin/login/?next=%00",
])  # fmt: skip
def test_such_an_address_is_a_bad_request(path, client):
    assert client.get(path).status_code == 400


def test_a_percent_sign_that_was_typed_is_none(client):
    assert client.get("/kk/search/?q=100%2500").status_code == 200
