"""The fake's journal and the clients agree about what happened."""

import pytest

from openai_sdk.client import MODEL
from support.script import fresh_id, script

bullet = pytest.mark.bullet


@bullet("journal")
def test_an_answer_stands_in_the_journal_as_the_client_saw_it(client, journal):
    for is_stream in (False, True):
        id = fresh_id()
        header = script(text="Hello, world.", id=id)
        if is_stream:
            chunks = client.chunks(
                stream_options={"include_usage": True}, extra_headers=header).unbroken()
            usage = chunks[-1].usage
        else:
            usage = client.create(extra_headers=header).usage
        entry = journal.one(id)
        assert (entry["vendor"], entry["model"]) == ("openai", MODEL)
        assert entry["path"] == "/v1/chat/completions"
        assert (entry["status"], entry["stream"]) == (200, is_stream)
        assert entry["input_tokens"] == usage.prompt_tokens
        assert entry["output_tokens"] == usage.completion_tokens
        assert not entry["client_left"]
