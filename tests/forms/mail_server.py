"""A small mail server on this machine, which takes letters, refuses them, or falls silent at a word."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_string


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it took; `busy` refuses mailboxes for now; at the word `silent_at` it answers nothing more.

    It falls silent before a letter is taken ("MAIL") or after ("."), once `silent_after` letters were taken.
    """

    allow_reuse_address, daemon_threads, request_queue_size = True, True, 20

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), _Talk)
        self.letters, self.busy, self.silent_at, self.silent_after = [], False, "", 0
        self.fell_silent = threading.Event()

    @property
    def port(self):
        """Where it listens."""
        return self.server_address[1]

    def ids(self):
        """The Message-IDs of what was taken, in order."""
        return [letter["Message-ID"] for letter in self.letters]


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if self._is_silent(word):
                return
            match word:
                case "DATA":
                    self._say("354 go on")
                    self.server.letters.append(message_from_string(self._letter()))
                    if self._is_silent("."):
                        return
                    self._say("250 taken")
                case "RCPT" if self.server.busy:
                    self._say("451 later")
                case "QUIT":
                    return self._say("221 bye")
                case _:
                    self._say("250 yes")

    def _is_silent(self, word):
        """True, once the other side has gone, where the server falls silent at this word."""
        taken = len(self.server.letters)
        if word != self.server.silent_at or taken < self.server.silent_after:
            return False
        self.server.silent_at = ""
        self.server.fell_silent.set()
        self.rfile.read()
        return True

    def _letter(self):
        lines = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        return "".join(lines)

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def listening(port=0):
    """The server, at work in a thread of its own."""
    with MailServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
