"""In any state that a runner may be in, every screen can be walked to its end, and what stands there can be read."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.states import State, states

from .walking import PLACES, SIZES, opened, walk

A_FEW = 3
SEEDS = st.integers(0, 10**6)


@pytest.fixture(scope="module", autouse=True)
def _nowhere_else(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever a drawn key writes lies in a folder of this run."""
    with pytest.MonkeyPatch.context() as patch:
        folder: Path = tmp_path_factory.mktemp("any-state")
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS"):
            patch.setenv(name, str(folder / name.lower()))
        (folder / "work").mkdir()
        patch.chdir(folder / "work")
        yield


async def _walked(state: State, size: tuple[int, int], seed: int, places: list[str]) -> None:
    async with opened(state, size) as player:
        await walk(player, seed, iter(places))


@given(states(), st.sampled_from(SIZES), SEEDS)
# The same each time: chance is for the soak.
@examples(max_examples=2, derandomize=True, suppress_health_check=[*HealthCheck])
def test_some_places_in_any_state(state: State, size: tuple[int, int], seed: int) -> None:
    places = ["home", *random.Random(seed).sample([*PLACES], A_FEW)]
    asyncio.run(_walked(state, size, seed, places))


@pytest.mark.soak
@given(states(), st.sampled_from(SIZES), SEEDS)
@examples(max_examples=60, suppress_health_check=[*HealthCheck])
def test_every_place_in_any_state(state: State, size: tuple[int, int], seed: int) -> None:
    asyncio.run(_walked(state, size, seed, [*PLACES]))
