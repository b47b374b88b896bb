"""A provider with limits: what its heads say of them, and what happens beyond them."""

import datetime

import anthropic
import pytest

from anthropic_sdk.client import Client, text_of
from support.script import fresh_id, script

bullet = pytest.mark.bullet
NAMES = ["requests", "tokens", "input-tokens", "output-tokens"]
HELLO = script(text="Hello.")


@pytest.fixture
def client(both, limited):
    """A client with an account of its own."""
    client = Client(both, limited, api_key=fresh_id())
    yield client
    client.close()


def remaining(headers):
    """What is left of each limit, after a check of all that is said about it."""
    left = {}
    for name in NAMES:
        field = f"anthropic-ratelimit-{name}"
        limit, left[name] = int(headers[f"{field}-limit"]), int(headers[f"{field}-remaining"])
        assert 0 <= left[name] <= limit and limit > 0
        assert datetime.datetime.fromisoformat(headers[f"{field}-reset"]).tzinfo is not None
    return left


@bullet("rate-limit headers")
def test_answers_say_what_is_left_of_the_limits(client):
    first = remaining(client.raw(extra_headers=HELLO)[0].headers)
    second = remaining(client.lines(extra_headers=HELLO)[0].headers)
    assert (first["requests"], second["requests"]) == (2, 1)


@bullet("rate-limit headers")
def test_errors_say_what_is_left_of_the_limits(client):
    with pytest.raises(anthropic.RateLimitError) as caught:
        client.create(extra_headers=script(status=429, retry_after_s=7))
    assert caught.value.response.headers["retry-after"] == "7"
    remaining(caught.value.response.headers)


@bullet("rate limits")
def test_beyond_a_limit_is_a_429_that_says_when_to_come_back(client, both, limited):
    for _ in range(3):
        assert text_of(client.create(extra_headers=HELLO)) == "Hello."
    with pytest.raises(anthropic.RateLimitError) as caught:
        client.create(extra_headers=HELLO)
    assert caught.value.body["error"]["type"] == "rate_limit_error"
    # Three requests a minute come back one by one, each after 20 seconds.
    assert 1 <= int(caught.value.response.headers["retry-after"]) <= 20
    assert remaining(caught.value.response.headers)["requests"] == 0
    other = Client(both, limited, api_key=fresh_id())
    assert text_of(other.create(extra_headers=HELLO)) == "Hello."
    other.close()
