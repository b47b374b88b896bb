"""Every way in which a stream can end, and what the SDK says of it."""

import json

import anthropic
import pytest

from anthropic_sdk.client import streamed_text, transport
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
    drained = client.events(extra_headers=script(**keys))
    assert drained.items[0].type == "message_start"
    return drained


@bullet("broken streams")
@pytest.mark.parametrize("fail, error", [
    ("reset", transport.ReadError), ("cut", transport.RemoteProtocolError),
    ("garbage", UnicodeDecodeError)])
def test_a_broken_stream_raises_what_broke_it(client, journal, fail, error):
    id = fresh_id()
    drained = broken(client, fail=fail, id=id)
    assert type(drained.error) is error
    text = streamed_text(drained)
    assert is_prefix(text, TEXT, BROKEN_AFTER)
    # A reset may overtake what was sent before it; everything else comes behind the text.
    assert text or fail == "reset"
    assert "message_stop" not in [event.type for event in drained.items]
    journal.check_failed(id, fail)


@bullet("broken streams")
def test_an_event_of_half_a_json_text_is_a_json_error(client, journal):
    id = fresh_id()
    drained = client.events(extra_headers=script(
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
    assert "message_stop" not in [event.type for event in drained.items]
    journal.check_failed(id, "ended_early")


@bullet("broken streams")
def test_the_helper_takes_a_cut_message_for_whole(client):
    final = client.final(extra_headers=script(
        text=TEXT, fail="eof", fail_after_tokens=BROKEN_AFTER))
    assert final.stop_reason is None
    assert final.usage.output_tokens <= 5
    assert TEXT.startswith(final.content[0].text) and final.content[0].text


@bullet("broken streams")
@pytest.mark.parametrize("kind", ["overloaded_error", "api_error", "rate_limit_error"])
def test_an_error_event_raises_with_status_200(client, journal, kind):
    id = fresh_id()
    drained = broken(client, fail="error_event", error_type=kind, id=id)
    error = drained.error
    assert type(error) is anthropic.APIStatusError
    assert error.status_code == 200
    assert error.body["type"] == "error"
    assert error.body["error"]["type"] == kind
    assert error.body["request_id"] == error.request_id
    assert is_prefix(streamed_text(drained), TEXT, BROKEN_AFTER) and streamed_text(drained)
    journal.check_failed(id, kind)


@bullet("broken streams")
def test_silence_ends_with_a_read_timeout(make_client, journal):
    id = fresh_id()
    drained = broken(make_client(max_retries=2, timeout=2), fail="stall", id=id)
    assert type(drained.error) is transport.ReadTimeout
    assert is_prefix(streamed_text(drained), TEXT, BROKEN_AFTER) and streamed_text(drained)
    assert journal.one(id)["client_left"]


@bullet("broken whole answers")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_a_whole_answer_that_breaks_is_a_connection_error(make_client, journal, fail):
    id = fresh_id()
    client = make_client(max_retries=0)
    with pytest.raises(anthropic.APIConnectionError) as caught:
        client.create(extra_headers=script(
            text=TEXT, fail=fail, fail_after_tokens=BROKEN_AFTER, id=id))
    assert type(caught.value) is anthropic.APIConnectionError
    journal.check_failed(id, fail)


@bullet("broken whole answers")
def test_half_a_json_text_is_a_json_error(client):
    with pytest.raises(json.JSONDecodeError):
        client.create(extra_headers=script(
            text=TEXT, fail="eof", fail_after_tokens=BROKEN_AFTER))


@bullet("broken whole answers")
def test_an_error_event_becomes_the_status_of_a_whole_answer(make_client):
    client = make_client(max_retries=0)
    with pytest.raises(anthropic.APIStatusError) as caught:
        client.create(extra_headers=script(
            text=TEXT, fail="error_event", error_type="overloaded_error",
            fail_after_tokens=BROKEN_AFTER))
    assert caught.value.status_code == 529
