"""The worker for reading without a connection, as a browser gets it."""

import json
import re

import pytest
from django.test import RequestFactory

from cms import offline

ADDRESS = "/service-worker.js"


def said(answer):
    """What the server writes before the script."""
    return json.loads(re.match(r"self\.KENES = (.*);\n", answer.content.decode())[1])


# Without the database's mark: a question to it would fail the tests.
def test_the_worker_stands_at_the_root_and_is_asked_for_anew_each_time(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Service-Worker-Allowed"] == "/"
    assert not answer.cookies


def test_nothing_can_be_sent_to_the_workers_address(client, db):
    assert client.post(ADDRESS).status_code == 405


def test_a_worker_is_taken_from_this_site_alone(client):
    assert "worker-src 'self'" in client.get(ADDRESS)["Content-Security-Policy"]


def test_the_worker_knows_its_release_and_the_files_that_a_kept_page_needs(client):
    known = said(client.get(ADDRESS))
    assert known["release"] == offline.release()
    assert known["files"][0] == "/static/css/kenes.css"
    assert known["header"] == offline.HEADER
    assert known["languages"] == ["kk", "ru"]


def test_every_file_that_is_kept_is_there():
    # The stylesheet is built.
    folder = offline.SOURCE.parents[1]
    assert [name for name in offline.FILES[1:] if not (folder / name).is_file()] == []


@pytest.mark.parametrize("change", ["script", "file"])
def test_another_script_or_another_file_is_another_release(change, monkeypatch, tmp_path):
    before = offline.release()
    assert before == offline.release()
    if change == "script":
        other = tmp_path / "service-worker.js"
        other.write_text("// another", encoding="utf-8")
        monkeypatch.setattr(offline, "SOURCE", other)
    else:
        monkeypatch.setattr(offline, "static", lambda name: f"/static/another/{name}")
    assert offline.release() != before


def test_a_copy_is_asked_for_by_a_header_and_by_no_address():
    make = RequestFactory().get
    assert offline.is_copy(make("/kk/", headers={offline.HEADER: "1"}))
    assert not offline.is_copy(make(f"/kk/?{offline.HEADER}=1"))
