"""Waiting for what has to come, however busy the machine is."""

import time

PATIENCE_S = 20


def until(found):
    """What `found` returns as soon as that is something; fails when nothing comes of it."""
    deadline = time.monotonic() + PATIENCE_S
    while not (value := found()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)
    return value
