import pytest
from django.test import Client


@pytest.fixture
def closed(settings, tmp_path):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()
    return settings.MAINTENANCE_FILE


KAZAKH, RUSSIAN = "Сайт уақытша жабық", "Сайт временно закрыт"


# Without the database's mark: a question to it would fail the test.
@pytest.mark.parametrize("address, said", [
    ("/", {KAZAKH, RUSSIAN}),
    ("/media/images/a.png", {KAZAKH, RUSSIAN}),
    ("/kk/", {KAZAKH}),
    ("/ru/councils/", {RUSSIAN}),
    ("/kk/no-such-page/", {KAZAKH}),
])  # fmt: skip
def test_every_public_address_is_503_in_its_language_and_asks_the_database_for_nothing(closed, address, said):
    response = Client().get(address, secure=True)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    text = response.content.decode()
    assert {words for words in (KAZAKH, RUSSIAN) if words in text} == said


def test_when_to_come_again_is_said_in_words(closed):
    assert "10 минуттан кейін" in Client().get("/kk/", secure=True).content.decode()
    assert "через 10 минут" in Client().get("/ru/", secure=True).content.decode()


def test_what_is_sent_is_refused_too(closed):
    assert Client().post("/kk/councils/a/questions/b/propose/", {"text": "a"}, secure=True).status_code == 503


def test_the_admin_stays_open(closed, db):
    assert Client().get("/admin/login/", secure=True).status_code == 200


def test_the_site_opens_again_at_once_when_the_file_is_gone(closed, db):
    closed.unlink()
    assert Client().get("/", secure=True).status_code == 302
