"""The files for builds are what their readers take."""

import json
import subprocess

import pytest
from junitparser import Failure, JUnitXml, Skipped
from prometheus_client.openmetrics.parser import text_string_to_metric_families

bullet = pytest.mark.bullet


@bullet("JUnit XML")
def test_a_parser_finds_suites_cases_and_failures(folder):
    folder.run("run", ".", "--junit", "junit.xml", code=1)
    report = JUnitXml.fromfile(str(folder.path / "junit.xml"))
    suites = {suite.name: suite for suite in report}
    assert set(suites) == {"eight", "fails-here"}
    bad = suites["fails-here"]
    assert (bad.failures, bad.errors) == (1, 0)
    assert bad.tests == len(list(bad))
    failures = [case for case in bad if any(isinstance(r, Failure) for r in case.result)]
    assert [case.name for case in failures] == ["count(outcome=spec) == 2"]
    assert "observed: 1" in failures[0].result[0].text
    assert "repeat: bmm-bench run ./fails.json5 --seed 1" in failures[0].result[0].text
    skipped = [case for case in bad if any(isinstance(r, Skipped) for r in case.result)]
    assert len(skipped) == bad.skipped > 0
    properties = {p.name: p.value for p in bad.properties()}
    assert properties["about"] == '"quotes" <tags> & a bell , a | b'
    assert properties["seed"] == "1"
    assert report.tests == sum(suite.tests for suite in suites.values())


@bullet("JUnit XML")
def test_it_is_well_formed_for_a_strict_reader(folder):
    folder.run("run", "fails.json5", "--junit", "junit.xml", code=1)
    done = subprocess.run(
        ["xmllint", "--noout", str(folder.path / "junit.xml")], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@bullet("OpenMetrics")
def test_every_family_is_parsed(folder):
    folder.run("run", ".", "--metrics", "metrics.txt", code=1)
    text = (folder.path / "metrics.txt").read_text()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    assert all(family.documentation for family in families.values())
    held = {s.labels["scenario"]: s.value for s in families["bmm_run_held"].samples}
    assert held == {"eight": 1, "fails-here": 0}
    requests = families["bmm_run_requests"].samples
    assert {s.labels["scenario"]: s.value for s in requests} == {"eight": 8, "fails-here": 1}
    times = families["bmm_run_e2e_seconds"]
    assert (times.type, times.unit) == ("summary", "seconds")
    counts = [s.value for s in times.samples
              if s.name.endswith("_count") and s.labels["scenario"] == "eight"]
    assert counts == [8]


@bullet("events")
def test_a_line_per_request_the_same_in_each_process(folder):
    for name in ("one", "two"):
        folder.run("run", "eight.json5", "--events", f"{name}.jsonl")
    one, two = ((folder.path / f"{name}.jsonl").read_bytes() for name in ("one", "two"))
    assert one == two
    lines = [json.loads(line) for line in one.splitlines()]
    assert [line["id"] for line in lines] == [f"u-{n}" for n in range(1, 9)]
    assert [line["planned"] for line in lines] == sorted(line["planned"] for line in lines)
