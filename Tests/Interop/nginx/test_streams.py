"""Streams through nginx: nothing is held back, silence is outlived, leaving is passed on."""

import json

import pytest

from nginx.visitor import ORIGIN, SYNC, Visitor, events, only

bullet = pytest.mark.bullet
TEXT = "abc" * 200


def written(answer, whole):
    """The text so far, as soon as it is as long as `whole`, or all of a stream that ends before.

    Deltas that reach the service together go on as one event, so that events are not counted.
    """
    text = ""
    for kind, data in events(answer):
        text += data["delta"] if kind == "text" else f"({kind})"
        if len(text) >= len(whole):
            break
    return text


@bullet("events go on at once")
def test_events_arrive_while_the_provider_is_still_writing(visitor, provider):
    provider.will("still writing", text=TEXT, first_token_ms=0, tokens_per_second=1000,
                  delta_tokens=1, fail="stall", fail_after_tokens=5)
    connection, answer = visitor.stream("still writing, and for ever", x_request_id="nginx-1")
    assert written(answer, "abc" * 5) == "abc" * 5
    connection.close()
    # The provider had said no more than that, and stopped to pay when the visitor left.
    assert provider.call("nginx-1")["client_left"]


@bullet("events go on at once")
def test_without_the_rules_they_would_be_held(holding, service, provider):
    """What the test above would see if the rules were lost; else it would prove nothing."""
    visitor = Visitor(holding.port, service.ready["sessions"]["team"])
    provider.will("held back", text=TEXT, first_token_ms=0, tokens_per_second=1000,
                  delta_tokens=1, fail="stall", fail_after_tokens=5)
    connection = visitor.connect(timeout=3)
    with pytest.raises(TimeoutError):
        connection.request("POST", "/v1/servers/preview/stream",
                           body=json.dumps({"prompt": "held back by nginx"}),
                           headers=visitor.fields(x_request_id="nginx-2"))
        next(events(connection.getresponse()))
    connection.close()
    assert provider.call("nginx-2")["output_tokens"] == 5


@bullet("the terminal event")
def test_it_arrives_on_a_connection_that_lives_on(visitor, provider):
    provider.will("whole draft", content="spec", first_token_ms=0, tokens_per_second=5000)
    connection, answer = visitor.stream("whole draft of a server")
    got = list(events(answer))
    assert {kind for kind, _ in got[:-1]} == {"text"}
    kind, data = got[-1]
    assert kind == "spec" and data["spec"]["tools"]
    assert "".join(data["delta"] for _, data in got[:-1]).startswith("{")
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    connection.close()


@bullet("the terminal event")
def test_an_error_is_an_event_as_well(visitor, provider):
    provider.will("too long", text=TEXT, first_token_ms=0, tokens_per_second=1000,
                  stop="max_tokens")
    connection, answer = visitor.stream("too long a server")
    assert answer.status == 200
    kind, data = list(events(answer))[-1]
    connection.close()
    assert (kind, data["error"]) == ("error", "spec_too_large")


@bullet("silence")
def test_comments_outlive_the_patience_of_the_location(impatient, service, provider):
    visitor = Visitor(impatient.port, service.ready["sessions"]["team"])
    provider.will("slow to begin", content="spec", first_token_ms=5000, tokens_per_second=5000)
    connection, answer = visitor.stream("slow to begin with")
    assert list(events(answer))[-1][0] == "spec"
    connection.close()


@bullet("silence")
def test_a_whole_answer_has_no_comments_and_is_given_up(impatient, service, provider):
    visitor = Visitor(impatient.port, service.ready["sessions"]["team"])
    provider.will("slow as a whole", content="spec", first_token_ms=5000, tokens_per_second=5000)
    status, headers, text = visitor.preview("slow as a whole", SYNC, x_request_id="nginx-3")
    assert (status, json.loads(text)["error"]) == (503, "service_unavailable")
    assert only(headers, "access-control-allow-origin") == ORIGIN
    # nginx has closed its connection, and so the generation has ended.
    assert provider.call("nginx-3")["client_left"]


@bullet("leaving")
def test_a_visitor_who_leaves_in_silence_ends_the_generation(visitor, shipped, provider):
    provider.will("leaves early", content="spec", first_token_ms=600_000)
    connection, answer = visitor.stream("leaves early on", x_request_id="nginx-4")
    assert answer.status == 200
    provider.wait_for("nginx-4")
    connection.close()
    call = provider.call("nginx-4")
    assert call["client_left"] and call["output_tokens"] == 0
    # The head was out, so that nginx logs the status of the head.
    assert shipped.logged("nginx-4")["status"] == "200"


@bullet("leaving")
def test_a_visitor_who_leaves_before_a_whole_answer_is_a_499(visitor, shipped, provider):
    provider.will("leaves sync", content="spec", first_token_ms=600_000)
    connection = visitor.connect()
    connection.request("POST", SYNC, body=json.dumps({"prompt": "leaves sync, in the middle"}),
                       headers=visitor.fields(x_request_id="nginx-5"))
    provider.wait_for("nginx-5")
    connection.close()
    assert provider.call("nginx-5")["client_left"]
    assert shipped.logged("nginx-5")["status"] == "499"
