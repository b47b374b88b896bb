"""A provider with limits: what happens beyond them."""

import json

import pytest

from support.script import fresh_id, script
from zhipu_sdk.client import Client, errors, text_of

bullet = pytest.mark.bullet


@bullet("rate limits")
def test_beyond_a_limit_is_code_1302(limited):
    client = Client(limited, api_key=f"{fresh_id()}.secret")
    for _ in range(3):
        assert text_of(client.create(extra_headers=script(text="Hello."))) == "Hello."
    with pytest.raises(errors.APIReachLimitError) as caught:
        client.create(extra_headers=script(text="Hello."))
    client.close()
    assert json.loads(caught.value.response.text)["error"]["code"] == "1302"
