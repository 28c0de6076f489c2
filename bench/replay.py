"""What every exercise's figure sends when it moves: a session replayed frame by frame on a clock that is moved by hand.

The real app draws, through a driver that keeps what a terminal would get; so the bytes are the same in every run.
"""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

from common import SIZE, Figure
from moving import ROUTINE, TARGET_BYTES
from msgspec.structs import replace
from tui.recording import MODES, Recorder, recorder

from coach.domain.figures.figure import Figure as Drawn
from coach.domain.records.entries import CheckIn
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library, load_library
from coach.services.assembly import Coach
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock
from coach.tui.app import CoachApp
from coach.tui.screens.session import SessionScreen
from coach.tui.widgets.workout_stage import FRAME_S, WorkoutStage

FOR_S = 5.0
"""One rep."""


def measure(folder: Path) -> list[Figure]:
    """The one that sends the most, and the middle one."""
    rates = sorted(asyncio.run(_all(folder)))
    (worst, name), (middle, _) = rates[-1], rates[len(rates) // 2]
    return [
        Figure(
            f"{len(rates)} figures moving at {SIZE[0]}×{SIZE[1]}, bytes",
            f"≤ {TARGET_BYTES:.0f} B/s each",
            f"{worst:.0f} B/s ({name}), median {middle:.0f} B/s",
            met=worst <= TARGET_BYTES,
        )
    ]


async def _all(folder: Path) -> list[tuple[float, str]]:
    os.environ |= MODES
    (folder / "long-hold.toml").write_text(ROUTINE.format(exercise="bridge"))
    library = load_library([Layer("shipped", shipped_folder()), Layer("given", folder)])
    exercises = library.catalogue.exercises
    return [(await _rate(library, each.figure), name) for name, each in exercises.items() if each.figure]


async def _rate(library: Library, figure: Drawn) -> float:
    """Bytes a second of a session in which this figure moves."""
    clock = FixedClock(datetime(2026, 11, 1, 8, tzinfo=UTC))
    training = Training(library, MemoryStore(), clock, Settings(explain=False))
    plan = training.today.plan("long-hold")
    steps = tuple(replace(step, exercise=replace(step.exercise, figure=figure)) for step in plan.steps)
    app = CoachApp(Coach(training, (), None))
    app.driver_class = Recorder
    async with app.run_test(headless=False, size=SIZE) as pilot:
        app.session.begin(replace(plan, steps=steps), CheckIn(before=1))
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        while not screen.workout.state.segment.is_work:
            clock.move(1)
            screen.tick()
        await pilot.pause()
        stage, before = screen.query_one(WorkoutStage), len(recorder(app).sent.encode())
        for frame in range(round(FOR_S / FRAME_S)):
            clock.move(FRAME_S)
            stage.move()
            if frame % round(1 / FRAME_S) == 0:
                screen.tick()
                await pilot.pause()
        return (len(recorder(app).sent.encode()) - before) / FOR_S
