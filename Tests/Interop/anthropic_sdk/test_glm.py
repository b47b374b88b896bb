"""The Anthropic-compatible path of the GLM models: Anthropic's answers, Zhipu's errors."""

import anthropic
import pytest

from anthropic_sdk.client import text_of
from support.script import script

bullet = pytest.mark.bullet
GLM = "glm-4.6"


@pytest.fixture
def client(make_client):
    return make_client(path="/api/anthropic")


@bullet("GLM by the Anthropic SDK")
def test_a_glm_model_answers_as_claude_does(client, is_stream):
    message = client.whole_or_final(
        is_stream, model=GLM, extra_headers=script(text="Hello, world."))
    assert (text_of(message), message.model) == ("Hello, world.", GLM)
    assert message.stop_reason == "end_turn"
    assert message.usage.output_tokens > 0


@bullet("GLM by the Anthropic SDK")
def test_errors_are_zhipus(client):
    with pytest.raises(anthropic.RateLimitError) as caught:
        client.create(model=GLM, extra_headers=script(status=429))
    body = caught.value.body
    assert body["error"]["code"] == "1302" and isinstance(body["error"]["message"], str)
    assert "type" not in body["error"]


@bullet("GLM by the Anthropic SDK")
def test_an_unknown_model_is_code_1211(client):
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.create(model="glm-unheard-of", extra_headers=script(text="No."))
    assert caught.value.body["error"]["code"] == "1211"
