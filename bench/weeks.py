"""How long the page for a clinician takes with ten years on record, and a year of Strava's table to be read."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from common import Figure
from decade import DAYS, decade

from coach.library.disk.layers import layers
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import load_library
from coach.library.watch_files.found import FileChoices
from coach.library.watch_files.reading import read_outings
from coach.services.training import Training
from coach.services.weeks.markdown import markdown
from coach.services.weeks.page import page
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

TRIES = 7
MOST_MS = 300
ACTIVITIES, MOST_READING_MS = 300, 1000
_HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Gear,Filename,Athlete Weight,Elapsed Time,Moving Time,Distance,Max Speed"
)


def measure(folder: Path) -> list[Figure]:
    """The page, made from nothing told; the first plan has been made before, as Home does."""
    library = load_library(layers(None))
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
        _strava(folder / "activities.csv"),
        Figure(
            f"the page of 84 days, {DAYS:,} records on record",
            f"≤ {MOST_MS} ms",
            f"{ms:.0f} ms",
            f"a week further back, told anew: {weeks:.0f} ms",
            ms <= MOST_MS,
        ),
    ]


def _strava(path: Path) -> Figure:
    """A year of Strava's table, its columns doubled as in real exports; read seven times."""
    first = datetime(2026, 1, 1, 7, 30)
    days = [first + timedelta(days=number) for number in range(ACTIVITIES)]
    rows = [
        f'{number},"{day:%b %d, %Y, %I:%M:%S %p}",Morning Run,Run,"of the day, as it was",1900,5.02,160,30,false,shoes,'
        f"activities/{number}.fit.gz,,1900.0,1850.0,5021.3,4.1"
        for number, day in enumerate(days)
    ]
    path.write_text("\n".join([_HEADER, *rows, ""]), encoding="utf-8")
    taken = []
    for _ in range(TRIES):
        began = time.process_time()
        found = read_outings(path, FileChoices(datetime.astimezone))
        taken.append(1000 * (time.process_time() - began))
    assert len(found.found) == ACTIVITIES
    ms = median(taken)
    name = f"a year of Strava's table, {ACTIVITIES} activities"
    return Figure(name, f"≤ {MOST_READING_MS} ms", f"{ms:.0f} ms", met=ms <= MOST_READING_MS)
