"""What a key costs in the editor at 300 lines, and whether 20 keys a second are shown as they come.

The measurement is called *typing*; a module of that name would hide Python's own. Beside it, in the same run, a bare
Textual app with the same text in a text area (``bare_text.py``).
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median, quantiles

from common import HERE, Figure, cpu_s
from e2e.terminal import COACH, Terminal, have_read_the_notice

LINES = 300
SIZE = (100, 30)
TARGET_MS = 30.0
KEYS = 75
APART_S = 0.6
"""From one key to the next: more than it takes until what is typed is checked, and what fits is offered."""
_END = "\x1b[F"
BURST, EVERY_S, LINE = 100, 0.05, 25
SHOWN_MS = 50.0
"""The next key comes then."""
_HEAD = 'format = 1\nid = "typed"\nname = "Typed"\nkind = "mixed"\n'
_STEP = '\n[[step]]\nexercise = "{}"\nhold = {{ from = 20, to = 30, step = 5 }}\nsets = 2\nrest = 20   # seconds\n'
_EXERCISES = ("plank", "psoas-stretch", "dead-bug", "bridge")
_WORDS = '# kept at once\rtempo = [1, 0, 3]\rpriority = 2\reasier = "dead-bug"\rharder = "side-plank"\r'
"""A remark, and keys that are offered, with their values."""


def measure(folder: Path) -> list[Figure]:
    """The editor and the bare app, each typed in slowly, then fast."""
    home = folder / "home"
    routines = home / "config" / "coach" / "routines"
    routines.mkdir(parents=True)
    have_read_the_notice(home)
    text = _routine()
    (routines / "typed.toml").write_text(text, encoding="utf-8")
    plain = folder / "bare.toml"
    plain.write_text(text, encoding="utf-8")
    bare = _typed((sys.executable, str(HERE / "bare_text.py"), str(plain)), home, is_coach=False)
    coach = _typed(COACH, home, is_coach=True)
    name = f"a key in the editor at {LINES} lines"
    share = coach.burst_s / (BURST * EVERY_S) * 100
    bare_share = bare.burst_s / (BURST * EVERY_S) * 100
    rate = f"{1 / EVERY_S:.0f} keys a second"
    return [
        Figure(
            f"{name}, processor, with all that follows from it",
            f"p95 ≤ {TARGET_MS:.0f} ms",
            _spread(coach.costs),
            f"{_spread(bare.costs)}, bare text area; idle, the figure moving: {coach.idle_ms:.1f} ms, taken off",
            _p95(coach.costs) <= TARGET_MS,
        ),
        Figure(
            f"{rate}, from a key to its place on the screen",
            f"p95 ≤ {SHOWN_MS:.0f} ms",
            _spread(coach.shown),
            f"{_spread(bare.shown)}, bare",
            _p95(coach.shown) <= SHOWN_MS,
        ),
        Figure(
            f"{rate}, processor",
            "",
            f"{share:.0f} % of a core, {coach.burst_s / BURST * 1000:.1f} ms a key",
            f"{bare_share:.0f} %, {bare.burst_s / BURST * 1000:.1f} ms, bare",
        ),
    ]


class _Typing:
    """Milliseconds of processor time of each slow key, and on the clock of each fast one; seconds of all fast ones."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.shown: list[float] = []
        self.burst_s = 0.0
        self.idle_ms = 0.0


def _routine() -> str:
    text = _HEAD
    number = 0
    while text.count("\n") < LINES:
        text += _STEP.format(_EXERCISES[number % len(_EXERCISES)])
        number += 1
    return text


def _typed(command: Sequence[str], home: Path, *, is_coach: bool) -> _Typing:
    found = _Typing()
    with Terminal(command, home, size=SIZE) as terminal:
        if is_coach:
            terminal.wait_for("Routines (")
            terminal.press(*"typed")
            terminal.wait_for("Typed")
            terminal.press("\x05")
        terminal.wait_for('id = "typed"')
        _read(terminal, 1.0)
        for _ in range(6):  # a new line in the first step
            terminal.press("down")
        terminal.press(_END, "enter")
        _read(terminal, 1.5)
        pid = terminal.process.pid
        found.idle_ms = median(_cost(terminal, pid, "") for _ in range(8))
        for number in range(KEYS + 5):
            cost = _cost(terminal, pid, _WORDS[number % len(_WORDS)])
            if number >= 5:  # the first draw the list, and fill the caches
                found.costs.append(max(0.0, cost - found.idle_ms))
        terminal.press("enter", "#")
        _read(terminal, 1.0)
        _burst(terminal, found)
    return found


def _cost(terminal: Terminal, pid: int, key: str) -> float:
    """Milliseconds of processor time from a key until the next one."""
    before = cpu_s(pid)
    if key:
        terminal.press(key)
    _read(terminal, APART_S)
    return (cpu_s(pid) - before) * 1000


def _burst(terminal: Terminal, found: _Typing) -> None:
    """A key every 50 ms; when each stands on the screen."""
    before = cpu_s(terminal.process.pid)
    letters = Random(7).choices("abcdefghijklmnopqrstuvwxyz", k=BURST)
    typed = "".join("\r" if number % LINE == LINE - 1 else each for number, each in enumerate(letters))
    began = time.monotonic()
    sent: list[float] = []
    seen = 0
    while seen < BURST and time.monotonic() - began < BURST * EVERY_S + 20:
        now = time.monotonic()
        if len(sent) < BURST and now >= began + len(sent) * EVERY_S:
            terminal.press(typed[len(sent)])
            sent.append(time.monotonic())
        due = began + len(sent) * EVERY_S if len(sent) < BURST else now + 0.2
        if terminal.receive(max(0.0, min(due - time.monotonic(), 0.2))):
            shown = terminal.text
            while seen < len(sent) and _last(typed, seen) in shown:
                found.shown.append((terminal.received_at - sent[seen]) * 1000)
                seen += 1
    found.burst_s = cpu_s(terminal.process.pid) - before


def _last(typed: str, number: int) -> str:
    """The letters of what is typed up to a key that stand in its row; of a new row, those of the one before."""
    return typed[: number + 1].rstrip("\r").rpartition("\r")[2]


def _read(terminal: Terminal, seconds: float) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        terminal.receive(min(left, 0.1))


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[18]


def _spread(values: Sequence[float]) -> str:
    return f"p50 {median(values):.1f}, p95 {_p95(values):.1f}, max {max(values):.1f} ms"
