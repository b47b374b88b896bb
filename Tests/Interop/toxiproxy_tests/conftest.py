"""Served links, the client that drives them, and a far end."""

from urllib.parse import urlsplit

import pytest
from toxiproxy import Toxiproxy

from support.server import Fake
from toxiproxy_tests.far_end import Echo, Line


@pytest.fixture(scope="session")
def echo():
    echo = Echo()
    yield echo
    echo.end()


@pytest.fixture(scope="session")
def served(echo):
    served = Fake("--listen", "127.0.0.1:0", "--upstream", echo.address, role="link")
    yield served
    assert served.end() == 0, "".join(served.log)


@pytest.fixture
def control(served):
    return served.ready["control"]


@pytest.fixture
def toxiproxy(control):
    toxiproxy = Toxiproxy()
    place = urlsplit(control)
    toxiproxy.update_api_consumer(place.hostname, place.port)
    yield toxiproxy
    toxiproxy.destroy_all()


@pytest.fixture
def proxy(toxiproxy, echo):
    return toxiproxy.create(name="echo", upstream=echo.address)


@pytest.fixture
def line(proxy):
    with Line(proxy.listen) as line:
        # Until the answer comes, the link might not have reached the far end.
        assert line.ask()[0] == b"hello"
        yield line
