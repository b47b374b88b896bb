"""What the SDK tries again, how often, and when: decided by what the fake answers."""

import time

import anthropic
import pytest

from anthropic_sdk.client import IS_NEW
from support.script import fresh_id, script

bullet = pytest.mark.bullet
# What comes behind the scripted failures is an ordinary answer, so it is kept short.
SHORT = {"max_tokens": 5}


@pytest.fixture
def client(make_client):
    return make_client(max_retries=2)


def check_ordinary(message):
    assert message.content[0].text
    assert (message.stop_reason, message.usage.output_tokens) == ("max_tokens", 5)


@bullet("retries: first N fail")
@pytest.mark.parametrize("status", [408, 409, 429, 500, 529])
def test_the_first_request_fails_and_the_second_succeeds(client, journal, status):
    id = fresh_id()
    answer, message = client.raw(**SHORT, extra_headers=script(status=status, times=1, id=id))
    check_ordinary(message)
    assert answer.retries_taken == 1
    assert journal.statuses(id, 2) == [status, 200]


@bullet("retries: first N fail")
def test_two_requests_fail_and_the_third_succeeds_as_a_stream(client, journal):
    id = fresh_id()
    check_ordinary(client.final(**SHORT, extra_headers=script(status=529, times=2, id=id)))
    assert journal.statuses(id, 3) == [529, 529, 200]


@bullet("retries: first N fail")
def test_an_id_of_its_own_fails_anew(make_client, journal):
    client = make_client()
    for id in (fresh_id(), fresh_id()):
        header = script(status=500, times=1, id=id)
        with pytest.raises(anthropic.InternalServerError):
            client.create(extra_headers=header)
        check_ordinary(client.create(**SHORT, extra_headers=header))
        assert journal.statuses(id, 2) == [500, 200]


@bullet("retries: given up")
def test_after_all_retries_the_error_is_raised(client, journal):
    id = fresh_id()
    with pytest.raises(anthropic.InternalServerError):
        client.create(extra_headers=script(status=500, id=id))
    assert journal.statuses(id, 3) == [500] * 3


@bullet("retries: given up")
@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_a_clients_mistake_is_not_tried_again(client, journal, status):
    id = fresh_id()
    with pytest.raises(anthropic.APIStatusError) as caught:
        client.create(extra_headers=script(status=status, id=id))
    assert caught.value.status_code == status
    assert journal.one(id)["status"] == status


@bullet("x-should-retry")
def test_should_retry_false_forbids_a_retry(client, journal):
    id = fresh_id()
    with pytest.raises(anthropic.APIStatusError) as caught:
        client.create(extra_headers=script(status=529, should_retry=False, id=id))
    assert caught.value.response.headers["x-should-retry"] == "false"
    assert journal.one(id)["status"] == 529


@bullet("x-should-retry")
def test_should_retry_true_asks_for_a_retry(client, journal):
    id = fresh_id()
    answer, message = client.raw(
        **SHORT, extra_headers=script(status=400, should_retry=True, times=1, id=id))
    check_ordinary(message)
    assert answer.retries_taken == 1
    assert journal.statuses(id, 2) == [400, 200]


@bullet("retry-after")
def test_retry_after_is_waited_for(client):
    # Its own delay would be half a second at most, so a whole one is the fake's.
    start = time.monotonic()
    answer, message = client.raw(
        **SHORT, extra_headers=script(status=429, retry_after_s=1, times=1, id=fresh_id()))
    check_ordinary(message)
    assert answer.retries_taken == 1
    assert time.monotonic() - start >= 1


@bullet("retry-after")
@pytest.mark.skipif(IS_NEW, reason="1.0 and later wait as long as they are told")
def test_an_hour_is_not_waited_for(client):
    answer, message = client.raw(
        **SHORT, extra_headers=script(status=429, retry_after_s=3600, times=1, id=fresh_id()))
    check_ordinary(message)
    assert answer.retries_taken == 1


@bullet("failures before the head")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_a_connection_that_breaks_before_the_head_is_tried_again(client, journal, is_stream, fail):
    id = fresh_id()
    header = script(fail=fail, fail_after_tokens=-1, times=1, id=id)
    check_ordinary(client.whole_or_final(is_stream, **SHORT, extra_headers=header))
    assert len(journal.of(id, 2)) == 2


@bullet("failures before the head")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_after_all_retries_a_connection_error_is_raised(client, journal, fail):
    id = fresh_id()
    with pytest.raises(anthropic.APIConnectionError) as caught:
        client.create(extra_headers=script(fail=fail, fail_after_tokens=-1, id=id))
    assert type(caught.value) is anthropic.APIConnectionError
    assert len(journal.of(id, 3)) == 3


@bullet("failures before the head")
def test_silence_before_the_head_is_a_timeout(make_client, journal):
    id = fresh_id()
    client = make_client(timeout=1)
    with pytest.raises(anthropic.APITimeoutError):
        client.create(extra_headers=script(fail="stall", fail_after_tokens=-1, id=id))
    assert journal.one(id)["client_left"]
