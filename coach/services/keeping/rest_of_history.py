"""Reads the whole history in the background, when a start has read only the last weeks.

The weeks and corrections need all of it; and only reading it shows whether the file is whole, as at any other start.
Left out: in which thread, and when (the front end).
"""

from pathlib import Path

from coach.services.assembly import Coach
from coach.store import Store
from coach.store.protocol import StoreError


class RestOfHistory:
    """Reads what is left of one coach's history, if anything is."""

    def __init__(self, coach: Coach) -> None:
        self._training, self._kept = coach.training, coach.kept
        self._path: Path | None = coach.database

    @property
    def is_wanted(self) -> bool:
        """Whether only the last weeks are known."""
        seen = self._training.kept_history.seen
        return self._path is not None and seen is not None and seen.before is not None

    def read(self) -> Store | None:
        """Read everything, by a connection of its own; works in any thread. None: it cannot be read."""
        from coach.store.database.sqlite import SqliteStore

        if self._path is None or not self._path.exists():
            return None
        try:
            store = SqliteStore(self._path, held=True)
            try:
                store.history()
            finally:
                store.close()
        except StoreError:
            return None
        return store

    def take(self, read: Store | None) -> None:
        """Take over what was read, in the thread that uses the training. Raises UnreadError where it cannot be read."""
        if read is not None and self._kept is not None:
            self._kept.take_reading(read)
        self._training.history()
