"""The simulated nginx makes of every exchange what the real one makes of it."""

import pytest

from nginx.same.both import traces
from nginx.same.cases import ALL
from nginx.same.known import KNOWN

bullet = pytest.mark.bullet


@pytest.fixture(scope="session")
def both(tmp_path_factory):
    return traces(tmp_path_factory.mktemp("same"))


@bullet("the simulated nginx")
@pytest.mark.parametrize("name", [case.name for case in ALL])
def test_it_does_as_the_real_one_does(both, name):
    real, ours = both[name]
    differing = {key for key in real.keys() | ours.keys() if real.get(key) != ours.get(key)}
    seen = {key: (real.get(key), ours.get(key)) for key in sorted(differing)}
    # What is listed has to differ in just that: a difference that is gone leaves the list.
    expected, reason = KNOWN.get(name, (set(), ""))
    assert differing == expected, f"real and ours: {seen}; known: {reason or 'nothing'}"


@bullet("the simulated nginx")
def test_every_known_difference_is_one_of_a_case():
    assert KNOWN.keys() <= {case.name for case in ALL}
    assert len({case.name for case in ALL}) == len(ALL)
