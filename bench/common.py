"""What the measurements share: a figure as a row, the routine with one long hold, and a coach that is counting it."""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from e2e.terminal import Terminal, have_read_the_notice

from coach.tui.text.digits import CELL, LEAST_DIGIT_HEIGHT, draw_digits

HERE = Path(__file__).parent
SIZE = (100, 30)
GET_READY_S = 2
HOLD_S = 60
SETS = 6
"""The first of them is measured; with the others the session is about as long as real ones."""
_ROUTINE = f"""format = 1
id = "long-hold"
name = "Long hold"
about = "One hold, for measuring."
kind = "strength"
phases = ["acute", "recovery", "maintenance"]
sources = ["coach"]

[[step]]
exercise = "plank"
hold = {HOLD_S}
sets = {SETS}
rest = 20
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. ``met``: None where there is no target."""

    name: str
    target: str
    measured: str
    baseline: str = ""
    met: bool | None = None


class Counting:
    """The coach in a terminal, led into its one long hold. ``due(n)`` is when its n-th second was to show.

    ``sound``: the settings' keys for it. ``routine``: another one, in which work shows the word ``waits_for``.
    """

    def __init__(
        self,
        home: Path,
        sound: str = 'voice = "off"',
        *,
        routine: str = _ROUTINE,
        waits_for: str = "HOLD",
        **env: str,
    ) -> None:
        routines = home / "given"
        settings = home / "config" / "coach" / "settings.toml"
        for folder in (routines, settings.parent):
            folder.mkdir(parents=True)
        (routines / "long-hold.toml").write_text(routine)
        settings.write_text(f"[session]\nget_ready = {GET_READY_S}\nexplain = false\n\n[sound]\n{sound}\n")
        have_read_the_notice(home)
        began = home / "began"
        command = (sys.executable, str(HERE / "watched.py"), "--routines", str(routines), "play", "long-hold")
        self.terminal = Terminal(command, home, size=SIZE, env={"COACH_BENCH_BEGAN": str(began), **env})
        self.terminal.wait_for("Pain now")
        self.terminal.settle(0.1)
        self.terminal.press("0", "enter")
        self.terminal.wait_for(waits_for)
        self._hold_began = float(began.read_text()) + GET_READY_S

    def due(self, second: int) -> float:
        """The moment, on ``time.monotonic``, from which ``second`` seconds of the hold have passed."""
        return self._hold_began + second

    def shown_left(self) -> int | None:
        """The seconds that the big digits show; None where there are none, or only part of them."""
        # Only the digits are full cells: the figure beside them is braille.
        rows = ["".join(c if c == CELL else " " for c in line) for line in self.terminal.lines if CELL in line]
        return _pictures(len(rows)).get(_without_margin(rows))


@cache
def _pictures(height: int) -> dict[tuple[str, ...], int]:
    """Every number of seconds in a hold, by its picture ``height`` rows tall."""
    if height < LEAST_DIGIT_HEIGHT:
        return {}
    return {_without_margin(draw_digits(str(number), height)): number for number in range(HOLD_S + 1)}


def _without_margin(rows: Sequence[str]) -> tuple[str, ...]:
    left = min((len(row) - len(row.lstrip()) for row in rows), default=0)
    return tuple(row[left:].rstrip() for row in rows)


def cpu_s(pid: int) -> float:
    """Seconds of processor time, user and system, that a process has used."""
    if sys.platform == "linux":
        # Another process's CPU-time clock, as clock_getcpuclockid(3) makes its number: finer than /proc's hundredths.
        return time.clock_gettime(((~pid) << 3) | 2)
    import psutil

    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
