"""A store of each kind, empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.store import Store
from coach.store.memory import MemoryStore
from coach.store.sqlite import SqliteStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "coach.db")
    yield made
    made.close()
