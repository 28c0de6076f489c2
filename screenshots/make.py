"""Plays the app on a fixed clock and writes a picture of each screen beside this file.

    python screenshots/make.py            writes every picture
    python screenshots/make.py home       writes those whose name begins so

A test fails when a picture here is not what the app shows.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.app import App
from textual.pilot import Pilot

from coach.domain.records.entries import Entry, Event, EventKind, Quality, Run, Session, Walk
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.drafts.draft import Draft
from coach.library.drafts.own_copy import OwnFile
from coach.library.formats.settings.settings_file import Settings, Theme
from coach.library.shelf.library import Shelf
from coach.services.assembly import Coach
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock
from coach.tui.app import CoachApp
from coach.tui.editor.screen import Editor
from coach.tui.screens.notice import Notice
from coach.tui.screens.session import SessionScreen

sys.path.insert(0, str(Path(__file__).parent))

from gallery import Gallery, with_dots
from story import moving as played
from story import two_weeks

FOLDER = Path(__file__).parent
NOW = datetime(2026, 11, 10, 18, 0, tzinfo=UTC)

Play = Callable[[Pilot[int], FixedClock], Awaitable[None]]


@dataclass(frozen=True)
class Scene:
    """One picture: its name, how to get there, the terminal's size and theme, and the runner's history.

    ``shows``: another app than the coach.
    """

    name: str
    play: Play
    size: tuple[int, int] = (80, 24)
    theme: Theme = Theme.DARK
    entries: Callable[[], list[Entry]] | None = None
    shows: Callable[[Theme], App[int]] | None = None


def history() -> list[Entry]:
    """Three sessions: two green ones, and an amber one where the bridge march hurt."""

    def session(days_ago: int, before: int, worst: int, morning: int, **more: object) -> Session:
        return Session(
            id=f"shown-{days_ago}",
            at=NOW - timedelta(days=days_ago),
            routine="psoas-care",
            before=before,
            worst=worst,
            after=1,
            morning=morning,
            effort=5,
            done=1.0,
            **more,  # type: ignore[arg-type]
        )

    return [
        session(9, 1, 2, 1),
        session(7, 1, 2, 1),
        session(2, 2, 4, 1, quality=Quality.DULL, painful=("bridge-march",)),
    ]


def runner() -> list[Entry]:
    """All that running asks for, and a first run."""
    strength = [
        Session(
            id=f"strength-{days}",
            at=NOW - timedelta(days=days),
            routine="rescue",
            before=1,
            worst=1,
            after=1,
            morning=1,
            effort=4,
            done=1.0,
            daily_life_pain_free=True,
        )
        for days in (13, 11, 9)
    ]
    walks = [
        Walk(id=f"walk-{days}", at=NOW - timedelta(days=days), minutes=35, limp=False, before=1, morning=1)
        for days in (8, 6)
    ]
    run = Run(id="run", at=NOW - timedelta(days=3), stage=1, before=0, worst=0, after=0, morning=0, effort=3, done=1.0)
    return [*strength, *walks, run]


def following() -> list[Entry]:
    """Two weeks of a course, all of them green."""
    chosen = Event(id="course", at=NOW - timedelta(days=15), kind=EventKind.COURSE, course="steady-hips")
    return [
        chosen,
        *(
            Session(
                id=f"followed-{days}",
                at=NOW - timedelta(days=days),
                routine="rehab-foundation",
                before=0,
                worst=1,
                after=0,
                morning=0,
                effort=5,
                done=1.0,
            )
            for days in (14.2, 12.2, 10.2, 7.2, 5.2, 2.2)
        ),
    ]


def app(clock: FixedClock, theme: Theme, entries: list[Entry]) -> CoachApp:
    """The app on a clock that stands, with a history in memory."""
    store = MemoryStore()
    store.add(entries)
    shelf = Shelf([Layer("shipped", shipped_folder())], advise=False)
    return CoachApp(Coach(Training(shelf.refresh(), store, clock, Settings(theme=theme)), (), None, shelf=shelf))


async def home(_pilot: Pilot[int], _clock: FixedClock) -> None:
    """What is due, and every routine."""


async def ahead(pilot: Pilot[int], _clock: FixedClock) -> None:
    """What is ahead, if all stay green."""
    assert isinstance(pilot.app, CoachApp)
    pilot.app.go.ahead()
    await pilot.pause()


async def course(pilot: Pilot[int], _clock: FixedClock) -> None:
    """A course, why, and its first week."""
    assert isinstance(pilot.app, CoachApp)
    pilot.app.go.course()
    await pilot.pause()


async def weeks(pilot: Pilot[int], _clock: FixedClock) -> None:
    """The calendar, two days back."""
    await pilot.press("f2")
    await pilot.pause()
    await pilot.press("left", "left")
    await pilot.pause()


async def weeks_pain(pilot: Pilot[int], _clock: FixedClock) -> None:
    """The chart of pain."""
    await pilot.press("f2", "2")
    await pilot.pause()


async def report(pilot: Pilot[int], _clock: FixedClock) -> None:
    """The page for a clinician."""
    await pilot.press("f2", "r")
    await pilot.pause()


async def settings(pilot: Pilot[int], _clock: FixedClock) -> None:
    """What can be set, and what a session's length becomes."""
    pilot.app.go.settings()  # type: ignore[attr-defined]
    await pilot.pause()
    await pilot.press(*["down"] * 9)
    await pilot.pause()


async def home_filtered(pilot: Pilot[int], _clock: FixedClock) -> None:
    """A filter typed."""
    await pilot.press(*"band")


async def ready(pilot: Pilot[int], _clock: FixedClock) -> None:
    """Today's doses and why, pain now answered."""
    await _choose(pilot)
    await pilot.press("1")


async def you(pilot: Pilot[int], _clock: FixedClock) -> None:
    """The profile, some of it told."""
    await pilot.press("up", "enter", "1", "1", "1", "4", "2", "2", "enter", "4", "1", "3", "5", "enter")
    await pilot.pause()


async def swap(pilot: Pilot[int], _clock: FixedClock) -> None:
    """What may be done in place of a step."""
    await _choose(pilot)
    await pilot.press("w", "2")
    await pilot.pause()


async def ready_kit(pilot: Pilot[int], _clock: FixedClock) -> None:
    """What is at hand."""
    await _choose(pilot)
    await pilot.press("k", "2")


async def log(pilot: Pilot[int], _clock: FixedClock) -> None:
    """A run of yesterday, half told."""
    pilot.app.go.log()  # type: ignore[attr-defined]
    await pilot.pause()
    await pilot.press("1", "1", "enter", "3", "2", "enter", "2", "0")
    await pilot.pause()


async def _choose(pilot: Pilot[int]) -> None:
    await pilot.press(*"psoas", "enter")
    await pilot.pause()


async def _begin(pilot: Pilot[int]) -> None:
    await _choose(pilot)
    await pilot.press("1", "enter")
    await pilot.pause()


async def move(pilot: Pilot[int], clock: FixedClock, seconds: float) -> None:
    """Let time pass in small steps, as a running app sees it."""
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    while seconds > 0 and not screen.workout.state.is_over:
        step = min(seconds, 1.0)
        clock.move(step)
        seconds -= step
        screen.tick()
    await pilot.pause()


async def get_ready(pilot: Pilot[int], clock: FixedClock) -> None:
    """Before the first set."""
    await _begin(pilot)
    await move(pilot, clock, 2)


async def hold(pilot: Pilot[int], clock: FixedClock) -> None:
    """In the middle of a hold."""
    await _begin(pilot)
    await move(pilot, clock, 17)


async def switch(pilot: Pilot[int], clock: FixedClock) -> None:
    """The other side."""
    await _begin(pilot)
    await move(pilot, clock, 72)


async def reps(pilot: Pilot[int], clock: FixedClock) -> None:
    """Paced reps, left and right."""
    await _begin(pilot)
    await move(pilot, clock, 180)


async def rest(pilot: Pilot[int], clock: FixedClock) -> None:
    """Between two sets."""
    await _begin(pilot)
    await move(pilot, clock, 38)


async def paused(pilot: Pilot[int], clock: FixedClock) -> None:
    """The clock stands."""
    await hold(pilot, clock)
    await pilot.press("space")


async def stop(pilot: Pilot[int], clock: FixedClock) -> None:
    """Asked why."""
    await hold(pilot, clock)
    await pilot.press("q")


async def _to_the_programme(pilot: Pilot[int]) -> None:
    await pilot.press(*"return to", "enter")
    await pilot.pause()


async def run(pilot: Pilot[int], clock: FixedClock) -> None:
    """In the middle of a run."""
    await _to_the_programme(pilot)
    await pilot.press("0", "enter")
    await pilot.pause()
    await move(pilot, clock, 10 + 300 + 180 + 20)


async def run_entry(pilot: Pilot[int], _clock: FixedClock) -> None:
    """What running asks for first."""
    await _to_the_programme(pilot)


async def _finish(pilot: Pilot[int], clock: FixedClock) -> None:
    await _begin(pilot)
    await move(pilot, clock, 3600)


async def pain_check(pilot: Pilot[int], clock: FixedClock) -> None:
    """The questions, two of them answered."""
    await _finish(pilot, clock)
    await pilot.press("3", "2")


async def verdict(pilot: Pilot[int], clock: FixedClock) -> None:
    """What the answers mean."""
    await _finish(pilot, clock)
    await pilot.press("4", "2", "2", "1", "2", "enter", "6")
    await pilot.pause()


async def rules(pilot: Pilot[int], _clock: FixedClock) -> None:
    """The cards of the rules that today's doses rest on."""
    await _choose(pilot)
    await pilot.press("question_mark")


async def editor(pilot: Pilot[int], _clock: FixedClock) -> None:
    """A copy of a routine, with a slip of the keyboard in its fourth step."""
    shown = pilot.app
    assert isinstance(shown, CoachApp)
    with TemporaryDirectory() as folder:
        file = OwnFile("routine", shipped_folder() / "psoas-care.toml", Path(folder, "psoas-care.toml"))
        manuscript = Draft(file)
        text = manuscript.saved.replace("to = 15", "ot = 15")
        shown.push_screen(Editor(manuscript, text, text[: text.index("ot = 15")].count("\n")))
        await pilot.pause()


async def editor_preview(pilot: Pilot[int], clock: FixedClock) -> None:
    """The same, where there is room for the text or for what it becomes."""
    await editor(pilot, clock)
    await pilot.press("ctrl+r")
    await pilot.pause()


async def first_start(pilot: Pilot[int], _clock: FixedClock) -> None:
    """The safety notice."""
    await pilot.app.push_screen(Notice())
    await pilot.press("enter")


SHOWN = (
    Scene("home", home),
    Scene("home-course", home, entries=following),
    Scene("ahead", ahead, entries=following),
    Scene("weeks", weeks, size=(120, 36), entries=following),
    Scene("ready", ready),
    Scene("get-ready", get_ready),
    Scene("hold", hold),
    Scene("reps", reps),
    Scene("rest", rest),
    Scene("run", run, entries=runner),
    Scene("run-entry", run_entry),
    Scene("pain-check", pain_check),
    Scene("verdict", verdict),
    Scene("editor", editor, size=(120, 36)),
    Scene("hold-light", hold, theme=Theme.LIGHT),
    Scene("home-light", home, theme=Theme.LIGHT),
    Scene("hold-small", hold, size=(40, 12)),
    Scene("hold-wide", hold, size=(160, 50)),
    Scene("gallery", home, size=(162, 86), shows=Gallery),
)
"""The pictures kept here and shown in the README."""


async def picture(scene: Scene) -> str:
    """The scene as SVG."""
    clock = FixedClock(NOW)
    shown: App[int] = scene.shows(scene.theme) if scene.shows else app(clock, scene.theme, (scene.entries or history)())
    async with shown.run_test(size=scene.size) as pilot:
        await pilot.pause()
        await scene.play(pilot, clock)
        await pilot.pause()
        drawn = shown.export_screenshot(title="coach")
        # Some viewers trim the spaces that a text begins with unless they are told not to.
        return with_dots(drawn.replace("<svg ", '<svg xml:space="preserve" ', 1))


MOVING = "coach"
"""The moving picture, with which the README begins."""


async def moving_picture() -> str:
    """Some twenty seconds of the coach, as an SVG that moves."""
    clock = FixedClock(NOW)
    return await played(app(clock, Theme.DARK, two_weeks(NOW)), clock)


def main(beginnings: list[str]) -> None:
    """Write the pictures whose names begin with one of these; all, when there are none."""
    for scene in SHOWN:
        if not beginnings or any(scene.name.startswith(beginning) for beginning in beginnings):
            (FOLDER / f"{scene.name}.svg").write_text(asyncio.run(picture(scene)), encoding="utf-8")
            print(f"{scene.name}.svg")
    if not beginnings or any(MOVING.startswith(beginning) for beginning in beginnings):
        (FOLDER / f"{MOVING}.svg").write_text(asyncio.run(moving_picture()), encoding="utf-8")
        print(f"{MOVING}.svg")


if __name__ == "__main__":
    os.environ["COLORTERM"] = "truecolor"  # whatever terminal this is run in
    main(sys.argv[1:])
