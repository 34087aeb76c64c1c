import pytest
from django.test import Client


@pytest.fixture
def closed(settings, tmp_path):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()
    return settings.MAINTENANCE_FILE


# Without the database's mark: a question to it would fail the test.
@pytest.mark.parametrize("address", ["/", "/kk/", "/ru/councils/", "/kk/no-such-page/"])
def test_every_public_address_is_503_in_both_languages_and_asks_the_database_for_nothing(closed, address):
    response = Client().get(address, secure=True)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    text = response.content.decode()
    assert "Сайт уақытша жабық" in text
    assert "Сайт временно закрыт" in text


def test_what_is_sent_is_refused_too(closed):
    assert Client().post("/kk/councils/a/questions/b/propose/", {"text": "a"}, secure=True).status_code == 503


def test_the_admin_stays_open(closed, db):
    assert Client().get("/admin/login/", secure=True).status_code == 200


def test_the_site_opens_again_at_once_when_the_file_is_gone(closed, db):
    closed.unlink()
    assert Client().get("/", secure=True).status_code == 302
