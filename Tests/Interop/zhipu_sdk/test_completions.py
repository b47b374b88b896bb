"""Whole completions and streams: their parts, their counts and why they end."""

import json
import re

import pytest

from support.both import Both
from support.script import fresh_id, script, tokens
from support.texts import TEXTS
from zhipu_sdk.client import ASK, MODEL, streamed_text, text_of

bullet = pytest.mark.bullet
WEATHER = {"type": "function", "function": {
    "name": "weather", "parameters": {
        "type": "object", "properties": {"city": {"type": "string"}}}}}
CALL = {"name": "weather", "input": {"city": "Zürich", "days": [1, 2], "\"": None}}
ID = r"\d{14}[0-9a-f]+"


@bullet("completions: create")
def test_create_returns_the_completion(client):
    completion = client.create(extra_headers=script(text="Hello, world."))
    assert re.fullmatch(ID, completion.id) and completion.request_id
    assert completion.model == MODEL and completion.created > 1_500_000_000
    (choice,) = completion.choices
    assert (choice.index, choice.message.role, choice.finish_reason) == (0, "assistant", "stop")
    assert text_of(completion) == "Hello, world."


@bullet("request ids")
def test_the_clients_own_request_id_comes_back(client):
    id = fresh_id()
    completion = client.create(request_id=id, extra_headers=script(text="Hello."))
    assert completion.request_id == id


@bullet("completions: stream")
def test_a_stream_has_the_recorded_shape(client):
    answer, lines = client.lines(
        extra_headers=script(text="One two three.", delta_scalars=5, reasoning_tokens=9))
    assert answer.headers["content-type"].replace(" ", "") == "text/event-stream;charset=UTF-8"
    data = [line.removeprefix("data: ") for line in lines if line]
    assert len(data) * 2 == len(lines) - 1 and lines[-1] == ""
    assert data.pop() == "[DONE]"
    chunks = [json.loads(line) for line in data]
    assert len({(chunk["id"], chunk["created"], chunk["model"]) for chunk in chunks}) == 1
    assert re.fullmatch(ID, chunks[0]["id"])
    for chunk in chunks:
        assert chunk["object"] == "chat.completion.chunk"
        assert chunk["choices"][0]["delta"]["role"] == "assistant"
    *others, last = chunks
    for chunk in others:
        assert "finish_reason" not in chunk["choices"][0] and "usage" not in chunk
    assert last["choices"][0]["finish_reason"] == "stop"
    assert last["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    assert last["usage"]["completion_tokens_details"]["reasoning_tokens"] == 9


@bullet("usage")
def test_usage_is_in_the_finish_chunk(chunks):
    drained = chunks(extra_headers=script(output_tokens=77))
    *others, last = drained.unbroken()
    assert last.usage.completion_tokens == 77 == tokens(streamed_text(drained))
    assert last.usage.total_tokens == last.usage.prompt_tokens + 77
    assert others and all(chunk.usage is None for chunk in others)


@bullet("usage")
def test_usage_counts_what_was_generated(client):
    usage = client.create(extra_headers=script(text="Four.", reasoning_tokens=30)).usage
    assert usage.completion_tokens == 30 + tokens("Four.")
    # The older SDK has no class for the details.
    assert usage.model_dump()["completion_tokens_details"] == {"reasoning_tokens": 30}
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    assert usage.prompt_tokens > 0


@bullet("reasoning_content")
def test_reasoning_comes_in_a_field_of_its_own(client, chunks):
    header = script(text="Four.", reasoning_tokens=30)
    message = client.create(extra_headers=header).choices[0].message
    assert message.content == "Four." and tokens(message.reasoning_content) == 30
    drained = chunks(extra_headers=header)
    deltas = [chunk.choices[0].delta for chunk in drained.unbroken()[:-1]]
    thoughts = [delta.reasoning_content for delta in deltas if delta.reasoning_content]
    assert tokens("".join(thoughts)) == 30
    # All thoughts stand before the first word.
    assert all(delta.content is None for delta in deltas[:len(thoughts)])
    assert streamed_text(drained) == "Four."


@bullet("finish reasons")
def test_the_limit_cuts_the_answer(client, chunks):
    completion = client.create(max_tokens=5)
    assert completion.choices[0].finish_reason == "length"
    assert completion.usage.completion_tokens == 5
    last = chunks(max_tokens=5).unbroken()[-1]
    assert (last.choices[0].finish_reason, last.usage.completion_tokens) == ("length", 5)


@bullet("finish reasons")
@pytest.mark.parametrize("stop, reason", [
    ("end_turn", "stop"), ("max_tokens", "length"), ("refusal", "sensitive"),
    ("network_error", "network_error")])
def test_every_finish_reason_can_be_had(client, chunks, stop, reason):
    header = script(output_tokens=9, stop=stop)
    assert client.create(extra_headers=header).choices[0].finish_reason == reason
    reasons = [chunk.choices[0].finish_reason for chunk in chunks(extra_headers=header).unbroken()]
    assert reasons == [None] * (len(reasons) - 1) + [reason]


@bullet("stop sequences")
@pytest.mark.parametrize("scalars", [1, 100])
def test_a_stop_word_ends_the_text(client, chunks, scalars):
    header = script(text="alpha beta END gamma", delta_scalars=scalars)
    assert text_of(client.create(stop=["END"], extra_headers=header)) == "alpha beta "
    drained = chunks(stop=["END"], extra_headers=header)
    assert drained.unbroken()[-1].choices[0].finish_reason == "stop"
    assert streamed_text(drained) == "alpha beta "


@bullet("tool calls")
def test_a_tool_is_called(client):
    completion = client.create(tools=[WEATHER], extra_headers=script(tool=CALL))
    assert completion.choices[0].finish_reason == "tool_calls"
    (call,) = completion.choices[0].message.tool_calls
    assert (call.type, call.function.name) == ("function", "weather") and call.id
    assert json.loads(call.function.arguments) == CALL["input"]


@bullet("tool calls")
def test_a_streamed_call_comes_whole_in_one_chunk(chunks):
    drained = chunks(tools=[WEATHER], extra_headers=script(tool=CALL, delta_scalars=3))
    (call,) = [call for chunk in drained.unbroken()
               for call in chunk.choices[0].delta.tool_calls or []]
    assert (call.index, call.type, call.function.name) == (0, "function", "weather")
    assert call.id and json.loads(call.function.arguments) == CALL["input"]
    assert drained.items[-1].choices[0].finish_reason == "tool_calls"


@bullet("text: any Unicode")
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_survives_json_and_lines(client, chunks, text):
    assert text_of(client.create(extra_headers=script(text=text))) == text
    drained = chunks(extra_headers=script(text=text))
    drained.unbroken()
    assert streamed_text(drained) == text


@bullet("text: split writes")
@pytest.mark.parametrize("write_bytes", [1, 7])
def test_characters_may_be_split_over_writes(chunks, write_bytes):
    text = TEXTS["several bytes"] + TEXTS["line separators"]
    drained = chunks(extra_headers=script(text=text, delta_scalars=1, write_bytes=write_bytes))
    drained.unbroken()
    assert streamed_text(drained) == text


@bullet("concurrent streams")
def test_fifty_streams_at_once_have_their_own_texts(client, chunks):
    texts = [f"{index}: " + f"This is text {fresh_id()}. " * (index + 1) for index in range(50)]
    pace = {"first_token_ms": 5, "tokens_per_second": 2000}

    def stream(index):
        drained = chunks(extra_headers=script(text=texts[index], **pace))
        drained.unbroken()
        return streamed_text(drained)

    assert Both(False).all(stream, 50) == texts


@bullet("paths")
def test_the_coding_plans_path_answers(make_client):
    client = make_client(path="/api/coding/paas/v4")
    assert text_of(client.create(extra_headers=script(text="Hello."))) == "Hello."


@bullet("request quirks")
def test_what_the_sdk_adds_is_accepted(client):
    # It sends nulls for what is not given, and writes a temperature of 0 as 0.01 without sampling.
    completion = client.create(
        temperature=0, top_p=1.0, user_id="someone-7", thinking=None, response_format=None,
        messages=[{"role": "system", "content": "You are brief."}] + ASK,
        extra_headers=script(text="Hello."))
    assert text_of(completion) == "Hello."
