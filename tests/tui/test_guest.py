"""The app of a guest, and at home: whatever size a terminal claims to have, it is drawn at one that can be."""

from pathlib import Path

import pytest
from textual.events import Resize
from textual.geometry import Size

from coach.library.disk.layers import layers
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import load_library
from coach.services.assembly import Coach
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import SystemClock
from coach.system.terminal_size import LEAST_DRAWN, MOST_DRAWN, USUAL
from coach.tui.app import CoachApp
from coach.tui.guest import GuestApp


@pytest.mark.parametrize(
    ("claimed", "drawn"),
    [
        ((10_000, 10_000), MOST_DRAWN),
        ((65_535, 1), (MOST_DRAWN[0], LEAST_DRAWN[1])),
        ((1, 1), LEAST_DRAWN),
        ((0, 0), USUAL),
        ((120, 40), (120, 40)),
    ],
)
async def test_no_size_is_drawn_but_one_that_can_be(
    claimed: tuple[int, int], drawn: tuple[int, int], tmp_path: Path
) -> None:
    library = load_library(layers(environ=dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "HOME"), str(tmp_path))))
    training = Training(library, MemoryStore(), SystemClock(), Settings())
    app = GuestApp(Coach(training, (), None, hosted=True))
    for each in (app, CoachApp(Coach(training, (), None))):
        await _claim(each, claimed, drawn)


async def _claim(app: CoachApp, claimed: tuple[int, int], drawn: tuple[int, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(Resize(Size(*claimed), Size(*claimed)))
        await pilot.pause()
        assert app.size == drawn
        assert app.screen.size == drawn
