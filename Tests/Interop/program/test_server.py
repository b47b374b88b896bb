"""The program itself: it comes, says where it is, and goes; the journal needs its token."""

import http.client
import threading
from urllib.parse import urlsplit

import pytest

from support.script import script

bullet = pytest.mark.bullet


@bullet("start and end")
def test_the_ready_line_says_where_it_is(fake):
    assert set(fake.ready) == {"llm", "control"}
    assert fake.url.startswith("http://127.0.0.1:")
    assert len(fake.token) >= 16


@bullet("start and end")
def test_it_ends_by_sigterm_with_code_0(new_server):
    server = new_server()
    assert server.url.startswith("http://127.0.0.1:")
    assert server.end() == 0


@bullet("start and end")
def test_a_stream_under_way_is_finished_before_it_ends(new_server):
    server = new_server()
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    pace = {"first_token_ms": 0, "tokens_per_second": 200, "output_tokens": 200}
    connection.request(
        "POST", "/v1/messages", headers={
            "x-api-key": "sk-interop", "anthropic-version": "2023-06-01",
            "content-type": "application/json", **script(**pace)},
        body='{"model":"claude-haiku-4-5","max_tokens":500,"stream":true,'
             '"messages":[{"role":"user","content":"x"}]}')
    answer = connection.getresponse()
    first = answer.readline()
    codes = []
    ending = threading.Thread(target=lambda: codes.append(server.end()))
    ending.start()
    rest = answer.read()
    connection.close()
    ending.join()
    assert first == b"event: message_start\n"
    assert b"event: message_stop\n" in rest
    assert codes == [0]


@bullet("control token")
@pytest.mark.parametrize("path", ["/__fakellm/requests", "/__fakellm/unheard-of", "/__fakellm"])
@pytest.mark.parametrize("token", ["", "wrong"])
def test_nothing_is_told_without_the_token(journal, path, token):
    status, body = journal.get(path, token=token)
    assert status == 401
    assert "requests" not in body


@bullet("control token")
def test_the_token_opens_the_journal(journal):
    status, body = journal.get("/__fakellm/requests")
    assert status == 200
    assert isinstance(body["requests"], list)
