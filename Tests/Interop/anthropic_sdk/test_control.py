"""What is set from outside of a request: rules at run time, and cassettes."""

import json

import anthropic
import pytest

from anthropic_sdk.client import Client, streamed_text, text_of, transport
from support.script import fresh_id, script
from support.server import ROOT

bullet = pytest.mark.bullet


def ask(text):
    return [{"role": "user", "content": f"Please, {text}."}]


@bullet("rules at run time")
def test_a_rule_decides_until_it_is_taken_away(client, journal):
    word = fresh_id()
    rules = [{"when": {"prompt_contains": word, "nth_call": 2}, "then": {"status": 529}},
             {"when": {"prompt_contains": word}, "then": {"text": "Ruled.", "first_token_ms": 0}}]
    status, _ = journal.ask("POST", "/__fakellm/script", {"rules": rules})
    assert status == 204
    try:
        assert text_of(client.create(messages=ask(word))) == "Ruled."
        with pytest.raises(anthropic.APIStatusError) as caught:
            client.create(messages=ask(word))
        assert caught.value.status_code == 529
        assert text_of(client.create(messages=ask(word))) == "Ruled."
        scripted = client.create(messages=ask(word), extra_headers=script(text="Scripted."))
        assert text_of(scripted) == "Scripted."
    finally:
        journal.ask("DELETE", "/__fakellm/script")
    assert text_of(client.create(messages=ask(word), max_tokens=5)) != "Ruled."


@bullet("rules at run time")
def test_a_mistake_in_a_rule_is_named(journal):
    rules = [{"then": {"output_token": 5}}]
    status, body = journal.ask("POST", "/__fakellm/script", {"rules": rules})
    assert status == 400 and "output_token" in body["error"]


@bullet("cassettes")
@pytest.mark.parametrize("name, error", [
    ("weather-desk", type(None)), ("broken-off", transport.RemoteProtocolError)])
def test_a_cassette_plays_what_was_recorded(both, recorded, name, error):
    client = Client(both, recorded)
    drained = client.events(extra_headers={
        "x-fakellm-script": json.dumps({"cassette": name, "speed": 100})})
    client.close()
    assert type(drained.error) is error
    assert streamed_text(drained) == recorded_text(name) != ""


def recorded_text(name):
    lines = (ROOT / f"Scenarios/cassettes/{name}.jsonl").read_text().splitlines()
    body = "".join(json.loads(line).get("text", "") for line in lines)
    events = [json.loads(line[6:]) for line in body.split("\n") if line.startswith("data: ")]
    deltas = [event["delta"] for event in events if event["type"] == "content_block_delta"]
    return "".join(delta["text"] for delta in deltas)
