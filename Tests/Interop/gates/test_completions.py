"""Real shells complete what the scripts say."""

import os
import subprocess

import pexpect
import pytest

from support.server import PROGRAM

bullet = pytest.mark.bullet
# A file that plain completion of file names offers where only names of shells may stand.
UNWANTED = "unwanted-file"


@pytest.fixture
def scripts(folder):
    """A script per shell, a program of the right name, and something to complete.

    The scripts lie in a folder, so that no shell completes its own name from the files here."""
    (folder.path / "made").mkdir()
    for shell in ("bash", "zsh", "fish"):
        (folder.path / "made" / shell).write_text(folder.run("completions", shell))
    (folder.path / UNWANTED).write_text("no shell")
    os.symlink(PROGRAM, folder.path / "bmm-bench")
    (folder.path / "scenarios").mkdir()
    return folder


def typed(shell, setup, line, folder, prompt):
    """What an interactive shell shows for a line and two tabs."""
    terminal = pexpect.spawn(
        shell[0], shell[1:], cwd=str(folder.path), encoding="utf-8", dimensions=(60, 200),
        env={"PATH": f"{folder.path}:/usr/bin:/bin", "TERM": "dumb", "HOME": str(folder.path)})
    try:
        for command in setup:
            terminal.sendline(command)
        terminal.sendline("echo ready''now")
        terminal.expect("readynow\r?\n")
        terminal.send(line + "\t\t")
        terminal.expect([pexpect.TIMEOUT], timeout=3)
        return terminal.before
    finally:
        terminal.close(force=True)


CASES = [
    ("bmm-bench com", ["compare", "completions"]),
    ("bmm-bench run --wor", ["--world"]),
    ("bmm-bench run --world ", ["sim", "live"]),
    ("bmm-bench run --out sce", ["scenarios/"]),
    ("bmm-bench run fai", ["fails.json5"]),
    ("bmm-bench completions ", ["bash", "fish", "zsh"]),
]


@bullet("completions")
@pytest.mark.parametrize("line, words", CASES)
def test_bash(scripts, line, words):
    shown = typed(
        ["/bin/bash", "--norc", "--noprofile"], ["source ./made/bash"], line, scripts, "$")
    assert all(word in shown for word in words), shown
    assert UNWANTED not in shown or not line.startswith("bmm-bench completions"), shown


@bullet("completions")
@pytest.mark.parametrize("line, words", CASES)
def test_zsh(scripts, line, words):
    setup = ["unsetopt zle_bracketed_paste", "autoload -U compinit", "compinit -u -D",
             "source ./made/zsh"]
    shown = typed(["/usr/bin/zsh", "-f", "-i"], setup, line, scripts, "%")
    assert all(word in shown for word in words), shown
    assert UNWANTED not in shown or not line.startswith("bmm-bench completions"), shown


@bullet("completions")
@pytest.mark.parametrize("line, words", CASES)
def test_fish(scripts, line, words):
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source ./made/fish; complete -C '{line}'"],
        cwd=scripts.path, capture_output=True, text=True, timeout=60,
        env={"PATH": f"{scripts.path}:/usr/bin:/bin", "HOME": str(scripts.path)})
    offered = [entry.split("\t")[0] for entry in done.stdout.splitlines()]
    assert UNWANTED not in offered or not line.startswith("bmm-bench completions"), done.stdout
    assert set(words) <= set(offered), done.stdout + done.stderr
