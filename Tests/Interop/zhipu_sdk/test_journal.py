"""The fake's journal and the client agree about what happened."""

import pytest

from support.script import fresh_id, script
from zhipu_sdk.client import MODEL

bullet = pytest.mark.bullet


@bullet("journal")
@pytest.mark.parametrize("is_stream", [False, True], ids=["whole", "stream"])
def test_an_answer_stands_in_the_journal_as_the_client_saw_it(client, chunks, journal, is_stream):
    id = fresh_id()
    header = script(text="Hello, world.", id=id)
    if is_stream:
        usage = chunks(extra_headers=header).unbroken()[-1].usage
    else:
        usage = client.create(extra_headers=header).usage
    entry = journal.one(id)
    assert (entry["vendor"], entry["model"]) == ("zhipu", MODEL)
    assert entry["path"] == "/api/paas/v4/chat/completions"
    assert (entry["status"], entry["stream"]) == (200, is_stream)
    assert entry["input_tokens"] == usage.prompt_tokens
    assert entry["output_tokens"] == usage.completion_tokens
    assert not entry["client_left"]
