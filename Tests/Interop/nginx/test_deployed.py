"""The service alone, with the shipped settings, behind the shipped nginx."""

import json
import os
import signal
import subprocess
import threading

import pytest

from nginx.proxy import Nginx, free_port, site
from nginx.visitor import ORIGIN, Visitor, events
from support.patience import until
from support.server import PATIENCE_S, PROGRAM, ROOT

bullet = pytest.mark.bullet
KEYS = {"ANTHROPIC_API_KEY": "sk-secret-of-claude", "ZHIPU_API_KEY": "id.secret-of-glm"}
SETTINGS = str(ROOT / "deploy/service.json5")


def command(*arguments, **variables):
    """How the service is called, with nothing of this test's own environment in its way."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("BMM_")}
    return {"args": [PROGRAM, "service", "--config", SETTINGS, *arguments],
            "env": plain | variables, "text": True}


class Deployed:
    """The service with the shipped settings, but for what belongs to the machine."""

    def __init__(self, fake, folder):
        self.port = free_port()
        self.process = subprocess.Popen(
            **command(**KEYS, BMM_ENVIRONMENT="development", BMM_ANTHROPIC_URL=fake.url,
                      BMM_ZHIPU_URL=fake.url, BMM_LISTEN=f"127.0.0.1:{self.port}",
                      BMM_DATABASE=str(folder / "bmm.sqlite")),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.lines = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        until(lambda: self.lines or self.process.poll() is not None)

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(json.loads(line))

    def line(self, request_id):
        return until(lambda: next(
            (line for line in self.lines if line.get("request_id") == request_id), None))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE_S)
        self.reader.join()
        self.process.stdout.close()
        errors = self.process.stderr.read()
        self.process.stderr.close()
        return code, errors


@pytest.fixture
def deployed(fake, tmp_path):
    service = Deployed(fake, tmp_path)
    yield service
    if service.process.poll() is None:
        service.end()


@pytest.fixture
def visitor(deployed, tmp_path):
    """A visitor who has logged in through nginx."""
    folder = tmp_path / "nginx"
    folder.mkdir()
    nginx = Nginx(folder, site(f"127.0.0.1:{deployed.port}", folder))
    visitor = Visitor(nginx.port, "")
    status, headers, text = log_in(visitor)
    assert status == 200, text
    visitor.session = headers["set-cookie"].split(";")[0]
    yield visitor
    nginx.end()


def log_in(visitor, **fields):
    body = json.dumps({"email": "ada@users.example", "plan": "team"})
    return visitor.ask("POST", "/v1/dev/login", body, **fields)


@bullet("the shipped settings")
def test_they_are_right_once_the_keys_are_there():
    check = subprocess.run(**command("--check", **KEYS), capture_output=True)
    assert check.returncode == 0, check.stderr


@bullet("the shipped settings")
def test_all_that_is_missing_is_said_at_once():
    check = subprocess.run(**command("--check"), capture_output=True)
    assert check.returncode == 2
    assert all(name in check.stderr for name in KEYS)


@bullet("the service alone")
def test_a_stream_leaves_a_line_without_secrets(deployed, visitor):
    connection, answer = visitor.stream(
        "A server that tells the weather", x_request_id="deployed-1",
        x_forwarded_for="203.0.113.66")
    assert [kind for kind, _ in events(answer)][-1] == "spec"
    connection.close()
    line = deployed.line("deployed-1")
    assert (line["event"], line["client"]) == ("preview_spec_ready", "127.0.0.1")
    _, errors = deployed.end()
    log = json.dumps(deployed.lines) + errors
    cookie = visitor.session.split("=")[1]
    assert not [secret for secret in [*KEYS.values(), cookie] if secret in log]


@bullet("the service alone")
def test_forged_addresses_do_not_open_a_limit(visitor):
    statuses = [log_in(visitor, x_forwarded_for=f"203.0.113.{n}", cf_connecting_ip=f"198.51.100.{n}")
                for n in range(10)]
    # One log-in was the fixture's: the eleventh of the day is refused.
    assert [status for status, _, _ in statuses] == [200] * 9 + [429]
    assert statuses[-1][1]["access-control-allow-origin"] == ORIGIN


@bullet("the service alone")
def test_a_stream_under_way_ends_well_when_the_service_ends(deployed, visitor):
    connection, answer = visitor.stream("A server that is asked for at the very end")
    stream = events(answer)
    first, _ = next(stream)
    ended = []
    ending = threading.Thread(target=lambda: ended.append(deployed.end()))
    ending.start()
    last = [kind for kind, _ in stream][-1]
    ending.join()
    connection.close()
    assert (first, last) == ("text", "spec")
    assert ended[0][0] == 0, ended[0][1]


@bullet("the service alone")
def test_a_port_that_is_taken_is_said(deployed, fake, tmp_path):
    second = subprocess.run(
        **command(**KEYS, BMM_LISTEN=f"127.0.0.1:{deployed.port}",
                  BMM_DATABASE=str(tmp_path / "second.sqlite")),
        capture_output=True, timeout=PATIENCE_S)
    assert second.returncode == 2
    assert str(deployed.port) in second.stderr
