"""Entries that were removed, kept for a while in a table of the same database, and how they get there and back.

Each function takes a connection that is inside a transaction of its caller. Times are stored in UTC and sort as text. A
restored entry has no checksum, for none was stored with it meanwhile.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from coach.store.json_text import entry_or_none, no_such_entry, utc
from coach.store.protocol import Deleted


def move_out(database: sqlite3.Connection, entry_id: str, at: datetime) -> None:
    """Move an entry out of the history. One that is not there is no error."""
    database.execute(
        "INSERT OR REPLACE INTO deleted (id, seq, at, type, data, deleted_at)"
        " SELECT id, seq, at, type, data, ? FROM entry WHERE id = ?",
        (utc(at), entry_id),
    )
    database.execute("DELETE FROM entry WHERE id = ?", (entry_id,))


def move_back(database: sqlite3.Connection, entry_id: str, since: datetime) -> None:
    """Move an entry back as it was, to its old place among those of the same time. Raises NoSuchEntryError.

    If an entry with its id has come back in another way, that one stays, and the old one is deleted.
    """
    row = database.execute(
        "SELECT seq, id, at, type, data FROM deleted WHERE id = ? AND deleted_at >= ?", (entry_id, utc(since))
    ).fetchone()
    if row is None:
        raise no_such_entry(entry_id)
    seq, *rest = row
    taken = database.execute("SELECT 1 FROM entry WHERE seq = ?", (seq,)).fetchone()
    database.execute(
        "INSERT INTO entry (seq, id, at, type, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (None if taken else seq, *rest),
    )
    database.execute("DELETE FROM deleted WHERE id = ?", (entry_id,))


def all_deleted(database: sqlite3.Connection, since: datetime) -> Iterator[Deleted]:
    """The entries that can be restored, the last removed first. Rows that cannot be read are skipped, and stay."""
    rows = database.execute(
        "SELECT CAST(data AS BLOB), CAST(deleted_at AS BLOB) FROM deleted"
        " WHERE deleted_at >= ? AND id NOT IN (SELECT id FROM entry)"
        " ORDER BY deleted_at DESC, seq DESC",
        (utc(since),),
    ).fetchall()
    for data, at in rows:
        with suppress(ValueError):
            entry = entry_or_none(data.decode())
            if entry is not None:
                yield Deleted(entry, datetime.fromisoformat(at.decode()))


def purge(database: sqlite3.Connection, before: datetime) -> None:
    """Delete for good what was removed before this time."""
    database.execute("DELETE FROM deleted WHERE deleted_at < ?", (utc(before),))
