"""Every way in which a stream can end, and what the SDK says of it."""

import json

import httpx
import pytest

from support.script import BROKEN_AFTER, breaking, breaking_json, fresh_id, is_beginning, script
from zhipu_sdk.client import errors, streamed_text

bullet = pytest.mark.bullet


@pytest.fixture
def broken(make_client, chunks):
    # Retries are allowed, so that one would show; the time-out only ends what is silent.
    def read(header, timeout=20):
        drained = chunks(by=make_client(max_retries=2, timeout=timeout), extra_headers=header)
        assert drained.items[0].choices[0].delta.role == "assistant"
        assert {chunk.choices[0].finish_reason for chunk in drained.items} == {None}
        return drained

    return read


@bullet("broken streams")
@pytest.mark.parametrize("fail, error", [
    ("reset", httpx.ReadError), ("cut", httpx.RemoteProtocolError)])
def test_a_broken_stream_raises_what_broke_it(broken, journal, fail, error):
    id = fresh_id()
    drained = broken(breaking(fail, id=id))
    assert type(drained.error) is error
    assert is_beginning(streamed_text(drained))
    journal.check_failed(id, fail)


@bullet("broken streams")
def test_a_chunk_of_half_a_json_text_is_a_json_error(broken, journal):
    id = fresh_id()
    drained = broken(breaking_json(id=id))
    assert type(drained.error) is json.JSONDecodeError
    # It comes behind the event that is out when its token is.
    assert is_beginning(streamed_text(drained), BROKEN_AFTER + 2)
    journal.one(id)


@bullet("broken streams")
@pytest.mark.parametrize("fail, detail", [("eof", "ended_early"), ("garbage", "garbage")])
def test_a_body_that_ends_before_its_message_looks_like_success(broken, journal, fail, detail):
    # Bytes that are no text are replaced by the transport, and a line without a colon is skipped.
    id = fresh_id()
    drained = broken(breaking(fail, id=id))
    assert drained.error is None
    assert is_beginning(streamed_text(drained))
    journal.check_failed(id, detail)


@bullet("broken streams")
def test_an_error_chunk_raises_a_response_error(broken, journal):
    id = fresh_id()
    drained = broken(breaking("error_event", error_type="1234", id=id))
    assert type(drained.error) is errors.APIResponseError
    assert drained.error.json_data["code"] == "1234"
    assert is_beginning(streamed_text(drained))
    journal.check_failed(id, "1234")


@bullet("broken streams")
def test_silence_ends_with_a_read_timeout(broken, journal):
    id = fresh_id()
    drained = broken(breaking("stall", id=id), timeout=2)
    assert type(drained.error) is httpx.ReadTimeout
    assert is_beginning(streamed_text(drained))
    assert journal.one(id)["client_left"]


@bullet("missing parts")
@pytest.mark.parametrize("part", ["terminator", "finish", "final_blank_line", "usage"])
def test_a_part_that_is_left_out_is_not_missed(client, chunks, part):
    header = script(text="Hello.", omit=[part])
    drained = chunks(extra_headers=header)
    last = drained.unbroken()[-1]
    assert streamed_text(drained) == "Hello."
    assert last.choices[0].finish_reason == (None if part == "finish" else "stop")
    assert (last.usage is None) == (part in ("finish", "usage"))
    # What the SDK does not show: the end is really not there.
    lines = client.lines(extra_headers=header)[1]
    assert ("data: [DONE]" in lines) == (part != "terminator")
    assert (lines[-2:] == ["", ""]) == (part != "final_blank_line")


@bullet("broken whole answers")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_a_whole_answer_that_breaks_is_a_connection_error(client, journal, fail):
    id = fresh_id()
    with pytest.raises(errors.APIConnectionError) as caught:
        client.create(extra_headers=breaking(fail, id=id))
    assert type(caught.value) is errors.APIConnectionError
    journal.check_failed(id, fail)
