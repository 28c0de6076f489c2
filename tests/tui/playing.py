"""Plays the app as a runner would: keys in, what stands on the screen out, and time that is moved by hand.

The scenes come from the script that makes the pictures (``screenshots/make.py``), so that both tell of the same app.
"""

import importlib.util
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType

from textual.driver import Driver
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import OptionList, Static

from coach.cues.sound_desk import Desk
from coach.domain.records.entries import CheckIn, Entry, Session
from coach.domain.session.commands import Do
from coach.domain.session.state import GAP_S, SessionState
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library, Shelf, load_library
from coach.library.toml.diagnostics import Diagnostic
from coach.services.assembly import Coach
from coach.services.notices import SAFETY_READ
from coach.services.training import Training
from coach.services.workout import Workout
from coach.store.memory import MemoryStore
from coach.store.protocol import UnreadError
from coach.store.resilient import ResilientStore
from coach.system.clock import FixedClock
from coach.tui.app import CoachApp
from coach.tui.base.screen import CoachScreen
from coach.tui.screens.session import SessionScreen

UNEXPLAINED = Settings(explain=False)
"""With lessons, every first get-ready has a length of its own: they have their own tests."""
LONGEST_LOOK_S = GAP_S - 1
"""A longer look away would pause the session."""
ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "screenshots"


def _load_make() -> ModuleType:
    """The script that makes the pictures, as a module."""
    spec = importlib.util.spec_from_file_location("screenshots_make", PICTURES / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


make = _load_make()
NOW: datetime = make.NOW


@cache
def shipped() -> Library:
    """The library that comes with the coach."""
    return load_library([Layer("shipped", shipped_folder())])


def session(days_ago: float = 1, routine: str = "psoas-care", **answers: object) -> Session:
    """A session on record, whole; green unless the answers say otherwise."""
    given: dict[str, object] = {"before": 1, "worst": 2, "after": 1, "morning": 1, "effort": 5, **answers}
    return Session(
        id=f"s-{days_ago}",
        at=NOW - timedelta(days=days_ago),
        routine=routine,
        done=1.0,
        **given,  # type: ignore[arg-type]
    )


def missed(days_ago: float = 0.1, routine: str = "psoas-care", **more: object) -> Session:
    """A session whose pain check was never answered."""
    return session(days_ago, routine, worst=None, after=None, morning=None, effort=None, **more)


@dataclass
class Player:
    """One running app with its clock."""

    pilot: Pilot[int]
    app: CoachApp
    clock: FixedClock

    # --- doing ------------------------------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, and let the app settle."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type letters and spaces in one go, faster than key by key."""
        for char in text:
            self.app.post_message(Key("space" if char == " " else char, char))
        await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        """Let time pass for the session on the screen, as an app sees it that looks every few seconds."""
        screen = self.session
        while seconds > 0 and not screen.workout.state.is_over:
            step = min(seconds, LONGEST_LOOK_S)
            seconds -= step
            pass_by(screen, self.clock, step)
        screen.tick()
        await self.pilot.pause()

    async def wait_for(self, reached: Callable[[SessionState], bool]) -> None:
        """Let time pass until the session has come so far, to the second; fails when it ends before."""
        screen = self.session
        while not reached(screen.workout.state):
            assert not screen.workout.state.is_over, "the session ended before"
            pass_by(screen, self.clock, 1)
        screen.tick()
        await self.pilot.pause()

    async def gap(self, seconds: float) -> None:
        """Let time pass unseen (a lid closed), then look at the clock."""
        self.clock.move(seconds)
        self.session.tick()
        await self.pilot.pause()

    async def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(*size)
        await self.pilot.pause()

    # --- looking ----------------------------------------------------------------------------------------------------

    @property
    def screen(self) -> Screen[object]:
        """The screen on top."""
        return self.app.screen

    @property
    def at(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def session(self) -> SessionScreen:
        """The session screen; fails when another is on top."""
        screen = self.app.screen
        assert isinstance(screen, SessionScreen), f"on {screen}"
        return screen

    @property
    def workout(self) -> Workout:
        """What the session screen drives."""
        return self.session.workout

    @property
    def state(self) -> SessionState:
        """Where the session on the screen stands."""
        return self.workout.state

    @property
    def training(self) -> Training:
        """The runner's training."""
        return self.app.training

    def strips(self) -> list[Strip]:
        """The rows of the screen on top as they go to the terminal."""
        return list(self.screen._compositor.render_strips())

    def rows(self) -> list[str]:
        """The rows of the screen on top as text."""
        return [strip.text.rstrip() for strip in self.strips()]

    def text(self) -> str:
        """All that stands on the screen on top, spaces and line ends as one space."""
        return " ".join(" ".join(self.rows()).split())

    def shown(self, widget_id: str) -> str:
        """The whole text of one part of the screen, if it is there and displayed; else nothing."""
        parts = self.screen.query(f"#{widget_id}").results(Static)
        return next((str(part.content) for part in parts if part.is_on_screen and part.region), "")

    def listed(self) -> list[str]:
        """The ids of Home's list that can be chosen, in order: all but its headings."""
        options = self.screen.query_one(OptionList).options
        return [str(option.id).removeprefix("routine:") for option in options if not option.disabled]

    def highlighted(self) -> str | None:
        """The id that is chosen in Home's list."""
        chosen = self.screen.query_one(OptionList).highlighted_option
        return None if chosen is None else str(chosen.id).removeprefix("routine:")

    def keys(self) -> dict[str, str]:
        """The keys that the footer is to show: what each does, by the key's name as shown."""
        active = [one.binding for one in self.screen.active_bindings.values() if one.enabled and one.binding.show]
        label = self.screen.label_of if isinstance(self.screen, CoachScreen) else lambda each: str(each.description)
        keys_of = self.screen.keys_of if isinstance(self.screen, CoachScreen) else self.app.get_key_display
        return {keys_of(binding): label(binding) for binding in active}

    def footer(self) -> dict[str, str]:
        """The keys that can be read whole in the footer."""
        region = self.screen.query_one("#keys").region
        rows = self.rows()[region.y : region.bottom]
        found = {key: does for key, does in self.keys().items() if any(f"{key} {does}" in row for row in rows)}
        # Where there is no room for its word, help is its key alone.
        return found | ({"?": "Help"} if any(row.rstrip().endswith(" ?") for row in rows) else {})

    def unreadable(self) -> list[str]:
        """The keys that cannot be read whole."""
        keys = self.keys()
        readable = self.footer() if keys else {}  # a screen without keys has no footer either
        return [f"{key} {does}" for key, does in keys.items() if key not in readable]

    def offered(self) -> frozenset[Do]:
        """The session's commands that its keys would carry out now."""
        actions = {active.binding.action for active in self.screen.active_bindings.values() if active.enabled}
        return frozenset(do for do in Do if f"command('{do}')" in actions)

    def records(self) -> Sequence[Entry]:
        """The history, as it is kept."""
        return self.training.store.history().entries

    def last(self) -> Session:
        """The last record, as it is kept."""
        entry = self.records()[-1]
        assert isinstance(entry, Session)
        return entry


def pass_by(screen: SessionScreen, clock: FixedClock, seconds: float) -> None:
    """Let time pass; the screen shows each step of the session once: every second of it takes most of a test's time."""
    clock.move(seconds)
    before = screen.workout.state.index
    screen.workout.tick()
    if screen.workout.state.index != before:
        screen.tick()


@asynccontextmanager
async def playing(
    entries: Iterable[Entry] = (),
    *,
    store: MemoryStore | None = None,
    later_s: float = 0,
    now: datetime = NOW,
    size: tuple[int, int] = (80, 24),
    library: Library | None = None,
    settings: Settings | None = None,
    diagnostics: Sequence[Diagnostic] = (),
    kept: ResilientStore | None = None,
    routine: str | None = None,
    at: str | None = None,
    is_new: bool = False,
    is_first: bool = False,
    desk: Desk | None = None,
    settings_path: Path | None = None,
    profile: str | None = None,
    team: tuple[str, ...] = (),
    shelf: Shelf | None = None,
    hosted: bool = False,
    driver: type[Driver] | None = None,
    database: Path | None = None,
) -> AsyncIterator[Player]:
    """An app that is open. ``store``: one that an app before this used. ``later_s``: how long after ``now`` it opens.

    ``is_new``: the safety notice was not read yet (only where there is a store that keeps it, ``kept``).
    ``is_first``: the first questions were not asked yet. ``desk``: where its sound comes from; without one it is
    silent. ``shelf``: files to be followed, in place of ``library``. ``routine``: at that routine's Ready screen; with
    ``at="session"`` at its first get-ready, pain before it 1. ``driver``: what stands for a terminal; without one there
    is none. ``database``: the file of ``kept``, in which others may write.
    """
    store = store or MemoryStore()
    store.add(entries)
    known = kept or store
    with suppress(UnreadError):
        if not is_first and known.read("profile") is None and known.read("not-at-hand") is None:
            known.write("profile", {})  # no stranger: the questions of the first start were left
    clock = FixedClock(now + timedelta(seconds=later_s))
    if kept and not is_new:
        kept.write(SAFETY_READ, "earlier")
    library = shelf.library if shelf else library or shipped()
    training = Training(library, kept or store, clock, settings or UNEXPLAINED)
    said = (*diagnostics, *library.diagnostics)
    files = shelf or Shelf(())
    coach = Coach(training, said, kept, settings_path, files, hosted, profile=profile, team=team, database=database)
    app = CoachApp(coach, None if at else routine, (lambda _: desk) if desk else None)
    app.driver_class = driver or app.driver_class
    async with app.run_test(headless=driver is None, size=size, notifications=True) as pilot:
        player = Player(pilot, app, clock)
        await pilot.pause()
        if at == "session":
            app.session.begin(training.today.plan(routine or "psoas-care"), CheckIn(before=1))
            await pilot.pause()
            assert player.at == "SessionScreen"
        yield player
