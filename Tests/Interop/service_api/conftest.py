"""The service with a model that answers at once, and what a user and an operator know of it."""

from pathlib import Path

import pytest

from conftest import served

SCENARIO = Path(__file__).parents[1] / "service.json5"


@pytest.fixture(scope="session")
def service(new_server):
    """The service and the fake behind it."""
    yield from served(new_server("--scenario", str(SCENARIO), role="service"))


@pytest.fixture(scope="session")
def session(service):
    """The secret of a user's session, without the cookie's name."""
    cookie = service.ready.get("sessions", {}).get("team", "bmm_session=none")
    return cookie.partition("=")[2]
