"""A command line of its own for each test: main in this process, with its own folders, and what it said."""

import builtins
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main


@dataclass(frozen=True)
class Said:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


def answer(monkeypatch: pytest.MonkeyPatch, given: str) -> list[str]:
    """At a terminal, answer each question with ``given``; what is asked comes into the list."""
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(builtins, "input", lambda words="": asked.append(words) or given)
    return asked


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds all the coach may read or write."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COACH_DEBUG", raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return tmp_path


@pytest.fixture
def own(home: Path) -> Path:
    """The runner's own routines."""
    return home / "xdg_config_home" / "coach" / "routines"


@pytest.fixture
def coach(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line."""

    def run(*words: str) -> Said:
        capsys.readouterr()
        code = main(list(words))
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return run
