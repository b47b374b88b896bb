"""GLM models by the OpenAI SDK: Zhipu's stream, which is not OpenAI's."""

import openai
import pytest

from openai_sdk.client import GLM, finish_reasons, streamed_text, text_of
from support.script import script

bullet = pytest.mark.bullet


@pytest.fixture(params=["/api/paas/v4", "/api/coding/paas/v4"], ids=["paas", "coding"])
def client(make_client, request):
    return make_client(path=request.param)


@bullet("GLM by the OpenAI SDK")
def test_a_glm_model_answers(client):
    completion = client.create(model=GLM, extra_headers=script(text="Hello, world."))
    assert (text_of(completion), completion.model) == ("Hello, world.", GLM)
    assert completion.choices[0].finish_reason == "stop"


@bullet("GLM by the OpenAI SDK")
@pytest.mark.parametrize("options", [{}, {"stream_options": {"include_usage": True}}],
                         ids=["not asked", "include_usage"])
def test_usage_is_in_the_finish_chunk_asked_for_or_not(client, options):
    drained = client.chunks(model=GLM, extra_headers=script(output_tokens=9), **options)
    *others, last = drained.unbroken()
    assert all(chunk.choices for chunk in drained.items)
    assert finish_reasons(drained) == ["stop"]
    assert (last.choices[0].finish_reason, last.usage.completion_tokens) == ("stop", 9)
    assert others and all(chunk.usage is None for chunk in others)
    assert len(streamed_text(drained)) > 9


@bullet("GLM by the OpenAI SDK")
def test_reasoning_comes_first_in_a_field_of_its_own(client):
    chunks = client.chunks(
        model=GLM, extra_headers=script(text="Four.", reasoning_tokens=20)).unbroken()
    deltas = [chunk.choices[0].delta.to_dict() for chunk in chunks[:-1]]
    kinds = ["reasoning_content" if "reasoning_content" in delta else "content" for delta in deltas]
    assert kinds == sorted(kinds, reverse=True) and set(kinds) == {"content", "reasoning_content"}


@bullet("GLM by the OpenAI SDK")
def test_error_codes_are_texts(client):
    with pytest.raises(openai.RateLimitError) as caught:
        client.create(model=GLM, extra_headers=script(status=429))
    assert caught.value.code == "1302"
