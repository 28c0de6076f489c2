"""How late a cue leaves while every core is busy: the bell's byte at the terminal, and the voice that is started."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import quantiles

from common import HOLD_S, Counting, Figure, cores

TARGET_MS = 50.0
_EVERY_REP = """format = 1
id = "long-hold"
name = "Long hold"
about = "Reps of one second each, for measuring: every one is a cue."
kind = "strength"
phases = ["acute", "recovery", "maintenance"]
sources = ["coach"]

[[step]]
exercise = "plank"
reps = {reps}
sets = 6
rest = 20
tempo = [1, 0, 0]
"""
_VOICE = """#!/bin/bash
# Writes down when it was started, in seconds of the wall clock, and what it was to say.
echo "$EPOCHREALTIME $1" >> "{log}"
"""


def measure(folder: Path) -> list[Figure]:
    """A set of a rep a second, each with a ring and a number; then the same with the voice alone."""
    return [_figure(name, _late_ms(folder / name, name)) for name in ("bell", "voice")]


def _figure(name: str, late: list[float]) -> Figure:
    percentiles = quantiles(late, n=100, method="inclusive")
    p50, p95, p99 = (percentiles[n - 1] for n in (50, 95, 99))
    spread = f"p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f}, max {max(late):.1f} ms ({len(late)} cues)"
    what = {"bell": "cue, the bell reaches the terminal", "voice": "cue, the voice has been started"}[name]
    return Figure(f"{what}, {cores()} cores busy", f"p99 ≤ {TARGET_MS:.0f} ms", spread, met=p99 <= TARGET_MS)


def _late_ms(home: Path, name: str) -> list[float]:
    home.mkdir()
    log, voice = home / "said.log", home / "voice"
    voice.write_text(_VOICE.format(log=log))
    voice.chmod(0o755)
    if name == "bell":
        sound = 'voice = "off"\nbell = true\ntable.rep = { bell = 1 }'
    else:
        sound = f'voice = "on"\nwords = "counts"\ncommand = ["{voice}", "{{text}}"]'
    counting = Counting(home, sound, routine=_EVERY_REP.format(reps=HOLD_S), waits_for="MOVE", SSH_CONNECTION="")
    spinners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(cores())]
    try:
        with counting.terminal:
            return _of_bell(counting) if name == "bell" else _of_voice(counting, log)
    finally:
        for spinner in spinners:
            spinner.kill()
            spinner.wait()


def _of_bell(counting: Counting) -> list[float]:
    """Each rep rings once; the rep that a ring belongs to is the last that was due."""
    late: list[float] = []
    terminal = counting.terminal
    rung = terminal.raw.count(b"\a")
    while time.monotonic() < counting.due(HOLD_S - 1):
        if not terminal.receive(0.5):
            continue
        now, rung = terminal.raw.count(b"\a") - rung, terminal.raw.count(b"\a")
        since = terminal.received_at - counting.due(0)
        if now and 1 <= since < HOLD_S - 1:
            late.append(since % 1 * 1000)
    return late


def _of_voice(counting: Counting, log: Path) -> list[float]:
    """Each rep's number is spoken as it begins: number n is due at second n − 1."""
    wall = time.time() - time.monotonic()
    while time.monotonic() < counting.due(HOLD_S - 1):
        counting.terminal.receive(0.5)
    late = []
    for line in log.read_text().splitlines():
        at, text = line.split(maxsplit=1)
        if text.rstrip(".").isdigit():
            late.append((float(at) - wall - counting.due(int(text.rstrip(".")) - 1)) * 1000)
    return late
