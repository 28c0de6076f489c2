"""A store of each kind, empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.store import Store
from coach.store.database.sqlite import SqliteStore
from coach.store.memory import MemoryStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "coach.db")
    yield made
    made.close()
