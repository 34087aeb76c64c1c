"""`manage.py serve`: the web server, the task worker and the minute's clock under one parent."""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from functools import partial

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from cms import chores

READY_WITHIN = 90  # seconds until the first answer; a cold start on two busy cores took 12
STOP_WITHIN = 15  # seconds that a child gets to finish what it is doing
TICK = 0.5
SCHEDULE_EVERY = 60
LONGEST_PAUSE = 60
REMIND_FROM = 9  # o'clock
# A worker that lived this long died of something new, so its next pause is short again.
HEALTHY_AFTER = 60


def restart_pause(deaths: int) -> int:
    """Seconds to wait before the worker is started again after it died `deaths` times in a row: 1, 2, 4 … 60."""
    return min(2 ** (deaths - 1), LONGEST_PAUSE)


def reachable_host(host: str) -> str:
    """The name under which a server bound to `host` is reached from this machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104


def base_url(host: str, port: int) -> str:
    """The address of a server bound to `host` and `port`, as a browser on this machine writes it."""
    name = reachable_host(host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def refuse_taken_port(host: str, port: int) -> None:
    """Stop with words when the port cannot be had.

    The web server itself shares its port between processes, so a second one would start without a word.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} on {host} is taken by another program. Choose another one: PORT={port + 1} make run"
                ) from error
            raise CommandError(f"Cannot serve on {host}, port {port}: {error.strerror}.") from error


def answers(host: str, port: int) -> bool:
    """Whether the site answers a request for its first page; an error page of the server's own does not count."""
    name = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    try:
        with closing(http.client.HTTPConnection(reachable_host(host), port, timeout=10)) as client:
            client.request("GET", "/", headers={"Host": name})
            return client.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False


def server_command(host: str, port: int, workers: int, threads: int) -> list[str]:
    """The command line of the web server."""
    return [
        *[sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)],
        *["--http", "1", "--no-ws", "--workers", str(workers), "--blocking-threads", str(threads)],
        # A crashed process of the server is replaced; a crash in a loop ends the server, and this command with it.
        *["--respawn-failed-workers", "--workers-kill-timeout", str(STOP_WITHIN - 5), "--log-level", "error"],
        "cms.wsgi:application",
    ]


def worker_command() -> list[str]:
    """The command line of the task worker."""
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "db_worker", "--verbosity", "0"]


def reminders_command() -> list[str]:
    """The command line of the day's reminders."""
    return chore_command("send_reminders")


def chore_command(name: str) -> list[str]:
    """The command line of what is done now and then."""
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), name, "--verbosity", "0"]


class Child:
    """One process that this command starts and, by its own id, ends."""

    def __init__(self, command: list[str]):
        self.command = command
        self.deaths = 0
        self.start_at = 0.0
        self.process = None

    def start(self) -> None:
        """Start the process, in a group of its own: Ctrl+C reaches it through this command, once."""
        plain = {"NO_COLOR": "1", "DJANGO_COLORS": "nocolor", "PYTHONUNBUFFERED": "1"}
        self.start_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            self.command, cwd=settings.BASE_DIR, env={**os.environ, **plain}, process_group=0
        )

    def is_running(self) -> bool:
        """Whether the process was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def keep_alive(self) -> str | None:
        """Start the process again when it died and its pause is over; a sentence for the operator when it just died."""
        now = time.monotonic()
        if self.is_running():
            return None
        if self.process is None:
            if now >= self.start_at:
                self.start()
            return None
        self.deaths = 1 if now - self.start_at > HEALTHY_AFTER else self.deaths + 1
        code, self.process = self.process.returncode, None
        pause = restart_pause(self.deaths)
        self.start_at = now + pause
        return f"The task worker ended with code {code}; it starts again in {pause} s."

    def stop(self) -> None:
        """Ask the process to end, and after `STOP_WITHIN` seconds end it and what it started."""
        if not self.is_running():
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Command(BaseCommand):
    """Serve the site until a signal ends it or the web server dies."""

    help = "Start the web server and the task worker, publish what is scheduled, remind, send letters, erase by term."
    # They cost two seconds of each start, prove nothing about the database, and `make test` runs them.
    requires_system_checks = []
    reminded_on = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.chores = {chore: Child(chore_command(chore.command)) for chore in chores.registered()}
        self.next_runs = {}

    def add_arguments(self, parser):
        """Address and size of the server; the environment gives the address."""
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--workers", type=int, default=2, help="Processes of the web server.")
        parser.add_argument("--threads", type=int, default=32, help="Requests that one process answers at a time.")
        parser.add_argument("--demonstrate", action="store_true", help="First migrate and load demonstration content.")

    def handle(self, *args, host, port, workers, threads, demonstrate, **options):
        """Check, start, say so when the site answers, and stay until the end."""
        refuse_taken_port(host, port)
        if demonstrate:
            self.demonstrate()
        elif count := missing_migrations():
            raise CommandError(f"The database lacks {count} migrations. Run: manage.py migrate")
        self.fill_empty_index()
        self.ending = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.end)
        server = Child(server_command(host, port, workers, threads))
        worker = Child(worker_command()) if tasks_are_stored() else None
        self.reminders = Child(reminders_command())
        try:
            self.start(server, host, port)
            self.watch(server, worker)
        finally:
            server.stop()
            self.reminders.stop()
            for chore in self.chores.values():
                chore.stop()
            if worker:
                worker.stop()

    def end(self, number, frame):
        """Remember that a signal asked to end."""
        self.ending = True

    def demonstrate(self):
        """Bring the database up to date and fill it; one that holds anything else is served as it is.

        In this process, because a second one would cost the four seconds in which Django starts.
        """
        if missing_migrations():
            self.stdout.write("Preparing the database")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("load_demonstration", if_empty=True, stdout=self.stdout)

    def fill_empty_index(self):
        """Make the search index when it is empty: a new copy must find its first pages at once."""
        if not apps.get_model("council_search", "Entry").objects.exists():
            self.stdout.write("Building the search index")
            call_command("rebuild_search", verbosity=0)

    def start(self, server, host, port):
        """Start the web server and wait for the site's first answer; then print where it is."""
        connection.close()
        server.start()
        give_up = time.monotonic() + READY_WITHIN
        while not self.ending and not answers(host, port):
            if not server.is_running():
                raise CommandError("The web server ended before it answered; see its message above.")
            if time.monotonic() > give_up:
                raise CommandError(f"The site did not answer within {READY_WITHIN} s.")
            time.sleep(TICK)
        if not self.ending:
            self.print_addresses(base_url(host, port))

    def print_addresses(self, url):
        """Print the addresses and, on a developer's machine, the accounts that its demonstration content came with."""
        self.stdout.write(f"\nKenes is ready\n  {url}/kk/\n  {url}/ru/\n  {url}/admin/\n")
        accounts = settings.VAR_DIR / "demonstration-accounts.txt"
        if settings.LOCAL and accounts.is_file():
            self.stdout.write(accounts.read_text(encoding="utf-8"))
        self.stdout.write("Press Ctrl+C to end it.")
        self.stdout.flush()

    def watch(self, server, worker):
        """Keep the worker alive and publish on time until a signal or the death of the server."""
        publish_at = time.monotonic()
        while not self.ending:
            if not server.is_running():
                raise CommandError(f"The web server ended with code {server.process.returncode}.")
            if worker and (message := worker.keep_alive()):
                self.stderr.write(message)
            if time.monotonic() >= publish_at:
                publish_at = time.monotonic() + SCHEDULE_EVERY
                self.publish_scheduled()
                self.remind(timezone.localtime())
                self.attempt("A chore", partial(self.do_chores, timezone.now()))
            time.sleep(TICK)

    def publish_scheduled(self):
        """Publish and unpublish what is due."""
        self.attempt("Scheduled publishing", partial(call_command, "publish_scheduled", verbosity=0))

    def attempt(self, what, act):
        """Do it; what fails is said and tried again a minute later."""
        close_old_connections()
        try:
            act()
        except Exception as error:
            # The site must stay up whatever one page or a database in repair does.
            self.stderr.write(f"{what} failed: {type(error).__name__}: {error}")
        finally:
            # Nothing is held for the rest of the minute.
            connection.close()

    def remind(self, now):
        """Send the reminders once a day from nine o'clock, in a process of its own: a mail server may be slow.

        Nobody is told twice in a week, so a day that is begun again after a restart does no harm. A developer's machine
        prints its mails, and sends them by hand.
        """
        if settings.LOCAL or now.hour < REMIND_FROM or now.date() == self.reminded_on or self.reminders.is_running():
            return
        self.reminded_on = now.date()
        self.reminders.start()

    def do_chores(self, now):
        """Start the chores that are due, each in a process of its own."""
        for chore, child in self.chores.items():
            if now >= self.next_runs.get(chore, now) and not child.is_running() and chore.is_due(now):
                self.next_runs[chore] = now + chore.every
                child.start()


def missing_migrations() -> int:
    """How many migrations of the code the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def tasks_are_stored() -> bool:
    """Whether background tasks wait in the database for a worker."""
    return settings.TASKS["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"
