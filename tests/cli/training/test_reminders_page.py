"""docs/reminders.md: what it tells to write works, with the real coach."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..conftest import Run

PROJECT = Path(__file__).parents[3]
PAGE = (PROJECT / "docs" / "reminders.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The page's code of a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
    return str(found)


@pytest.fixture
def path(home: Path) -> str:
    """A search path on which this coach is ``coach``."""
    folder = home / "bin"
    folder.mkdir()
    (folder / "coach").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coach "$@"\n')
    (folder / "coach").chmod(0o755)
    return f"{folder}:/usr/local/bin:/usr/bin:/bin"


def prompt(path: str, home: Path) -> str:
    script = f"PS1='> '\n{block('bash')}\nprintf '%s' \"${{PS1@P}}\""
    environ = {**os.environ, "PATH": path, "XDG_CACHE_HOME": str(home / "cache"), "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(["bash", "-c", script], env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_the_prompt_says_what_is_due_and_asks_once_an_hour(coach: Run, path: str, home: Path) -> None:
    due = coach("next").out
    assert prompt(path, home) == f"{due[:50]} > "
    coach("pause")
    assert prompt(path, home) == f"{due[:50]} > "
    kept = home / "cache" / "coach-due"
    os.utime(kept, (time.time() - 7200, time.time() - 7200))
    assert prompt(path, home) == " > "


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")
def test_tmux_takes_the_lines(path: str, home: Path) -> None:
    (home / "tmux.conf").write_text(block("tmux"))
    words = ["tmux", "-L", f"coach-{os.getpid()}", "-f", str(home / "tmux.conf")]
    try:
        done = subprocess.run(
            [*words, "new-session", "-d", "-x", "120", "sleep 30"],
            capture_output=True, text=True, timeout=30, check=False,
            env={**os.environ, "PATH": path, "TMUX_TMPDIR": str(home)},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        shown = subprocess.run(
            [*words, "show-options", "-gv", "status-right"], capture_output=True, text=True, timeout=30, check=False,
            env={**os.environ, "TMUX_TMPDIR": str(home)},
        )  # fmt: skip
        assert shown.stdout == "#(coach next | cut -c1-58)\n"
    finally:
        subprocess.run([*words, "kill-server"], capture_output=True, timeout=30, check=False,
                       env={**os.environ, "TMUX_TMPDIR": str(home)})  # fmt: skip


def test_the_kinds_of_days_are_all_named() -> None:
    from coach.domain.courses.diary import DayKind

    (listed,) = re.findall(r"`kind` \((.*?)\)", PAGE.replace("\n", " "))
    assert listed.split(", ") == [str(kind) for kind in DayKind]
