"""A thousand routines of one's own: how long it takes to load them, again, to follow one edit, and to check them."""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import live
from common import Figure

from coach.library.disk.last_good import Kept
from coach.library.disk.layers import layers
from coach.library.disk.stamps import DOUBTED
from coach.library.shelf.library import Shelf

FILES, STEPS, TIMES, LOOKS = 1000, 12, 5, 100
LOAD_MS, EDIT_MS, CHECK_MS = 1500, 20, 1500
_DOSES = (
    "hold = { from = 20, to = 30, step = 5 }\n",
    "reps = { from = 10, to = 12 }\ntempo = [1, 0, 3]\n",
)


def measure(folder: Path) -> list[Figure]:
    """The figures of loading; each the median of five."""
    own = folder / "config" / "coach" / "routines"
    environ = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_CONFIG_DIRS": str(folder / "none")}
    shipped = median(lambda: Shelf(layers(environ=environ)).refresh())
    _write(own)
    every = layers(environ=environ)
    kept = Kept(folder / "kept")
    first = median(lambda: Shelf(every).refresh())
    shelf = Shelf(every, kept)
    shelf.refresh()
    shelf.save()
    for path in (folder / "kept").iterdir():  # as on any later day: what was kept long after the files is trusted
        os.utime(path, (time.time() + 60,) * 2)
    again = median(lambda: Shelf(every, Kept(folder / "kept")).refresh())
    shipped_again = median(lambda: Shelf(every[:1], Kept(folder / "kept")).refresh())
    edited = own / "r-7.toml"
    number = iter(range(10_000))

    def edit() -> None:
        text = edited.read_text()
        edited.write_text(f"{text}# {next(number)}\n")

    one = median(lambda: shelf.reread([edited]), before=edit)
    env = {**os.environ, **environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    check = median(
        lambda: subprocess.run([sys.executable, "-m", "coach", "check"], env=env, check=True, capture_output=True)
    )
    beside = f"the shipped files alone {shipped:.0f} ms"
    return [
        _figure(f"load {FILES:,} routines, first time", first, LOAD_MS, beside),
        _figure(
            f"load {FILES:,} routines, kept from before", again, LOAD_MS, f"the shipped alone {shipped_again:.0f} ms"
        ),
        _figure("one of them edited, reloaded", one, EDIT_MS, ""),
        _figure(f"coach check on {FILES:,} routines, from exec to exit", check, CHECK_MS, beside),
        _look(shelf),
        *live.measure(folder, folder / "config", FILES),
    ]


def _look(shelf: Shelf) -> Figure:
    """What it costs to see that nothing changed, as an open app does twice a second."""
    while shelf.has_changed():
        shelf.refresh()
    for _ in range(DOUBTED):
        shelf.has_changed()
    began = time.process_time()
    for _ in range(LOOKS):
        shelf.has_changed()
    took = (time.process_time() - began) * 1000 / LOOKS
    share = took * 2 / 10
    return Figure(f"a look at {FILES:,} unchanged files, processor", "", f"{took:.1f} ms", f"{share:.2f} % of a core")


def median(act: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Milliseconds that something takes, the median of a few times."""
    times = []
    for _ in range(TIMES):
        before()
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _figure(name: str, measured: float, most: int, beside: str) -> Figure:
    return Figure(name, f"≤ {most:,} ms", f"{measured:,.0f} ms", beside, measured <= most)


def _write(folder: Path) -> None:
    folder.mkdir(parents=True)
    shipped = Path(__file__).parents[1] / "routines" / "exercises"
    exercises = sorted(path.stem for path in shipped.glob("*.toml") if path.stem != "walk-run")
    chance = random.Random(1)
    for number in range(FILES):
        head = f'format = 1\nid = "r-{number}"\nname = "Routine {number}"\nkind = "mixed"\nphases = ["recovery"]\n'
        steps = [
            f'\n[[step]]\nexercise = "{chance.choice(exercises)}"\n{chance.choice(_DOSES)}'
            "sets = { from = 2, to = 3 }\nrest = 10\n"
            for _ in range(STEPS)
        ]
        (folder / f"r-{number}.toml").write_text(head + "".join(steps))
