"""A PostgreSQL server of a benchmark's own, durable as it is by default: one that may be killed."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from benchmarks.live import HOST, free_port

USER, GRACE = "kenes", 60
# PostgreSQL refuses to run as root; this account owns nothing else.
UNPRIVILEGED = "nobody"


class Cluster:
    """A cluster in a folder: made once, started, killed with all of its processes, and started again."""

    def __init__(self, folder):
        self.folder, self.data, self.port, self.process = folder, folder / "data", free_port(), None
        folder.mkdir()
        if os.geteuid() == 0:
            folder.parent.chmod(0o711)
            shutil.chown(folder, UNPRIVILEGED)
        command = _command("initdb", "--pgdata", self.data, "--username", USER, "--auth", "trust", "--encoding", "UTF8",
                           "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "kk-KZ")  # fmt: skip
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=GRACE)

    @property
    def url(self):
        """The address of its database."""
        return f"postgres://{USER}@{HOST}:{self.port}/postgres"

    def start(self):
        """Start it, and wait until it has recovered and answers."""
        # A child of this process: what is killed is also buried, and its lock is seen to be nobody's.
        command = _command("postgres", "-D", self.data, "-p", self.port, "-h", HOST, "-k", self.folder)
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        give_up = time.monotonic() + GRACE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.05)

    def kill(self):
        """kill -9 for the server and every process of it, and wait until the last is gone."""
        # Halted first: it must not begin another process while its processes are looked up.
        self.process.send_signal(signal.SIGSTOP)
        children = _children(self.process.pid)
        for pid in [self.process.pid, *children]:
            _kill(pid)
        self.process.wait(GRACE)
        while any(_is_running(pid) for pid in children):
            time.sleep(0.01)

    def stop(self):
        """End it as an operator does, without waiting for its clients."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(GRACE)

    def _answers(self):
        try:
            psycopg.connect(self.url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


def _command(program, *arguments):
    """The command line of one of PostgreSQL's programs; run by root, it is run as somebody else."""
    command = [_tool(program), *map(str, arguments)]
    if os.geteuid() != 0:
        return command
    group = pwd.getpwnam(UNPRIVILEGED).pw_gid
    return ["setpriv", "--reuid", UNPRIVILEGED, "--regid", str(group), "--clear-groups", *command]


def _tool(name):
    """The newest installed program of this name; Debian keeps PostgreSQL's own outside of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    if path := str(found[-1]) if found else shutil.which(name):
        return path
    raise RuntimeError(f"PostgreSQL's program {name} is not installed.")


def _children(pid):
    """The processes that this one has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        # It ended by itself a moment before.
        return


def _is_running(pid):
    """Whether the process is there; one that only waits to be buried by its parent is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
