"""How late each second of a hold reaches the terminal while every core is busy, and what shows after a stop."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import quantiles

from common import HOLD_S, Counting, Figure, cores

TARGET_MS = 50.0
STOP_S = 4.0
STOP_FROM_S = 5
"""Seconds left at which the process is stopped, in a second session's hold."""


def measure(folder: Path) -> list[Figure]:
    """Lateness over the whole hold, drift at its end, then a stop of 4 s in another hold."""
    spinners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(cores())]
    try:
        late = _late_ms(folder / "ticks")
    finally:
        for spinner in spinners:
            spinner.kill()
            spinner.wait()
    return [*_lateness(late), _after_stop(folder / "stop")]


def _lateness(late: list[float]) -> list[Figure]:
    percentiles = quantiles(late, n=100, method="inclusive")
    p50, p95, p99 = (percentiles[n - 1] for n in (50, 95, 99))
    early, last = sum(late[:10]) / 10, sum(late[-10:]) / 10
    spread = f"p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f}, max {max(late):.1f} ms ({len(late)} seconds)"
    return [
        Figure(f"ticks, {cores()} cores busy", f"p99 ≤ {TARGET_MS:.0f} ms", spread, met=p99 <= TARGET_MS),
        Figure(
            f"drift over {len(late)} s",
            "0 s",
            f"{last - early:+.1f} ms (last ten against first ten)",
            met=abs(last - early) < TARGET_MS,
        ),
    ]


def _late_ms(home: Path) -> list[float]:
    """For each second of the hold but the last, which ends it: milliseconds from due to read."""
    late: list[float] = []
    counting = Counting(home)
    with counting.terminal as terminal:
        shown = counting.shown_left()
        while time.monotonic() < counting.due(HOLD_S - 1) + 2 and len(late) < HOLD_S - 1:
            if not terminal.receive(1.0):
                continue
            now = counting.shown_left()
            if now is not None and now != shown:
                late.append((terminal.received_at - counting.due(HOLD_S - now)) * 1000)
                shown = now
    return late


def _after_stop(home: Path) -> Figure:
    """Whether the very first frame after a stop of 4 s shows what is left by then."""
    counting = Counting(home)
    with counting.terminal as terminal:
        terminal.wait_until(lambda _: counting.shown_left() == HOLD_S - STOP_FROM_S, "some seconds of the hold")
        terminal.signal(signal.SIGSTOP)
        until = time.monotonic() + STOP_S
        while time.monotonic() < until:
            terminal.receive(until - time.monotonic())
        before = counting.shown_left()
        continued = time.monotonic()
        terminal.signal(signal.SIGCONT)
        # A frame may come in two pieces: half a digit is no second yet.
        terminal.wait_until(lambda _: counting.shown_left() not in (None, before), "another second", 5.0)
        shown, at = counting.shown_left(), terminal.received_at
    assert shown is not None
    right = HOLD_S - (at - counting.due(0))
    wrong_by = shown - right
    return Figure(
        f"after a stop of {STOP_S:.0f} s",
        "right at once",
        f"{shown} s shown where {right:.1f} s were left, {(at - continued) * 1000:.0f} ms after going on",
        met=0 <= wrong_by <= 1 and at - continued <= 1,
    )
