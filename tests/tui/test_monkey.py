"""Keys, mouse and sizes by chance, on every screen: nothing breaks, and the memory stays flat."""

import gc
import os
import random
from pathlib import Path

import psutil
import pytest

from .monkey import Monkey
from .places import PLACES

SEED = os.environ.get("COACH_SEED", "20261128")
ACTS, ACTS_IN_SOAK = 40, int(os.environ.get("COACH_ACTS", "20000"))
A_SITTING = 500
MOST_GROWTH = 40_000_000
"""Bytes that may be added after the first quarter: until then screens are imported, and pictures and styles kept."""


async def _sit(own: Path, place: str, seed: str, acts: int) -> int:
    """One sitting in an app of its own, from one place on; files of one's own come and go there. How much was done."""
    where = PLACES[place]
    broke: Exception | None = None
    try:
        async with where.open(own) as player:
            monkey = Monkey(player, random.Random(seed), where.go, [f"seed {seed}", place])
            where.go(player)
            await player.pilot.pause()
            try:
                await monkey.play(acts)
            except Exception as error:
                broke = error
    finally:
        if broke is not None:  # what the app raises on its way out says less
            raise broke
    return monkey.done


@pytest.mark.parametrize("place", PLACES)
async def test_a_monkey_breaks_nothing(own: Path, place: str) -> None:
    done = number = 0
    while done < ACTS:
        done += await _sit(own, place, f"{SEED}-{place}-{number}", ACTS - done)
        number += 1


@pytest.mark.soak
@pytest.mark.parametrize("place", PLACES)
async def test_twenty_thousand_acts_on_every_screen(own: Path, place: str) -> None:
    here = psutil.Process()
    after_first = done = number = 0
    while done < ACTS_IN_SOAK:
        done += await _sit(own, place, f"{SEED}-{place}-{number}", A_SITTING)
        number += 1
        if not after_first and done >= ACTS_IN_SOAK / 4:
            gc.collect()
            after_first = here.memory_info().rss
    gc.collect()
    grown = here.memory_info().rss - after_first
    print(f"\n{place}: {done} acts in {number} sittings, memory {grown / 1e6:+.1f} MB, seed {SEED}")
    assert grown < MOST_GROWTH
