"""Keys, mouse and sizes by chance, on every screen: nothing breaks, and the memory stays flat."""

import gc
import os
import random
from pathlib import Path

import psutil
import pytest

from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import Shelf

from .conftest import Play
from .monkey import PLACES, Monkey
from .playing import make

SEED = int(os.environ.get("COACH_SEED", "20261128"))
ACTS, ACTS_IN_SOAK = 60, 20_000
A_SITTING = 200
MOST_GROWTH = 40_000_000
"""Bytes that twenty thousand acts may add once the first thousand are done: pictures and style caches fill up."""


async def _sit(play: Play, own: Path, place: str, seed: str, acts: int) -> None:
    """One sitting in an app of its own, from one place on; files of one's own come and go there."""
    shelf = Shelf([Layer("shipped", shipped_folder()), Layer("own", own)], advise=False)
    shelf.refresh()
    async with play(make.history(), profile="anna", team=("ben",), shelf=shelf) as player:
        monkey = Monkey(player, random.Random(seed), [f"seed {seed}", place])
        PLACES[place](player)
        await player.pilot.pause()
        await monkey.play(acts)


@pytest.mark.parametrize("place", PLACES)
async def test_a_monkey_breaks_nothing(play: Play, own: Path, place: str) -> None:
    await _sit(play, own, place, f"{SEED}-{place}", ACTS)


@pytest.mark.soak
@pytest.mark.parametrize("place", PLACES)
async def test_twenty_thousand_acts_on_every_screen(play: Play, own: Path, place: str) -> None:
    here = psutil.Process()
    after_first = 0
    for number in range(ACTS_IN_SOAK // A_SITTING):
        await _sit(play, own, place, f"{SEED}-{place}-{number}", A_SITTING)
        if number == 1_000 // A_SITTING:
            gc.collect()
            after_first = here.memory_info().rss
    gc.collect()
    assert here.memory_info().rss < after_first + MOST_GROWTH
