"""Examines a database without changing it: whether it opens, its schema, how many records, what is unreadable."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from coach.domain.records.entries import Unreadable
from coach.store import error_words
from coach.store.database import set_aside
from coach.store.database.opening import is_of_its_version, is_stump, leads_astray, version_of
from coach.store.database.rows import RowReader, history_rows
from coach.store.database.schema import VERSION
from coach.store.error_words import Trouble
from coach.store.json_text import parse_json
from coach.store.protocol import StoreError

_WITH_ASIDE = 4
"""The first version that has checksums and the table ``set_aside``."""


class Examined(Struct, frozen=True):
    """What was found. ``version`` 0: there is no database yet; ``size`` in bytes; ``trouble`` None: all is well.

    ``unreadable``: what is on record but cannot be read, as far as it still counts.
    """

    version: int = 0
    records: int = 0
    size: int = 0
    trouble: Trouble | None = None
    unreadable: tuple[Unreadable, ...] = ()


def examine(path: Path) -> Examined:
    """The state of the database at ``path``. Never raises, and changes nothing."""
    try:
        if path.is_dir():
            return Examined(trouble=error_words.IS_A_FOLDER)
        if leads_astray(path):
            return Examined(trouble=error_words.ASTRAY)
        if is_stump(path):
            return Examined(trouble=error_words.CUT_SHORT)
        if not path.exists():
            return Examined()
        size = path.stat().st_size
        with closing(_opened(path)) as database:
            return _examined(database, size)
    except (sqlite3.Error, UnicodeError) as error:
        return Examined(trouble=error_words.of_sqlite(error))
    except OSError as error:
        return Examined(trouble=Trouble(f"cannot be read: {error.strerror}.", error_words.CLOSED_TO_YOU.advice))


def _examined(database: sqlite3.Connection, size: int) -> Examined:
    version = version_of(database)
    if version > VERSION:
        return Examined(version, size=size, trouble=error_words.newer(version, VERSION))
    (health,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if health != "ok":
        return Examined(version, size=size, trouble=error_words.DAMAGED)
    if version < 1:
        return Examined(version, size=size, trouble=error_words.of_no_version(database))
    if not is_of_its_version(database):
        return Examined(version, size=size, trouble=error_words.DAMAGED)
    rows = history_rows(database, has_checksums=version >= _WITH_ASIDE)
    (count,) = database.execute("SELECT count(*) FROM entry").fetchone()
    if count != len(rows):
        return Examined(version, size=size, trouble=error_words.DAMAGED)
    entries, unsound = RowReader().read(rows)
    unreadable = set_aside.still_in_place(unsound)
    if version >= _WITH_ASIDE:
        unreadable = [*set_aside.open_ones(database), *unreadable]
    return Examined(version, len(entries), size, unreadable=tuple(unreadable))


def fact(path: Path, key: str) -> object | None:
    """A fact of the profile; None where there is none, or it cannot be read. Never raises, and changes nothing."""
    try:
        if not path.is_file():  # opening a pipe would block for ever
            return None
        with closing(_opened(path)) as database:
            row = database.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
        return None if row is None else parse_json(row[0], key)
    except (sqlite3.Error, UnicodeError, StoreError, OSError):
        return None


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=1.0)
