"""Errors outside of a stream: the class the SDK makes of them, and their bodies."""

import json

import openai
import pytest

from openai_sdk.client import ASK, MODEL, text_of
from support.script import script

bullet = pytest.mark.bullet

STATUSES = [
    (400, openai.BadRequestError), (401, openai.AuthenticationError),
    (403, openai.PermissionDeniedError), (404, openai.NotFoundError),
    (409, openai.ConflictError), (422, openai.UnprocessableEntityError),
    (429, openai.RateLimitError), (500, openai.InternalServerError),
    (503, openai.InternalServerError),
]


@bullet("error classes")
@pytest.mark.parametrize("status, kind", STATUSES)
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
def test_a_status_becomes_its_class(client, status, kind, stream):
    with pytest.raises(openai.APIStatusError) as caught:
        client.create(stream=stream, extra_headers=script(status=status))
    error = caught.value
    assert type(error) is kind and error.status_code == status
    # The SDK hands over the inner object.
    assert {"message", "type", "param", "code"} == set(error.body)
    assert error.body["message"] and isinstance(error.body["type"], str)
    assert error.request_id and error.request_id == error.response.headers["x-request-id"]


# What is wrong, the fields that differ from a good request, status, param, code.
INVALID = [
    ("unknown model", {"model": "gpt-unheard-of"}, 404, None, "model_not_found"),
    ("no model", {"model": ...}, 400, None, None),
    ("no messages", {"messages": ...}, 400, "messages", None),
    ("empty messages", {"messages": []}, 400, "messages", None),
    ("unknown role", {"messages": [{"role": "pirate", "content": "Arr."}]}, 400, None, None),
    ("five stop sequences", {"stop": list("abcde")}, 400, "stop", None),
    ("limit that is no number", {"max_tokens": "many"}, 400, "max_tokens", None),
]


@bullet("validation")
@pytest.mark.parametrize("fields, status, param, code", [row[1:] for row in INVALID],
                         ids=[row[0] for row in INVALID])
def test_a_bad_request_is_named(client, both, fields, status, param, code):
    body = {"model": MODEL, "messages": ASK, **fields}
    body = {key: value for key, value in body.items() if value is not ...}
    with pytest.raises(openai.APIStatusError) as caught:
        both(client.sdk.post("/chat/completions", body=body, cast_to=object))
    error = caught.value
    assert type(error) is {400: openai.BadRequestError, 404: openai.NotFoundError}[status]
    assert error.body["type"] == "invalid_request_error"
    if param:
        assert error.body["param"] == param
    if code:
        assert error.body["code"] == code == error.code


@bullet("validation")
def test_fields_it_does_not_know_are_ignored(client):
    completion = client.create(
        extra_body={"colour": "red"}, temperature=0.3, seed=7, user="someone",
        extra_headers=script(text="Hello."))
    assert text_of(completion) == "Hello."


@bullet("authentication")
def test_a_request_without_a_key_is_refused(make_client):
    client = make_client(default_headers={"Authorization": ""})
    with pytest.raises(openai.AuthenticationError) as caught:
        client.create(extra_headers=script(text="No."))
    assert caught.value.body["message"]


@bullet("validation")
def test_an_unknown_path_is_not_found(client, both):
    with pytest.raises(openai.NotFoundError):
        both(client.sdk.post("/chat/unheard-of", body={}, cast_to=object))


@bullet("script header")
@pytest.mark.parametrize("header, named", [
    (json.dumps({"output_token": 5}), "output_token"), ("{", "x-fakellm-script")],
    ids=["unknown key", "no JSON"])
def test_a_misspelt_script_is_refused_and_named(client, header, named):
    with pytest.raises(openai.BadRequestError) as caught:
        client.create(extra_headers={"x-fakellm-script": header})
    assert named in caught.value.body["message"]
