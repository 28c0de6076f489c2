"""Stand-ins for programs that speak: small scripts that write down what they are given. Nothing here makes a sound."""

import time
from collections.abc import Callable
from pathlib import Path

from coach.cues.engines import Engine
from coach.library.formats.settings.sound_settings import TEXT_HERE

PATIENCE_S = 180.0


def script(folder: Path, name: str, body: str) -> Path:
    """An executable shell script. ``$LOG`` in its body is the file to write to."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nLOG={folder / 'log'}\n{body}\n")
    path.chmod(0o755)
    return path


def engine(folder: Path, body: str = 'echo "$1" >> $LOG', name: str = "fake-voice") -> Engine:
    """A voice that gets its text as an argument."""
    return Engine(name, (str(script(folder, name, body)), TEXT_HERE))


def log(folder: Path) -> list[str]:
    """What was written down so far."""
    path = folder / "log"
    return path.read_text().splitlines() if path.exists() else []


def wait_for(reached: Callable[[], object]) -> None:
    """Until it is so; fails when it takes too long."""
    deadline = time.monotonic() + PATIENCE_S
    while not reached():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.005)
