"""Reads, for display only, what is still readable in a database in trouble: from both ends up to the damage.

Locks are ignored where necessary. Changes nothing. No plan may be made from it: nobody knows what is missing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from coach.domain.records.entries import Entry
from coach.store.database.rows import DatabaseRow, decoded, entry_of

_WAYS = ("mode=ro", "mode=ro&immutable=1")
"""How the file is opened: first as usual, then ignoring locks and the write-ahead log."""


def glimpse(path: Path) -> tuple[Entry, ...]:
    """The entries that can be read. Never raises."""
    if not path.is_file():  # opening a pipe would block for ever
        return ()
    for way in _WAYS:
        with suppress(sqlite3.Error, UnicodeError, OSError):
            if found := _entries(path, way):
                return found
    return ()


def _entries(path: Path, way: str) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    with closing(sqlite3.connect(f"file:{quote(str(path))}?{way}", uri=True, timeout=0.2)) as database:
        has_crc = any(column[1] == "crc" for column in database.execute("PRAGMA table_info(entry)"))
        for order in ("ASC", "DESC"):
            for row in _rows(database, order, "crc" if has_crc else "NULL"):
                with suppress(ValueError, OverflowError):
                    entry = entry_of(row)
                    found.setdefault(entry.id, entry)
    return tuple(found.values())


def _rows(database: sqlite3.Connection, order: str, crc: str) -> Iterator[DatabaseRow]:
    columns = "CAST(id AS BLOB), CAST(at AS BLOB), CAST(type AS BLOB), CAST(data AS BLOB)"
    with suppress(sqlite3.Error, UnicodeError):  # up to where it is damaged
        for seq, name, at, kind, data, check in database.execute(
            f"SELECT seq, {columns}, {crc} FROM entry ORDER BY seq {order}"
        ):
            yield DatabaseRow(seq, decoded(name), decoded(at), decoded(kind), decoded(data), check)
