"""What the tests at a real terminal share."""

import json
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from e2e.terminal import COACH, Terminal, environment, have_read_the_notice

Open = Callable[..., Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A runner's home: their data, settings and working folder. They have read the safety notice, and want no sound."""
    folder = tmp_path / "home"
    settings = folder / "config" / "coach" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[sound]\nvoice = "off"\n')
    have_read_the_notice(folder)
    return folder


@pytest.fixture
def start(home: Path) -> Iterator[Open]:
    """``start("play", "desk-break", size=…, env=…)``: a coach on a terminal of its own, ended with the test."""
    with ExitStack() as terminals:

        def begin(*words: str, **how: object) -> Terminal:
            return terminals.enter_context(Terminal([*COACH, *words], home, **how))  # type: ignore[arg-type]

        yield begin


@pytest.fixture
def run(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """``run("history", "--json")``: a command without a terminal, to its end."""

    def go(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COACH, *words],
            env=environment(home, **(env or {})),
            cwd=home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=180,
        )

    return go


@pytest.fixture
def checkpoints(home: Path) -> Callable[[], list[dict[str, object]]]:
    """The sessions under way that are on disk, as the store keeps them."""

    def read() -> list[dict[str, object]]:
        database = sqlite3.connect(home / "data" / "coach" / "coach.db")
        try:
            return [json.loads(data) for (data,) in database.execute("SELECT data FROM checkpoint")]
        finally:
            database.close()

    return read
