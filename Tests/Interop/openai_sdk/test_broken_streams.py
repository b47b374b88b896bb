"""Every way in which a stream can end, and what the SDK says of it."""

import json

import openai
import pytest

from openai_sdk.client import IS_NEW, finish_reasons, streamed_text, transport
from support.script import fresh_id, is_prefix, script

bullet = pytest.mark.bullet
TEXT = "".join(f"word{index:02} " for index in range(30))
BROKEN_AFTER = 12


@pytest.fixture
def client(make_client):
    # Retries are allowed, so that one would show; the time-out only ends what is silent.
    return make_client(max_retries=2, timeout=20)


def broken(client, **keys):
    keys = {"text": TEXT, "delta_scalars": 7, "fail_after_tokens": BROKEN_AFTER, **keys}
    drained = client.chunks(extra_headers=script(**keys))
    assert drained.items[0].object == "chat.completion.chunk"
    assert finish_reasons(drained) == []
    return drained


def wrapped(kind, raw):
    """What new versions raise, and what old ones hand through from the transport."""
    return kind if IS_NEW else raw


@bullet("broken streams")
@pytest.mark.parametrize("fail, error", [
    ("reset", wrapped(openai.APIConnectionError, transport.ReadError)),
    ("cut", wrapped(openai.APIConnectionError, transport.RemoteProtocolError)),
    ("garbage", UnicodeDecodeError)])
def test_a_broken_stream_raises_what_broke_it(client, journal, fail, error):
    id = fresh_id()
    drained = broken(client, fail=fail, id=id)
    assert type(drained.error) is error
    text = streamed_text(drained)
    assert is_prefix(text, TEXT, BROKEN_AFTER)
    # A reset may overtake what was sent before it; everything else comes behind the text.
    assert text or fail == "reset"
    journal.check_failed(id, fail)


@bullet("broken streams")
def test_a_chunk_of_half_a_json_text_is_a_json_error(client, journal):
    id = fresh_id()
    drained = client.chunks(extra_headers=script(
        text=TEXT, delta_scalars=7, id=id,
        faults=[{"is": "broken_json", "after": BROKEN_AFTER}]))
    assert type(drained.error) is json.JSONDecodeError
    text = streamed_text(drained)
    assert is_prefix(text, TEXT, BROKEN_AFTER + 2) and text
    assert len(journal.of(id, 1)) == 1


@bullet("broken streams")
def test_a_body_that_ends_before_its_message_looks_like_success(client, journal):
    id = fresh_id()
    drained = broken(client, fail="eof", id=id)
    assert drained.error is None
    assert is_prefix(streamed_text(drained), TEXT, BROKEN_AFTER) and streamed_text(drained)
    journal.check_failed(id, "ended_early")


@bullet("broken streams")
def test_an_error_chunk_raises_an_error_without_a_status(client, journal):
    id = fresh_id()
    drained = broken(client, fail="error_event", error_type="server_error", id=id)
    assert type(drained.error) is openai.APIError
    assert drained.error.message and drained.error.type == "server_error"
    assert is_prefix(streamed_text(drained), TEXT, BROKEN_AFTER) and streamed_text(drained)
    journal.check_failed(id, "server_error")


@bullet("broken streams")
def test_silence_ends_with_a_read_timeout(make_client, journal):
    id = fresh_id()
    drained = broken(make_client(max_retries=2, timeout=2), fail="stall", id=id)
    assert type(drained.error) is wrapped(openai.APITimeoutError, transport.ReadTimeout)
    assert is_prefix(streamed_text(drained), TEXT, BROKEN_AFTER) and streamed_text(drained)
    assert journal.one(id)["client_left"]


@bullet("broken whole answers")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_a_whole_answer_that_breaks_is_a_connection_error(make_client, journal, fail):
    id = fresh_id()
    with pytest.raises(openai.APIConnectionError) as caught:
        make_client(max_retries=0).create(extra_headers=script(
            text=TEXT, fail=fail, fail_after_tokens=BROKEN_AFTER, id=id))
    assert type(caught.value) is openai.APIConnectionError
    journal.check_failed(id, fail)
