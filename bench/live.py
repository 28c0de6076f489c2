"""The app with a thousand routines of one's own, beside the same app without them, in turn.

When Home can be used, when all is read, and how soon a changed file is seen.
"""

import re
import shutil
import time
from pathlib import Path
from statistics import median

from common import SIZE, Figure, cpu_s
from e2e.terminal import COACH, Terminal, have_read_the_notice

RUNS, CHANGES = 7, 9
MORE_MS, ALL_MS, FOLLOWED_MS = 50, 1500, 1000
_LIMIT_S = 20.0
_ROUTINE = """format = 1
id = "seen"
name = "Aaa {}"
kind = "mixed"

[[step]]
exercise = "plank"
hold = 20
"""


def measure(folder: Path, config: Path, files: int) -> list[Figure]:
    """The figures, with the routines in ``config``: medians of seven runs, and the slowest of nine changes."""
    alone, home = folder / "alone", folder / "with-many"
    for each in (alone, home):
        each.mkdir()
        have_read_the_notice(each)
    shutil.copytree(config, home / "config")
    time.sleep(2.5)  # files as young as a store beside them are not trusted
    times: dict[str, list[_Start]] = {"alone": [], "first": [], "kept": []}
    for run in range(RUNS + 1):  # the first is a warm-up
        for name, found in times.items():
            if name == "first":
                shutil.rmtree(home / "data" / "coach" / "kept", ignore_errors=True)
            start = _start(alone if name == "alone" else home, 0 if name == "alone" else files)
            if run:
                found.append(start)
    usable, answered = _of(times["alone"], "usable"), _of(times["alone"], "answered")
    rows = []
    for name, words in (("first", "first time"), ("kept", "kept from before")):
        here = times[name]
        most = usable + MORE_MS
        read = f"{_of(here, 'cpu'):.0f} ms of processor time; progress told {_of(here, 'told'):.0f} times"
        rows += [
            _row(f"Home drawn with {files:,} routines, {words}", _of(here, "usable"), most, f"{usable:.0f} ms, alone"),
            _row(
                f"and a key answered, {words}", _of(here, "answered"), answered + MORE_MS, f"{answered:.0f} ms, alone"
            ),
            _row(f"and all of them read, {words}", _of(here, "whole"), ALL_MS, read),
        ]
    slowest, usual = _followed(home)
    rows.append(_row("a changed file is seen, the slowest", slowest, FOLLOWED_MS, f"{usual:.0f} ms, the median"))
    return rows


class _Start:
    """Milliseconds from exec: Home drawn, its first key answered, all read, and the processor time up to then.

    ``told``: how often progress was told.
    """

    def __init__(self, usable: float, answered: float, whole: float, cpu: float, told: int) -> None:
        self.usable, self.answered, self.whole, self.cpu, self.told = usable, answered, whole, cpu, told


def _start(home: Path, files: int) -> _Start:
    with Terminal(COACH, home, size=SIZE, draws=False) as terminal:
        usable = _until(terminal, rb"Routines \(\d+\)[\s\S]*You need:[\s\S]*Help")
        terminal.press("q")
        answered = _until(terminal, rb"Routines \(\d+ of \d+\)")
        terminal.press("escape")
        whole = _until(terminal, rb"Routines \(1,?\d{3}\)") if files else answered
        cpu = cpu_s(terminal.process.pid) * 1000
        told = len(re.findall(rb"Reading your files: ", bytes(terminal.raw)))
        terminal.press("ctrl+q")
        terminal.wait_exit()
    return _Start(usable, answered, whole, cpu, told)


def _followed(home: Path) -> tuple[float, float]:
    """Milliseconds from a change to its being on the screen: the slowest, and the median."""
    path = home / "config" / "coach" / "routines" / "seen.toml"
    times = []
    with Terminal(COACH, home, size=SIZE, draws=False) as terminal:
        _until(terminal, rb"Routines \(1,?\d{3}\)")
        for number in range(CHANGES):
            terminal.settle(0.3 + number * 0.07)  # at another moment between two looks each time
            path.write_text(_ROUTINE.format(number))
            began = time.monotonic()
            _until(terminal, b"Aaa %d" % number)
            times.append((terminal.received_at - began) * 1000)
    return max(times), median(times)


def _until(terminal: Terminal, wanted: bytes) -> float:
    """Milliseconds from exec until all that was sent holds it."""
    pattern = re.compile(wanted)
    while not pattern.search(terminal.raw):
        terminal.receive(1.0)
        if time.monotonic() - terminal.started > _LIMIT_S:
            raise RuntimeError(f"no {wanted!r} after {_LIMIT_S:.0f} s: {bytes(terminal.raw[-500:])!r}")
    return (terminal.received_at - terminal.started) * 1000


def _of(starts: list[_Start], what: str) -> float:
    return median(getattr(start, what) for start in starts)


def _row(name: str, measured: float, most: float, beside: str) -> Figure:
    return Figure(name, f"≤ {most:,.0f} ms", f"{measured:,.0f} ms", beside, measured <= most)
