"""Clients that send at the same time: a fixed number without a pause, or at a fixed rate whatever comes back."""

import http.client
import secrets
import statistics
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

TIMEOUT = 60
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    """What one client sends: method, path, body and type of it, and the address that it says it has."""

    path: str
    body: bytes = b""
    content_type: str = FORM
    address: str = ""

    def headers(self):
        """What a browser says of a form of our own page."""
        said = {"Host": "localhost", "Sec-Fetch-Site": "same-origin"}
        if self.body:
            said["Content-Type"] = self.content_type
        if self.address:
            said["X-Forwarded-For"] = self.address
        return said


@dataclass(frozen=True)
class Answer:
    """What came back: status (0 where the connection broke), body, and seconds from the first byte to the last."""

    status: int
    body: bytes
    seconds: float


class Client:
    """One connection that stays open, and is opened again where it broke."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)

    def send(self, request):
        """The answer to one request."""
        begun = time.perf_counter()
        try:
            method = "POST" if request.body else "GET"
            self.connection.request(method, request.path, request.body or None, request.headers())
            response = self.connection.getresponse()
            return Answer(response.status, response.read(), time.perf_counter() - begun)
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return Answer(0, b"", time.perf_counter() - begun)

    def close(self):
        """Close the connection."""
        self.connection.close()


@dataclass(frozen=True)
class Load:
    """What a number of clients saw: their answers, and the seconds that it took all of them together."""

    answers: list
    seconds: float

    @property
    def accepted(self):
        """Answers with 200."""
        return [answer for answer in self.answers if answer.status == 200]

    @property
    def refused(self):
        """How many were answered otherwise, or not at all."""
        return len(self.answers) - len(self.accepted)

    @property
    def per_second(self):
        """Accepted ones in a second."""
        return len(self.accepted) / self.seconds

    def percentile(self, percent):
        """Milliseconds within which so many per cent of the accepted ones were answered."""
        taken = sorted(answer.seconds for answer in self.accepted)
        if len(taken) < 2:
            return 1000 * (taken[0] if taken else float("inf"))
        return 1000 * statistics.quantiles(taken, n=100, method="inclusive")[percent - 1]


def together(loads):
    """Several loads, one after the other, as one."""
    return Load([answer for one in loads for answer in one.answers], sum(one.seconds for one in loads))


def without_pause(port, clients, seconds, make_request):
    """So many clients, each of which sends its next request as soon as the last one is answered."""
    answers, ends = [], time.perf_counter() + seconds

    def run():
        client = Client(port)
        while time.perf_counter() < ends:
            answers.append(client.send(make_request()))
        client.close()

    begun = time.perf_counter()
    in_threads([run] * clients)
    return Load(answers, time.perf_counter() - begun)


def at_rate(port, rate, seconds, make_request):
    """So many requests a second, each at its own moment, whether or not those before it have been answered."""
    answers, begun = [], time.perf_counter()
    numbers = iter(range(int(rate * seconds)))
    lock = threading.Lock()

    def run():
        client = Client(port)
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                break
            due = begun + number / rate
            time.sleep(max(0, due - time.perf_counter()))
            answer = client.send(make_request())
            # Whoever had to wait for a free connection has waited, too.
            answers.append(Answer(answer.status, answer.body, time.perf_counter() - due))
        client.close()

    in_threads([run] * max(8, rate * 2))
    return Load(answers, time.perf_counter() - begun)


def in_threads(runs):
    """Run all of these at once, and wait for the last."""
    threads = [threading.Thread(target=run, daemon=True) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def form(fields):
    """The body of a form without files."""
    return urlencode(fields).encode()


def multipart(fields, files):
    """Body and content type of a form with files: {field: (name, content)}."""
    boundary = secrets.token_hex(16)
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts += [
        f'Content-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'.encode() + content
        for name, (file, content) in files.items()
    ]
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary.encode(), part) for part in parts) + f"--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


def some_address():
    """An address as if the client had one of its own: a private network, so that nobody's is taken."""
    return f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(254) + 1}"
