"""Proxies by toxiproxy's API: made, changed, switched off, and what is refused in which words."""

import pytest
import requests
from toxiproxy.exceptions import InvalidToxic, NotFound, ProxyExists

from toxiproxy_tests.far_end import Line

bullet = pytest.mark.bullet


@bullet("proxies at run time")
def test_the_link_of_the_command_line_is_a_proxy(served, toxiproxy, echo):
    with Line(served.ready["link"]) as line:
        assert line.ask()[0] == b"hello"


@bullet("proxies at run time")
def test_a_new_proxy_takes_connections_at_a_port_of_its_own(toxiproxy, proxy, echo):
    with Line(proxy.listen) as line:
        assert line.ask()[0] == b"hello"
    found = toxiproxy.get_proxy("echo")
    assert (found.listen, found.upstream, found.enabled) == (proxy.listen, echo.address, True)


@bullet("proxies at run time")
def test_a_proxy_that_is_down_refuses_and_has_dropped_its_connections(proxy, line):
    with proxy.down():
        with pytest.raises(ConnectionError):
            assert line.hear(1) == b""
            raise ConnectionError("ended without a reset")
        with pytest.raises(ConnectionRefusedError):
            Line(proxy.listen)
    with Line(proxy.listen) as again:
        assert again.ask()[0] == b"hello"


@bullet("proxies at run time")
def test_a_proxy_can_be_made_without_taking_connections(toxiproxy, echo):
    proxy = toxiproxy.create(name="off", upstream=echo.address, enabled=False)
    assert not proxy.enabled
    proxy.enable()
    with Line(toxiproxy.get_proxy("off").listen) as line:
        assert line.ask()[0] == b"hello"


@bullet("proxies at run time")
def test_a_proxy_that_is_destroyed_is_gone(toxiproxy, proxy):
    proxy.destroy()
    assert toxiproxy.get_proxy("echo") is None
    with pytest.raises(ConnectionRefusedError):
        Line(proxy.listen)


@bullet("proxies at run time")
def test_populate_keeps_what_is_there_and_replaces_what_has_moved(control, proxy, echo):
    proxy.add_toxic(type="latency", attributes={"latency": 1})
    same = {"name": "echo", "listen": proxy.listen, "upstream": echo.address}
    answer = requests.post(f"{control}/populate", json=[same, {**same, "name": "two",
                                                               "listen": "127.0.0.1:0"}])
    assert answer.status_code == 201
    first, second = answer.json()["proxies"]
    assert [toxic["name"] for toxic in first["toxics"]] == ["latency_downstream"]
    assert second["name"] == "two" and second["enabled"] and second["toxics"] == []
    moved = requests.post(f"{control}/populate", json=[{**same, "upstream": "127.0.0.1:1"}])
    assert moved.json()["proxies"][0]["toxics"] == []


@bullet("proxies at run time")
def test_the_version_is_that_of_the_api(toxiproxy):
    assert toxiproxy.version().startswith(b'{"version":"2.')


@bullet("refusals in toxiproxy's words")
def test_what_the_client_has_exceptions_for(toxiproxy, proxy, echo):
    with pytest.raises(InvalidToxic, match="invalid toxic type"):
        proxy.add_toxic(type="gremlin")
    with pytest.raises(InvalidToxic, match="stream was invalid"):
        proxy.add_toxic(type="latency", stream="sideways")
    with pytest.raises(NotFound, match="toxic not found"):
        proxy.destroy_toxic("gremlin")
    proxy.add_toxic(type="latency")
    with pytest.raises(ProxyExists, match="toxic already exists"):
        proxy.add_toxic(type="latency")
    proxy.destroy()
    with pytest.raises(NotFound, match="proxy not found"):
        proxy.destroy()


@bullet("refusals in toxiproxy's words")
@pytest.mark.parametrize("method, path, body, status, error", [
    ("POST", "/proxies", b"{", 400, "bad request body: "),
    ("POST", "/proxies", b'{"upstream":"127.0.0.1:1"}', 400, "missing required field: name"),
    ("POST", "/proxies", b'{"name":"a"}', 400, "missing required field: upstream"),
    ("POST", "/proxies", b'{"name":"echo","upstream":"127.0.0.1:1"}', 409, "proxy already exists"),
    ("POST", "/proxies/echo/toxics", b'{"type":"latency","attributes":{"latncy":1}}', 400,
     "bad request body: latency has no attribute latncy"),
    ("POST", "/proxies/echo/toxics", b'{"type":"latency","attributes":{"latency":"1s"}}', 400,
     "bad request body: latency must be a whole number"),
    ("GET", "/proxies/nobody", b"", 404, "proxy not found"),
    ("GET", "/proxies/echo/toxics/nothing", b"", 404, "toxic not found"),
    ("DELETE", "/version", b"", 405, "this path has other methods"),
    ("GET", "/toxics", b"", 404, "known are "),
])
def test_errors_have_a_status_and_a_text(control, proxy, method, path, body, status, error):
    answer = requests.request(method, control + path, data=body)
    assert answer.status_code == status
    assert answer.json()["status"] == status
    assert answer.json()["error"].startswith(error)


@bullet("no page may steer links")
@pytest.mark.parametrize("fields", [
    {"user-agent": "Mozilla/5.0 (X11; Linux x86_64)"},
    {"origin": "https://elsewhere.example"},
    {"host": "elsewhere.example"},
])
def test_what_only_a_browser_would_send_is_refused(control, fields):
    assert requests.get(f"{control}/proxies", headers=fields).status_code == 403
