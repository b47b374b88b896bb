"""Every way in which a stream can end, and what the SDK says of it."""

import json

import anthropic
import pytest

from anthropic_sdk.client import streamed_text, text_of, transport
from support.script import BROKEN_AFTER, breaking, breaking_json, fresh_id, is_beginning, script

bullet = pytest.mark.bullet


@pytest.fixture
def client(make_client):
    # Retries are allowed, so that one would show; the time-out only ends what is silent.
    return make_client(max_retries=2, timeout=20)


def broken(client, header):
    drained = client.events(extra_headers=header)
    types = [event.type for event in drained.items]
    assert types[0] == "message_start" and "message_stop" not in types
    return drained


@bullet("broken streams")
@pytest.mark.parametrize("fail, error", [
    ("reset", transport.ReadError), ("cut", transport.RemoteProtocolError),
    ("garbage", UnicodeDecodeError)])
def test_a_broken_stream_raises_what_broke_it(client, journal, fail, error):
    id = fresh_id()
    drained = broken(client, breaking(fail, id=id))
    assert type(drained.error) is error
    assert is_beginning(streamed_text(drained))
    journal.check_failed(id, fail)


@bullet("broken streams")
def test_an_event_of_half_a_json_text_is_a_json_error(client, journal):
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
def test_the_helper_takes_a_cut_message_for_whole(client):
    final = client.final(extra_headers=breaking("eof"))
    assert final.stop_reason is None
    assert final.usage.output_tokens <= 5
    assert is_beginning(text_of(final))


@bullet("broken streams")
@pytest.mark.parametrize("kind", ["overloaded_error", "api_error", "rate_limit_error"])
def test_an_error_event_raises_with_status_200(client, journal, kind):
    id = fresh_id()
    drained = broken(client, breaking("error_event", error_type=kind, id=id))
    error = drained.error
    assert type(error) is anthropic.APIStatusError
    assert error.status_code == 200
    assert error.body["type"] == "error"
    assert error.body["error"]["type"] == kind
    assert error.body["request_id"] == error.request_id
    assert is_beginning(streamed_text(drained))
    journal.check_failed(id, kind)


@bullet("broken streams")
def test_silence_ends_with_a_read_timeout(make_client, journal):
    id = fresh_id()
    drained = broken(make_client(max_retries=2, timeout=2), breaking("stall", id=id))
    assert type(drained.error) is transport.ReadTimeout
    assert is_beginning(streamed_text(drained))
    assert journal.one(id)["client_left"]


@bullet("missing parts")
@pytest.mark.parametrize("part, lost", [
    ("terminator", {"message_stop"}), ("finish", {"message_delta"}),
    ("final_blank_line", {"message_stop"})])
def test_a_part_that_is_left_out_is_not_seen(client, part, lost):
    whole = client.events(extra_headers=script(text="Hello."))
    drained = client.events(extra_headers=script(text="Hello.", omit=[part]))
    types = [event.type for event in whole.unbroken()]
    assert [event.type for event in drained.unbroken()] == [
        kind for kind in types if kind not in lost]
    assert streamed_text(drained) == "Hello."


@bullet("missing parts")
def test_the_helper_needs_usage(client):
    with pytest.raises(AttributeError):
        client.final(extra_headers=script(text="Hello.", omit=["usage"]))


@bullet("broken whole answers")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_a_whole_answer_that_breaks_is_a_connection_error(make_client, journal, fail):
    id = fresh_id()
    with pytest.raises(anthropic.APIConnectionError) as caught:
        make_client(max_retries=0).create(extra_headers=breaking(fail, id=id))
    assert type(caught.value) is anthropic.APIConnectionError
    journal.check_failed(id, fail)


@bullet("broken whole answers")
def test_half_a_json_text_is_a_json_error(client):
    with pytest.raises(json.JSONDecodeError):
        client.create(extra_headers=breaking("eof"))


@bullet("broken whole answers")
def test_an_error_event_becomes_the_status_of_a_whole_answer(make_client):
    with pytest.raises(anthropic.APIStatusError) as caught:
        make_client(max_retries=0).create(
            extra_headers=breaking("error_event", error_type="overloaded_error"))
    assert caught.value.status_code == 529
