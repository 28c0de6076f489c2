"""What the app's tests are played with: ``play`` opens an app on a fixed clock. The players are in ``playing``."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from textual._compositor import Compositor
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widget import Widget

from coach.system.clock import FixedClock

from .playing import LONGEST_LOOK_S, Player, make, pass_by, playing
from .settling import at_rest, drawn_once, settled

Play = Callable[..., AbstractAsyncContextManager[Player]]


@pytest.fixture(autouse=True)
def _settle_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.app.wait_for_idle", at_rest)
    monkeypatch.setattr("textual.pilot.wait_for_idle", settled)
    drawn_once(monkeypatch)


@pytest.fixture
def play() -> Play:
    """``async with play(...) as player``: see ``playing.playing``."""
    return playing


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenes look at the clock every few seconds, not every second: the same pictures in a third of the time."""

    async def move(pilot: Pilot[int], clock: FixedClock, seconds: float) -> None:
        screen = pilot.app.screen
        while seconds > 0 and not screen.workout.state.is_over:  # type: ignore[attr-defined]
            step = min(seconds, LONGEST_LOOK_S)
            seconds -= step
            pass_by(screen, clock, step)  # type: ignore[arg-type]
        screen.tick()  # type: ignore[attr-defined]
        await pilot.pause()

    monkeypatch.setattr(make, "move", move)


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The screens that were laid out, in turn."""
    laid_out = []
    lays_out = Compositor.reflow

    def reflow(self: Compositor, parent: Widget, size: Size) -> object:
        laid_out.append(type(parent).__name__)
        return lays_out(self, parent, size)

    monkeypatch.setattr(Compositor, "reflow", reflow)
    return laid_out
