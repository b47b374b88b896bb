"""What the SDK tries again, how often, and when: decided by what the fake answers."""

import pytest

from support.script import fresh_id, script
from zhipu_sdk.client import errors, streamed_text, text_of

bullet = pytest.mark.bullet
# What comes behind the scripted failures is an ordinary answer, so it is kept short.
SHORT = {"max_tokens": 5}


@pytest.fixture
def client(make_client):
    return make_client(max_retries=1)


def check_ordinary(completion):
    assert text_of(completion)
    assert completion.choices[0].finish_reason == "length"
    assert completion.usage.completion_tokens == 5


@bullet("retries: first N fail")
@pytest.mark.parametrize("status", [429, 500])
def test_the_first_request_fails_and_the_second_succeeds(client, journal, status):
    id = fresh_id()
    header = script(status=status, times=1, id=id)
    check_ordinary(client.create(**SHORT, extra_headers=header))
    assert journal.statuses(id, 2) == [status, 200]


@bullet("retries: first N fail")
def test_it_tries_three_times_more_by_itself(make_client, journal):
    id = fresh_id()
    header = script(status=500, times=3, id=id)
    check_ordinary(make_client(max_retries=3).create(**SHORT, extra_headers=header))
    assert journal.statuses(id, 4) == [500, 500, 500, 200]


@bullet("retries: given up")
def test_after_all_retries_the_error_is_raised(client, journal):
    id = fresh_id()
    with pytest.raises(errors.APIInternalError):
        client.create(extra_headers=script(status=500, id=id))
    assert journal.statuses(id, 2) == [500] * 2


@bullet("x-should-retry")
def test_should_retry_decides(client, journal):
    id = fresh_id()
    with pytest.raises(errors.APIInternalError):
        client.create(extra_headers=script(status=500, should_retry=False, id=id))
    assert journal.one(id)["status"] == 500
    header = script(status=400, should_retry=True, times=1, id=fresh_id())
    check_ordinary(client.create(**SHORT, extra_headers=header))


@bullet("retry-after")
def test_retry_after_is_not_read(client, journal):
    id = fresh_id()
    header = script(status=429, retry_after_s=3600, times=1, id=id)
    check_ordinary(client.create(**SHORT, extra_headers=header))
    assert journal.statuses(id, 2) == [429, 200]


@bullet("failures before the head")
@pytest.mark.parametrize("fail", ["reset", "cut"])
def test_a_connection_that_breaks_before_the_head_is_tried_again(client, chunks, journal, fail):
    id = fresh_id()
    drained = chunks(
        by=client, **SHORT,
        extra_headers=script(fail=fail, fail_after_tokens=-1, times=1, id=id))
    assert drained.unbroken()[-1].choices[0].finish_reason == "length"
    assert streamed_text(drained)
    assert len(journal.of(id, 2)) == 2


@bullet("failures before the head")
def test_after_all_retries_a_connection_error_is_raised(client, journal):
    id = fresh_id()
    with pytest.raises(errors.APIConnectionError) as caught:
        client.create(extra_headers=script(fail="reset", fail_after_tokens=-1, id=id))
    assert type(caught.value) is errors.APIConnectionError
    assert len(journal.of(id, 2)) == 2


@bullet("failures before the head")
def test_silence_before_the_head_is_a_timeout(make_client, journal):
    id = fresh_id()
    with pytest.raises(errors.APITimeoutError):
        make_client(timeout=1).create(
            extra_headers=script(fail="stall", fail_after_tokens=-1, id=id))
    assert journal.one(id)["client_left"]
