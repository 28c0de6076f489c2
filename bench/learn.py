"""What Learn costs: from F3 until its list is there, and Home until it rests, beside one that offers no card."""

import sys
import time
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
    return [*rows, _home(home)]


def _home(home: Path) -> Figure:
    """Medians of Home's processor time until it rests, with a card to offer and without Learn, in turn."""
    without = (sys.executable, str(HERE / "unlearned.py"))
    times: dict[bool, list[float]] = {True: [], False: []}
    for run in range(2 * STARTS + 2):
        learns = run % 2 == 0
        with Terminal(COACH if learns else without, home, size=SIZE) as terminal:
            terminal.wait_for("Routines (")
            terminal.settle(0.7)
            if run >= 2:  # the first of each warms up
                times[learns].append(cpu_s(terminal.process.pid) * 1000)
    with_cards, bare = median(times[True]), median(times[False])
    more = with_cards / bare - 1
    return Figure(
        "Home until it rests, in processor time",
        f"± {TARGET_MORE:.0%}",
        f"{more:+.1%} ({with_cards:.0f} ms)",
        f"without a card to offer: {bare:.0f} ms",
        met=abs(more) <= TARGET_MORE,
    )


def _opened(terminal: Terminal) -> tuple[float, float]:
    """Milliseconds on the clock, and of processor time."""
    began, spent = time.monotonic(), cpu_s(terminal.process.pid)
    terminal.press("f3")
    terminal.wait_for("of 18 read")
    return (time.monotonic() - began) * 1000, (cpu_s(terminal.process.pid) - spent) * 1000
