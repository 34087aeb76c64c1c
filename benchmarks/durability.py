"""What is left after kill -9: of the web server with all its processes, and of PostgreSQL, at a random moment.

In each round fifty clients send proposals without a pause, some with a file. In the middle everything is killed and
started again. A client whose connection broke sends the very same once more, as a person does, until it has a receipt.
Then every receipt that a client has seen is looked for, with the hashes of its text and its file, and nothing that was
sent several times may stand there twice.

On PostgreSQL the benchmark makes a server of its own, with the settings it has by default, because it kills it.
"""

import hashlib
import os
import random
import re
import secrets
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg

from benchmarks import load
from benchmarks.cluster import Cluster
from benchmarks.intake import FORM, TEXT
from benchmarks.live import BASE_DIR, Server, manage
from benchmarks.runner import Benchmark, Figure

ROUNDS, CLIENTS = 20, 50
BEFORE, AFTER = (1.0, 4.0), 2.0  # seconds from the first proposal to the kill, and from the restart to the end
WITH_FILE = 5  # every fifth
PAUSE, PATIENCE, JOIN_WITHIN = 0.2, 120, 240  # seconds between two tries, for all of them, and for a client to end
NUMBER = re.compile(r'name="number" value="(\d{12})"')
SECRET = re.compile(r'name="secret" value="([^"]+)"')
PARTS_OF_HASH = re.compile(r"(?:\b[0-9a-f]{8}\b(?:<wbr>)?){8}")
PLANT = (
    "from benchmarks.pages import Portal; from forms.models import FormDefinition; Portal().grow_to(1); "
    "print(FormDefinition.objects.order_by('pk').first().pk)"
)
ROWS = (
    "SELECT p.number, p.body_hash, o.text, f.sha256, f.file FROM council_forms_proposal p "
    "JOIN council_forms_original o ON o.proposal_id = p.id "
    "LEFT JOIN council_forms_originalfile f ON f.original_id = o.id"
)


@dataclass(frozen=True)
class Receipt:
    """What stands on the page that a client has seen."""

    number: str
    secret: str
    body_hash: str


@dataclass(frozen=True)
class Stored:
    """What the database holds of one proposal, and where its file lies; None for no file."""

    number: str
    body_hash: str
    text: str
    file_hash: str | None
    file: str | None


class Sent:
    """One proposal of one client: its request, the receipt that came in the end, and how often it was sent."""

    def __init__(self, request, text, content=b""):
        self.request, self.text, self.content = request, text, content
        self.receipt, self.tries = None, 0


def receipt_on(page):
    """The receipt on a page; None where the page is another one."""
    found = [pattern.search(page) for pattern in (NUMBER, SECRET, PARTS_OF_HASH)]
    if not all(found):
        return None
    number, secret, digest = found
    return Receipt(number[1], secret[1], digest[0].replace("<wbr>", ""))


def is_whole(sent, stored, private):
    """True if the receipt's proposal is there with its text and its file, in the row and on the disk.

    `stored` are the rows by number, `private` is the folder of the files.
    """
    row = stored.get(sent.receipt.number)
    if row is None or row.text != sent.text:
        return False
    if not sent.receipt.body_hash == row.body_hash == _sha256(sent.text.encode()):
        return False
    if not sent.content:
        return row.file is None
    kept = private / row.file if row.file else None
    return bool(kept and kept.is_file()) and row.file_hash == _sha256(sent.content) == _sha256(kept.read_bytes())


def duplicates(rows):
    """How many rows there are beyond one for each text; no two that were sent are alike."""
    return sum(count - 1 for count in Counter(row.text for row in rows).values())


def _sha256(content):
    return hashlib.sha256(content).hexdigest()


class Site:
    """The product on a database that may be killed with it, and everything that clients sent to it."""

    def __init__(self, folder, cluster):
        self.cluster, self.folder, self.sent = cluster, folder, []
        self.environment = {"DATABASE_URL": cluster.url} if cluster else {}
        manage(self.environment, "migrate", "--no-input", "--verbosity", "0")
        planted = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", PLANT],
            cwd=BASE_DIR,
            env={**os.environ, **self.environment},
            check=True,
            capture_output=True,
            text=True,
        )
        self.form_id = int(planted.stdout.split()[-1])
        self.server = Server(self.environment)

    def next_proposal(self):
        """A proposal like no other, by somebody who has had the form open for a minute; every fifth has a file."""
        from django.utils import timezone

        from forms import tokens

        text = f"{TEXT}{secrets.token_hex(8)}".strip()
        content = f"{secrets.token_hex(2000)}\n".encode() if secrets.randbelow(WITH_FILE) == 0 else b""
        token = tokens.issue(self.form_id, timezone.now() - timedelta(minutes=1))
        said = {"token": token, "text": text, "publication": "text"}
        files = {"files": ("plan.txt", content)} if content else {}
        body, content_type = load.multipart(said, files)
        sent = Sent(load.Request(FORM, body, content_type, load.some_address()), text, content)
        self.sent.append(sent)
        return sent

    def kill(self):
        """Kill everything at once."""
        self.server.kill()
        if self.cluster:
            self.cluster.kill()

    def restart(self):
        """Start everything again; seconds until a page is answered."""
        begun = time.monotonic()
        if self.cluster:
            self.cluster.start()
        self.server.start()
        return time.monotonic() - begun

    def rows(self):
        """What the database holds, asked without the product."""
        path = os.environ["DATABASE_URL"].removeprefix("sqlite:///")
        with closing(psycopg.connect(self.cluster.url) if self.cluster else sqlite3.connect(path)) as connection:
            cursor = connection.cursor()
            cursor.execute(ROWS)
            return [Stored(*row) for row in cursor.fetchall()]


@contextmanager
def data(rounds):
    """The site, and how often it is killed."""
    folder = Path(os.environ["KENES_VAR"])
    with ExitStack() as stack:
        cluster = None
        if os.environ["DATABASE_URL"].startswith("postgres"):
            cluster = Cluster(folder / "cluster")
            stack.callback(cluster.stop)
            cluster.start()
        site = Site(folder, cluster)
        stack.callback(site.server.stop)
        site.server.start()
        yield site, rounds


def counts(site_and_rounds):
    """The rounds, and what was found after them."""
    site, rounds = site_and_rounds
    seed = secrets.randbelow(2**32)
    print(f"durability: {rounds} rounds, seed {seed}", file=sys.stderr)
    chance, restarts = random.Random(seed), []
    for number in range(1, rounds + 1):
        restarts.append(one_round(site, chance.uniform(*BEFORE)))
        print(f"round {number}: {len(site.sent)} sent, again in {restarts[-1]:.1f} s", file=sys.stderr)
    receipts, rows = [sent for sent in site.sent if sent.receipt], site.rows()
    stored = {row.number: row for row in rows}
    lost = sum(not is_whole(sent, stored, site.folder / "private") for sent in receipts)
    yield Figure("durability.rounds", rounds, "rounds")
    yield Figure("durability.receipts", len(receipts), "receipts")
    yield Figure("durability.sent_again", sum(sent.tries > 1 for sent in site.sent), "proposals", "> 0")
    yield Figure("durability.unanswered", len(site.sent) - len(receipts), "proposals", "== 0")
    yield Figure("durability.lost", lost, "receipts", "== 0")
    yield Figure("durability.duplicates", duplicates(rows), "rows", "== 0")
    yield Figure("durability.restart_s", max(restarts), "s", "<= 30")


def one_round(site, before):
    """Fifty clients, a kill after so many seconds, a restart; seconds that the restart took."""
    ends = threading.Event()

    def run():
        client = load.Client(site.server.port)
        while not ends.is_set():
            send_until_answered(client, site.next_proposal())
        client.close()

    threads = [threading.Thread(target=run, daemon=True) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(before)
    site.kill()
    took = site.restart()
    time.sleep(AFTER)
    ends.set()
    give_up = time.monotonic() + JOIN_WITHIN
    for thread in threads:
        thread.join(max(0, give_up - time.monotonic()))
    return took


def send_until_answered(client, sent):
    """Send the very same until a receipt comes, for two minutes at most."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        sent.tries += 1
        answer = client.send(sent.request)
        if answer.status == 200 and (receipt := receipt_on(answer.body.decode())):
            sent.receipt = receipt
            return
        time.sleep(PAUSE)


def times(site_and_rounds):
    """Nothing: what is measured here is what is left."""
    return ()


BENCHMARK = Benchmark("durability", "what is left after kill -9 under fifty clients", data, counts, times, ROUNDS)
