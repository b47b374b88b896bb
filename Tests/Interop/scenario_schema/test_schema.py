"""What editors are told of scenario files, held against the files and against what `check` says."""

import json
import subprocess
from pathlib import Path

import json5
import jsonschema
import pytest

from support.server import PROGRAM, ROOT

bullet = pytest.mark.bullet

SCENARIOS = sorted(
    path for path in ROOT.glob("Scenarios/*/*.json5") if path.parent.name != "shared")
# What is wrong in one place of a good scenario: the way to it, and what stands there.
WRONG = [
    (["seed"], "seven"),
    (["limit"], "5x"),
    (["expects"], []),
    (["edge"], {"profile": "squid"}),
    (["llm"], {"modles": {}}),
    (["users"], {}),
    (["users", 0, "plna"], "team"),
    (["users", 0, "plan"], {"free": 1}),
    (["users", 0, "arrivals"], {"closed": 0}),
    (["users", 0, "arrivals"], {"poisson": "5/s", "constant": "5/s", "count": 1}),
    (["users", 0, "steps", 0], {}),
    (["users", 0, "steps", 0], {"preview": {}, "wait": "1s"}),
    (["users", 0, "steps", 0], {"preview": {"sees": {"outcome": "spek"}}}),
    (["users", 0, "network"], {"latency": 5}),
]


@pytest.fixture(scope="module")
def schema():
    text = subprocess.run([PROGRAM, "schema"], check=True, capture_output=True).stdout
    schema = json.loads(text)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@bullet("every scenario is right by the schema")
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_scenario_is_right(schema, path):
    errors = [f"{error.json_path}: {error.message}" for error in
              schema.iter_errors(json5.loads(path.read_text()))]
    assert errors == []


@bullet("what the program refuses the schema refuses")
@pytest.mark.parametrize(["way", "value"], WRONG, ids=lambda part: json.dumps(part))
def test_what_is_wrong_is_refused_by_both(schema, tmp_path, way, value):
    scenario = json5.loads((ROOT / "Scenarios/smoke/stream.json5").read_text())
    place = scenario
    for key in way[:-1]:
        place = place[key]
    place[way[-1]] = value
    file = tmp_path / "wrong.json5"
    file.write_text(json.dumps(scenario))
    assert subprocess.run([PROGRAM, "check", file], capture_output=True).returncode == 2
    assert not schema.is_valid(scenario)
