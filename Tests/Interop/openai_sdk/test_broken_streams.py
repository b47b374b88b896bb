"""Every way in which a stream can end, and what the SDK says of it."""

import json

import openai
import pytest

from openai_sdk.client import IS_NEW, finish_reasons, streamed_text, transport
from support.script import BROKEN_AFTER, breaking, breaking_json, fresh_id, is_beginning, script

bullet = pytest.mark.bullet


@pytest.fixture
def client(make_client):
    # Retries are allowed, so that one would show; the time-out only ends what is silent.
    return make_client(max_retries=2, timeout=20)


def broken(client, header):
    drained = client.chunks(extra_headers=header)
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
    drained = broken(client, breaking(fail, id=id))
    assert type(drained.error) is error
    assert is_beginning(streamed_text(drained))
    journal.check_failed(id, fail)


@bullet("broken streams")
def test_a_chunk_of_half_a_json_text_is_a_json_error(client, journal):
    id = fresh_id()
    drained = broken(client, breaking_json(id=id))
    assert type(drained.error) is json.JSONDecodeError
    # It comes behind the event that is out when its token is.
    assert is_beginning(streamed_text(drained), BROKEN_AFTER + 2)
    journal.one(id)


@bullet("broken streams")
def test_a_body_that_ends_before_its_message_looks_like_success(client, journal):
    id = fresh_id()
    drained = broken(client, breaking("eof", id=id))
    assert drained.error is None
    assert is_beginning(streamed_text(drained))
    journal.check_failed(id, "ended_early")


@bullet("broken streams")
def test_an_error_chunk_raises_an_error_without_a_status(client, journal):
    id = fresh_id()
    drained = broken(client, breaking("error_event", error_type="server_error", id=id))
    assert type(drained.error) is openai.APIError
    assert drained.error.message and drained.error.type == "server_error"
    assert is_beginning(streamed_text(drained))
    journal.check_failed(id, "server_error")


@bullet("broken streams")
def test_silence_ends_with_a_read_timeout(make_client, journal):
    id = fresh_id()
    drained = broken(make_client(max_retries=2, timeout=2), breaking("stall", id=id))
    assert type(drained.error) is wrapped(openai.APITimeoutError, transport.ReadTimeout)
    assert is_beginning(streamed_text(drained))
    assert journal.one(id)["client_left"]


@bullet("missing parts")
@pytest.mark.parametrize("part", ["terminator", "finish", "final_blank_line"])
def test_a_part_that_is_left_out_is_not_missed(client, part):
    header = script(text="Hello.", omit=[part])
    drained = client.chunks(extra_headers=header)
    drained.unbroken()
    assert streamed_text(drained) == "Hello."
    assert finish_reasons(drained) == ([] if part == "finish" else ["stop"])
    # What the SDK does not show: the end is really not there.
    lines = client.lines(extra_headers=header)[1]
    assert ("data: [DONE]" in lines) == (part != "terminator")
    assert (lines[-1] == "") == (part != "final_blank_line")


@bullet("broken whole answers")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_a_whole_answer_that_breaks_is_a_connection_error(make_client, journal, fail):
    id = fresh_id()
    with pytest.raises(openai.APIConnectionError) as caught:
        make_client(max_retries=0).create(extra_headers=breaking(fail, id=id))
    assert type(caught.value) is openai.APIConnectionError
    journal.check_failed(id, fail)
