"""What stands behind a link: a server that says everything back, and what its clients make of it."""

import socket
import threading
import time

# No test waits for less than this for something that is to come, nor for something that is not.
PATIENCE_S = 20
SILENCE_S = 0.5


class Echo:
    """Says everything back on each connection, and finishes when its client has."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    @staticmethod
    def _serve(connection):
        with connection:
            try:
                while said := connection.recv(65536):
                    connection.sendall(said)
            except OSError:
                pass

    def end(self):
        self.socket.close()


class Line:
    """A connection through a link."""

    def __init__(self, listen):
        host, port = listen.split(":")
        self.socket = socket.create_connection((host, int(port)), PATIENCE_S)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def say(self, said):
        self.socket.sendall(said)

    def hear(self, count):
        """The next bytes, fewer if the connection ends before."""
        heard = b""
        while len(heard) < count and (more := self.socket.recv(count - len(heard))):
            heard += more
        return heard

    def ask(self, said=b"hello"):
        """What comes back, and how long it takes."""
        start = time.monotonic()
        self.say(said)
        return self.hear(len(said)), time.monotonic() - start

    def is_silent(self):
        """Whether nothing comes for a while, no end either."""
        self.socket.settimeout(SILENCE_S)
        try:
            self.socket.recv(1)
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(PATIENCE_S)
        return False
