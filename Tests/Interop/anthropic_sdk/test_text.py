"""Any text arrives as it was scripted, however its bytes are cut."""

import pytest

from anthropic_sdk.client import Client, streamed_text, text_of
from support.script import fresh_id, script
from support.texts import TEXTS

bullet = pytest.mark.bullet


@bullet("text: any Unicode")
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_survives_json(client, is_stream, text):
    message = client.whole_or_final(is_stream, extra_headers=script(text=text))
    assert text_of(message) == text


@bullet("text: split writes")
@pytest.mark.parametrize("write_bytes", [1, 2, 7])
def test_characters_may_be_split_over_writes(client, write_bytes):
    text = TEXTS["several bytes"]
    drained = client.events(
        extra_headers=script(text=text, delta_scalars=1, write_bytes=write_bytes))
    drained.unbroken()
    assert streamed_text(drained) == text


@bullet("concurrent streams")
def test_fifty_streams_at_once_have_their_own_texts(both, fake):
    client = Client(both, fake)
    texts = [f"{index}: " + f"This is text {fresh_id()}. " * (index + 1) for index in range(50)]
    pace = {"first_token_ms": 5, "tokens_per_second": 2000}

    def sync_stream(index):
        with client.sdk.messages.stream(**keys(index)) as stream:
            return stream.get_final_message()

    async def async_stream(index):
        async with client.sdk.messages.stream(**keys(index)) as stream:
            return await stream.get_final_message()

    def keys(index):
        return {"model": "claude-haiku-4-5", "max_tokens": 4000,
                "messages": [{"role": "user", "content": f"{index}"}],
                "extra_headers": script(text=texts[index], **pace)}

    messages = both.all(async_stream if both.is_async else sync_stream, 50)
    client.close()
    assert [text_of(message) for message in messages] == texts
    assert len({message.id for message in messages}) == 50
