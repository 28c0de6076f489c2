"""The files in which copies of a database are stored: their names, their contents, and which ones may be deleted.

A copy is a whole database, compressed, in a file that is written whole or not at all, readable by its owner alone.
Copies are ordered by number, not by time, so a clock that was wrong for a day makes no copy look older or newer.
"""

import gzip
import os
import re
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from coach.store.database.opening import is_of_its_version
from coach.store.database.schema import VERSION
from coach.store.private_files import make_private, sync_folder, write_private

FOLDER = "backups"
"""The folder of the copies, beside their database. It does not count towards any quota of a runner."""
DAYS, WEEKS, OTHERS = 7, 4, 10
"""How many copies are kept: daily ones of the last days, then one a week, and of each other kind."""
_NAME = re.compile(r"(\d{6,9})_(\d{4}-\d\d-\d\dT\d{6}[+-]\d{4})_([a-z-]+)\.db\.gz")
_TIME = "%Y-%m-%dT%H%M%S%z"
_LARGEST, _PART = 512 * 2**20, 2**20
"""Bytes: the largest size that is unpacked, as nobody's history is larger; and how much is read at a time."""
_JOURNAL_BYTES = slice(18, 20)
"""Where the header of a database says that it has a write-ahead log beside it, which a copy has not."""


class CopyKind(StrEnum):
    """Why a copy was made."""

    DAILY = "daily"
    BY_HAND = "by-hand"
    BEFORE = "before-restore"


class CopyState(StrEnum):
    """The state of a database; the words follow "it is"."""

    SOUND = "sound"
    DAMAGED = "damaged"
    NEWER = "of a newer coach"
    FOREIGN = "no database of the coach"


class Contents(Struct, frozen=True):
    """What was found in a database: its state and the number of records."""

    state: CopyState
    records: int = 0


class CopyFile(Struct, frozen=True):
    """One copy. ``moment``: when it was made, by the clock and in the time zone of then; ``size`` in bytes."""

    number: int
    moment: datetime
    kind: CopyKind
    path: Path
    size: int = 0

    @property
    def day(self) -> date:
        """The day on which it was made, in the runner's own time zone of then."""
        return self.moment.date()


def folder_of(database: Path) -> Path:
    """The folder with the copies of a database."""
    return database.parent / FOLDER


def copies_in(folder: Path) -> tuple[CopyFile, ...]:
    """All copies in a folder, newest first. A file whose name does not fit the pattern is ignored. Raises OSError."""
    try:
        with os.scandir(folder) as found:
            files = [each for each in found if each.is_file(follow_symlinks=False)]
            copies = [_copy(Path(each.path), each.stat().st_size) for each in files]
    except FileNotFoundError:
        return ()
    return tuple(sorted(filter(None, copies), key=lambda copy: copy.number, reverse=True))


def is_gone(database: Path) -> bool:
    """Whether the database is missing or empty although there are copies of it. Raises OSError."""
    return not (database.exists() and database.stat().st_size) and bool(copies_in(folder_of(database)))


def _copy(path: Path, size: int) -> CopyFile | None:
    match = _NAME.fullmatch(path.name)
    try:
        return match and CopyFile(int(match[1]), datetime.strptime(match[2], _TIME), CopyKind(match[3]), path, size)
    except ValueError:
        return None


def superseded(copies: Iterable[CopyFile]) -> list[CopyFile]:
    """The copies that may be deleted.

    Kept are the last of each day for 7 days, the last of each week for 4 weeks before those, and 10 of each other kind.
    """
    newest_first = sorted(copies, key=lambda copy: copy.number, reverse=True)
    daily = [copy for copy in newest_first if copy.kind is CopyKind.DAILY]
    days = _last_of_each(daily, [str(copy.day) for copy in daily], DAYS)
    older = [copy for copy in daily if copy.day not in {kept.day for kept in days}]
    weeks = _last_of_each(older, [f"{copy.day:%G-%V}" for copy in older], WEEKS)
    kept = {*days, *weeks}
    for kind in (CopyKind.BY_HAND, CopyKind.BEFORE):
        kept.update([copy for copy in newest_first if copy.kind is kind][:OTHERS])
    return [copy for copy in newest_first if copy not in kept]


def _last_of_each(newest_first: Sequence[CopyFile], labels: Sequence[str], most: int) -> list[CopyFile]:
    found: dict[str, CopyFile] = {}
    for copy, label in zip(newest_first, labels, strict=True):
        found.setdefault(label, copy)
    return list(found.values())[:most]


def write_copy(folder: Path, data: bytes, moment: datetime, kind: CopyKind) -> CopyFile:
    """Write a new copy of this database, check it by reading it back, then delete the copies that it supersedes.

    The caller must hold the lock of the folder. Raises OSError; then no other copy was deleted.
    """
    make_private(folder)
    for left in folder.glob(".*.tmp"):  # left by a process that was killed
        left.unlink(missing_ok=True)
    there = copies_in(folder)
    number = there[0].number + 1 if there else 1
    path = folder / f"{number:06d}_{moment.strftime(_TIME)}_{kind.value}.db.gz"
    trial = folder / f".{number:06d}.tmp"
    try:
        write_private(trial, gzip.compress(data, mtime=0))
        if contents(unpacked(trial)).state is not CopyState.SOUND:
            raise OSError("it did not come back as it was written")
        trial.replace(path)
    finally:
        trial.unlink(missing_ok=True)
    sync_folder(folder)
    made = CopyFile(number, moment.replace(microsecond=0), kind, path, path.stat().st_size)
    for old in superseded((made, *there)):
        old.path.unlink(missing_ok=True)
    return made


def unpacked(path: Path) -> bytes:
    """The database in a copy's file, unpacked. Raises OSError, also for a file that is not a whole copy."""
    data = bytearray()
    try:
        with gzip.open(path, "rb") as file:
            while part := file.read(_PART):  # read() reserves what it is asked for, and a guest has little memory
                data += part
                if len(data) > _LARGEST:
                    raise OSError("it is larger than any history")
    except (EOFError, zlib.error) as error:
        raise OSError(f"it is damaged: {error}") from error
    return bytes(data)


def without_log(data: bytes) -> bytes:
    """The same database, marked in its header as having no write-ahead log beside it."""
    plain = bytearray(data)
    plain[_JOURNAL_BYTES] = b"\x01\x01"
    return bytes(plain)


def contents(data: bytes) -> Contents:
    """Check a whole database and count its records. Never raises because of what it holds."""
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            (health,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            if health != "ok":
                return Contents(CopyState.DAMAGED)
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version > VERSION:
                return Contents(CopyState.NEWER)
            if version == 0 and not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone():
                return Contents(CopyState.FOREIGN)
            (records,) = database.execute("SELECT count(*) FROM entry").fetchone()
            is_whole = version > 0 and is_of_its_version(database)
            return Contents(CopyState.SOUND if is_whole else CopyState.DAMAGED, int(records))
    except (sqlite3.Error, OverflowError, UnicodeError):
        return Contents(CopyState.DAMAGED)


def check_copy(copy: CopyFile) -> Contents:
    """Check the database in a copy. Never raises."""
    try:
        return contents(unpacked(copy.path))
    except OSError:
        return Contents(CopyState.DAMAGED)
