"""Errors outside of a stream: the class the SDK makes of them, and their codes."""

import json

import pytest

from support.script import script
from zhipu_sdk.client import ASK, MODEL, errors, text_of

bullet = pytest.mark.bullet

# Status, code, class.
CODES = [
    (401, "1001", "APIAuthenticationError"), (401, "1002", "APIAuthenticationError"),
    (429, "1113", "APIReachLimitError"), (400, "1210", "APIRequestFailedError"),
    (400, "1261", "APIRequestFailedError"), (400, "1301", "APIRequestFailedError"),
    (500, "1230", "APIInternalError"), (500, "1234", "APIInternalError"),
    (429, "1302", "APIReachLimitError"), (429, "1305", "APIReachLimitError"),
    (429, "1312", "APIReachLimitError"), (429, "1313", "APIReachLimitError"),
    (503, "1305", "APIServerFlowExceedError"), (434, "1220", "APIStatusError"),
]


def body_of(error):
    return json.loads(error.response.text)


@bullet("error classes")
@pytest.mark.parametrize("status, code, kind", CODES)
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
def test_a_code_becomes_its_class(client, status, code, kind, stream):
    with pytest.raises(errors.APIStatusError) as caught:
        client.create(stream=stream, extra_headers=script(status=status, code=code))
    error = caught.value
    assert (type(error).__name__, error.status_code) == (kind, status)
    body = body_of(error)
    assert body["error"]["code"] == code
    assert isinstance(body["error"]["message"], str) and body["error"]["message"]
    assert "type" not in body["error"]


@bullet("error classes")
@pytest.mark.parametrize("status, code", [(400, "1210"), (401, "1002"), (429, "1302"),
                                          (500, "1230")])
def test_a_status_alone_has_its_usual_code(client, status, code):
    with pytest.raises(errors.APIStatusError) as caught:
        client.create(extra_headers=script(status=status))
    assert body_of(caught.value)["error"]["code"] == code


# What is wrong, the fields that differ from a good request, the code.
INVALID = [
    ("unknown model", {"model": "glm-unheard-of"}, "1211"),
    ("only a system message", {"messages": [{"role": "system", "content": "x"}]}, "1214"),
    ("unknown role", {"messages": [{"role": "pirate", "content": "Arr."}]}, "1214"),
    ("limit of 0", {"max_tokens": 0}, "1214"),
    ("limit too high", {"max_tokens": 131_073}, "1214"),
    ("two stop words", {"stop": ["a", "b"]}, "1214"),
]


@bullet("validation")
@pytest.mark.parametrize("fields, code", [row[1:] for row in INVALID],
                         ids=[row[0] for row in INVALID])
def test_a_bad_request_gets_its_code(client, fields, code):
    with pytest.raises(errors.APIRequestFailedError) as caught:
        client.create(**{"extra_headers": script(text="No."), **fields})
    assert caught.value.status_code == 400
    assert body_of(caught.value)["error"]["code"] == code


@bullet("validation")
@pytest.mark.parametrize("field", ["model", "messages"])
def test_a_field_that_is_missing_is_code_1213(client, field):
    keys = {"model": MODEL, "messages": ASK, field: None}
    with pytest.raises(errors.APIRequestFailedError) as caught:
        client.create(**keys)
    assert body_of(caught.value)["error"]["code"] == "1213"


@bullet("authentication")
def test_a_key_is_taken_as_it_is_or_as_a_signed_token(make_client):
    for plain in (True, False):
        client = make_client(disable_token_cache=plain)
        is_plain = client.sdk.auth_headers["Authorization"] == "Bearer interop.secret"
        assert is_plain == plain
        assert text_of(client.create(extra_headers=script(text="Hello."))) == "Hello."


@bullet("authentication")
def test_a_request_without_a_key_is_refused(make_client):
    client = make_client(custom_headers={"Authorization": ""})
    with pytest.raises(errors.APIAuthenticationError) as caught:
        client.create(extra_headers=script(text="No."))
    assert body_of(caught.value)["error"]["code"] in ("1000", "1001", "1002")


@bullet("script header")
@pytest.mark.parametrize("header, named", [
    (json.dumps({"output_token": 5}), "output_token"), ("{", "x-fakellm-script")],
    ids=["unknown key", "no JSON"])
def test_a_misspelt_script_is_refused_and_named(client, header, named):
    with pytest.raises(errors.APIRequestFailedError) as caught:
        client.create(extra_headers={"x-fakellm-script": header})
    assert named in body_of(caught.value)["error"]["message"]
