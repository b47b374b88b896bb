"""Whole answers and streams of messages: their parts, their counts and why they end."""

import json
import re

import pytest

from anthropic_sdk.client import ASK, MODEL, streamed_text, text_of
from support.script import script, tokens

bullet = pytest.mark.bullet
WEATHER = {"name": "weather", "description": "Tells the weather.",
           "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}
CALL = {"name": "weather", "input": {"city": "Zürich", "days": [1, 2], "\"": None}}


@bullet("messages: create")
def test_create_returns_the_message(client):
    message = client.create(extra_headers=script(text="Hello, world."))
    assert (message.type, message.role, message.model) == ("message", "assistant", MODEL)
    assert re.fullmatch(r"msg_01\w{22}", message.id)
    assert [block.type for block in message.content] == ["text"]
    assert text_of(message) == "Hello, world."
    assert (message.stop_reason, message.stop_sequence) == ("end_turn", None)


@bullet("messages: stream")
def test_create_with_stream_gives_the_documented_events(client):
    drained = client.events(extra_headers=script(text="One two three four.", delta_scalars=4))
    types = [event.type for event in drained.unbroken()]
    assert types[:2] == ["message_start", "content_block_start"]
    assert types[2:-3] == ["content_block_delta"] * 5
    assert types[-3:] == ["content_block_stop", "message_delta", "message_stop"]
    start = drained.items[0].message
    assert (start.content, start.stop_reason, start.model) == ([], None, MODEL)
    assert 1 <= start.usage.output_tokens <= 5
    assert drained.items[-2].delta.stop_reason == "end_turn"
    assert streamed_text(drained) == "One two three four."


@bullet("messages: stream")
def test_a_stream_has_named_events_and_a_ping_behind_the_first_block_start(client):
    answer, lines = client.lines(extra_headers=script(text="Hello."))
    assert answer.headers["content-type"].replace(" ", "") == "text/event-stream;charset=utf-8"
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    assert names[:3] == ["message_start", "content_block_start", "ping"]
    for line in lines:
        if line.startswith("data: "):
            data = json.loads(line.removeprefix("data: "))
            assert data["type"] in names
    assert lines[-2:] == ['data: {"type":"message_stop"}', ""] or (
        json.loads(lines[-2].removeprefix("data: ")) == {"type": "message_stop"}
        and lines[-1] == "")


@bullet("messages: final message")
def test_the_stream_helper_puts_the_same_message_together(client):
    header = script(text="Hello, world.")
    whole, final = client.create(extra_headers=header), client.final(extra_headers=header)
    assert text_of(final) == text_of(whole) == "Hello, world."
    assert (final.stop_reason, final.role) == (whole.stop_reason, whole.role)
    assert final.usage.input_tokens == whole.usage.input_tokens
    assert final.usage.output_tokens == whole.usage.output_tokens
    assert final.id != whole.id


@bullet("usage")
def test_usage_counts_what_was_generated(client, is_stream):
    message = client.whole_or_final(is_stream, extra_headers=script(output_tokens=77))
    assert message.usage.output_tokens == 77
    assert tokens(text_of(message)) == 77
    assert message.usage.input_tokens > 0
    assert message.usage.cache_read_input_tokens == 0
    assert message.usage.cache_creation_input_tokens == 0
    assert message.usage.service_tier == "standard"


@bullet("count_tokens")
def test_count_tokens_agrees_with_usage(client, both):
    long = [{"role": "user", "content": "What is the weather? " * 50}]
    system = "You are brief."
    counts = []
    for messages in (ASK, long):
        body = {"model": MODEL, "messages": messages, "system": system}
        counted = both(client.sdk.messages.count_tokens(**body)).input_tokens
        message = client.create(
            messages=messages, system=system, extra_headers=script(output_tokens=5))
        assert message.usage.input_tokens == counted
        counts.append(counted)
    assert 0 < counts[0] < counts[1]


@bullet("usage")
def test_max_tokens_of_zero_generates_nothing(client):
    message = client.create(max_tokens=0)
    assert message.content == []
    assert message.usage.output_tokens == 0
    assert message.usage.input_tokens > 0


@bullet("stop reasons")
def test_an_answer_without_a_script_ends_at_max_tokens(client, is_stream):
    message = client.whole_or_final(is_stream, max_tokens=5)
    assert message.stop_reason == "max_tokens"
    assert message.usage.output_tokens == 5


@bullet("stop reasons")
@pytest.mark.parametrize(
    "reason", ["end_turn", "max_tokens", "pause_turn", "refusal", "model_context_window_exceeded"])
def test_every_stop_reason_can_be_had(client, is_stream, reason):
    message = client.whole_or_final(is_stream, extra_headers=script(output_tokens=9, stop=reason))
    assert message.stop_reason == reason
    assert message.stop_sequence is None
    details = message.to_dict().get("stop_details")
    if reason == "refusal":
        assert details["type"] == "refusal"
        assert {"category", "explanation"} <= set(details)
    else:
        assert details is None


@bullet("stop sequences")
@pytest.mark.parametrize("scalars", [1, 4, 100])
def test_a_stop_sequence_ends_the_text_wherever_the_deltas_are_cut(client, is_stream, scalars):
    message = client.whole_or_final(
        is_stream, stop_sequences=["never", "END"],
        extra_headers=script(text="alpha beta END gamma", delta_scalars=scalars))
    assert (message.stop_reason, message.stop_sequence) == ("stop_sequence", "END")
    assert text_of(message) == "alpha beta "
    assert message.usage.output_tokens == tokens("alpha beta ")


@bullet("tool use")
def test_a_tool_is_called(client, is_stream):
    message = client.whole_or_final(
        is_stream, tools=[WEATHER], extra_headers=script(tool=CALL))
    assert message.stop_reason == "tool_use"
    (call,) = [block for block in message.content if block.type == "tool_use"]
    assert (call.name, call.input) == (CALL["name"], CALL["input"])
    assert call.id.startswith("toolu_")


@bullet("tool use")
def test_a_streamed_call_comes_as_json_in_pieces(client):
    drained = client.events(
        tools=[WEATHER], extra_headers=script(tool=CALL, delta_scalars=3))
    starts = [event.content_block for event in drained.unbroken()
              if event.type == "content_block_start"]
    (start,) = [block for block in starts if block.type == "tool_use"]
    assert start.input == {}
    pieces = [event.delta.partial_json for event in drained.items
              if event.type == "content_block_delta" and event.delta.type == "input_json_delta"]
    assert pieces[0] == "" and len(pieces) > 3
    assert json.loads("".join(pieces)) == CALL["input"]


@bullet("tool use")
def test_text_may_stand_before_a_call(client, is_stream):
    message = client.whole_or_final(
        is_stream, tools=[WEATHER], extra_headers=script(text="I look.", tool=CALL))
    assert [block.type for block in message.content] == ["text", "tool_use"]
    assert text_of(message) == "I look."
    assert message.content[1].input == CALL["input"]


@bullet("tool use")
def test_the_result_of_a_call_can_be_sent_back(client, is_stream):
    call = client.create(tools=[WEATHER], extra_headers=script(tool=CALL)).content[-1]
    conversation = ASK + [
        {"role": "assistant", "content": [call.to_dict()]},
        {"role": "user", "content": [
            {"type": "tool_result", "tool_use_id": call.id, "content": "Rain."}]}]
    message = client.whole_or_final(
        is_stream, tools=[WEATHER], messages=conversation, extra_headers=script(text="Rain."))
    assert (message.stop_reason, text_of(message)) == ("end_turn", "Rain.")


@bullet("thinking")
def test_a_model_thinks_before_it_speaks(client, is_stream):
    message = client.whole_or_final(
        is_stream, max_tokens=4000, thinking={"type": "enabled", "budget_tokens": 1024},
        extra_headers=script(text="Four.", reasoning_tokens=30))
    assert [block.type for block in message.content] == ["thinking", "text"]
    assert tokens(message.content[0].thinking) == 30
    assert message.content[0].signature
    assert text_of(message) == "Four."
    assert message.usage.output_tokens == 30 + tokens("Four.")


@bullet("thinking")
def test_a_signature_closes_the_streamed_thoughts(client):
    drained = client.events(
        max_tokens=4000, thinking={"type": "enabled", "budget_tokens": 1024},
        extra_headers=script(text="Four.", reasoning_tokens=30))
    first = [event for event in drained.unbroken() if getattr(event, "index", None) == 0]
    assert first[0].content_block.to_dict() | {"signature": ""} == {
        "type": "thinking", "thinking": "", "signature": ""}
    kinds = [event.delta.type for event in first if event.type == "content_block_delta"]
    assert set(kinds[:-1]) == {"thinking_delta"}
    assert kinds[-1] == "signature_delta"
    assert first[-1].type == "content_block_stop"


@bullet("thinking")
def test_omitted_thoughts_leave_only_their_signature(client, is_stream):
    message = client.whole_or_final(
        is_stream, max_tokens=4000,
        thinking={"type": "enabled", "budget_tokens": 1024, "display": "omitted"},
        extra_headers=script(text="Four.", reasoning_tokens=30))
    assert message.content[0].type == "thinking"
    assert message.content[0].thinking == ""
    assert message.content[0].signature
