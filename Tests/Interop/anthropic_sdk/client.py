"""The Anthropic clients of the installed version, sync and async, behind one interface."""

import anthropic

from support.both import Drained

# 1.0 changed the transport, the API version and the field for the key.
IS_NEW = int(anthropic.__version__.split(".")[0]) >= 1
if IS_NEW:
    import httpx2 as transport
else:
    import httpx as transport

MODEL = "claude-haiku-4-5"
ASK = [{"role": "user", "content": "Say something."}]


class Client:
    """Calls of one client; every method returns when the answer is there."""

    def __init__(self, both, fake, path="", **options):
        kind = anthropic.AsyncAnthropic if both.is_async else anthropic.Anthropic
        # Most tests want to see the first answer; those about retries ask for more.
        defaults = dict(api_key="sk-interop", max_retries=0, timeout=30)
        self.both = both
        self.sdk = kind(base_url=fake.url + path, **{**defaults, **options})

    def close(self):
        self.both(self.sdk.close())

    def create(self, **keys):
        return self.both(self.start(**keys))

    def start(self, **keys):
        return self.sdk.messages.create(**_request(keys))

    def raw(self, **keys):
        """Head and message."""
        answer = self.both(self.sdk.messages.with_raw_response.create(**_request(keys)))
        return answer, self.both(answer.parse())

    def events(self, **keys):
        """The events of `create(stream=True)`."""
        return self.both.drain(self.sdk.messages.create(stream=True, **_request(keys)))

    def final(self, **keys):
        """The message that the stream helper puts together."""
        with self.both.opened(self.sdk.messages.stream(**_request(keys))) as stream:
            return self.both(stream.get_final_message())

    def lines(self, **keys):
        """The lines of a stream as they came."""
        request = dict(stream=True, **_request(keys))
        manager = self.sdk.messages.with_streaming_response.create(**request)
        with self.both.opened(manager) as answer:
            return answer, self.both.drain(answer.iter_lines()).unbroken()

    def whole_or_final(self, is_stream, **keys):
        return self.final(**keys) if is_stream else self.create(**keys)


def _request(keys):
    return {"model": MODEL, "max_tokens": 1000, "messages": ASK, **keys}


def text_of(message):
    return "".join(block.text for block in message.content if block.type == "text")


def streamed_text(drained: Drained):
    return "".join(
        event.delta.text for event in drained.items
        if event.type == "content_block_delta" and event.delta.type == "text_delta")
