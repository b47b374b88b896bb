"""The servers that the tests run against: the fake, and the two that prove the tests."""

import json
import os
import signal
import socket
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("INTEROP_PROGRAM", str(ROOT / ".build/release/bmm-bench"))
# What a server under test may take to come and to go, on a machine busy with other things.
PATIENCE_S = 60


class Fake:
    """`bmm-bench serve` with one role in front, on a free port, ended by SIGTERM."""

    def __init__(self, *arguments, role="llm"):
        command = [PROGRAM, "serve", role, "--port", "0", *arguments]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # A pipe that nobody reads would stop a server that has much to say.
        self.log = []
        self.reader = threading.Thread(target=self._read_log, daemon=True)
        self.reader.start()
        line = self.process.stdout.readline()
        if not line:
            self.process.kill()
            self.process.wait()
            self.reader.join()
            raise RuntimeError(f"{' '.join(command)} did not start:\n{''.join(self.log)}")
        self.ready = json.loads(line)
        self.url = self.ready[role]
        self.token = self.ready.get("control", "")

    def _read_log(self):
        for line in self.process.stderr:
            self.log.append(line)

    def end(self):
        """The exit code after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = f"killed {PATIENCE_S} s after SIGTERM"
        self.reader.join()
        self.process.stdout.close()
        self.process.stderr.close()
        return code


class DeadPort:
    """A port that refuses connections: bound, so that no one else gets it, but not listening."""

    def __init__(self, *_, **__):
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.token = ""
        self.ready = {}

    def end(self):
        self.socket.close()


class AlwaysEmpty:
    """Answers 200 and `{}` to everything."""

    def __init__(self, *_, **__):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _EmptyAnswer)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.token = ""
        self.ready = {}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self):
        self.server.shutdown()
        self.server.server_close()


class _EmptyAnswer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_GET
    do_DELETE = do_GET

    def log_message(self, *_):
        pass


SERVERS = {"": Fake, "dead": DeadPort, "empty": AlwaysEmpty}
