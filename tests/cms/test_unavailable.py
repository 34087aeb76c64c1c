"""What cannot be done for a moment is said with 503, and nothing that was typed is lost."""

import errno

import pytest
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from cms.unavailable import DiskFull, Overloaded, Unavailable, is_passing, unavailable

PASSING = [
    OperationalError("database is locked"),
    InterfaceError("connection already closed"),
    Overloaded(),
    DiskFull(),
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EMFILE, "Too many open files"),
]
LASTING = [ValueError(), OSError(errno.EACCES, "Permission denied"), KeyError("x")]
KAZAKH = "Әткеншек\r\n\r\n<script>керек</script> ұсыныс 🎠"


def answer_to(request, error):
    return Unavailable(lambda request: None).process_exception(request, error)


@pytest.mark.parametrize("error", PASSING)
def test_what_passes_is_503_with_a_time_to_come_again(error):
    answer = answer_to(RequestFactory().get("/kk/councils/"), error)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "no-store")


@pytest.mark.parametrize("error", LASTING)
def test_another_fault_stays_our_own(error):
    assert not is_passing(error)
    assert answer_to(RequestFactory().get("/kk/councils/"), error) is None


def test_the_admin_keeps_its_own_page_of_errors():
    assert answer_to(RequestFactory().get("/admin/pages/"), Overloaded()) is None


def test_what_was_typed_stands_in_a_form_that_sends_it_again():
    data = {"text": KAZAKH, "token": "a:b", "name": 'Д"ана', "more": ["1", "2"]}
    page = unavailable(RequestFactory().post("/kk/propose/", data)).content.decode()
    assert f">\n{KAZAKH.replace('<', '&lt;').replace('>', '&gt;')}</textarea>" in page
    assert '<input type="hidden" name="token" value="a:b">' in page
    assert '<input type="hidden" name="name" value="Д&quot;ана">' in page
    assert page.count('name="more"') == 2
    assert 'action="/kk/propose/"' in page


def test_files_are_asked_for_again(tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text("plan")
    with file.open() as opened:
        request = RequestFactory().post("/kk/propose/", {"text": "a", "files": opened})
    assert '<input type="file" id="files-1" name="files" multiple>' in unavailable(request).content.decode()


def test_a_request_that_cannot_be_read_is_said_to_be_lost_on_the_way(monkeypatch):
    request = RequestFactory().post("/kk/propose/", {"text": "a"})

    def broken(request):
        raise BadRequest

    monkeypatch.setattr(type(request), "POST", property(broken))
    answer = unavailable(request)
    assert answer.status_code == 503
    assert "<form" not in answer.content.decode()


def test_the_page_asks_the_database_for_nothing(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        unavailable(RequestFactory().post("/kk/propose/", {"text": "a"}))
