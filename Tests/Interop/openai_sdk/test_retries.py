"""What the SDK tries again, how often, and when: decided by what the fake answers."""

import time

import openai
import pytest

from openai_sdk.client import finish_reasons, streamed_text, text_of
from support.script import fresh_id, script

bullet = pytest.mark.bullet
# What comes behind the scripted failures is an ordinary answer, so it is kept short.
SHORT = {"max_tokens": 5}


@pytest.fixture
def client(make_client):
    return make_client(max_retries=2)


def check_ordinary(completion):
    assert text_of(completion)
    assert completion.choices[0].finish_reason == "length"
    assert completion.usage.completion_tokens == 5


def check_ordinary_stream(drained):
    drained.unbroken()
    assert streamed_text(drained) and finish_reasons(drained) == ["length"]


@bullet("retries: first N fail")
@pytest.mark.parametrize("status", [409, 429, 500])
def test_the_first_request_fails_and_the_second_succeeds(client, journal, status):
    id = fresh_id()
    answer, completion = client.raw(
        **SHORT, extra_headers=script(status=status, times=1, id=id))
    check_ordinary(completion)
    assert answer.retries_taken == 1
    assert journal.statuses(id, 2) == [status, 200]


@bullet("retries: first N fail")
def test_two_requests_fail_and_the_third_succeeds_as_a_stream(client, journal):
    id = fresh_id()
    check_ordinary_stream(
        client.chunks(**SHORT, extra_headers=script(status=503, times=2, id=id)))
    assert journal.statuses(id, 3) == [503, 503, 200]


@bullet("retries: given up")
def test_after_all_retries_the_error_is_raised(client, journal):
    id = fresh_id()
    with pytest.raises(openai.InternalServerError):
        client.create(extra_headers=script(status=500, id=id))
    assert journal.statuses(id, 3) == [500] * 3


@bullet("x-should-retry")
def test_should_retry_false_forbids_a_retry(client, journal):
    id = fresh_id()
    with pytest.raises(openai.InternalServerError):
        client.create(extra_headers=script(status=500, should_retry=False, id=id))
    assert journal.one(id)["status"] == 500


@bullet("x-should-retry")
def test_should_retry_true_asks_for_a_retry(client):
    answer, completion = client.raw(
        **SHORT, extra_headers=script(status=400, should_retry=True, times=1, id=fresh_id()))
    check_ordinary(completion)
    assert answer.retries_taken == 1


@bullet("retry-after")
def test_retry_after_is_waited_for(client):
    # Its own delay would be half a second at most, so a whole one is the fake's.
    start = time.monotonic()
    answer, completion = client.raw(
        **SHORT, extra_headers=script(status=429, retry_after_s=1, times=1, id=fresh_id()))
    check_ordinary(completion)
    assert answer.retries_taken == 1
    assert time.monotonic() - start >= 1


@bullet("retry-after")
@pytest.mark.parametrize("keys", [{}, {"should_retry": True}], ids=["alone", "x-should-retry"])
def test_two_minutes_are_the_most_that_is_waited_for(client, journal, keys):
    id = fresh_id()
    with pytest.raises(openai.RateLimitError) as caught:
        client.create(extra_headers=script(status=429, retry_after_s=121, id=id, **keys))
    assert caught.value.response.headers["retry-after"] == "121"
    assert journal.one(id)["status"] == 429


@bullet("failures before the head")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_a_connection_that_breaks_before_the_head_is_tried_again(client, journal, fail):
    id = fresh_id()
    header = script(fail=fail, fail_after_tokens=-1, times=1, id=id)
    check_ordinary_stream(client.chunks(**SHORT, extra_headers=header))
    assert len(journal.of(id, 2)) == 2


@bullet("failures before the head")
def test_after_all_retries_a_connection_error_is_raised(client, journal):
    id = fresh_id()
    with pytest.raises(openai.APIConnectionError) as caught:
        client.create(extra_headers=script(fail="reset", fail_after_tokens=-1, id=id))
    assert type(caught.value) is openai.APIConnectionError
    assert len(journal.of(id, 3)) == 3


@bullet("failures before the head")
def test_silence_before_the_head_is_a_timeout(make_client, journal):
    id = fresh_id()
    with pytest.raises(openai.APITimeoutError):
        make_client(timeout=1).create(
            extra_headers=script(fail="stall", fail_after_tokens=-1, id=id))
    assert journal.one(id)["client_left"]
