"""How long the page for a clinician takes with ten years on record: 84 days of them, as HTML and as Markdown."""

import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from common import Figure
from decade import DAYS, decade

from coach.library.disk.layers import layers
from coach.library.formats.settings_file import Settings
from coach.library.shelf.library import load
from coach.services.training import Training
from coach.services.weeks.markdown import markdown
from coach.services.weeks.page import page
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

TRIES = 7
MOST_MS = 300


def measure(folder: Path) -> list[Figure]:
    """The page, made from nothing told; the first plan has been made before, as Home does."""
    library = load(layers(None))
    history = decade(library.catalogue)
    store = MemoryStore()
    store.add(history.entries)
    taken, weeks = [], 0.0
    for _ in range(TRIES):
        training = Training(library, store, FixedClock(history.entries[-1].at + timedelta(hours=1)), Settings())
        training.standing()
        began = time.process_time()
        made = training.weeks.report(84)
        page(made), markdown(made)
        taken.append(1000 * (time.process_time() - began))
        began = time.process_time()
        training.weeks.calendar(84, back=7)
        weeks = 1000 * (time.process_time() - began)
    ms = median(taken)
    return [
        Figure(
            f"the page of 84 days, {DAYS:,} records on record",
            f"≤ {MOST_MS} ms",
            f"{ms:.0f} ms",
            f"a week further back, told anew: {weeks:.0f} ms",
            ms <= MOST_MS,
        )
    ]
