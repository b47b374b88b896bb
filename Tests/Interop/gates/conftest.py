"""Runs the program in a folder of its own, as a job of a build would."""

import subprocess

import pytest

from support.server import PROGRAM

# One check that holds, one that does not, and a name that every format has to escape.
FAILING = """
{ name: "fails-here", about: "\\"quotes\\" <tags> & a bell \\u0007, a | b",
  expect: ["count(outcome=spec) == 2", "count() == 1"],
  users: [{ name: "u", plan: "team", arrivals: { closed: 1 }, steps: [{ preview: {} }] }] }
"""
EIGHT = """
{ name: "eight", about: "eight people", expect: ["count(outcome=spec) == 8"],
  users: [{ name: "u", plan: "team", arrivals: { constant: "1/s", count: 8 },
            steps: [{ preview: { prompt: "about a server {n}" } }] }] }
"""


class Folder:
    """A folder with two scenarios, and the program that runs in it."""

    def __init__(self, path):
        self.path = path
        (path / "fails.json5").write_text(FAILING)
        (path / "eight.json5").write_text(EIGHT)

    def run(self, *arguments, code=0):
        done = subprocess.run(
            [PROGRAM, *arguments], cwd=self.path, capture_output=True, text=True, timeout=120)
        assert done.returncode == code, f"{done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)
