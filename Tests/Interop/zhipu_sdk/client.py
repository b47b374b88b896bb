"""The client of the installed SDK, `zai-sdk` or its forerunner `zhipuai`; both are sync only."""

import httpx

try:
    import zai as sdk
    from zai import ZaiClient as SDKClient
except ImportError:
    import zhipuai as sdk
    from zhipuai import ZhipuAI as SDKClient

errors = sdk.core._errors
MODEL = "glm-4.6"
ASK = [{"role": "user", "content": "Say something."}]


class Client:
    def __init__(self, fake, path="/api/paas/v4", **options):
        # Most tests want to see the first answer; those about retries ask for more.
        defaults = dict(api_key="interop.secret", max_retries=0, timeout=30)
        self.url = fake.url + path
        self.sdk = SDKClient(base_url=self.url, **{**defaults, **options})

    def close(self):
        self.sdk.close()

    def create(self, **keys):
        # The SDK changes the messages that it is handed.
        request = {"model": MODEL, "messages": [dict(message) for message in ASK], **keys}
        return self.sdk.chat.completions.create(**request)

    def lines(self, **keys):
        """Head and lines of a stream as they came: the SDK does not show them."""
        headers = {"authorization": "Bearer interop.secret", **keys.pop("extra_headers")}
        body = {"model": MODEL, "messages": ASK, "stream": True, **keys}
        url = self.url + "/chat/completions"
        with httpx.stream("POST", url, json=body, headers=headers, timeout=30) as answer:
            return answer, answer.read().decode().split("\n")


def text_of(completion):
    return completion.choices[0].message.content


def streamed_text(drained):
    return "".join(chunk.choices[0].delta.content or "" for chunk in drained.items)
