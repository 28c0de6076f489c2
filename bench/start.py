"""How long ``coach`` takes from exec to its full first frame, beside a bare Textual app, in turn.

On the clock, and in processor time up to then, which a shared machine disturbs less.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

from common import HERE, SIZE, Figure, cpu_s
from e2e.terminal import COACH, Terminal, environment, have_read_the_notice

RUNS = 15
WARM_UPS = 2
TARGET = 1.35
"""Of the bare app's; the goal is 1.15."""
SESSIONS = 200
_LIMIT_S = 20.0


def measure(folder: Path) -> list[Figure]:
    """Medians of the three starts on the clock, and their ratios; those of processor time beside them."""
    used = folder / "used"
    used.mkdir()
    _import_history(used)
    bare, coach = (sys.executable, str(HERE / "bare.py")), coach_command()
    words = {"bare": ["One Static."], "fresh": last_words(coach, folder / "look"), "used": last_words(coach, used)}
    times: dict[str, list[Took]] = {name: [] for name in words}
    for run in range(WARM_UPS + RUNS):
        homes = {"bare": folder / "bare", "fresh": folder / f"fresh-{run}", "used": used}
        for name, home in homes.items():
            home.mkdir(exist_ok=True)
            have_read_the_notice(home)
            took = first_frame(bare if name == "bare" else coach, home, words[name])
            if run >= WARM_UPS:
                times[name].append(took)
    rows = []
    for name, starts in (("no history yet", times["fresh"]), (f"{SESSIONS} sessions", times["used"])):
        rows += [
            _figure(f"start, {name}", [took.clock_s for took in starts], [took.clock_s for took in times["bare"]]),
            _figure(
                f"the same in processor time, {name}",
                [took.cpu_s for took in starts],
                [took.cpu_s for took in times["bare"]],
            ),
        ]
    return rows


class Took(NamedTuple):
    """Seconds from exec to the full first frame: on the clock, and of processor time."""

    clock_s: float
    cpu_s: float


def _figure(name: str, times: Sequence[float], bare: Sequence[float]) -> Figure:
    took, base = median(times), median(bare)
    ratio = took / base
    return Figure(
        name, f"≤ {TARGET} ×", f"{ratio:.2f} × ({took * 1000:.0f} ms)", f"{base * 1000:.0f} ms, bare", ratio <= TARGET
    )


def coach_command() -> tuple[str, ...]:
    """The installed command, as a runner starts it; without one, the module."""
    script = Path(sys.executable).with_name("coach")
    return (str(script),) if script.exists() else COACH


def first_frame(command: Sequence[str], home: Path, words: Sequence[str]) -> Took:
    """From exec until all the words have reached the terminal."""
    wanted = [word.encode() for word in words]
    with Terminal(command, home, size=SIZE, draws=False) as terminal:
        while not all(word in terminal.raw for word in wanted):
            terminal.receive(1.0)
            if time.monotonic() - terminal.started > _LIMIT_S:
                raise RuntimeError(f"no first frame after {_LIMIT_S:.0f} s: {bytes(terminal.raw[-500:])!r}")
        return Took(terminal.received_at - terminal.started, cpu_s(terminal.process.pid))


def last_words(command: Sequence[str], home: Path) -> list[str]:
    """What a full first frame of Home holds: the last words of the list and the footer, and what is marked."""
    home.mkdir(exist_ok=True)
    have_read_the_notice(home)
    with Terminal(command, home, size=SIZE) as terminal:
        terminal.wait_for("Routines (")
        terminal.settle(0.7)
        listed = [line for line in terminal.lines if " min " in line][-1].split()[:2]
        described = ["You need:"] if any("You need:" in line for line in terminal.lines) else []
        return [" ".join(listed), terminal.lines[-1].split()[-1], *described]


def _import_history(home: Path) -> None:
    """A database with sessions of every second day up to yesterday."""
    first = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2 * SESSIONS - 1)
    rows = [
        f'[[session]]\nroutine = "psoas-care"\nat = {first + timedelta(days=2 * day):%Y-%m-%dT%H:%M:%SZ}\n'
        f"before = {day % 2}\nworst = {1 + day % 3}\nafter = {day % 2}\nmorning = {day % 2}\n"
        f'quality = "dull"\ngait_changed = false\neffort = {4 + day % 3}\ndone = 1.0\npainful = []\n'
        for day in range(SESSIONS)
    ]
    file = home / "history.toml"
    file.write_text("\n".join(rows))
    subprocess.run(
        [*COACH, "import", str(file)], env=environment(home), cwd=home, check=True, stdout=subprocess.DEVNULL
    )
