"""What each toxic does to connections; all are set while a connection is open."""

import pytest
import requests

from toxiproxy_tests.far_end import Line

bullet = pytest.mark.bullet


@bullet("toxics work on open connections")
@pytest.mark.parametrize("stream", ["downstream", "upstream"])
def test_latency_is_at_least_what_was_asked(proxy, line, stream):
    proxy.add_toxic(type="latency", stream=stream, attributes={"latency": 200, "jitter": 0})
    heard, took = line.ask()
    assert heard == b"hello" and took >= 0.2


@bullet("toxics work on open connections")
def test_bandwidth_takes_its_time(proxy, line):
    proxy.add_toxic(type="bandwidth", attributes={"rate": 100})
    heard, took = line.ask(b"x" * 50_000)
    assert heard == b"x" * 50_000 and took >= 0.4


@bullet("toxics work on open connections")
def test_a_slicer_loses_nothing(proxy, line):
    proxy.add_toxic(
        type="slicer", attributes={"average_size": 10, "size_variation": 5, "delay": 1000})
    said = bytes(range(256)) * 4
    heard, took = line.ask(said)
    assert heard == said and took >= 0.05


@bullet("toxics work on open connections")
def test_a_slow_close_delays_the_end_only(proxy, line):
    proxy.add_toxic(type="slow_close", attributes={"delay": 1000})
    assert line.ask()[0] == b"hello"
    line.socket.shutdown(1)
    assert line.is_silent()
    assert line.hear(1) == b""


@bullet("toxics work on open connections")
def test_a_timeout_of_zero_is_silent_until_it_is_taken_away(proxy, line):
    proxy.add_toxic(type="timeout", attributes={"timeout": 0})
    line.say(b"hello")
    assert line.is_silent()
    proxy.destroy_toxic("timeout_downstream")
    # What was lost cannot be made up for: toxiproxy ends the connection too.
    assert line.hear(1) == b""


@bullet("toxics work on open connections")
def test_a_timeout_ends_the_connection(proxy, line):
    proxy.add_toxic(type="timeout", attributes={"timeout": 100})
    assert line.hear(1) == b""


@bullet("toxics work on open connections")
def test_reset_peer_resets(proxy, line):
    proxy.add_toxic(type="reset_peer", attributes={"timeout": 100})
    with pytest.raises(ConnectionResetError):
        line.hear(1)


@bullet("toxics work on open connections")
def test_limit_data_ends_the_connection_at_its_byte(proxy, line):
    proxy.add_toxic(type="limit_data", attributes={"bytes": 7})
    line.say(b"hello world")
    assert line.hear(100) == b"hello w"


@bullet("toxics come and go")
def test_without_the_toxic_all_is_well_again(proxy, line):
    proxy.add_toxic(name="late", type="latency", attributes={"latency": 60_000})
    line.say(b"hello")
    assert line.is_silent()
    proxy.destroy_toxic("late")
    assert line.hear(5) == b"hello"
    assert proxy.toxics() == {}


@bullet("toxics come and go")
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_change_takes_effect_and_keeps_what_it_does_not_name(control, proxy, line, method):
    proxy.add_toxic(name="late", type="latency", attributes={"latency": 60_000, "jitter": 7})
    changed = requests.request(
        method, f"{control}/proxies/echo/toxics/late", json={"attributes": {"latency": 100}})
    assert changed.json() == {
        "name": "late", "type": "latency", "stream": "downstream", "toxicity": 1,
        "attributes": {"latency": 100, "jitter": 7}}
    assert line.ask()[1] >= 0.09


@bullet("toxics come and go")
def test_a_toxicity_of_zero_harms_nobody(proxy, line):
    proxy.add_toxic(type="limit_data", toxicity=0, attributes={"bytes": 0})
    assert line.ask()[0] == b"hello"


@bullet("toxics come and go")
def test_reset_takes_all_toxics_away_and_enables_all_proxies(toxiproxy, proxy):
    proxy.add_toxic(type="limit_data", attributes={"bytes": 0})
    proxy.disable()
    toxiproxy.reset()
    with Line(proxy.listen) as line:
        assert line.ask()[0] == b"hello"
    assert toxiproxy.get_proxy("echo").toxics() == {}


@bullet("our own toxics")
@pytest.mark.parametrize("type, heard", [("cut", b"hel"), ("corrupt", b"hel\x93o"), ("drop", b"hel")])
def test_a_place_can_be_named(proxy, line, type, heard):
    proxy.add_toxic(type=type, attributes={"byte": 3})
    line.say(b"hello")
    if type == "cut":
        assert line.hear(9) == heard
    else:
        assert line.hear(len(heard)) == heard
        assert line.is_silent()


@bullet("our own toxics")
def test_a_stall_can_be_taken_away_again(proxy, line):
    proxy.add_toxic(type="stall", attributes={"byte": 3})
    line.say(b"hello")
    assert line.hear(3) == b"hel"
    assert line.is_silent()
    proxy.destroy_toxic("stall_downstream")
    assert line.hear(2) == b"lo"
