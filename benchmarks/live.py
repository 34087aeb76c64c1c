"""The product served as `manage.py serve` serves it, for benchmarks that need real connections and real processes."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
READY_WITHIN = 90
PROCESSES, THREADS = 2, 32


class Server:
    """The web server with its processes: it can be ended at once, and begun again on the same port."""

    def __init__(self, environment):
        self.environment = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "benchmarks.live_settings"}
        self.port = free_port()
        self.process = None

    def start(self):
        """Start, and return after how many seconds it answered."""
        from cms.management.commands.serve import server_command

        begun = time.monotonic()
        self.process = subprocess.Popen(
            server_command(HOST, self.port, PROCESSES, THREADS),
            cwd=BASE_DIR,
            env=self.environment,
            process_group=0,
            stderr=subprocess.DEVNULL,
        )
        while not self.answers():
            if self.process.poll() is not None:
                raise RuntimeError(f"The server ended with code {self.process.returncode}.")
            if time.monotonic() - begun > READY_WITHIN:
                raise RuntimeError(f"The server did not answer within {READY_WITHIN} s.")
            time.sleep(0.05)
        return time.monotonic() - begun

    def answers(self):
        """Whether a page of the database is answered."""
        try:
            with closing(http.client.HTTPConnection(HOST, self.port, timeout=10)) as client:
                client.request("GET", "/kk/", headers={"Host": "localhost"})
                return client.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False

    def kill(self):
        """kill -9 for the server and all of its processes, which are a group of their own."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """End it as an operator does."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


def free_port():
    """A port of this machine that nobody listens on.

    It lies below those that the system gives to clients: one that knocks at a server that is down must not meet itself.
    """
    while True:
        with closing(socket.socket()) as probe:
            port = 20_000 + secrets.randbelow(10_000)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port


def manage(environment, *arguments):
    """Run one of the product's commands to its end."""
    subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=BASE_DIR, env={**os.environ, **environment}, check=True
    )


@contextmanager
def served(environment):
    """A started server with this environment; ended afterwards."""
    server = Server(environment)
    try:
        server.start()
        yield server
    finally:
        server.stop()
