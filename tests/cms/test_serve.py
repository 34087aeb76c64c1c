"""The parent process of a served copy."""

import http.server
import io
import signal
import socket
import sys
import threading
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from django.core.management import get_commands
from django.core.management.base import CommandError

from cms import chores
from cms.chores import Chore
from cms.management.commands import serve
from cms.management.commands.serve import Child, Command, answers, base_url, refuse_taken_port, restart_pause


def script(code):
    """A child that runs a piece of Python."""
    return Child([sys.executable, "-c", code])


@pytest.fixture
def port():
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def site(port):
    """A function that serves one status on `port` until the test ends."""
    servers = []

    def start(status):
        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.end_headers()

            def log_message(self, *args):
                pass

        server = http.server.HTTPServer(("127.0.0.1", port), Answer)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_the_pause_before_a_restart_doubles_up_to_a_minute():
    assert [restart_pause(deaths) for deaths in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("kenes.example", "http://kenes.example:8000"),
    ],
)
def test_the_printed_address_opens_in_a_browser_of_this_machine(host, url):
    assert base_url(host, 8000) == url


def test_a_taken_port_is_refused_with_words(port):
    refuse_taken_port("127.0.0.1", port)
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(CommandError, match=f"{port} on 127.0.0.1 is taken"):
            refuse_taken_port("127.0.0.1", port)


@pytest.mark.parametrize(("status", "expected"), [(200, True), (302, True), (400, True), (500, False), (503, False)])
def test_the_site_answers_when_it_sends_no_error_of_its_own(site, port, status, expected):
    site(status)
    assert answers("127.0.0.1", port) is expected


def test_nobody_on_the_port_is_no_answer(port):
    assert not answers("127.0.0.1", port)


def test_a_dead_worker_is_reported_once_and_started_again_after_its_pause(monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(serve.time, "monotonic", lambda: clock[0])
    worker = script("raise SystemExit(3)")
    assert worker.keep_alive() is None
    worker.process.wait()
    first = worker.process
    assert worker.keep_alive() == "The task worker ended with code 3; it starts again in 1 s."
    assert worker.keep_alive() is None
    assert worker.process is None
    clock[0] += 1
    assert worker.keep_alive() is None
    assert worker.process is not first
    worker.process.wait()
    assert "again in 2 s" in worker.keep_alive()


def test_a_worker_that_lived_long_starts_with_a_short_pause_again(monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(serve.time, "monotonic", lambda: clock[0])
    worker = script("raise SystemExit(3)")
    worker.deaths = 5
    worker.keep_alive()
    worker.process.wait()
    clock[0] += serve.HEALTHY_AFTER + 1
    assert "again in 1 s" in worker.keep_alive()


def test_a_child_ends_when_it_is_asked_to():
    child = script("import time; time.sleep(60)")
    child.start()
    child.stop()
    assert child.process.returncode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_ended_all_the_same(monkeypatch):
    monkeypatch.setattr(serve, "STOP_WITHIN", 0.5)
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    child = script(code)
    child.start()
    while not serve_ignores_term(child.process.pid):
        pass
    child.stop()
    assert child.process.returncode == -signal.SIGKILL


def serve_ignores_term(pid):
    """Whether the process has come as far as to ignore SIGTERM."""
    with open(f"/proc/{pid}/status") as file:
        ignored = next(line for line in file if line.startswith("SigIgn:"))
    return bool(int(ignored.split()[1], 16) & 1 << (signal.SIGTERM - 1))


@pytest.fixture
def said():
    """What the command writes."""
    return io.StringIO()


@pytest.fixture
def command(said):
    """The command as `handle` leaves it before it starts anything."""
    command = Command(stdout=said, stderr=said)
    command.ending = False
    return command


@pytest.mark.django_db
def test_a_server_that_ends_before_it_answers_ends_the_command(command, port):
    with pytest.raises(CommandError, match="before it answered"):
        command.start(script("raise SystemExit(1)"), "127.0.0.1", port)


def test_a_server_that_dies_later_ends_the_command(command, monkeypatch):
    monkeypatch.setattr(command, "attempt", lambda what, act: None)
    monkeypatch.setattr(command, "publish_scheduled", lambda: None)
    server = script("raise SystemExit(7)")
    server.start()
    with pytest.raises(CommandError, match="ended with code 7"):
        command.watch(server, None)


@pytest.mark.django_db
def test_what_fails_in_scheduled_publishing_leaves_the_site_up(command, said, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("one page is broken")

    monkeypatch.setattr(serve, "call_command", fail)
    monkeypatch.setattr(serve, "connection", type("Closed", (), {"close": staticmethod(lambda: None)}))
    command.publish_scheduled()
    assert "one page is broken" in said.getvalue()


@pytest.mark.parametrize(("local", "shown"), [(True, True), (False, False)])
def test_accounts_are_shown_on_a_developers_machine_only(command, said, settings, tmp_path, local, shown):
    settings.LOCAL, settings.VAR_DIR = local, tmp_path
    (tmp_path / "demonstration-accounts.txt").write_text("editor  secret-word\n")
    command.print_addresses("http://127.0.0.1:8000")
    assert "http://127.0.0.1:8000/kk/" in said.getvalue()
    assert ("secret-word" in said.getvalue()) is shown


@pytest.mark.django_db
def test_a_migrated_database_lacks_nothing():
    assert serve.missing_migrations() == 0


@pytest.mark.parametrize(("missing", "commands"), [(0, ["load_demonstration"]), (7, ["migrate", "load_demonstration"])])
def test_a_demonstration_migrates_first_where_something_is_missing(command, monkeypatch, missing, commands):
    called = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: called.append((name, options)))
    monkeypatch.setattr(serve, "missing_migrations", lambda: missing)
    command.demonstrate()
    assert [name for name, options in called] == commands
    assert called[-1][1]["if_empty"] is True


class _Reminders:
    """In place of the process that sends them."""

    def __init__(self):
        self.starts = 0

    def start(self):
        self.starts += 1

    def is_running(self):
        return False


@pytest.mark.parametrize(("local", "expected"), [(False, [0, 1, 1, 1, 2]), (True, [0, 0, 0, 0, 0])])
def test_reminders_are_sent_once_a_day_from_nine_and_not_on_a_developers_machine(command, settings, local, expected):
    settings.LOCAL = local
    command.reminders = _Reminders()
    moments = [datetime(2026, 11, 23, 8, 59), *(datetime(2026, 11, 23, hour) for hour in (9, 10, 23))]
    starts = []
    for now in [*moments, datetime(2026, 11, 24, 9)]:
        command.remind(now)
        starts.append(command.reminders.starts)
    assert starts == expected


def test_a_run_that_still_sends_is_not_doubled(command, settings, monkeypatch):
    settings.LOCAL = False
    command.reminders = _Reminders()
    monkeypatch.setattr(command.reminders, "is_running", lambda: True)
    command.remind(datetime(2026, 11, 23, 10))
    assert command.reminders.starts == 0


def test_the_command_of_the_reminders_exists():
    assert serve.reminders_command()[2] in get_commands()


class _Child(_Reminders):
    """In place of the process of a chore."""

    running = False

    def is_running(self):
        return self.running


@pytest.mark.parametrize("is_due", [True, False])
def test_a_chore_is_started_as_often_as_it_says_and_only_where_something_is_due(command, is_due):
    child, now = _Child(), datetime(2026, 11, 23, 10)
    command.chores = {Chore("tidy", timedelta(minutes=5), lambda now: is_due): child}
    starts = []
    for minute in (0, 1, 4, 5, 9, 10):
        command.do_chores(now + timedelta(minutes=minute))
        starts.append(child.starts)
    assert starts == ([1, 1, 1, 2, 2, 3] if is_due else [0] * 6)


def test_a_chore_that_still_runs_is_not_doubled(command):
    child = _Child()
    child.running = True
    command.chores = {Chore("tidy", timedelta(minutes=5)): child}
    command.do_chores(datetime(2026, 11, 23, 10))
    assert child.starts == 0


@pytest.mark.django_db
def test_a_chore_that_fails_leaves_the_site_up(command, said, monkeypatch):
    def fail(now):
        raise RuntimeError("the database is in repair")

    monkeypatch.setattr(serve, "connection", type("Closed", (), {"close": staticmethod(lambda: None)}))
    command.chores = {Chore("tidy", timedelta(minutes=5), fail): _Child()}
    command.attempt("A chore", lambda: command.do_chores(datetime(2026, 11, 23, 10)))
    assert "A chore failed: RuntimeError: the database is in repair" in said.getvalue()


def test_every_chore_is_a_command():
    commands = {chore.command for chore in chores.registered()}
    assert {"send_letters", "apply_retention"} <= commands <= set(get_commands())
    assert serve.chore_command("send_letters")[2] == "send_letters"
