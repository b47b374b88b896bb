"""One fake for all tests of a run, and a closing table of what was promised and what held."""

import os
from collections import Counter
from pathlib import Path

import pytest

from support.both import Both
from support.journal import Journal
from support.server import ROOT, SERVERS

# Names a server that is no fake: there every test has to fail, or it would prove nothing.
CONTROL = os.environ.get("INTEROP_CONTROL", "")
outcomes = {}


@pytest.fixture(scope="session")
def new_server():
    """Makes a server; the ones of the controls take its place where the tests are tested."""
    return SERVERS[CONTROL]


def served(server):
    """The server, until all tests are done with it; then it has to end as it should."""
    yield server
    code = server.end()
    assert CONTROL or code == 0, f"exit code {code} after SIGTERM:\n{''.join(server.log)}"


@pytest.fixture(scope="session")
def fake(new_server):
    """The fake as it is without any options."""
    yield from served(new_server())


@pytest.fixture(scope="session")
def limited(new_server):
    """A fake with limits for each key."""
    yield from served(new_server("--scenario", str(Path(__file__).with_name("limits.json5"))))


@pytest.fixture(scope="session")
def recorded(new_server):
    """A fake with cassettes."""
    yield from served(new_server("--cassettes", str(ROOT / "Scenarios/cassettes")))


@pytest.fixture
def journal(fake):
    return Journal(fake)


@pytest.fixture
def make_client(new_client):
    """Makes clients of the SDK, which `new_client` of its folder does, and closes them at the end."""
    clients = []

    def make(**options):
        clients.append(new_client(**options))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(make_client):
    return make_client()


@pytest.fixture(params=[False, True], ids=["whole", "stream"])
def is_stream(request):
    return request.param


@pytest.fixture(params=["sync", "async"])
def both(request):
    both = Both(request.param == "async")
    yield both
    both.close()


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("bullet") is None:
            raise pytest.UsageError(f"{item.nodeid} names no bullet")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    # A test that is skipped has no call.
    if report.when == "call" or report.failed:
        _, held_before = outcomes.get(item.nodeid, ("", True))
        bullet = item.get_closest_marker("bullet").args[0]
        outcomes[item.nodeid] = (bullet, held_before and report.passed)
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    if CONTROL and exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        session.exitstatus = 1 if proving_nothing() or not outcomes else 0


def proving_nothing():
    return [name for name, (_, held) in outcomes.items() if held]


def pytest_terminal_summary(terminalreporter):
    if CONTROL:
        for name in proving_nothing():
            terminalreporter.write_line(f"passes without a fake: {name}")
        failed = len(outcomes) - len(proving_nothing())
        terminalreporter.write_line(
            f"control {CONTROL}: {failed} of {len(outcomes)} tests fail, as they must")
        return
    held, all_of_them = Counter(), Counter()
    for bullet, passed in outcomes.values():
        all_of_them[bullet] += 1
        held[bullet] += passed
    for bullet in sorted(all_of_them):
        mark = "" if held[bullet] == all_of_them[bullet] else "   <-- broken"
        terminalreporter.write_line(f"{held[bullet]:4} of {all_of_them[bullet]:4}  {bullet}{mark}")
