"""A server that answers with exact bytes and ends its connections in exact ways."""

import socket
import struct
import threading
from urllib.parse import parse_qs, urlsplit

PAGE = "<!DOCTYPE html><title>page</title>"


class Origin:
    """Answers `/case/N` with the N-th of `cases`, and everything else with an empty page."""

    def __init__(self, cases):
        self.cases = cases
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.page = f"http://127.0.0.1:{self.port}"
        self.requests = {}
        threading.Thread(target=self._serve, daemon=True).start()

    def address(self, origin):
        """The same server, as the page's own origin or as another one."""
        return self.page if origin == "same" else f"http://localhost:{self.port}"

    def end(self):
        self.listener.close()

    def _serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                part = connection.recv(65536)
                if not part:
                    return
                head += part
            lines = head.decode("latin-1").split("\r\n")
            target = urlsplit(lines[0].split(" ")[1])
            if not target.path.startswith("/case/"):
                body = PAGE.encode()
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n"
                    b"content-length: %d\r\n\r\n" % len(body) + body)
                return
            case = self.cases[int(target.path.removeprefix("/case/"))]
            self.requests.setdefault(parse_qs(target.query)["try"][0], []).append(lines)
            connection.sendall(case["sends"].replace("{page}", self.page).encode())
            self._end(connection, case["then"])

    def _end(self, connection, how):
        # What was sent has to be read first: a reset throws away what still waits.
        if how != "close":
            threading.Event().wait(0.3)
        if how == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif how == "wait":
            connection.recv(1)
        else:
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)
