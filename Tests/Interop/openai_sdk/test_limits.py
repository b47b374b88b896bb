"""A provider with limits: what its heads say of them, and what happens beyond them."""

import re

import openai
import pytest

from openai_sdk.client import Client, text_of
from support.script import fresh_id, script

bullet = pytest.mark.bullet
HELLO = script(text="Hello.")


@pytest.fixture
def client(both, limited):
    """A client with an account of its own."""
    client = Client(both, limited, api_key=fresh_id())
    yield client
    client.close()


def remaining(headers):
    """The requests that are left, after a check of all that is said about the limits."""
    for name in ("requests", "tokens"):
        limit = int(headers[f"x-ratelimit-limit-{name}"])
        assert 0 <= int(headers[f"x-ratelimit-remaining-{name}"]) <= limit and limit > 0
        # 6m0s, 1.5s, 20ms: the vendor's own way to write a duration.
        reset = headers[f"x-ratelimit-reset-{name}"]
        assert reset and re.fullmatch(r"(\d+h)?(\d+m)?(\d+(\.\d+)?s)?(\d+ms)?", reset)
    return int(headers["x-ratelimit-remaining-requests"])


@bullet("rate-limit headers")
def test_answers_say_what_is_left_of_the_limits(client):
    assert remaining(client.raw(extra_headers=HELLO)[0].headers) == 2
    assert remaining(client.lines(extra_headers=HELLO)[0].headers) == 1


@bullet("rate limits")
def test_beyond_a_limit_is_a_429_that_says_when_to_come_back(client):
    for _ in range(3):
        assert text_of(client.create(extra_headers=HELLO)) == "Hello."
    with pytest.raises(openai.RateLimitError) as caught:
        client.create(extra_headers=HELLO)
    assert caught.value.code == "rate_limit_exceeded" and caught.value.type == "requests"
    # Three requests a minute come back one by one, each after 20 seconds.
    assert 1 <= int(caught.value.response.headers["retry-after"]) <= 20
