"""A line between the browser and the site that can be cut: in the middle of an upload, or before the answer arrives."""

import socket
import threading
import time
from contextlib import closing

PART = 16 * 1024
NEVER = float("inf")


class Line:
    """Passes bytes between a port of its own and the site's, until it is told to cut.

    `cut_after` is how many bytes of a request go through; `keeps_answers` says that requests do and answers do not;
    `holds` lets answers wait, as a telephone with bars and without a network does, until the line is mended.
    """

    def __init__(self, port):
        self.site = ("127.0.0.1", port)
        self.mend()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def mend(self):
        """Everything goes through again."""
        self.cut_after, self.keeps_answers, self.holds, self.passed = NEVER, False, False, 0

    def close(self):
        """Nobody gets through any more."""
        self.listener.close()

    def _listen(self):
        while True:
            try:
                browser, _address = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(browser,), daemon=True).start()

    def _carry(self, browser):
        with closing(browser), closing(socket.create_connection(self.site)) as server:
            back = threading.Thread(target=self._answer, args=(server, browser), daemon=True)
            back.start()
            sent = 0
            for part in parts(browser):
                sent += len(part)
                if sent > self.cut_after:
                    break
                server.sendall(part)
            hang_up(server)
            hang_up(browser)
            back.join()

    def _answer(self, server, browser):
        for part in parts(server):
            if self.keeps_answers:
                break
            while self.holds:
                time.sleep(0.05)
            try:
                browser.sendall(part)
            except OSError:
                break
        hang_up(browser)


def parts(connection):
    """What comes in, until either end hangs up."""
    try:
        while part := connection.recv(PART):
            yield part
    except OSError:
        return


def hang_up(connection):
    """End both ways at once, whoever still reads."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
