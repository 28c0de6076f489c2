"""The copy that is offered in the place of a damaged database: only there, only a sound one; and a store goes on."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.records.entries import Entry, Event, EventKind, Walk
from coach.store.backups.backups import keep_daily
from coach.store.backups.copy_files import FOLDER
from coach.store.database.sqlite import SqliteStore
from coach.store.offering import NetworkOffer
from coach.store.protocol import UnreadError
from coach.store.resilient import ResilientStore

NOW = datetime(2026, 11, 10, 18, tzinfo=UTC)
FLAG = Event(at=NOW, id="flag", kind=EventKind.RED_FLAG, flags=("groin-lump",))
WALKS: list[Entry] = [
    Walk(at=NOW - timedelta(days=400 - each), id=f"w{each:03}", minutes=30, note="x" * 400) for each in range(120)
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "coach" / "coach.db"
    with closing(SqliteStore(path)) as store:
        store.add(WALKS)
    assert keep_daily(path, NOW - timedelta(days=1))
    with closing(SqliteStore(path)) as store:
        store.add([FLAG])
    return path


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[12288:24576] = b"\x5a" * 12288
    path.write_bytes(data)


def offer(path: Path, kept: ResilientStore | None = None) -> NetworkOffer:
    kept = kept or ResilientStore(lambda: SqliteStore(path))
    return NetworkOffer(path, kept.let_file_go, lambda: NOW)


@pytest.mark.parametrize("how", ["damaged", "gone", "empty"])
def test_it_is_put_back_and_all_is_read_anew(path: Path, how: str) -> None:
    damage(path) if how == "damaged" else path.unlink() if how == "gone" else path.write_bytes(b"")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    kept = ResilientStore(lambda: SqliteStore(path))
    with pytest.raises(UnreadError) as caught:
        kept.history()
    assert caught.value.damaged
    copy = offer(path, kept).copy()
    assert copy is not None
    assert copy.words.startswith("the backup of Mon 9 Nov 2026, 18:00")
    copy.restore()
    assert kept.try_again()
    entries = {entry.id for entry in kept.history().entries}
    assert entries >= {entry.id for entry in WALKS}
    assert ("flag" in entries) is (how == "damaged")
    kept.close()
    assert offer(path).copy() is None


def test_nothing_is_offered_for_a_file_that_is_sound_or_newer_or_of_which_there_is_no_sound_copy(path: Path) -> None:
    asked = offer(path)
    assert asked.copy() is None
    damage(path)
    for copy in (path.parent / FOLDER).iterdir():
        copy.write_bytes(b"no copy")
    assert asked.copy() is None


def test_what_is_in_memory_goes_on_over_a_restore(path: Path) -> None:
    damage(path)
    kept = ResilientStore(lambda: SqliteStore(path))
    later = Walk(at=NOW + timedelta(hours=1), id="later")
    kept.add([later])
    copy = offer(path, kept).copy()
    assert copy is not None
    copy.restore()
    assert kept.try_again()
    assert later in kept.history().entries
    kept.close()
    with closing(SqliteStore(path)) as store:
        assert later in store.history().entries
