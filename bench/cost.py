"""What counting a hold costs: processor time and bytes, beside a bare Textual app that updates one line a second."""

import sys
import time
from pathlib import Path

from common import HERE, SIZE, Counting, Figure, cpu_s
from e2e.terminal import Terminal

FOR_S = 30.0
LEAD_S = 2
"""Seconds of the hold that pass before: what its beginning draws is not counting."""
TARGET_CPU, TARGET_BYTES = 0.5, 900.0


def measure(folder: Path) -> list[Figure]:
    """Both at the same time, so that they meet the same machine."""
    bare_home = folder / "bare-ticking"
    bare_home.mkdir()
    counting = Counting(folder / "cost")
    bare = Terminal((sys.executable, str(HERE / "bare.py"), "--ticking"), bare_home, size=SIZE, draws=False)
    with counting.terminal as coach, bare:
        _read((coach, bare), counting.due(LEAD_S) + 0.5)
        began = time.monotonic()
        cpu = [cpu_s(terminal.process.pid) for terminal in (coach, bare)]
        size = [len(terminal.raw) for terminal in (coach, bare)]
        _read((coach, bare), began + FOR_S)
        took = time.monotonic() - began
        shares = [
            (cpu_s(terminal.process.pid) - before) / took * 100
            for terminal, before in zip((coach, bare), cpu, strict=True)
        ]
        rates = [(len(terminal.raw) - before) / took for terminal, before in zip((coach, bare), size, strict=True)]
    return [
        Figure(
            f"counting a hold at {SIZE[0]}×{SIZE[1]}, processor",
            f"≤ {TARGET_CPU} % of a core",
            f"{shares[0]:.2f} %",
            f"{shares[1]:.2f} %, one line a second",
            shares[0] <= TARGET_CPU,
        ),
        Figure(
            f"counting a hold at {SIZE[0]}×{SIZE[1]}, bytes",
            f"≤ {TARGET_BYTES:.0f} B/s",
            f"{rates[0]:.0f} B/s",
            f"{rates[1]:.0f} B/s, one line a second",
            rates[0] <= TARGET_BYTES,
        ),
    ]


def _read(terminals: tuple[Terminal, ...], until: float) -> None:
    while time.monotonic() < until:
        for terminal in terminals:
            terminal.receive(min(0.05, max(0.0, until - time.monotonic())))
