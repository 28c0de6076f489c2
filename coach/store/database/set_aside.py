"""Sets aside what cannot be read, in a table of its own: entries, facts and checkpoints, each exactly as it was found.

It counts there until the runner has settled it. Nothing is thrown away; what a newer coach wrote and this one cannot
read goes back to its place as soon as a coach can read it. Every function runs in a transaction of its caller. Left
out: what it counts as (``domain``), and how it is settled (``unreadable_rows``).
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime

from coach.domain.records.entries import Unreadable
from coach.store.database.rows import DatabaseRow, Unsound, decoded, entry_of
from coach.store.json_text import START_KEY, start_from_plain, utc
from coach.store.protocol import Settled, StoreError

ENTRY, FACT, CHECKPOINT = "entry", "fact", "checkpoint"
PLANNED_FROM = frozenset({START_KEY, "profile"})
"""The facts without which no plan may be made."""
_FACTS = "SELECT rowid, CAST(key AS BLOB), CAST(value AS BLOB) FROM fact"
_CHECKPOINTS = (
    "SELECT rowid, CAST(id AS BLOB), CAST(saved_at AS BLOB), CAST(data AS BLOB), CAST(owner AS BLOB) FROM checkpoint"
)
_COLUMNS = "id, origin, at, type, data, crc, why"
_LONGEST_ID = 64
_NOWHEN = datetime(1970, 1, 1, tzinfo=UTC)


def set_aside(database: sqlite3.Connection, unsound: Iterable[Unsound]) -> None:
    """Move these rows of the history into the table."""
    for each in unsound:
        row = each.row
        when = each.at.isoformat() if each.at else None
        _put(database, (row_name(row), ENTRY, when, each.what, row.data, row.crc, each.why))
        database.execute("DELETE FROM entry WHERE seq = ?", (row.seq,))


def set_facts_aside(database: sqlite3.Connection) -> None:
    """Move every fact and checkpoint that cannot be read into the table."""
    for rowid, key, data in database.execute(_FACTS).fetchall():
        if not _is_sound_fact(key, data):
            name = row_name(DatabaseRow(rowid, decoded(key), None, None, None, None))
            put = _put(database, (name, FACT, None, name, data, None, "its text is damaged"))
            if name not in PLANNED_FROM and decoded(key) == name:
                mark_settled(database, put, Settled.KEPT_ASIDE)
            database.execute("DELETE FROM fact WHERE rowid = ?", (rowid,))
    for rowid, identity, saved_at, data, owner in database.execute(_CHECKPOINTS).fetchall():
        at = _time(saved_at)
        if not _is_sound_checkpoint(identity, saved_at, data, owner):
            name = row_name(DatabaseRow(rowid, decoded(identity), None, None, None, None))
            when = at.isoformat() if at else None
            _put(database, (name, CHECKPOINT, when, "session", data, None, "it was not finished, and is damaged"))
            database.execute("DELETE FROM checkpoint WHERE rowid = ?", (rowid,))


def facts_are_sound(database: sqlite3.Connection) -> bool:
    """Whether every fact and checkpoint can be read."""
    facts, checkpoints = database.execute(_FACTS).fetchall(), database.execute(_CHECKPOINTS).fetchall()
    are_sound = all(_is_sound_fact(key, data) for _, key, data in facts)
    return are_sound and all(_is_sound_checkpoint(*checkpoint) for _, *checkpoint in checkpoints)


def open_ones(database: sqlite3.Connection) -> list[Unreadable]:
    """The rows of the table that are not settled."""
    rows = database.execute(f"SELECT {_COLUMNS} FROM set_aside WHERE settled = '' ORDER BY rowid").fetchall()
    return [
        Unreadable(at=_time(at) or _NOWHEN, id=name, what=what, why=why, dated=at is not None)
        for name, _, at, what, _, _, why in rows
    ]


def still_in_place(unsound: Iterable[Unsound]) -> list[Unreadable]:
    """The same for rows that could not be moved into the table."""
    return [
        Unreadable(
            at=each.at or _NOWHEN, id=row_name(each.row), what=each.what, why=each.why, dated=each.at is not None
        )
        for each in unsound
    ]


def mark_settled(database: sqlite3.Connection, name: str, how: Settled) -> bool:
    """Mark a row as settled, so that it no longer counts; False: there is none, or it is settled already."""
    change = database.execute("UPDATE set_aside SET settled = ? WHERE id = ? AND settled = ''", (how.value, name))
    return change.rowcount > 0


def settle_by_word(database: sqlite3.Connection, origin: str, names: Iterable[str]) -> None:
    """Settle the rows with these names, because the runner has just said or imported the same thing again."""
    if database.execute("SELECT 1 FROM set_aside WHERE settled = '' AND origin = ? LIMIT 1", (origin,)).fetchone():
        for name in names:
            mark_settled(database, name, Settled.ANSWERED)


def readmit(database: sqlite3.Connection) -> bool:
    """Move back the entries that this coach can read; returns whether there were any."""
    back = False
    rows = database.execute(
        f"SELECT rowid, {_COLUMNS} FROM set_aside WHERE settled = '' AND origin = ?", (ENTRY,)
    ).fetchall()
    for rowid, name, _, at, what, data, crc, _ in rows:
        with suppress(ValueError, sqlite3.IntegrityError):
            text = data.decode() if isinstance(data, bytes) else data
            when = utc(entry_of(DatabaseRow(0, name, at, what, text, crc)).at)
            statement = "INSERT INTO entry (id, at, type, data, crc) VALUES (?, ?, ?, ?, ?)"
            database.execute(statement, (name, when, what, text, crc))
            database.execute("DELETE FROM set_aside WHERE rowid = ?", (rowid,))
            back = True
    return back


def row_name(row: DatabaseRow) -> str:
    """The name of a row: its id, or its row number where the id cannot be read."""
    if isinstance(row.id, str) and 0 < len(row.id) <= _LONGEST_ID and row.id.isascii() and row.id.isprintable():
        return row.id
    return f"row-{row.seq}"


def _put(database: sqlite3.Connection, values: tuple[object, ...]) -> str:
    """Insert a row; returns its name, which gets a number where it is already taken."""
    name, *rest = values
    taken, number = str(name), 1
    while database.execute("SELECT 1 FROM set_aside WHERE id = ?", (name,)).fetchone():
        number += 1
        name = f"{taken}-{number}"
    database.execute(f"INSERT INTO set_aside ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", (name, *rest))
    return str(name)


def _is_sound_fact(key: object, data: object) -> bool:
    """Whether a fact can be read; one from which plans are made must also be of its type."""
    key = decoded(key)
    if not (isinstance(key, str) and _is_json(data)):
        return False
    plain = json.loads(data)  # type: ignore[arg-type]
    if key == START_KEY:
        with suppress(StoreError):
            start_from_plain(plain)
            return True
        return False
    return key != "profile" or isinstance(plain, dict)


def _is_sound_checkpoint(identity: object, saved_at: object, data: object, owner: object) -> bool:
    are_texts = isinstance(decoded(identity), str) and isinstance(decoded(owner), str)
    return are_texts and _time(saved_at) is not None and _is_json(data)


def _is_json(data: object) -> bool:
    try:
        json.loads(data)  # type: ignore[arg-type]
    except (ValueError, TypeError, RecursionError):
        return False
    return True


def _time(value: object) -> datetime | None:
    with suppress(ValueError, UnicodeDecodeError):
        text = value.decode() if isinstance(value, bytes) else value
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
        return at if at is not None and at.utcoffset() is not None else None
    return None
