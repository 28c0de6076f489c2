"""What a session costs whose figure moves, ten frames a second: processor time and bytes."""

import time
from pathlib import Path

from common import GET_READY_S, SIZE, Counting, Figure, cpu_s

FOR_S = 15.0
TARGET_CPU, TARGET_BYTES = 4.0, 8000.0
EXERCISES = ("band-march", "dead-bug", "bridge")
"""One leg moves; an arm and a leg; the whole body."""
ROUTINE = """format = 1
id = "long-hold"
name = "Reps"
kind = "strength"
phases = ["acute", "recovery", "maintenance"]

[[step]]
exercise = "{exercise}"
reps = 20
tempo = [2, 1, 2]
"""


def measure(folder: Path) -> list[Figure]:
    """One exercise after another."""
    return [figure for exercise in EXERCISES for figure in _measure(folder, exercise)]


def _measure(folder: Path, exercise: str) -> list[Figure]:
    moving = Counting(folder / exercise, routine=ROUTINE.format(exercise=exercise), waits_for="MOVE")
    with moving.terminal as coach:
        _read(coach, moving.due(GET_READY_S))
        began, cpu, size = time.monotonic(), cpu_s(coach.process.pid), len(coach.raw)
        _read(coach, began + FOR_S)
        took = time.monotonic() - began
        share = (cpu_s(coach.process.pid) - cpu) / took * 100
        rate = (len(coach.raw) - size) / took
    name = f"{exercise} moving at {SIZE[0]}×{SIZE[1]}"
    cpu_target, byte_target = f"≤ {TARGET_CPU:.0f} % of a core", f"≤ {TARGET_BYTES:.0f} B/s"
    return [
        Figure(f"{name}, processor", cpu_target, f"{share:.1f} %", "", share <= TARGET_CPU),
        Figure(f"{name}, bytes", byte_target, f"{rate:.0f} B/s", "", rate <= TARGET_BYTES),
    ]


def _read(terminal: object, until: float) -> None:
    while time.monotonic() < until:
        terminal.receive(min(0.05, max(0.0, until - time.monotonic())))  # type: ignore[attr-defined]
