"""How long a plan takes with ten years on record: the first of a process, and those after it (``planned``)."""

import json
import subprocess
import sys
from datetime import timedelta, timezone
from pathlib import Path
from statistics import median

from common import HERE, Figure
from decade import DAYS, decade
from msgspec.structs import replace
from planned import FAR_BACK

from coach.library.disk.layers import layers
from coach.library.shelf.library import load
from coach.store.database.sqlite import SqliteStore

TRIES = 9
FIRST_MS, AFTER_MS = 150.0, 20.0
_PLANS = {
    "first": ("plan, the first", FIRST_MS),
    "again": ("plan, nothing changed", AFTER_MS),
    "grown": ("plan, one new record", AFTER_MS),
    "answered": ("plan, an answer to the last record", AFTER_MS),
    "corrected": (f"plan, a correction {FAR_BACK} records back", AFTER_MS),
}
_READINGS = {
    "read": f"reading {DAYS:,} records from the database",
    "read again": "reading them again, one of them new",
}


def measure(folder: Path) -> list[Figure]:
    """Medians of the tries, each in a process of its own."""
    path = folder / "coach.db"
    _fill(path)
    tries = [_try(path) for _ in range(TRIES)]
    times = {name: median(one[name] for one in tries) for name in tries[0]}
    beside = f"{_ms(times['json'])}, json.loads of their texts"
    return [
        *(
            Figure(words, f"≤ {target:.0f} ms", _ms(times[name]), beside, times[name] <= target)
            for name, (words, target) in _PLANS.items()
        ),
        *(Figure(words, "", _ms(times[name]), beside) for name, words in _READINGS.items()),
    ]


def _fill(path: Path) -> None:
    store = SqliteStore(path)
    zone = timezone(timedelta(hours=1))  # times as the app writes them, with the runner's own offset
    entries = decade(load(layers()).catalogue).entries
    store.add(replace(entry, at=entry.at.astimezone(zone)) for entry in entries)
    store.close()


def _try(path: Path) -> dict[str, float]:
    command = [sys.executable, str(HERE / "planned.py"), str(path)]
    tried = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return {name: float(took) for name, took in json.loads(tried.stdout).items()}


def _ms(took: float) -> str:
    return f"{took:.1f} ms" if took < 10 else f"{took:.0f} ms"
