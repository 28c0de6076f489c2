"""What a long history costs at a start: ``coach next``, and the app's first frame, with ten years and more on record.

Each beside the same with nothing on record, in turn, so that only what the history adds is counted. The first ``next``
after a history came, or was changed far back, folds all of it: told, and not asked for.
"""

import resource
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from statistics import median

from common import Figure
from decade import decade
from e2e.terminal import environment, have_read_the_notice
from msgspec.structs import replace
from start import coach_command, first_frame, last_words

from coach.library.disk.layers import layers
from coach.library.shelf.library import load_library
from coach.store.database.sqlite import SqliteStore

RECORDS = (3650, 10_000)
TRIES = 15
NEXT, START = 1.3, 1.05
"""Of what it takes with nothing on record."""


def measure(folder: Path) -> list[Figure]:
    """Medians of the tries, each kind in turn; processor time, and for the start the clock beside it."""
    homes = {count: folder / str(count) for count in (0, *RECORDS)}
    folded: dict[int, float] = {}
    for count, home in homes.items():
        _fill(home, count)
        folded[count] = _next(home)  # the first folds all of it, where there is anything
        _next(home)
    words = {count: last_words(coach_command(), home) for count, home in homes.items()}
    nexts: dict[int, list[float]] = {count: [] for count in homes}
    starts: dict[int, list[tuple[float, float]]] = {count: [] for count in homes}
    for _ in range(TRIES):
        for count, home in homes.items():
            nexts[count].append(_next(home))
            took = first_frame(coach_command(), home, words[count])
            starts[count].append((took.cpu_s, took.clock_s))
    rows = []
    for count in RECORDS:
        rows.append(_figure(f"coach next, {count:,} records", NEXT, nexts[count], nexts[0]))
        first = f"{folded[count] * 1000:.0f} ms"
        rows.append(Figure(f"the first one, which folds {count:,} records", "", first, f"{folded[0] * 1000:.0f} ms"))
        for place, words_of in enumerate(("start in processor time", "the same on the clock")):
            took_s, beside = ([each[place] for each in starts[of]] for of in (count, 0))
            rows.append(_figure(f"{words_of}, {count:,} records", START, took_s, beside))
    return rows


def _figure(name: str, target: float, times: list[float], beside: list[float]) -> Figure:
    took, base = median(times), median(beside)
    least = f"least {min(times) / min(beside):.2f} ×"
    return Figure(
        name,
        f"≤ {target} ×",
        f"{took / base:.2f} × ({took * 1000:.0f} ms; {least})",
        f"{base * 1000:.0f} ms, nothing on record",
        took / base <= target,
    )


def _fill(home: Path, count: int) -> None:
    """A database with a record a day up to yesterday, in the runner's own zone."""
    path = home / "data" / "coach" / "coach.db"
    path.parent.mkdir(parents=True)
    have_read_the_notice(home)
    store = SqliteStore(path)
    entries = decade(load_library(layers()).catalogue, count).entries
    if entries:
        later, zone = datetime.now(UTC) - timedelta(hours=20) - entries[-1].at, timezone(timedelta(hours=1))
        store.add(replace(entry, at=(entry.at + later).astimezone(zone)) for entry in entries)
    store.close()


def _next(home: Path) -> float:
    """Seconds of processor time of ``coach next``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*coach_command(), "next"], env=environment(home), cwd=home, stdout=subprocess.PIPE, stderr=sys.stderr
    )
    if done.returncode not in (0, 3):
        raise RuntimeError(f"coach next: {done.stdout!r}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
