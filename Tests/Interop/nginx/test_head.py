"""What nginx tells the service of a visitor: seen by a server that answers with what it got."""

import json
import subprocess

import pytest

from nginx.proxy import MAIN, RULES, Nginx, site
from nginx.visitor import Visitor

bullet = pytest.mark.bullet


def seen(tmp_path, mirror, extra="", path="/v1/auth/me", **fields):
    """The header fields that the service would get, of a name the values in their order."""
    nginx = Nginx(tmp_path, site(mirror, tmp_path, extra=extra))
    _, _, text = Visitor(nginx.port, "bmm_session=x").ask("GET", path, **fields)
    nginx.end()
    got = {}
    for name, value in json.loads(text):
        got.setdefault(name, []).append(value)
    return got


@bullet("the visitor's address")
def test_a_forged_chain_is_thrown_away(tmp_path, mirror):
    got = seen(tmp_path, mirror, x_forwarded_for="203.0.113.66, 203.0.113.67",
               cf_connecting_ip="203.0.113.68")
    assert got["x-forwarded-for"] == ["127.0.0.1"]
    assert "cf-connecting-ip" not in got


@bullet("the visitor's address")
def test_the_edge_is_believed_and_nobody_else(tmp_path, mirror):
    trusted = "set_real_ip_from 127.0.0.1; real_ip_header CF-Connecting-IP;"
    (tmp_path / "edge").mkdir()
    got = seen(tmp_path / "edge", mirror, trusted, cf_connecting_ip="203.0.113.9",
               x_forwarded_for="198.51.100.1")
    assert got["x-forwarded-for"] == ["203.0.113.9"]
    shipped = f"include {RULES}/cloudflare-addresses.conf; real_ip_header CF-Connecting-IP;"
    (tmp_path / "direct").mkdir()
    got = seen(tmp_path / "direct", mirror, shipped, cf_connecting_ip="203.0.113.9")
    assert got["x-forwarded-for"] == ["127.0.0.1"]


@bullet("request ids")
@pytest.mark.parametrize("given, kept", [("abc-1.2_3", True), ("two words", False), ("", False)])
def test_a_sane_id_is_kept_and_another_made(tmp_path, mirror, given, kept):
    (ours,) = seen(tmp_path, mirror, x_request_id=given)["x-request-id"]
    assert (ours == given) == kept
    assert len(ours) == 32 or kept


@bullet("upgrades")
def test_only_a_web_socket_is_passed_on(tmp_path, mirror):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    path = "/v1/builds/b1/stream"
    got = seen(tmp_path / "a", mirror, path=path, upgrade="websocket", connection="Upgrade")
    assert (got["connection"], got["upgrade"]) == (["upgrade"], ["websocket"])
    got = seen(tmp_path / "b", mirror, path=path, upgrade="h2c", connection="Upgrade")
    assert "connection" not in got


@bullet("figures")
def test_they_are_not_for_visitors(tmp_path, mirror):
    nginx = Nginx(tmp_path, site(mirror, tmp_path))
    visitor = Visitor(nginx.port, "bmm_session=x")
    statuses = [visitor.ask("GET", path)[0] for path in ["/metrics", "/metrics?x=1", "/healthz"]]
    nginx.end()
    assert statuses == [404, 404, 200]


@bullet("the whole site")
def test_nginx_takes_all_files_as_they_are_shipped(tmp_path):
    """Names, paths and addresses are those of another machine; all else is the shipped text."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=api.bmm.example", "-keyout", tmp_path / "privkey.pem", "-out",
         tmp_path / "fullchain.pem"], check=True, capture_output=True)
    text = (RULES / "site.conf").read_text() + (RULES / "providers.conf").read_text()
    for there, here in [
        ("/etc/nginx/bmm", RULES), ("/etc/ssl/bmm", tmp_path), ("/var/log/nginx", tmp_path),
        ("/etc/ssl/certs/ca-certificates.crt", tmp_path / "fullchain.pem"),
        ("server api.anthropic.com:443", "server 127.0.0.1:1"),
        ("server open.bigmodel.cn:443", "server 127.0.0.1:1"),
    ]:
        assert there in text, there
        text = text.replace(there, str(here))
    file = tmp_path / "nginx.conf"
    file.write_text(MAIN.format(user="root", folder=tmp_path, blocks=text))
    check = subprocess.run(
        ["nginx", "-t", "-p", tmp_path, "-c", file], capture_output=True, text=True)
    assert check.returncode == 0, check.stderr
    assert "[warn]" not in check.stderr or "user" in check.stderr
