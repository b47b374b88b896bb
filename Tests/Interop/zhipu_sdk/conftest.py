"""The clients that the tests take."""

from functools import partial

import pytest

from support.both import Both
from zhipu_sdk.client import Client


@pytest.fixture
def new_client(fake):
    return partial(Client, fake)


@pytest.fixture
def chunks(client):
    """Reads a stream of the usual client, or of another one."""

    def read(by=client, **keys):
        return Both(False).drain(by.create(stream=True, **keys))

    return read
