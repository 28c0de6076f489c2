"""What screens look like where the pictures of the README do not show them: small, large, light.

After a wanted change of the looks: ``pytest tests/tui --snapshot-update`` and ``make pictures``; then look at them.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.library.formats.settings.settings_file import Theme
from coach.system.clock import FixedClock

from .playing import NOW, make

SMALL, USUAL, LARGE = (40, 12), (80, 24), (160, 50)
SHOTS = [
    *[(SMALL, Theme.DARK, s) for s in ("home", "ready", "ready_kit", "rest", "reps", "pain_check", "verdict")],
    *[(size, Theme.DARK, s) for size in (SMALL, USUAL) for s in ("rules", "first_start")],
    *[(USUAL, Theme.DARK, s) for s in ("you", "swap")],
    *[(size, Theme.DARK, "settings") for size in (SMALL, USUAL)],
    *[(size, Theme.DARK, "editor") for size in (SMALL, USUAL, LARGE)],
    *[(SMALL, Theme.DARK, "editor_preview"), (LARGE, Theme.LIGHT, "editor")],
    *[(LARGE, Theme.DARK, s) for s in ("home", "ready", "verdict")],
    *[(USUAL, Theme.LIGHT, s) for s in ("ready", "stop", "pain_check", "verdict", "log")],
]


OF_A_COURSE = [
    *[(size, Theme.DARK, "home") for size in (SMALL, LARGE)],
    (USUAL, Theme.LIGHT, "home"),
    *[(size, Theme.DARK, "course") for size in (SMALL, USUAL)],
    (SMALL, Theme.DARK, "ahead"),
    *[(size, Theme.DARK, "weeks") for size in (SMALL, USUAL, LARGE)],
    *[(USUAL, Theme.LIGHT, scene) for scene in ("weeks_pain", "report")],
]


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(("size", "theme", "scene"), SHOTS, ids=lambda v: f"{v[0]}x{v[1]}" if type(v) is tuple else v)
def test_the_screen_looks_as_it_did(
    snap_compare: Callable[..., bool], size: tuple[int, int], theme: Theme, scene: str
) -> None:
    clock = FixedClock(NOW)

    async def play(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        played: Callable[..., Awaitable[None]] = getattr(make, scene)
        await played(pilot, clock)

    app = make.app(clock, theme, make.history())
    assert snap_compare(app, terminal_size=size, run_before=play)


@pytest.mark.parametrize(
    ("size", "theme", "scene"), OF_A_COURSE, ids=lambda v: f"{v[0]}x{v[1]}" if type(v) is tuple else v
)
def test_a_course_looks_as_it_did(
    snap_compare: Callable[..., bool], size: tuple[int, int], theme: Theme, scene: str
) -> None:
    clock = FixedClock(NOW)

    async def play(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await getattr(make, scene)(pilot, clock)

    assert snap_compare(make.app(clock, theme, make.following()), terminal_size=size, run_before=play)
