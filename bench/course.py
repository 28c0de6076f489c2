"""What a course costs: the standing and today's suggestion after ten years on record, with one and without."""

import time
from datetime import timedelta
from pathlib import Path

from common import Figure
from decade import decade

from coach.domain.records.entries import Entry, Event, EventKind
from coach.library.disk.layers import layers
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library, load_library
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

TRIES = 7
MOST = 1.10
COURSE = "steady-hips"


def measure(folder: Path) -> list[Figure]:
    """Both in turn, so that a busy machine slows them alike; the least of each, in processor time."""
    library = load_library(layers(None))
    records = decade(library.catalogue).entries
    chosen = Event(id="course", at=records[0].at - timedelta(hours=1), kind=EventKind.COURSE, course=COURSE)
    without, following = [], []
    for _ in range(TRIES):
        without.append(_taken(library, records))
        following.append(_taken(library, (chosen, *records)))
    ratio = min(following) / min(without)
    return [
        Figure(
            "Home's first standing and suggestion with a course, 3,650 days on record",
            f"{MOST:.2f} × without",
            f"{ratio:.2f} × ({min(following):.0f} ms)",
            f"without: {min(without):.0f} ms",
            met=ratio <= MOST,
        )
    ]


def _taken(library: Library, entries: tuple[Entry, ...]) -> float:
    """Milliseconds of processor time."""
    store = MemoryStore()
    store.add(entries)
    training = Training(library, store, FixedClock(entries[-1].at + timedelta(hours=1)), Settings())
    training.history()
    began = time.process_time()
    training.today.suggestion()
    return 1000 * (time.process_time() - began)
