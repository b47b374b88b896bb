"""The way out with TLS: the shipped providers.conf before a provider that has a certificate."""

import http.client
import itertools
import json
import subprocess

import pytest

from nginx.proxy import RULES, Nginx, free_port
from nginx.visitor import events
from support.script import script

bullet = pytest.mark.bullet
NAME = "api.anthropic.com"


def openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A folder with an authority of our own, and certificates by it for two names."""
    folder = tmp_path_factory.mktemp("authority")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Tests",
            "-keyout", folder / "ca.key", "-out", folder / "ca.pem")
    for name in [NAME, "evil.example"]:
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout",
                folder / f"{name}.key", "-out", folder / f"{name}.csr")
        (folder / f"{name}.ext").write_text(f"subjectAltName=DNS:{name}\n")
        openssl("x509", "-req", "-days", "2", "-in", folder / f"{name}.csr", "-CA",
                folder / "ca.pem", "-CAkey", folder / "ca.key", "-CAcreateserial", "-extfile",
                folder / f"{name}.ext", "-out", folder / f"{name}.pem")
    return folder


@pytest.fixture
def way_out(fake, authority, tmp_path):
    """Makes the address of the shipped way out, to the fake behind a certificate for a name."""
    started = []

    def make(name=NAME, trusted=authority / "ca.pem"):
        inner, outer = tmp_path / f"inner{len(started)}", tmp_path / f"outer{len(started)}"
        for folder in [inner, outer]:
            folder.mkdir()
        tls = Nginx(inner, lambda port: f"""
            server {{
                listen 127.0.0.1:{port} ssl;
                ssl_certificate {authority}/{name}.pem;
                ssl_certificate_key {authority}/{name}.key;
                location / {{
                    proxy_pass {fake.url};
                    proxy_buffering off;
                    proxy_http_version 1.1;
                    # The name that the way out has asked for, in TLS and in HTTP.
                    add_header seen "$ssl_server_name $host";
                }}
            }}""")
        started.append(tls)
        text = (RULES / "providers.conf").read_text()

        def site(port):
            changes = [
                ("/etc/ssl/certs/ca-certificates.crt", trusted),
                ("server api.anthropic.com:443", f"server 127.0.0.1:{tls.port}"),
                ("server open.bigmodel.cn:443", f"server 127.0.0.1:{tls.port}"),
                ("listen 127.0.0.1:9001", f"listen 127.0.0.1:{port}"),
                ("listen 127.0.0.1:9002", f"listen 127.0.0.1:{free_port()}"),
            ]
            changed = text
            for there, here in changes:
                assert there in changed, there
                changed = changed.replace(there, str(here))
            return changed

        out = Nginx(outer, site)
        started.append(out)
        return f"127.0.0.1:{out.port}"

    yield make
    for nginx in reversed(started):
        nginx.end()


def ask(address, stream=False, **wishes):
    connection = http.client.HTTPConnection(address, timeout=60)
    body = {"model": "claude-haiku-4-5", "max_tokens": 500, "stream": stream,
            "messages": [{"role": "user", "content": "x"}]}
    connection.request("POST", "/v1/messages", body=json.dumps(body), headers={
        "x-api-key": "sk-out", "anthropic-version": "2023-06-01",
        "content-type": "application/json", **script(**wishes)})
    return connection, connection.getresponse()


@bullet("the way out")
def test_the_provider_is_asked_by_its_name(way_out):
    connection, answer = ask(way_out(), text="abc", first_token_ms=0)
    body = json.loads(answer.read())
    connection.close()
    assert body["content"][0]["text"] == "abc"
    assert answer.headers["seen"] == f"{NAME} {NAME}"


@bullet("the way out")
def test_tokens_go_on_at_once(way_out):
    connection, answer = ask(way_out(), stream=True, text="abc" * 100, first_token_ms=0,
                             delta_tokens=1, fail="stall", fail_after_tokens=5)
    deltas = (data for kind, data in events(answer) if kind == "content_block_delta")
    got = list(itertools.islice(deltas, 5))
    connection.close()
    assert [delta["delta"]["text"] for delta in got] == ["abc"] * 5


@bullet("the way out")
def test_errors_of_the_provider_pass_unchanged(way_out):
    connection, answer = ask(way_out(), status=529, retry_after_s=7)
    body = json.loads(answer.read())
    connection.close()
    assert (answer.status, answer.headers["retry-after"]) == (529, "7")
    assert body["error"]["type"] == "overloaded_error"


@bullet("the way out")
def test_a_provider_of_another_name_gets_no_prompt(way_out):
    connection, answer = ask(way_out("evil.example"), text="abc")
    answer.read()
    connection.close()
    assert answer.status == 502


@bullet("the way out")
def test_a_provider_that_nobody_vouches_for_gets_no_prompt(way_out, authority):
    stranger = authority / "evil.example.pem"
    connection, answer = ask(way_out(trusted=stranger), text="abc")
    answer.read()
    connection.close()
    assert answer.status == 502
