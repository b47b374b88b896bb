"""The clients that the tests take."""

import pytest

from openai_sdk.client import Client


@pytest.fixture
def client(both, fake):
    client = Client(both, fake)
    yield client
    client.close()


@pytest.fixture
def make_client(both, fake):
    clients = []

    def make(**options):
        clients.append(Client(both, fake, **options))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture(params=[False, True], ids=["whole", "stream"])
def is_stream(request):
    return request.param
