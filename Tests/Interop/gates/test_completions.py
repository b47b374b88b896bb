"""Real shells complete what the scripts say."""

import os
import signal
import subprocess

import pexpect
import pytest

from support.server import PROGRAM

bullet = pytest.mark.bullet
# A file that plain completion of file names offers where only names of shells may stand.
UNWANTED = "unwanted-file"
# A shell that has not listed anything by then will not; a busy machine may take some to answer.
TABS = 20


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


def typed(shell, setup, line, words, folder):
    """What an interactive shell shows for a line and as many tabs as it wants before it lists.

    Bash lists at the tab behind one that changed nothing, zsh at once. What comes behind the
    last word belongs to the same list, so it is read until the shell is quiet."""
    terminal = pexpect.spawn(
        shell[0], shell[1:], cwd=str(folder.path), encoding="utf-8", dimensions=(60, 200),
        env={"PATH": f"{folder.path}:/usr/bin:/bin", "TERM": "dumb", "HOME": str(folder.path)})
    try:
        for command in setup:
            terminal.sendline(command)
        terminal.sendline("echo ready''now")
        terminal.expect("readynow\r?\n", timeout=60)
        terminal.send(line)
        shown = ""
        for _ in range(TABS):
            terminal.send("\t")
            shown += until_quiet(terminal)
            if all(word in shown for word in words):
                break
        return shown
    finally:
        # Closing alone gives the shell a tenth of a second to go, which a busy machine exceeds.
        terminal.kill(signal.SIGKILL)
        terminal.wait()
        terminal.close()


def until_quiet(terminal):
    """All that a terminal shows until it has said nothing for a while."""
    shown = ""
    while terminal.expect([".+", pexpect.TIMEOUT], timeout=1) == 0:
        shown += terminal.match.group()
    return shown


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
        ["/bin/bash", "--norc", "--noprofile"], ["source ./made/bash"], line, words, scripts)
    assert all(word in shown for word in words), shown
    assert UNWANTED not in shown or not line.startswith("bmm-bench completions"), shown


@bullet("completions")
@pytest.mark.parametrize("line, words", CASES)
def test_zsh(scripts, line, words):
    setup = ["unsetopt zle_bracketed_paste", "autoload -U compinit", "compinit -u -D",
             "source ./made/zsh"]
    shown = typed(["/usr/bin/zsh", "-f", "-i"], setup, line, words, scripts)
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
