"""Looks at a database without changing it: whether it opens, which schema it has, how much is on record."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from coach.store.protocol import StoreError
from coach.store.schema import VERSION
from coach.store.text import load


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found. ``version`` 0: there is no database yet; ``trouble`` None: all is well."""

    version: int = 0
    records: int = 0
    size: int = 0
    trouble: str | None = None


def examine(path: Path) -> Examined:
    """The state of the database at ``path``. Never raises, and changes nothing."""
    try:
        if not path.exists():
            return Examined()
        size = path.stat().st_size
        with closing(_opened(path)) as database:
            version = int(database.execute("PRAGMA user_version").fetchone()[0])
            (health,) = database.execute("PRAGMA quick_check(1)").fetchone()
            if health != "ok":
                return Examined(version, size=size, trouble=f"it is damaged: {health}")
            if version > VERSION:
                return Examined(version, size=size, trouble="a newer coach made it: update this one")
            if version == 0:
                return Examined(version, size=size, trouble="it is no database of the coach")
            (records,) = database.execute("SELECT count(*) FROM entry").fetchone()
        return Examined(version, int(records), size)
    except (sqlite3.Error, OSError) as error:
        return Examined(trouble=str(error))


def fact(path: Path, key: str) -> object | None:
    """A fact of the profile; None where there is none, or no telling. Never raises, and changes nothing."""
    try:
        with closing(_opened(path)) as database:
            row = database.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
        return None if row is None else load(row[0], key)
    except (sqlite3.Error, StoreError):
        return None


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=1.0)
