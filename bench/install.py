"""How long a stranger waits: an empty environment, pip with all that the wheel asks for, the first start's first frame.

The wheel is built before, and pip keeps nothing from earlier: what it fetches depends on the line and the index, so
there is no target. This is the one measurement that needs an index; where there is none, it says so.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from common import HERE, SIZE, Figure
from e2e.terminal import Terminal

RUNS = 3
_FIRST_WORDS = b"I have read this"
_LIMIT_S = 120.0
_CHECKOUT = HERE.parent


def measure(folder: Path) -> list[Figure]:
    """Medians on the clock of the whole, and of the parts; the second start beside the first one."""
    wheel = _wheel(folder / "dist")
    runs: list[tuple[float, ...]] = []
    try:
        for run in range(RUNS):
            place = folder / f"run-{run}"
            place.mkdir()
            runs.append(_installed(wheel, place))
    except subprocess.CalledProcessError:
        return [Figure("from an empty environment to the first frame", "", "not measured: no package index")]
    made, fetched, first, again = (median(part) for part in zip(*runs, strict=True))
    whole = median(sum(run[:3]) for run in runs)
    parts = f"environment {made:.1f}, pip install {fetched:.1f}, first start {first:.2f} s (again: {again:.2f})"
    return [Figure("from an empty environment to the first frame", "", f"{whole:.1f} s: {parts}")]


def _wheel(out: Path) -> Path:
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, _CHECKOUT)
    (built,) = out.glob("*.whl")
    return built


def _installed(wheel: Path, place: Path) -> tuple[float, ...]:
    """Seconds: making the environment, pip, the first start, and a second one in the same home."""
    environment = place / "environment"
    began = time.monotonic()
    _run(sys.executable, "-m", "venv", environment)
    made = time.monotonic()
    _run(environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-cache-dir", wheel)
    fetched = time.monotonic()
    home = place / "home"
    home.mkdir()
    starts = [_first_frame(environment / "bin" / "coach", home) for _ in range(2)]
    return made - began, fetched - made, *starts


def _first_frame(coach: Path, home: Path) -> float:
    # Without the checkout on its path, else the coach would be that of the checkout.
    with Terminal((str(coach),), home, size=SIZE, draws=False, env={"PYTHONPATH": ""}) as terminal:
        while _FIRST_WORDS not in terminal.raw:
            terminal.receive(1.0)
            if time.monotonic() - terminal.started > _LIMIT_S:
                raise RuntimeError(f"no first frame after {_LIMIT_S:.0f} s: {bytes(terminal.raw[-500:])!r}")
        return terminal.received_at - terminal.started


def _run(*command: str | Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    subprocess.run(
        command, cwd=_CHECKOUT, env=environ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
