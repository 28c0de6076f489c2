"""A real coach that is killed at any moment has lost nothing that it had shown as given; its database is sound."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from e2e.killing import SCENES, kill_once

SEED = int(os.environ.get("COACH_SEED", "20261128"))
KILLS = 300
AT_ONCE = 3
"""Coaches at a time: most of the time each waits for its terminal."""


@pytest.mark.parametrize("number", range(len(SCENES)), ids=[scene.name for scene in SCENES])
def test_killed_once_in_each_place(tmp_path: Path, number: int) -> None:
    kill_once(tmp_path, number)


@pytest.mark.soak
def test_killed_at_three_hundred_moments(tmp_path: Path) -> None:
    first = SEED * len(SCENES)
    with ThreadPoolExecutor(AT_ONCE) as several:
        moments = list(several.map(lambda number: kill_once(tmp_path, first + number), range(KILLS)))
    assert len(moments) == KILLS
