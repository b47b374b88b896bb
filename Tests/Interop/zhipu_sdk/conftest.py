"""The clients that the tests take."""

import pytest

from support.both import Both
from zhipu_sdk.client import Client


@pytest.fixture
def client(fake):
    client = Client(fake)
    yield client
    client.close()


@pytest.fixture
def make_client(fake):
    clients = []

    def make(**options):
        clients.append(Client(fake, **options))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def chunks(client):
    """Reads a stream of the usual client, or of another one."""

    def read(by=client, **keys):
        return Both(False).drain(by.create(stream=True, **keys))

    return read
