"""Every way in which a stream can end, and what the SDK says of it."""

import json

import httpx
import pytest

from support.script import fresh_id, is_prefix, script
from zhipu_sdk.client import errors, streamed_text

bullet = pytest.mark.bullet
TEXT = "".join(f"word{index:02} " for index in range(30))
BROKEN_AFTER = 12


@pytest.fixture
def broken(make_client, chunks):
    # Retries are allowed, so that one would show; the time-out only ends what is silent.
    def read(timeout=20, **keys):
        keys = {"text": TEXT, "delta_scalars": 7, "fail_after_tokens": BROKEN_AFTER, **keys}
        drained = chunks(
            by=make_client(max_retries=2, timeout=timeout), extra_headers=script(**keys))
        assert drained.items and drained.items[0].choices[0].delta.role == "assistant"
        assert {chunk.choices[0].finish_reason for chunk in drained.items} == {None}
        assert is_prefix(streamed_text(drained), TEXT, BROKEN_AFTER)
        return drained

    return read


@bullet("broken streams")
@pytest.mark.parametrize("fail, error", [
    ("reset", httpx.ReadError), ("cut", httpx.RemoteProtocolError)])
def test_a_broken_stream_raises_what_broke_it(broken, journal, fail, error):
    id = fresh_id()
    drained = broken(fail=fail, id=id)
    assert type(drained.error) is error
    # A reset may overtake what was sent before it; everything else comes behind the text.
    assert streamed_text(drained) or fail == "reset"
    journal.check_failed(id, fail)


@bullet("broken streams")
def test_a_chunk_of_half_a_json_text_is_a_json_error(chunks, client, journal):
    id = fresh_id()
    drained = chunks(extra_headers=script(
        text=TEXT, delta_scalars=7, id=id,
        faults=[{"is": "broken_json", "after": BROKEN_AFTER}]))
    assert type(drained.error) is json.JSONDecodeError
    text = streamed_text(drained)
    assert is_prefix(text, TEXT, BROKEN_AFTER + 2) and text
    assert len(journal.of(id, 1)) == 1


@bullet("broken streams")
@pytest.mark.parametrize("fail, detail", [("eof", "ended_early"), ("garbage", "garbage")])
def test_a_body_that_ends_before_its_message_looks_like_success(broken, journal, fail, detail):
    # Bytes that are no text are replaced by the transport, and a line without a colon is skipped.
    id = fresh_id()
    drained = broken(fail=fail, id=id)
    assert drained.error is None and streamed_text(drained)
    journal.check_failed(id, detail)


@bullet("broken streams")
def test_an_error_chunk_raises_a_response_error(broken, journal):
    id = fresh_id()
    drained = broken(fail="error_event", error_type="1234", id=id)
    assert type(drained.error) is errors.APIResponseError
    assert drained.error.json_data["code"] == "1234"
    assert streamed_text(drained)
    journal.check_failed(id, "1234")


@bullet("broken streams")
def test_silence_ends_with_a_read_timeout(broken, journal):
    id = fresh_id()
    drained = broken(timeout=2, fail="stall", id=id)
    assert type(drained.error) is httpx.ReadTimeout and streamed_text(drained)
    assert journal.one(id)["client_left"]


@bullet("broken whole answers")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_a_whole_answer_that_breaks_is_a_connection_error(client, journal, fail):
    id = fresh_id()
    with pytest.raises(errors.APIConnectionError) as caught:
        client.create(extra_headers=script(
            text=TEXT, fail=fail, fail_after_tokens=BROKEN_AFTER, id=id))
    assert type(caught.value) is errors.APIConnectionError
    journal.check_failed(id, fail)
