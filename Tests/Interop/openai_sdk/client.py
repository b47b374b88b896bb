"""The OpenAI clients of the installed version, sync and async, behind one interface."""

import openai

# 3.0 changed the transport, and wraps what breaks inside of a stream.
IS_NEW = int(openai.__version__.split(".")[0]) >= 3
if IS_NEW:
    import httpx2 as transport
else:
    import httpx as transport

# The fake knows no model of OpenAI: it offers each of its own in every dialect.
MODEL = GLM = "glm-4.6"
ASK = [{"role": "user", "content": "Say something."}]


class Client:
    """Calls of one client; every method returns when the answer is there."""

    def __init__(self, both, fake, path="/v1", **options):
        kind = openai.AsyncOpenAI if both.is_async else openai.OpenAI
        # Most tests want to see the first answer; those about retries ask for more.
        defaults = dict(api_key="sk-interop", max_retries=0, timeout=30)
        self.both = both
        self.sdk = kind(base_url=fake.url + path, **{**defaults, **options})
        self.completions = self.sdk.chat.completions

    def close(self):
        self.both(self.sdk.close())

    def create(self, **keys):
        return self.both(self.completions.create(**_request(keys)))

    def raw(self, **keys):
        """Head and completion."""
        answer = self.both(self.completions.with_raw_response.create(**_request(keys)))
        return answer, self.both(answer.parse())

    def chunks(self, **keys):
        """The chunks of a stream."""
        return self.both.drain(self.completions.create(stream=True, **_request(keys)))

    def final(self, **keys):
        """The completion that the stream helper puts together."""
        with self.both.opened(self.completions.stream(**_request(keys))) as stream:
            return self.both(stream.get_final_completion())

    def lines(self, **keys):
        """The lines of a stream as they came."""
        request = dict(stream=True, **_request(keys))
        with self.both.opened(self.completions.with_streaming_response.create(**request)) as answer:
            return answer, self.both.drain(answer.iter_lines()).unbroken()

    def whole_or_final(self, is_stream, **keys):
        return self.final(**keys) if is_stream else self.create(**keys)


def _request(keys):
    return {"model": MODEL, "messages": ASK, **keys}


def text_of(completion):
    return completion.choices[0].message.content


def streamed_text(drained):
    return "".join(
        chunk.choices[0].delta.content or "" for chunk in drained.items if chunk.choices)


def finish_reasons(drained):
    """The reasons that the chunks name, without the chunks that name none."""
    reasons = [chunk.choices[0].finish_reason for chunk in drained.items if chunk.choices]
    return [reason for reason in reasons if reason is not None]
