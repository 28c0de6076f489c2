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
from coach.library.shelf.library import load_library
from coach.store.database.sqlite import SqliteStore

TRIES = 9
READ, FIRST, AFTER = 1.5, 5.0, 0.5
"""Of what ``json.loads`` of the records' texts takes in the same process."""
_ROWS = {
    "read": (f"reading {DAYS:,} records from the database", READ),
    "read again": ("reading them again, one of them new", AFTER),
    "first": ("plan, the first", FIRST),
    "again": ("plan, nothing changed", AFTER),
    "grown": ("plan, one new record", AFTER),
    "answered": ("plan, an answer to the last record", AFTER),
    "corrected": (f"plan, a correction {FAR_BACK} records back", AFTER),
}


def measure(folder: Path) -> list[Figure]:
    """Medians of the tries, each in a process of its own, where each is compared with its own ``json.loads``."""
    path = folder / "coach.db"
    _fill(path)
    tries = [_try(path) for _ in range(TRIES)]
    beside = f"{_ms(median(one['json'] for one in tries))}, json.loads of their texts"
    rows = []
    for name, (words, target) in _ROWS.items():
        ratio, took = median(one[name] / one["json"] for one in tries), median(one[name] for one in tries)
        rows.append(Figure(words, f"≤ {target} ×", f"{ratio:.2f} × ({_ms(took)})", beside, ratio <= target))
    return rows


def _fill(path: Path) -> None:
    store = SqliteStore(path)
    zone = timezone(timedelta(hours=1))  # times as the app writes them, with the runner's own offset
    entries = decade(load_library(layers()).catalogue).entries
    store.add(replace(entry, at=entry.at.astimezone(zone)) for entry in entries)
    store.close()


def _try(path: Path) -> dict[str, float]:
    command = [sys.executable, str(HERE / "planned.py"), str(path)]
    tried = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return {name: float(took) for name, took in json.loads(tried.stdout).items()}


def _ms(took: float) -> str:
    return f"{took:.1f} ms" if took < 10 else f"{took:.0f} ms"
