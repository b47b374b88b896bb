"""The served service with its provider, and a real nginx with the shipped rules before it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from nginx.proxy import Nginx, buffered, shorter, site
from nginx.visitor import Visitor
from support.journal import Journal
from support.patience import until
from support.server import Fake


@pytest.fixture(scope="session")
def service():
    scenario = Path(__file__).with_name("service.json5")
    service = Fake("--scenario", str(scenario), role="service")
    yield service
    assert service.end() == 0, "".join(service.log)


@pytest.fixture(scope="session")
def address(service):
    return urlsplit(service.url).netloc


def running(folder, blocks):
    nginx = Nginx(folder, blocks)
    yield nginx
    nginx.end()


@pytest.fixture(scope="session")
def shipped(address, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shipped")
    yield from running(folder, site(address, folder))


@pytest.fixture(scope="session")
def impatient(address, tmp_path_factory):
    folder = tmp_path_factory.mktemp("impatient")
    yield from running(folder, site(address, folder, change=shorter))


@pytest.fixture(scope="session")
def holding(address, tmp_path_factory):
    folder = tmp_path_factory.mktemp("holding")
    yield from running(folder, site(address, folder, change=buffered))


@pytest.fixture
def visitor(shipped, service):
    return Visitor(shipped.port, service.ready["sessions"]["team"])


@pytest.fixture
def provider(service):
    """Sets what the provider does with a prompt; its journal says what became of it."""
    return Provider(service)


class Provider:
    def __init__(self, service):
        self.journal = Journal(service)

    def will(self, prompt, **script):
        rule = {"when": {"prompt_contains": prompt}, "then": script}
        status, body = self.journal.ask("POST", "/__fakellm/script", {"rules": [rule]})
        assert status < 300, body

    def wait_for(self, request_id):
        """Returns once the provider has the call of a request."""
        until(lambda: self.journal.get(f"/__fakellm/requests?id={request_id}")[1]["requests"])

    def call(self, request_id):
        """The one call made for a request, once it has ended."""
        return self.journal.one(request_id)


class _Mirror(BaseHTTPRequestHandler):
    """A server that answers with the fields that it got."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = json.dumps([[name.lower(), value] for name, value in self.headers.items()]).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def mirror():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Mirror)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
