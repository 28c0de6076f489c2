"""Plain mode as a process: whole sessions through a pipe, ended by signals, and gone on with."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")

COACH = [sys.executable, "-m", "coach"]
FAST = ["--plain", "--speed", "600", "--record"]
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    own = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS", "HOME")}
    return {**os.environ, **own, "PYTHONPATH": str(CHECKOUT), "TERM": "dumb"}


def coach(env: Mapping[str, str], *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COACH, *words], input=said, env=env, capture_output=True, text=True, timeout=180)


def sessions(env: Mapping[str, str]) -> list[Any]:
    return list(json.loads(coach(env, "history", "--json").stdout)["session"])


def test_a_session_through_a_pipe_and_out_into_another_history(env: Mapping[str, str], tmp_path: Path) -> None:
    done = coach(env, "play", "psoas-care", *FAST, said="1\n\n\n2\n1\nd\nn\n1l\n5\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "Light: green so far." in done.stdout
    (session,) = sessions(env)
    assert (session["before"], session["worst"], session["after"], session["done"]) == (1, 2, 1, 1.0)
    assert session["painful"] == ["psoas-stretch:left"]
    first = coach(env, "export", "-").stdout
    kept = tmp_path / "kept.toml"
    assert coach(env, "export", str(kept)).returncode == 0
    assert coach(env, "import", str(kept), "--profile", "other").returncode == 0
    assert coach(env, "export", "-", "--profile", "other").stdout == first
    assert coach(env, "simulate", "psoas-care", "--history", str(kept), "--json").returncode == 0


def test_a_rehearsal_keeps_nothing(env: Mapping[str, str]) -> None:
    done = coach(env, "play", "desk-break", "--plain", "--speed", "600", said="1\n\n\n0\n0\n5\n")
    assert done.returncode == 0
    assert "nothing of it is kept" in done.stdout
    assert sessions(env) == []


def test_the_input_ends_and_the_session_is_offered_again(env: Mapping[str, str]) -> None:
    done = coach(env, "play", "desk-break", "--plain", said="1\n\n\n")
    assert (done.returncode, sessions(env)) == (0, [])
    assert "coach play --plain" in done.stdout.splitlines()[-1]
    again = coach(env, "play", *FAST, said="\n0\n0\n5\n")
    assert again.stdout.startswith("You stopped in the middle of Desk break")
    assert [session["done"] for session in sessions(env)] == [1.0]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.soak)])
def test_a_signal_saves(env: Mapping[str, str], name: str) -> None:
    running = subprocess.Popen(
        [*COACH, "play", "desk-break", "--plain"], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdin
    assert running.stdout
    with running:
        running.stdin.write("1\n\n\n")
        running.stdin.flush()
        while not running.stdout.readline().startswith("Get ready"):
            pass
        running.send_signal(getattr(signal, name))
        rest = running.stdout.read()
    assert running.returncode == 130
    assert "paused and saved" in rest
    again = coach(env, "play", *FAST, said="\n0\n0\n5\n")
    assert again.stdout.startswith("You stopped in the middle of Desk break")


def test_killed_and_gone_on_with(env: Mapping[str, str]) -> None:
    running = subprocess.Popen(
        [*COACH, "play", "desk-break", *FAST[:1], "--speed", "20", "--record"],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdin
    assert running.stdout
    with running:
        running.stdin.write("1\n\n\n")
        running.stdin.flush()
        while not running.stdout.readline().startswith("Switch"):
            pass
        running.kill()
    again = coach(env, "play", *FAST, said="\n0\n0\n5\n")
    assert "You are at: Standing hip opener, right side" in again.stdout
    assert [session["done"] for session in sessions(env)] == [1.0]


def test_a_reader_that_goes_away_loses_nothing(env: Mapping[str, str]) -> None:
    running = subprocess.Popen(
        [*COACH, "play", "desk-break", *FAST],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdin
    assert running.stdout
    assert running.stderr
    with running:
        running.stdin.write("1\n\n\n")
        running.stdin.flush()
        while not running.stdout.readline().startswith("Get ready"):
            pass
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait(timeout=180) == 0
    again = coach(env, "play", *FAST, said="\n0\n0\n5\n")
    assert again.stdout.startswith("You stopped in the middle of Desk break")


def test_where_no_database_can_be_made_nothing_is_trained(env: Mapping[str, str], tmp_path: Path) -> None:
    (tmp_path / "XDG_DATA_HOME").write_text("a file where a folder should be")
    done = coach(env, "play", "desk-break", *FAST, said="1\n\n\n0\n0\n5\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no plan" in done.stderr


def test_a_database_that_can_be_read_and_not_written_does_not_lose_the_session(
    env: Mapping[str, str], tmp_path: Path
) -> None:
    assert coach(env, "play", "desk-break", *FAST, said="1\n\n\n0\n0\n5\n").returncode == 0
    work = tmp_path / "work"
    work.mkdir()
    (path,) = (tmp_path / "XDG_DATA_HOME").rglob("coach.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = subprocess.run(
            [*COACH, "play", "desk-break", *FAST],
            input="1\n\n\n0\n0\n5\n", env=env, cwd=work, capture_output=True, text=True, timeout=180,
        )  # fmt: skip
        assert done.returncode == 0
    (unsaved,) = work.glob("coach-unsaved-*.toml")
    assert f"coach import {unsaved}" in done.stderr
    assert coach(env, "import", str(unsaved)).returncode == 0
    assert [session["worst"] for session in sessions(env)] == [0, 0]
