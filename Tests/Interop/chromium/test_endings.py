"""What our model says a browser reports, and what Chromium does report, ending by ending."""

import json
import socket
from pathlib import Path

import pytest

from chromium.browser import Browser
from chromium.origin import Origin
from support.patience import until

CASES = json.loads(Path(__file__).with_name("endings.json").read_text())
# The last event lacks its blank line: it is dropped, and its id with it.
ENDING_STREAM = {
    "sends": "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n"
    "access-control-allow-origin: {page}\r\naccess-control-allow-credentials: true\r\n\r\n"
    "retry: 50\nid: 7\ndata: x\n\nid: 8\ndata: y",
    "then": "close",
}
SCRIPT = Path(__file__).with_name("page.js").read_text()


@pytest.fixture(scope="module")
def origin():
    origin = Origin(CASES + [ENDING_STREAM])
    yield origin
    origin.end()


@pytest.fixture(scope="module")
def browser(origin, tmp_path_factory):
    browser = Browser(tmp_path_factory.mktemp("chromium"))
    browser.open(origin.page + "/")
    browser.run(SCRIPT)
    yield browser
    browser.end()


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def url(origin, number, case):
    if case["then"] == "refuse":
        return f"http://localhost:{closed_port()}/?try={number}"
    return f"{origin.address(case['origin'])}/case/{number}?try={number}"


@pytest.mark.bullet("what fetch and EventSource report of each ending is what Chromium reports")
@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_ending(number, origin, browser):
    case = CASES[number]
    address = url(origin, number, case)
    told = browser.run(
        f"{case['api']}Report({json.dumps(address)}, {json.dumps(case.get('does', ''))})")
    expected = case["chrome"]
    assert told["status"] == expected["visibleStatus"]
    assert told["error"] == expected["error"]
    assert told["done"] == (expected["kind"] in ("resolved", "unparsable", "truncated-unseen"))
    if expected["netError"]:
        assert until(lambda: browser.failure(address)) == expected["netError"]
    else:
        assert browser.failure(address) is None


@pytest.mark.bullet("EventSource comes back with the last id, after the stream's own time")
def test_reconnect(origin, browser):
    address = f"{origin.address('cross')}/case/{len(CASES)}?try=reconnect"
    events = browser.run(f"reconnections({json.dumps(address)}, 3)")
    assert events == ["open", "x", "error 0", "open", "x", "error 0", "open", "x", "error 0"]
    ids = [[line for line in lines if line.lower().startswith("last-event-id")]
           for lines in origin.requests["reconnect"]]
    assert ids[:3] == [[], ["Last-Event-ID: 7"], ["Last-Event-ID: 7"]]
