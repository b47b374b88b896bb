"""Whole completions and streams: their parts, their counts and why they end."""

import json
import re

import openai
import pytest

from openai_sdk.client import ASK, MODEL, finish_reasons, streamed_text, text_of
from support.script import fresh_id, script, tokens
from support.texts import TEXTS

bullet = pytest.mark.bullet
# The stream helper of some versions takes strict tools only.
WEATHER = {"type": "function", "function": {
    "name": "weather", "strict": True, "parameters": {
        "type": "object", "properties": {"city": {"type": "string"}},
        "required": ["city"], "additionalProperties": False}}}
CALL = {"name": "weather", "input": {"city": "Zürich", "days": [1, 2], "\"": None}}


@bullet("completions: create")
def test_create_returns_the_completion(client):
    completion = client.create(extra_headers=script(text="Hello, world."))
    assert re.match(r"chatcmpl-\w+", completion.id)
    assert (completion.object, completion.model) == ("chat.completion", MODEL)
    assert completion.created > 1_500_000_000
    (choice,) = completion.choices
    assert (choice.index, choice.message.role, choice.finish_reason) == (0, "assistant", "stop")
    assert text_of(completion) == "Hello, world."
    assert choice.message.refusal is None and choice.message.tool_calls is None


@bullet("completions: stream")
def test_a_stream_has_the_documented_shape(client):
    header = script(text="One two three four.", delta_scalars=4)
    chunks = client.chunks(extra_headers=header).unbroken()
    assert len({(chunk.id, chunk.created, chunk.model, chunk.object) for chunk in chunks}) == 1
    assert chunks[0].object == "chat.completion.chunk"
    choices = [chunk.choices[0] for chunk in chunks]
    first, middle, last = choices[0], choices[1:-1], choices[-1]
    assert (first.delta.role, first.delta.content, first.finish_reason) == ("assistant", "", None)
    assert [choice.delta.content for choice in middle] == ["One ", "two ", "thre", "e fo", "ur."]
    assert {choice.finish_reason for choice in middle} == {None}
    assert (last.finish_reason, last.delta.to_dict()) == ("stop", {})


@bullet("completions: stream")
def test_a_stream_has_no_event_names_and_ends_with_done(client):
    answer, lines = client.lines(extra_headers=script(text="Hello."))
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert [line for line in lines if line][-1] == "data: [DONE]"
    assert lines[-1] == ""
    for line in lines:
        assert not line or line.startswith(("data: ", ":"))


@bullet("completions: include_usage")
def test_without_include_usage_no_chunk_has_usage(client):
    chunks = client.chunks(extra_headers=script(output_tokens=9)).unbroken()
    assert chunks and all("usage" not in chunk.model_fields_set for chunk in chunks)
    assert all(len(chunk.choices) == 1 for chunk in chunks)


@bullet("completions: include_usage")
def test_with_include_usage_a_last_chunk_has_it_alone(client):
    whole = client.create(extra_headers=script(output_tokens=9))
    *others, last = client.chunks(
        stream_options={"include_usage": True}, extra_headers=script(output_tokens=9)).unbroken()
    assert last.choices == []
    assert last.usage.completion_tokens == 9
    assert last.usage.prompt_tokens == whole.usage.prompt_tokens
    assert last.usage.total_tokens == last.usage.prompt_tokens + 9
    assert others
    for chunk in others:
        assert "usage" in chunk.model_fields_set and chunk.usage is None


@bullet("completions: stream helper")
def test_the_stream_helper_puts_the_same_completion_together(client):
    header = script(text="Hello, world.")
    whole, final = client.create(extra_headers=header), client.final(extra_headers=header)
    assert text_of(final) == text_of(whole) == "Hello, world."
    assert final.choices[0].finish_reason == "stop"
    assert final.id != whole.id


@bullet("usage")
def test_usage_counts_what_was_generated(client):
    completion = client.create(extra_headers=script(output_tokens=77))
    assert completion.usage.completion_tokens == 77 == tokens(text_of(completion))
    assert completion.usage.prompt_tokens > 0
    assert completion.usage.total_tokens == completion.usage.prompt_tokens + 77
    longer = client.create(messages=ASK * 9, extra_headers=script(output_tokens=7))
    assert longer.usage.prompt_tokens > completion.usage.prompt_tokens


@bullet("usage")
def test_reasoning_is_counted(client):
    completion = client.create(extra_headers=script(text="Four.", reasoning_tokens=30))
    assert completion.usage.completion_tokens_details.reasoning_tokens == 30
    assert completion.usage.completion_tokens == 30 + tokens("Four.")
    assert text_of(completion) == "Four."


@bullet("finish reasons")
@pytest.mark.parametrize("field", ["max_tokens", "max_completion_tokens"])
def test_both_names_of_the_limit_cut_the_answer(client, field):
    completion = client.create(**{field: 5})
    assert completion.choices[0].finish_reason == "length"
    assert completion.usage.completion_tokens == 5
    drained = client.chunks(**{field: 5})
    drained.unbroken()
    assert finish_reasons(drained) == ["length"]
    assert tokens(streamed_text(drained)) == 5


@bullet("finish reasons")
@pytest.mark.parametrize("stop, reason", [
    ("end_turn", "stop"), ("max_tokens", "length"), ("refusal", "content_filter")])
def test_every_finish_reason_can_be_had(client, stop, reason):
    header = script(output_tokens=9, stop=stop)
    assert client.create(extra_headers=header).choices[0].finish_reason == reason
    drained = client.chunks(extra_headers=header)
    drained.unbroken()
    assert finish_reasons(drained) == [reason]


@bullet("stop sequences")
@pytest.mark.parametrize("stop", ["END", ["never", "END"]], ids=["text", "list"])
@pytest.mark.parametrize("scalars", [1, 100])
def test_a_stop_sequence_ends_the_text(client, stop, scalars):
    header = script(text="alpha beta END gamma", delta_scalars=scalars)
    completion = client.create(stop=stop, extra_headers=header)
    assert (text_of(completion), completion.choices[0].finish_reason) == ("alpha beta ", "stop")
    drained = client.chunks(stop=stop, extra_headers=header)
    drained.unbroken()
    assert (streamed_text(drained), finish_reasons(drained)) == ("alpha beta ", ["stop"])


@bullet("tool calls")
def test_a_tool_is_called(client, is_stream):
    completion = client.whole_or_final(
        is_stream, tools=[WEATHER], extra_headers=script(tool=CALL))
    assert completion.choices[0].finish_reason == "tool_calls"
    (call,) = completion.choices[0].message.tool_calls
    assert (call.type, call.function.name) == ("function", "weather")
    assert call.id.startswith("call_")
    assert json.loads(call.function.arguments) == CALL["input"]
    # A stream may begin with an empty text, which the helper keeps.
    assert not completion.choices[0].message.content


@bullet("tool calls")
def test_a_streamed_call_comes_in_pieces(client):
    drained = client.chunks(tools=[WEATHER], extra_headers=script(tool=CALL, delta_scalars=3))
    pieces = [call for chunk in drained.unbroken()
              for call in chunk.choices[0].delta.tool_calls or []]
    first, *others = pieces
    assert (first.index, first.type, first.function.name) == (0, "function", "weather")
    assert first.id and len(others) > 3
    assert {(piece.index, piece.id, piece.function.name) for piece in others} == {(0, None, None)}
    arguments = "".join(piece.function.arguments or "" for piece in pieces)
    assert json.loads(arguments) == CALL["input"]
    assert finish_reasons(drained) == ["tool_calls"]


@bullet("text: any Unicode")
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_survives_json(client, is_stream, text):
    completion = client.whole_or_final(is_stream, extra_headers=script(text=text))
    assert text_of(completion) == text


@bullet("text: split writes")
@pytest.mark.parametrize("write_bytes", [1, 7])
def test_characters_may_be_split_over_writes(client, write_bytes):
    text = TEXTS["several bytes"]
    drained = client.chunks(
        extra_headers=script(text=text, delta_scalars=1, write_bytes=write_bytes))
    drained.unbroken()
    assert streamed_text(drained) == text


@bullet("concurrent streams")
def test_fifty_streams_at_once_have_their_own_texts(both, client):
    texts = [f"{index}: " + f"This is text {fresh_id()}. " * (index + 1) for index in range(50)]
    pace = {"first_token_ms": 5, "tokens_per_second": 2000}

    def start(index):
        return client.completions.create(
            stream=True, model=MODEL, messages=ASK, extra_headers=script(text=texts[index], **pace))

    def sync_stream(index):
        return joined(list(start(index)))

    async def async_stream(index):
        return joined([chunk async for chunk in await start(index)])

    def joined(chunks):
        return "".join(chunk.choices[0].delta.content or "" for chunk in chunks)

    assert both.all(async_stream if both.is_async else sync_stream, 50) == texts


@bullet("request ids")
def test_every_answer_has_a_request_id_of_its_own(client):
    ids = []
    for _ in range(2):
        answer, completion = client.raw(extra_headers=script(text="Hello."))
        assert completion._request_id == answer.headers["x-request-id"]
        ids.append(completion._request_id)
    answer, _ = client.lines(extra_headers=script(text="Hello."))
    ids.append(answer.headers["x-request-id"])
    assert all(ids) and len(set(ids)) == 3


@bullet("models")
def test_models_are_listed_and_retrieved(client, both):
    models = both.drain(client.sdk.models.list()).unbroken()
    assert MODEL in [model.id for model in models]
    for model in models:
        assert model.object == "model" and model.owned_by and model.created >= 0
    assert both(client.sdk.models.retrieve(MODEL)).id == MODEL
    with pytest.raises(openai.NotFoundError):
        both(client.sdk.models.retrieve("gpt-unheard-of"))
