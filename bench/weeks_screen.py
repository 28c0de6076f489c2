"""How soon the Weeks screen is there, and how long its keys take, with ten years on record and with more.

The app runs here, without a terminal, on a clock that stands; what is done between a key and the picture that
follows is timed, processor time. A stall is the longest that the loop was busy with one thing meanwhile.
"""

import asyncio
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from statistics import median

from common import Figure
from decade import decade
from msgspec.structs import replace
from textual.pilot import Pilot

from coach.domain.records.entries import Entry
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Shelf
from coach.services.assembly import Coach
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock
from coach.tui.app import CoachApp

SIZE = (100, 30)
TRIES = 9
FIRST_MS, MORE_MS, STALL_MS = 100, 30, 50
MORE_RECORDS = 10_000


def measure(folder: Path) -> list[Figure]:
    """With ten years, and with ten thousand records, in turn."""
    shelf = Shelf([Layer("shipped", shipped_folder())], advise=False)
    ten_years = list(decade(shelf.refresh().catalogue).entries)
    usual = asyncio.run(_played(shelf, ten_years))
    more = asyncio.run(_played(shelf, longer(ten_years)))
    stall = max(usual.stall, more.stall)
    ratio = more.first / usual.first
    name = f"{len(ten_years):,} records"
    return [
        Figure(
            f"Weeks' first picture, {name}", f"≤ {FIRST_MS} ms", f"{usual.first:.0f} ms", "", usual.first <= FIRST_MS
        ),
        Figure(f"the same, {MORE_RECORDS:,} records", f"≤ 2 × {usual.first:.0f} ms", f"{ratio:.2f} ×", "", ratio <= 2),
        Figure(
            f"a week further by the arrows, {name}",
            f"≤ {MORE_MS} ms",
            f"{usual.week:.0f} ms",
            f"twelve weeks back: {usual.back:.0f} ms",
            usual.week <= MORE_MS,
        ),
        Figure(f"opening a day, {name}", f"≤ {MORE_MS} ms", f"{usual.day:.0f} ms", "", usual.day <= MORE_MS),
        Figure("the longest stall in all of this", f"≤ {STALL_MS} ms", f"{stall:.0f} ms", "", stall <= STALL_MS),
    ]


def longer(entries: list[Entry]) -> list[Entry]:
    """The ten years again and again before them, until there are ten thousand records."""
    span = entries[-1].at - entries[0].at + timedelta(days=1)
    found = list(entries)
    while len(found) < MORE_RECORDS:
        rounds = len(found) // len(entries)
        earlier = [replace(each, at=each.at - rounds * span, id=f"{each.id}-{rounds}") for each in entries]
        found = [*earlier, *found]
    return found[-MORE_RECORDS:]


class _Times:
    """Medians, in milliseconds."""

    def __init__(self, first: float, week: float, back: float, day: float, stall: float) -> None:
        self.first, self.week, self.back, self.day, self.stall = first, week, back, day, stall


async def _played(shelf: Shelf, entries: list[Entry]) -> _Times:
    store = MemoryStore()
    store.add(entries)
    clock = FixedClock(entries[-1].at + timedelta(hours=1))
    training = Training(shelf.refresh(), store, clock, Settings())
    app = CoachApp(Coach(training, (), None, shelf=shelf))
    taken: dict[str, list[float]] = {name: [] for name in ("first", "week", "back", "day")}
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("f2", "escape")  # its modules are imported, as they are once a day
        for _ in range(TRIES):
            vars(training).pop("weeks", None)  # nothing is told
            for name, keys in (("first", "f2"), ("week", "up"), ("back", "pageup"), ("day", "enter")):
                began = time.process_time()
                await pilot.press(keys)
                taken[name].append(1000 * (time.process_time() - began))
            await pilot.press("escape", "escape")
        stall = await _stall(pilot, training)
    return _Times(*(median(taken[name]) for name in ("first", "week", "back", "day")), stall)


async def _stall(pilot: Pilot[int], training: Training) -> float:
    """The longest of the medians of what the loop did in one go, key by key."""
    worst: dict[str, list[float]] = {}
    for _ in range(TRIES):
        vars(training).pop("weeks", None)  # nothing is told
        for key in ("f2", "up", "pageup", "enter", "escape", "2", "3", "4", "5", "6", "escape"):
            watch = asyncio.create_task(_watched())
            await asyncio.sleep(0)
            await pilot.press(key)
            watch.cancel()
            worst.setdefault(key, []).append(await watch)
    return max(median(each) for each in worst.values())


async def _watched() -> float:
    """For how long the loop did not come back, at most, until it is cancelled."""
    longest = 0.0
    with suppress(asyncio.CancelledError):
        while True:
            before = time.process_time()
            await asyncio.sleep(0)
            longest = max(longest, 1000 * (time.process_time() - before))
    return longest
