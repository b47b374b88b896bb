"""The document at /openapi.json is true: schemathesis asks what it says, and what it forbids."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

bullet = pytest.mark.bullet

# All checks but those for stateful runs and for resources, which this service has none of yet.
SKIPPED = "use_after_free,ensure_resource_availability,object_level_authorization"
EXAMPLES = 25


def schemathesis(url, folder, session, *arguments):
    """Runs the tool over the served document; the result has its exit code and all it printed."""
    config = "[warnings]\nenabled = false\n"
    if session:
        config += f'[auth.openapi.session]\napi_key = "{session}"\n'
    (folder / "schemathesis.toml").write_text(config)
    program = Path(sys.executable).with_name("schemathesis")
    return subprocess.run(
        [program, "run", f"{url}/openapi.json", "--phases", "examples,coverage,fuzzing",
         "--checks", "all", "--exclude-checks", SKIPPED, "--max-examples", str(EXAMPLES),
         "--seed", "1", "--continue-on-failure", "--no-color", *arguments],
        cwd=folder, env={**os.environ, "COLUMNS": "120"}, capture_output=True, text=True,
        timeout=300)


def expect_true(run, least):
    """Nothing was found, and enough was tried for that to mean something."""
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    tried = re.search(r"(\d+) generated, (\d+) passed", run.stdout)
    assert tried and int(tried[1]) >= least, run.stdout[-2000:]


@bullet("OpenAPI document")
def test_a_user_finds_what_the_document_says(service, session, tmp_path):
    run = schemathesis(service.url, tmp_path, session, "--exclude-path", "/v1/auth/logout")
    expect_true(run, least=300)


@bullet("OpenAPI document")
def test_the_end_of_a_session_is_as_the_document_says(service, tmp_path):
    run = schemathesis(service.url, tmp_path, None, "--include-path", "/v1/auth/logout")
    expect_true(run, least=5)
