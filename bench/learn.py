"""What Learn costs: from F3 until its list is there; Home and a session, beside a coach without Learn."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from common import HERE, SIZE, Figure, cpu_s
from e2e.terminal import COACH, Terminal, have_read_the_notice

RUNS = 9
TARGET_MS = 100
STARTS = 20
TARGET_MORE = 0.02


def measure(folder: Path) -> list[Figure]:
    """Medians: the first time in an app, when its modules and files are read, and again."""
    first, again = [], []
    home = folder / "home"
    home.mkdir()
    have_read_the_notice(home)
    for _ in range(RUNS):
        with Terminal(COACH, home, size=SIZE) as terminal:
            terminal.wait_for("Routines (")
            terminal.settle(0.7)
            first.append(_opened(terminal))
            terminal.press("escape")
            terminal.wait_for("Routines (")
            terminal.settle(0.2)
            again.append(_opened(terminal))
    name, target = "Learn, from F3 to its list", f"≤ {TARGET_MS} ms"
    rows = []
    for place, what in enumerate(("", ", in processor time")):
        once, then = (median(each[place] for each in some) for some in (first, again))
        shown = f"{once:.0f} ms at first, {then:.0f} ms again"
        rows.append(Figure(f"{name}{what}", target, shown, met=once <= TARGET_MS))
    return [*rows, _beside("Home until it rests", _home, home), _beside("A session, rehearsed", _session, home)]


def _beside(name: str, measured: Callable[[tuple[str, ...], Path], float], home: Path) -> Figure:
    """The median difference, in processor time, of coaches with and without Learn, run one after the other.

    Neighbours are set side by side, and who comes first changes: a machine that grows slower meanwhile favours neither.
    """
    without = (sys.executable, str(HERE / "unlearned.py"))
    times: dict[bool, list[float]] = {True: [], False: []}
    for run in range(STARTS + 1):
        for learns in (True, False) if run % 2 else (False, True):
            took = measured(COACH if learns else without, home)
            if run:  # the first of each warms up
                times[learns].append(took)
    learning, bare = median(times[True]), median(times[False])
    more = median(one - other for one, other in zip(times[True], times[False], strict=True)) / bare
    return Figure(
        f"{name}, in processor time",
        f"± {TARGET_MORE:.0%}",
        f"{more:+.1%} ({learning:.0f} ms)",
        f"without Learn: {bare:.0f} ms",
        met=abs(more) <= TARGET_MORE,
    )


def _home(command: tuple[str, ...], home: Path) -> float:
    with Terminal(command, home, size=SIZE) as terminal:
        terminal.wait_for("Routines (")
        terminal.settle(0.7)
        return _used_ms(terminal)


def _session(command: tuple[str, ...], home: Path) -> float:
    """From its start, through every set, to the pain check; nothing of it is kept."""
    with Terminal((*command, "play", "five-minute-mobility", "--speed", "60"), home, size=SIZE) as terminal:
        terminal.wait_for("Pain now")
        terminal.settle(0.3)
        began = _used_ms(terminal)
        terminal.press("0", "enter")
        terminal.wait_for("Worst")
        return _used_ms(terminal) - began


def _used_ms(terminal: Terminal) -> float:
    """Milliseconds of processor time; a coach that has ended would be no measure."""
    assert terminal.process.poll() is None, terminal.text
    return cpu_s(terminal.process.pid) * 1000


def _opened(terminal: Terminal) -> tuple[float, float]:
    """Milliseconds on the clock, and of processor time."""
    began, spent = time.monotonic(), _used_ms(terminal)
    terminal.press("f3")
    terminal.wait_for("of 18 read")
    return (time.monotonic() - began) * 1000, _used_ms(terminal) - spent
