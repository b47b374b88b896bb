"""The clients that the tests take."""

from functools import partial

import pytest

from anthropic_sdk.client import Client


@pytest.fixture
def new_client(both, fake):
    return partial(Client, both, fake)
