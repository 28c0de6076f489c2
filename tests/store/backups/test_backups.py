"""Backups: one a day, checked before an older one goes, and nothing that goes wrong is an error at closing."""

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.records.entries import Walk
from coach.store import StoreError
from coach.store.backups.backups import backup_named, is_late, keep_daily, list_backups, make_backup, newest_sound
from coach.store.backups.copy_files import DAYS, WEEKS, CopyFile, CopyKind, CopyState, copies_in, folder_of, superseded
from coach.store.backups.restore import Restored, repair, restore_backup
from coach.store.database.folder_lock import exclusive_lock
from coach.store.database.schema import VERSION
from coach.store.database.sqlite import SqliteStore

from ..older import make_older

NOW = datetime(2026, 11, 10, 18, tzinfo=UTC)


def walk(number: int) -> Walk:
    return Walk(at=NOW + timedelta(days=number), id=f"w{number}", minutes=20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach" / "coach.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(path)) as made:
        made.add([walk(0)])
        yield made


def numbers(path: Path) -> list[int]:
    return [copy.number for copy in copies_in(folder_of(path))]


def copy(number: int, day: date, kind: CopyKind = CopyKind.DAILY) -> CopyFile:
    return CopyFile(number, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), kind, Path(str(number)))


# --- which may go -----------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 120), max_size=60))
def test_the_last_7_days_stay_and_the_last_of_each_of_4_weeks_before(days: list[int]) -> None:
    """Whatever the clock did meanwhile: what was made last is newest."""
    copies = [copy(number, date(2026, 8, 1) + timedelta(days=day)) for number, day in enumerate(days)]
    gone = superseded(copies)
    left = [each for each in reversed(copies) if each not in gone]
    kept_days = list(dict.fromkeys(each.day for each in reversed(copies)))[:DAYS]
    assert list(dict.fromkeys(each.day for each in left))[: len(kept_days)] == kept_days
    weeks = list(dict.fromkeys(f"{each.day:%G-%V}" for each in reversed(copies) if each.day not in kept_days))[:WEEKS]
    older = [each for each in left if each.day not in kept_days]
    assert [f"{each.day:%G-%V}" for each in older] == weeks
    assert len(left) <= DAYS + WEEKS
    assert not copies or copies[-1] in left


def test_a_year_of_days_leaves_7_days_and_4_weeks() -> None:
    there: list[CopyFile] = []
    for number in range(365):
        there.append(copy(number, date(2026, 1, 1) + timedelta(days=number)))
        there = [each for each in there if each not in superseded(there)]
    days = [f"{each.day:%a %d %b}" for each in reversed(there)]
    assert days[:7] == [
        f"{each} Dec" for each in ("Thu 31", "Wed 30", "Tue 29", "Mon 28", "Sun 27", "Sat 26", "Fri 25")
    ]
    assert days[7:] == ["Thu 24 Dec", "Sun 20 Dec", "Sun 13 Dec", "Sun 06 Dec"]


def test_those_made_by_hand_and_before_a_restore_are_counted_apart() -> None:
    there = [copy(n, date(2026, 11, 10), (CopyKind.BY_HAND, CopyKind.BEFORE, CopyKind.DAILY)[n % 3]) for n in range(60)]
    left = [each for each in there if each not in superseded(there)]
    assert {kind: sum(each.kind is kind for each in left) for kind in CopyKind} == {
        CopyKind.DAILY: 1, CopyKind.BY_HAND: 10, CopyKind.BEFORE: 10,
    }  # fmt: skip


# --- made -------------------------------------------------------------------------------------------------------------


def test_one_a_day_private_compressed_and_whole(store: SqliteStore, path: Path) -> None:
    made = keep_daily(path, NOW)
    assert made is not None
    store.add([walk(1)])
    assert keep_daily(path, NOW + timedelta(hours=5)) is None
    assert keep_daily(path, NOW + timedelta(hours=6)) is not None
    assert [(each.number, each.records, each.state) for each in list_backups(path)] == [
        (2, 2, CopyState.SOUND), (1, 1, CopyState.SOUND),
    ]  # fmt: skip
    folder = folder_of(path)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
    assert all(each.copy.size < 5000 for each in list_backups(path))


def test_days_are_the_runners_own_through_summer_time_and_travel(store: SqliteStore, path: Path) -> None:
    berlin, tokyo = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
    times = [
        (datetime(2026, 10, 25, 0, 30, tzinfo=berlin), True),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=berlin), False),
        (datetime(2026, 10, 25, 23, 59, tzinfo=berlin), False),
        (datetime(2026, 10, 26, 0, 1, tzinfo=berlin), True),
        (datetime(2026, 10, 26, 23, 0, tzinfo=tokyo), False),
        (datetime(2026, 10, 25, 23, 0, tzinfo=timezone(timedelta(hours=-9, minutes=-30))), False),
    ]
    assert [keep_daily(path, at) is not None for at, _ in times] == [made for _, made in times]


def test_a_clock_that_goes_back_makes_no_copy_older(store: SqliteStore, path: Path) -> None:
    for day in range(12):  # in a wrong year
        assert keep_daily(path, NOW + timedelta(days=400 + day))
    for day in range(8):
        store.add([walk(day + 1)])
        assert keep_daily(path, NOW + timedelta(days=day))
    backups = list_backups(path)
    assert [each.copy.day for each in backups][:7] == [(NOW + timedelta(days=7 - back)).date() for back in range(7)]
    newest = newest_sound(path)
    assert newest is not None
    assert newest.records == 9


def test_what_is_in_the_write_ahead_log_is_in_the_backup(store: SqliteStore, path: Path) -> None:
    assert path.with_name("coach.db-wal").stat().st_size
    assert make_backup(path, NOW).records == 1


def test_two_at_once_make_one(store: SqliteStore, path: Path) -> None:
    folder_of(path).mkdir(mode=0o700)
    with exclusive_lock(folder_of(path)):
        assert keep_daily(path, NOW) is None
        with pytest.raises(StoreError, match="Another coach is making a backup"):
            make_backup(path, NOW)
    assert keep_daily(path, NOW)


def test_what_one_that_was_killed_left_is_no_backup_and_goes(store: SqliteStore, path: Path) -> None:
    folder = folder_of(path)
    folder.mkdir(mode=0o700)
    (folder / ".000001.tmp").write_bytes(b"half")
    (folder / "000007_2026-11-01T180000+0000_daily.db").write_bytes(b"no copy of ours")
    assert list_backups(path) == ()
    assert make_backup(path, NOW).number == 1
    assert not (folder / ".000001.tmp").exists()


def test_a_locked_database_is_left_alone_and_copied_the_next_time(path: Path) -> None:
    with closing(SqliteStore(path)) as made:
        made.add([walk(0)])
        made._database.execute("PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert keep_daily(path, NOW) is None
        with pytest.raises(StoreError, match="in use by another program"):
            make_backup(path, NOW)
        other.execute("ROLLBACK")
    assert keep_daily(path, NOW)


def test_a_full_disk_takes_no_older_one_and_is_no_error(
    store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(DAYS):
        keep_daily(path, NOW + timedelta(days=day))
    before = numbers(path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.store.backups.copy_files.write_private", full)
    assert keep_daily(path, NOW + timedelta(days=20)) is None
    with pytest.raises(StoreError, match=r"No space left on device\. Those made before stay"):
        make_backup(path, NOW)
    assert numbers(path) == before
    store.add([walk(1)])
    (newest, *_) = list_backups(path)
    os.utime(f"{path}-wal", (0, (NOW + timedelta(days=20)).timestamp()))
    os.utime(path, (0, 0))
    assert is_late(path, newest)


def test_one_that_does_not_come_back_as_it_was_written_takes_no_older_one(
    store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(path, NOW)

    def broken(data: bytes, **_: object) -> bytes:
        return data[:1000]

    monkeypatch.setattr("coach.store.backups.copy_files.gzip.compress", broken)
    assert keep_daily(path, NOW + timedelta(days=1)) is None
    assert numbers(path) == [1]
    assert [each.name for each in folder_of(path).iterdir() if each.name.startswith(".")] == []


def test_a_damaged_database_is_not_copied_over_sound_ones(path: Path) -> None:
    with closing(SqliteStore(path)) as made:
        made.add([walk(0)])
    keep_daily(path, NOW)
    path.write_bytes(path.read_bytes()[:8192] + b"\xff" * 20000)
    assert keep_daily(path, NOW + timedelta(days=1)) is None
    with pytest.raises(StoreError, match="damaged"):
        make_backup(path, NOW)
    assert numbers(path) == [1]


LITTLE_ROOM = """
import resource, sys
from datetime import datetime
from pathlib import Path
from coach.host.guests.sandbox import ADDRESSES, LARGEST_FILE, MEMORY
from coach.store.backups.backups import keep_daily

for what, most in (("DATA", MEMORY), ("AS", ADDRESSES), ("FSIZE", LARGEST_FILE)):
    resource.setrlimit(getattr(resource, f"RLIMIT_{what}"), (most, most))
assert keep_daily(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
"""


def test_a_guest_has_room_enough_for_it(store: SqliteStore, path: Path) -> None:
    words = [sys.executable, "-c", LITTLE_ROOM, str(path), NOW.isoformat()]
    assert subprocess.run(words, check=False, timeout=180).returncode == 0


# --- put back ---------------------------------------------------------------------------------------------------------


def ids(path: Path) -> list[str]:
    with closing(SqliteStore(path)) as store:
        return [entry.id for entry in store.history().entries]


def test_restoring_can_be_undone_by_restoring(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add([walk(0)])
        keep_daily(path, NOW)
        store.add([walk(1)])
        store.write("kit", ["band"])
    done = restore_backup(path, "newest", NOW)
    assert ids(path) == ["w0"]
    assert isinstance(done, Restored)
    assert done.before is not None
    restore_backup(path, str(done.before.number), NOW)
    assert ids(path) == ["w0", "w1"]
    with closing(SqliteStore(path)) as store:
        assert store.read("kit") == ["band"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("which", "number"), [("newest", 3), ("NEWEST", 3), ("2", 2), ("002", 2), ("2026-11-10", 2), ("2026-11-11", 3)]
)
def test_which_is_meant(store: SqliteStore, path: Path, which: str, number: int) -> None:
    keep_daily(path, NOW)
    make_backup(path, NOW)
    keep_daily(path, NOW + timedelta(days=1))
    assert backup_named(path, which).number == number


@pytest.mark.parametrize("which", ["9", "yesterday", "2026-11-12", "", "../coach.db"])
def test_none_that_is_called_so_is_a_sentence(store: SqliteStore, path: Path, which: str) -> None:
    keep_daily(path, NOW)
    with pytest.raises(StoreError, match="coach backup list"):
        restore_backup(path, which, NOW)


def test_the_newest_is_the_newest_sound_one_and_others_are_refused(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add([walk(0)])
    sound, damaged, newer = make_backup(path, NOW), make_backup(path, NOW), make_backup(path, NOW)
    damaged.copy.path.write_bytes(damaged.copy.path.read_bytes()[:-30])
    with closing(SqliteStore(path)) as store:
        store._database.execute(f"PRAGMA user_version = {VERSION + 1}")
    data = path.read_bytes()
    import gzip

    newer.copy.path.write_bytes(gzip.compress(data[:18] + b"\1\1" + data[20:]))
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION}")
    assert [each.state for each in list_backups(path)] == [CopyState.NEWER, CopyState.DAMAGED, CopyState.SOUND]
    assert backup_named(path, "newest").number == sound.number
    for which, words in (("2", "it is damaged"), ("3", "Update the coach")):
        with pytest.raises(StoreError, match=words):
            restore_backup(path, which, NOW)
    assert ids(path) == ["w0"]


def test_a_database_of_a_newer_coach_is_neither_restored_nor_repaired(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add([walk(0)])
        keep_daily(path, NOW)
        store._database.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    for act in (lambda: restore_backup(path, "1", NOW), lambda: repair(path, NOW), lambda: make_backup(path, NOW)):
        with pytest.raises(StoreError, match=r"newer coach.*Update the coach"):
            act()
    assert path.read_bytes() == before


def test_a_backup_of_an_older_coach_is_brought_up_to_date(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add([walk(0)])
    make_older(path)
    make_backup(path, NOW)
    with closing(SqliteStore(path)) as store:
        store.remove("w0", NOW)
    restore_backup(path, "1", NOW)
    assert ids(path) == ["w0"]


# --- killed -----------------------------------------------------------------------------------------------------------

BACKING_UP = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from coach.store.backups.backups import keep_daily

now = datetime.fromisoformat(sys.argv[2])
print(flush=True)
for day in range(1000):
    keep_daily(Path(sys.argv[1]), now + timedelta(days=day))
"""


def killed_while_backing_up(path: Path, after_s: float, day: int) -> None:
    words = [sys.executable, "-c", BACKING_UP, str(path), (NOW + timedelta(days=day)).isoformat()]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        try:
            process.wait(after_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(30))
def test_killed_at_any_moment_of_a_backup_every_copy_is_whole(path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with closing(SqliteStore(path)) as store:
        store.add(Walk(at=NOW, id=f"{number}", note=dice.randbytes(200).hex()) for number in range(2000))
    first = make_backup(path, NOW)
    for turn in range(5):
        killed_while_backing_up(path, dice.uniform(0.0, 0.4), turn * 1000)
        backups = list_backups(path)
        assert all(each.is_sound for each in backups)
        assert {each.records for each in backups} == {2000}
        assert first.number in {each.number for each in backups}, "older copies are still there"
        assert len([each for each in backups if each.copy.kind is CopyKind.DAILY]) <= DAYS + WEEKS + 1
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    made = keep_daily(path, NOW + timedelta(days=9999))
    assert made is not None
    assert made.is_sound
    assert not list(folder_of(path).glob(".*"))
