"""The fake's journal and the clients agree about what happened."""

import pytest

from anthropic_sdk.client import MODEL, text_of
from support.script import fresh_id, script

bullet = pytest.mark.bullet


@bullet("journal")
def test_an_answer_stands_in_the_journal_as_the_client_saw_it(client, journal, is_stream):
    id = fresh_id()
    message = client.whole_or_final(
        is_stream, extra_headers=script(text="Hello, world.", id=id))
    entry = journal.one(id)
    assert text_of(message) == "Hello, world."
    assert (entry["vendor"], entry["path"], entry["model"]) == ("anthropic", "/v1/messages", MODEL)
    assert (entry["status"], entry["stream"]) == (200, is_stream)
    assert entry["input_tokens"] == message.usage.input_tokens
    assert entry["output_tokens"] == message.usage.output_tokens
    assert not entry["client_left"]


@bullet("journal")
def test_the_journal_tells_answers_apart_by_request_id(client, journal):
    id = fresh_id()
    seen = [client.create(extra_headers=script(text="x", id=id))._request_id for _ in range(3)]
    assert [entry["request_id"] for entry in journal.of(id, 3)] == seen


@bullet("journal")
def test_a_client_that_leaves_is_noticed(client, both, journal):
    id = fresh_id()
    slow = script(output_tokens=5000, tokens_per_second=50, id=id)
    stream = client.start(stream=True, max_tokens=8000, extra_headers=slow)
    stream = both(stream)
    if both.is_async:
        first = both(stream.__anext__())
    else:
        first = next(stream)
    assert first.type == "message_start"
    both(stream.close())
    entry = journal.one(id)
    assert entry["client_left"]
    assert entry["output_tokens"] < 5000
