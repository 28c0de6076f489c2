"""A database on a disk that shares no memory or locks no files: it works with another journal, or a sentence says why.

SQLite's own way of locking by dot-files stands for such a disk: it has no shared memory, as some network disks.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.domain.records.entries import Walk
from coach.store.database.soundness import checksum
from coach.store.database.sqlite import SqliteStore
from coach.store.protocol import StoreError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these ways of locking are POSIX's")
WALK = Walk(at=datetime(2026, 11, 1, 7, 30, tzinfo=UTC), id="w", minutes=20)
SECOND = Walk(at=datetime(2026, 11, 2, 7, 30, tzinfo=UTC), id="x", minutes=20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


def _by_dot_files(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    uri = f"file:{path}?vfs=unix-dotfile"
    database = sqlite3.connect(uri, uri=True, timeout=busy_timeout_s, isolation_level=None)
    database.create_function("checksum", 1, checksum)
    return database


@pytest.fixture
def no_shared_memory(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.setattr("coach.store.database.opening.connect", _by_dot_files)


def _mode(store: SqliteStore) -> object:
    return store._database.execute("PRAGMA journal_mode").fetchone()[0]


def test_without_shared_memory_it_works_with_a_rollback_journal(
    path: Path, no_shared_memory: Callable[[], None]
) -> None:
    no_shared_memory()
    with closing(SqliteStore(path)) as store, closing(SqliteStore(path)) as other:
        assert _mode(store) == "delete"
        store.add([WALK])
        other.add([SECOND])
        assert store.history().entries == other.history().entries == (WALK, SECOND)


def test_one_that_came_from_another_disk_brings_all_along(path: Path, no_shared_memory: Callable[[], None]) -> None:
    """Copied while it was open: what was written ahead is still in its log."""
    moved = path.with_name("moved.db")
    with closing(SqliteStore(path)) as store:
        store.add([WALK])
        assert path.with_name("coach.db-wal").stat().st_size
        for name in ("", "-wal"):
            shutil.copyfile(f"{path}{name}", f"{moved}{name}")
    no_shared_memory()
    with pytest.raises(sqlite3.OperationalError):
        _by_dot_files(moved, 0).execute("SELECT * FROM entry")
    with closing(SqliteStore(moved)) as store:
        assert store.history().entries == (WALK,)
        assert _mode(store) == "delete"
        with closing(SqliteStore(moved)) as other:  # and the lock was let go
            other.add([SECOND])
        assert store.history().entries == (WALK, SECOND)


class _Refusing(sqlite3.Connection):
    """A connection that its disk lets down."""

    code = sqlite3.SQLITE_IOERR_LOCK

    def execute(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override]
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = self.code
        raise error


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_IOERR_LOCK, "cannot lock files"),
        (sqlite3.SQLITE_IOERR_RDLOCK, "cannot lock files"),
        (sqlite3.SQLITE_PROTOCOL, "cannot lock files"),
        (sqlite3.SQLITE_IOERR_SHMMAP, "shares no memory"),
        (sqlite3.SQLITE_IOERR_SHMOPEN, "shares no memory"),
    ],
)
def test_where_nothing_helps_a_sentence_says_why_and_where_to(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    SqliteStore(path).close()
    monkeypatch.setattr(_Refusing, "code", code)
    monkeypatch.setattr(
        "coach.store.database.opening.connect", lambda path, _: sqlite3.connect(path, factory=_Refusing)
    )
    with pytest.raises(StoreError, match=words) as caught:
        SqliteStore(path)
    assert "XDG_DATA_HOME" in str(caught.value)


def test_a_full_disk_is_not_taken_for_another_kind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk there is no room for the memory that is shared, either."""
    SqliteStore(path).close()
    monkeypatch.setattr(_Refusing, "code", sqlite3.SQLITE_IOERR_SHMSIZE)
    monkeypatch.setattr(
        "coach.store.database.opening.connect", lambda path, _: sqlite3.connect(path, factory=_Refusing)
    )
    with pytest.raises(StoreError, match="the disk is full"):
        SqliteStore(path)


def test_a_disk_without_locks_is_not_taken_for_a_busy_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite says "locked" of both; whether files can be locked at all is tried on another file."""
    SqliteStore(path).close()
    monkeypatch.setattr(_Refusing, "code", sqlite3.SQLITE_BUSY)
    monkeypatch.setattr(
        "coach.store.database.opening.connect", lambda path, _: sqlite3.connect(path, factory=_Refusing)
    )
    with pytest.raises(StoreError, match="in use by another program"):
        SqliteStore(path)

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.lockf", no_locks)
    with pytest.raises(StoreError, match=r"cannot lock files.*XDG_DATA_HOME"):
        SqliteStore(path)
    assert sorted(file.name for file in path.parent.iterdir()) == ["coach.db"]
