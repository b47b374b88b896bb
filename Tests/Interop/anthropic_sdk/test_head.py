"""What stands in the heads: request ids, API versions, keys."""

import anthropic
import pytest

from anthropic_sdk.client import MODEL, text_of
from support.script import script

bullet = pytest.mark.bullet
HELLO = script(text="Hello.")


@bullet("request ids")
def test_every_answer_has_a_request_id_of_its_own(client, both):
    ids = []
    for _ in range(2):
        answer, message = client.raw(extra_headers=HELLO)
        assert message._request_id == answer.headers["request-id"]
        ids.append(message._request_id)
    answer, _ = client.lines(extra_headers=HELLO)
    ids.append(answer.headers["request-id"])
    counted = both(client.sdk.messages.count_tokens(
        model=MODEL, messages=[{"role": "user", "content": "x"}]))
    ids.append(counted._request_id)
    ids.append(both(client.sdk.models.list())._request_id)
    assert all(id.startswith("req_") for id in ids)
    assert len(set(ids)) == len(ids)


@bullet("request ids")
def test_an_error_has_its_request_id_in_head_and_body(client):
    with pytest.raises(anthropic.APIStatusError) as caught:
        client.create(extra_headers=script(status=500))
    error = caught.value
    assert error.request_id.startswith("req_")
    assert error.body["request_id"] == error.request_id


@bullet("request ids")
def test_organization_and_workspace_are_named(client):
    for headers in (client.raw(extra_headers=HELLO)[0].headers,
                    client.lines(extra_headers=HELLO)[0].headers):
        assert headers["anthropic-organization-id"]
        assert headers["anthropic-workspace-id"].startswith("wrkspc_")


@bullet("API versions")
@pytest.mark.parametrize("version", ["2023-06-01", "2026-10-21"])
def test_both_versions_are_spoken(make_client, is_stream, version):
    client = make_client(default_headers={"anthropic-version": version})
    message = client.whole_or_final(is_stream, extra_headers=HELLO)
    assert text_of(message) == "Hello."


@bullet("API versions")
@pytest.mark.parametrize(
    "name, value", [("temperature", 1.0), ("top_p", 0.9), ("top_k", 40)])
def test_sampling_parameters_are_of_the_old_version(make_client, name, value):
    keys = {"extra_headers": HELLO, "extra_body": {name: value}}
    old = make_client(default_headers={"anthropic-version": "2023-06-01"})
    assert text_of(old.create(**keys)) == "Hello."
    new = make_client(default_headers={"anthropic-version": "2026-10-21"})
    with pytest.raises(anthropic.BadRequestError) as caught:
        new.create(**keys)
    message = caught.value.body["error"]["message"]
    assert message == f"{name}: Extra inputs are not permitted"


@bullet("API versions")
def test_an_unknown_version_is_refused(make_client):
    client = make_client(default_headers={"anthropic-version": "1999-12-31"})
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.create(extra_headers=HELLO)
    assert "anthropic-version" in caught.value.body["error"]["message"]


@bullet("authentication")
@pytest.mark.parametrize(
    "fields", [{"Authorization": "Bearer sk-a"}, {"X-Api-Key": "sk-a"},
               {"Authorization": "Bearer sk-a", "X-Api-Key": "sk-b"}],
    ids=["bearer", "x-api-key", "both"])
def test_both_ways_to_send_a_key_are_taken(client, fields):
    assert text_of(client.create(extra_headers=_only(fields))) == "Hello."


@bullet("authentication")
@pytest.mark.parametrize("options", [{"api_key": "sk-a"}, {"auth_token": "token"}], ids=str)
def test_a_key_and_a_token_of_the_client_are_taken(make_client, monkeypatch, options):
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    client = make_client(**{"api_key": None, **options})
    assert text_of(client.create(extra_headers=HELLO)) == "Hello."


@bullet("authentication")
def test_a_request_without_a_key_is_refused(client):
    with pytest.raises(anthropic.AuthenticationError) as caught:
        client.create(extra_headers=_only({}))
    assert caught.value.body["type"] == "error"
    assert caught.value.body["error"]["type"] == "authentication_error"


def _only(fields):
    """Fields of a request that has no other credentials than these."""
    none = {"Authorization": anthropic.Omit(), "X-Api-Key": anthropic.Omit()}
    return {**HELLO, **none, **fields}
