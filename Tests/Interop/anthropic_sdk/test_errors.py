"""Errors outside of a stream: the class the SDK makes of them, and their bodies."""

import json
import re

import anthropic
import pytest

from anthropic_sdk.client import ASK, IS_NEW, MODEL
from support.script import script

bullet = pytest.mark.bullet

# Status, scripted code, class in new versions, class in old ones, type in the body.
STATUSES = [
    (400, None, "BadRequestError", "BadRequestError", "invalid_request_error"),
    (401, None, "AuthenticationError", "AuthenticationError", "authentication_error"),
    (402, None, "PaymentRequiredError", "APIStatusError", "billing_error"),
    (403, None, "PermissionDeniedError", "PermissionDeniedError", "permission_error"),
    (404, None, "NotFoundError", "NotFoundError", "not_found_error"),
    (408, None, "RequestTimeoutError", "APIStatusError", None),
    (409, None, "ConflictError", "ConflictError", "conflict_error"),
    (413, None, "ContentTooLargeError", "RequestTooLargeError", "request_too_large"),
    (422, None, "UnprocessableEntityError", "UnprocessableEntityError", None),
    (429, None, "RateLimitError", "RateLimitError", "rate_limit_error"),
    (429, "enforced_spend_limit_reached", "EnforcedSpendLimitReachedError", "RateLimitError",
     "rate_limit_error"),
    (429, "ramp_limit_exceeded", "RampLimitExceededError", "RateLimitError", "rate_limit_error"),
    (500, None, "InternalServerError", "InternalServerError", "api_error"),
    (503, None, "ServiceUnavailableError", "InternalServerError", "api_error"),
    (504, None, "GatewayTimeoutError", "InternalServerError", "timeout_error"),
    (529, None, "OverloadedError", "OverloadedError", "overloaded_error"),
]


@bullet("error classes")
@pytest.mark.parametrize("status, code, new, old, kind", STATUSES)
def test_a_status_becomes_its_class(client, is_stream, status, code, new, old, kind):
    keys = {"code": code} if code else {}
    with pytest.raises(anthropic.APIStatusError) as caught:
        client.whole_or_final(is_stream, extra_headers=script(status=status, **keys))
    error = caught.value
    assert type(error).__name__ == (new if IS_NEW else old)
    assert error.status_code == status
    body = error.body
    assert set(body) == {"type", "error", "request_id"}
    assert body["type"] == "error" and body["request_id"] == error.request_id
    assert isinstance(body["error"]["message"], str) and body["error"]["message"]
    if kind:
        assert body["error"]["type"] == kind
    assert (body["error"].get("details") or {}).get("error_code") == code


@bullet("error classes")
def test_a_spend_limit_names_no_time_to_come_back(client):
    with pytest.raises(anthropic.RateLimitError) as caught:
        client.create(extra_headers=script(status=429, code="enforced_spend_limit_reached"))
    assert "retry-after" not in caught.value.response.headers


# What is wrong, the fields that differ from a good request, status, type, message.
INVALID = [
    ("negative limit", {"max_tokens": -1}, 400, "invalid_request_error",
     "max_tokens: Input should be greater than or equal to 0"),
    ("no limit", {"max_tokens": ...}, 400, "invalid_request_error",
     "max_tokens: Field required"),
    ("no model", {"model": ...}, 400, "invalid_request_error", "model: Field required"),
    ("no messages", {"messages": ...}, 400, "invalid_request_error", "messages: Field required"),
    ("empty messages", {"messages": []}, 400, "invalid_request_error",
     "messages: at least one message is required"),
    ("unknown role", {"messages": [{"role": "pirate", "content": "Arr."}]}, 400,
     "invalid_request_error", "messages.0.role: Input should be 'user' or 'assistant'"),
    ("unknown field", {"colour": "red"}, 400, "invalid_request_error",
     "colour: Extra inputs are not permitted"),
    ("unknown model", {"model": "claude-unheard-of"}, 404, "not_found_error",
     "model: claude-unheard-of"),
]


@bullet("validation")
@pytest.mark.parametrize("fields, status, kind, message", [row[1:] for row in INVALID],
                         ids=[row[0] for row in INVALID])
def test_a_bad_request_gets_the_vendors_words(client, both, fields, status, kind, message):
    good = {"model": MODEL, "max_tokens": 10, "messages": ASK}
    body = {key: value for key, value in {**good, **fields}.items() if value is not ...}
    with pytest.raises(anthropic.APIStatusError) as caught:
        both(client.sdk.post("/v1/messages", body=body, cast_to=object))
    error = caught.value
    assert type(error) is {400: anthropic.BadRequestError, 404: anthropic.NotFoundError}[status]
    assert error.body == {
        "type": "error", "request_id": error.request_id,
        "error": {**error.body["error"], "type": kind, "message": message}}


@bullet("validation")
@pytest.mark.parametrize("model, fields", [
    ("claude-sonnet-4-6", {"messages": ASK + [{"role": "assistant", "content": "Sure, "}]}),
    ("claude-opus-4-7", {"thinking": {"type": "enabled", "budget_tokens": 1024}}),
], ids=["prefill", "thinking budget"])
def test_newer_models_refuse_what_older_ones_took(client, model, fields):
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.create(model=model, max_tokens=4000, extra_headers=script(text="No."),
                      **fields)
    assert caught.value.body["error"]["type"] == "invalid_request_error"


@bullet("validation")
def test_a_prompt_beyond_the_context_window_is_too_long(client):
    messages = [{"role": "user", "content": "x" * 600_003}]
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.create(messages=messages, extra_headers=script(text="No."))
    message = caught.value.body["error"]["message"]
    assert re.fullmatch(r"prompt is too long: 200\d{3} tokens > 200000 maximum", message)


@bullet("validation")
def test_a_body_over_32_megabytes_is_too_large(client):
    messages = [{"role": "user", "content": "x" * 33_000_000}]
    with pytest.raises(anthropic.APIStatusError) as caught:
        client.create(messages=messages, extra_headers=script(text="No."))
    assert caught.value.status_code == 413
    assert caught.value.body["error"]["type"] == "request_too_large"


@bullet("validation")
def test_an_unknown_path_is_not_found(client, both):
    with pytest.raises(anthropic.NotFoundError) as caught:
        both(client.sdk.get("/v1/unheard-of", cast_to=object))
    assert caught.value.body["error"]["type"] == "not_found_error"


@bullet("script header")
@pytest.mark.parametrize("header, named", [
    (json.dumps({"output_token": 5}), "output_token"),
    (json.dumps({"output_tokens": "five"}), "output_tokens"),
    (json.dumps({"fail": "explode"}), "fail"),
    ("{", "x-fakellm-script"),
], ids=["unknown key", "wrong type", "unknown value", "no JSON"])
def test_a_misspelt_script_is_refused_and_named(client, header, named):
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.create(extra_headers={"x-fakellm-script": header})
    assert caught.value.body["error"]["type"] == "invalid_request_error"
    assert named in caught.value.body["error"]["message"]
