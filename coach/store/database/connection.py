"""One connection to a profile's database: it holds the folder's lock while it is open, and all changes go through it.

A connection belongs to the thread and process that opened it: after a fork, open another. Left out: what is stored
(``facts``, ``checkpoints``, ``sqlite``), and how a file is opened (``opening``).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coach.store.database import file_swap, folder_lock
from coach.store.database.opening import open_database
from coach.store.database.rows import RowReader
from coach.store.error_words import LOST_OUT_OF_REACH, RESTORED_NOW, sqlite_store_error, store_error

BUSY_TIMEOUT_S = 2.0
"""Seconds to wait for another process that is writing."""


class Connection:
    """Creates the file (mode 0600) and its folder (0700) if they are missing. Raises StoreError when it cannot be used.

    ``held``: the caller already holds the folder's lock, and knows why there may be no file. ``wrote``: whether this
    connection has changed anything.
    """

    def __init__(self, path: Path, *, busy_timeout_s: float = BUSY_TIMEOUT_S, held: bool = False) -> None:
        self.path = path
        self._busy_timeout_s = busy_timeout_s
        self._reader = RowReader()
        self._is_checked = False
        self.wrote = False
        self._hold = None if held else _hold(path, busy_timeout_s)
        try:
            if not held:
                _refuse_lost(path)
            with self._told():
                self._database = open_database(path, busy_timeout_s)
                self._seen = self._data_version()
        except BaseException:
            self._let_go()
            raise

    def written_elsewhere(self) -> bool:
        """Whether another coach has written here since the last call, or since the store was opened."""
        with self._told():
            before, self._seen = self._seen, self._data_version()
        return before != self._seen

    @contextmanager
    def in_a_hurry(self) -> Iterator[None]:
        """Inside, nothing waits for another process that is writing, because a countdown is running."""
        self._database.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._database.execute(f"PRAGMA busy_timeout = {round(self._busy_timeout_s * 1000)}")

    def close(self) -> None:
        """Close the file. Closing twice is no error."""
        with self._told():
            self._database.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._hold is not None:
            self._hold.let_go()

    def _data_version(self) -> int:
        """SQLite's counter of changes by other connections; those of this connection do not move it."""
        with closing(self._database.execute("PRAGMA data_version")) as cursor:
            return int(cursor.fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is committed, or nothing. The lock is taken at once, so that waiting cannot deadlock."""
        with self._told():
            self._database.execute("BEGIN IMMEDIATE")
            before = self._database.total_changes
            try:
                yield self._database
                self._database.execute("COMMIT")
                self.wrote |= self._database.total_changes > before
            except BaseException:
                if self._database.in_transaction:  # a full disk has rolled back already
                    self._database.execute("ROLLBACK")
                raise

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is read as of one moment (one read transaction)."""
        self._database.execute("BEGIN")
        try:
            yield self._database
        finally:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn database errors inside into StoreError, with a sentence for people."""
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            raise sqlite_store_error(self.path, error) from error


def _hold(path: Path, wait_s: float) -> folder_lock.Hold:
    """Hold the database's folder together with all other coaches, so that nobody replaces the file meanwhile."""
    try:
        if file_swap.is_unfinished(path):
            with suppress(OSError), folder_lock.exclusive_lock(path.parent):
                file_swap.finish(path)
        return folder_lock.together(path.parent, wait_s)
    except folder_lock.TakenError as error:
        raise store_error(path, RESTORED_NOW) from error


def _refuse_lost(path: Path) -> None:
    """Raise StoreError if the database is missing or empty although there are backups of it.

    An empty history in its place would plan as for somebody who never had a warning sign.
    """
    with suppress(OSError):
        if path.exists() and path.stat().st_size:
            return
        from coach.store.backups.copy_files import folder_of, is_gone

        try:
            gone = is_gone(path)
        except OSError as error:
            if not os.path.lexists(folder_of(path)):
                raise
            raise store_error(path, LOST_OUT_OF_REACH) from error
        if gone:
            from coach.store.backups.backups import lost

            raise store_error(path, lost(path))
