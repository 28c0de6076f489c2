"""Merges what was read from a damaged database into a backup of it: newer data wins, and nothing readable is lost.

Entries are the union of both, by id; where both have one, the damaged file's wins if it can be read whole, for it is
newer. What the runner removed since stays removed, and can be restored. A row that is known to have existed but can be
read in neither is kept as an unreadable row: so it counts as the rules say, until the runner answers.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from coach.store.backups.salvage import Salvaged, TableRow, Tables
from coach.store.database import deleted, set_aside
from coach.store.database.rows import DatabaseRow, entry_of
from coach.store.json_text import START_KEY, entry_or_none, start_from_plain
from coach.store.ledger import REMOVED_KEY
from coach.store.protocol import Settled, StoreError

_OWN = ("entry", "fact", "checkpoint", "deleted", "set_aside", "kept_standing", "history_changes")
_NO_CHECKSUM = -1
"""Checksum for a text of which some bytes could not be decoded: it matches no text, so the row counts as unreadable."""


class Merged(Struct, frozen=True):
    """How many records there are now, how many came from the damaged file alone, and how many are known to be lost."""

    records: int
    added: int
    lost: int


def tables_of(database: Path) -> Tables:
    """The tables of a database, each with its columns."""
    with closing(sqlite3.connect(database)) as sound:
        names = sound.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        return {
            name: tuple(row[1] for row in sound.execute(f"PRAGMA table_info({name})")) for (name,) in names.fetchall()
        }


def merge(new: sqlite3.Connection, salvaged: Salvaged, now: datetime) -> Merged:
    """Merge what was salvaged into a backup, inside the caller's transaction. Raises sqlite3.Error."""
    new.execute("DELETE FROM kept_standing")  # derived from the rest: it is computed again
    _facts(new, salvaged)
    _removed(new, salvaged, now)
    added, lost = _entries(new, salvaged)
    _checkpoints(new, salvaged)
    lost += _asides(new, salvaged, now)
    for table, rows in salvaged.rows.items():
        if table not in _OWN:
            _keep_all(new, table, rows)
    (records,) = new.execute("SELECT count(*) FROM entry").fetchone()
    return Merged(int(records), added, lost)


def _rows(salvaged: Salvaged, table: str) -> list[tuple[str | None, ...]]:
    """The rows of one of our own tables with every value as text; a number as its digits."""
    return [tuple(_text(value) for value in row) for row in salvaged.rows.get(table, [])]


def _text(value: object) -> str | None:
    """A value as text that can be encoded, or None."""
    if value is None:
        return None
    text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    return text.encode(errors="replace").decode()


def _facts(new: sqlite3.Connection, salvaged: Salvaged) -> None:
    for key, value in _rows(salvaged, "fact"):
        if key and value is not None and _is_fact(key, value):
            new.execute("INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)", (key, value))


def _is_fact(key: str, value: str) -> bool:
    try:
        plain = json.loads(value)
        if key == START_KEY:
            start_from_plain(plain)
    except (ValueError, StoreError):
        return False
    return True


def _removed(new: sqlite3.Connection, salvaged: Salvaged, now: datetime) -> None:
    """Remove again what was removed since the backup was made, as far as the damaged file records that."""
    there = {row[1] for row in _rows(salvaged, "entry")}
    for identity, seq, at, kind, data, deleted_at in _rows(salvaged, "deleted"):
        if identity not in there and _is_entry(identity, data) and _is_moment(deleted_at):
            number = int(seq) if seq and seq.isdigit() else 0
            new.execute("INSERT OR REPLACE INTO deleted VALUES (?, ?, ?, ?, ?, ?)",
                        (identity, number, at, kind, data, deleted_at))  # fmt: skip
            new.execute("DELETE FROM entry WHERE id = ?", (identity,))
    row = new.execute("SELECT value FROM fact WHERE key = ?", (REMOVED_KEY,)).fetchone()
    out = json.loads(row[0]) if row and any(key == REMOVED_KEY for key, _ in _rows(salvaged, "fact")) else []
    for identity in out if isinstance(out, list) else []:
        if identity not in there:
            deleted.move_out(new, str(identity), now)


def _entries(new: sqlite3.Connection, salvaged: Salvaged) -> tuple[int, int]:
    """Add and update entries; returns how many are new, and how many are known by their id alone."""
    added = 0
    for seq, identity, at, kind, data, check in _rows(salvaged, "entry"):
        known = new.execute("SELECT data FROM entry WHERE id = ?", (identity,)).fetchone()
        crc = _crc(check, data)
        values = (at or "", kind or "", data or "", crc)
        if known is None:
            new.execute("DELETE FROM deleted WHERE id = ?", (identity,))
            _insert(new, seq, identity or f"row-{seq}", values)
            added += 1
        elif _is_sound(identity, kind, data, crc) or entry_or_none(known[0]) is None:
            new.execute("UPDATE entry SET at = ?, type = ?, data = ?, crc = ? WHERE id = ?", (*values, identity))
    lost = 0
    for identity in salvaged.lost:
        gone = new.execute("SELECT 1 FROM deleted WHERE id = ?", (identity,)).fetchone()
        if not gone and not new.execute("SELECT 1 FROM entry WHERE id = ?", (identity,)).fetchone():
            _insert(new, None, identity, ("", "", "", None))
            lost += 1
    return added, lost


def _insert(new: sqlite3.Connection, seq: str | None, identity: str, values: Sequence[str | int | None]) -> None:
    """Insert an entry, with its old number if that is free."""
    number = int(seq) if seq and seq.isdigit() else None
    if number is not None and new.execute("SELECT 1 FROM entry WHERE seq = ?", (number,)).fetchone():
        number = None
    new.execute(
        "INSERT INTO entry (seq, id, at, type, data, crc) VALUES (?, ?, ?, ?, ?, ?)", (number, identity, *values)
    )


def _crc(check: str | None, data: str | None) -> int | None:
    """The checksum stored beside a text, None where there was none. It later tells whether the text is sound."""
    if check and check.isdigit():
        return int(check)
    # Texts are stored as ASCII, so a replacement character came from bytes that could not be decoded.
    return _NO_CHECKSUM if "\ufffd" in (data or "") else None


def _is_sound(identity: str | None, kind: str | None, data: str | None, crc: int | None) -> bool:
    """Whether a row can be read as an entry."""
    try:
        entry_of(DatabaseRow(0, identity, "", kind, data, crc))
    except ValueError:
        return False
    return True


def _is_entry(identity: str | None, data: str | None) -> bool:
    """Whether a row can be read whole, as the entry whose id it has."""
    entry = entry_or_none(data or "")
    return entry is not None and entry.id == identity


def _is_moment(text: str | None) -> bool:
    try:
        return datetime.fromisoformat(text or "").utcoffset() is not None
    except ValueError:
        return False


def _checkpoints(new: sqlite3.Connection, salvaged: Salvaged) -> None:
    """Take the sessions under way from the damaged file; if its table was read whole, from there alone."""
    if "checkpoint" in salvaged.whole:
        new.execute("DELETE FROM checkpoint")
    for identity, saved_at, data, owner in _rows(salvaged, "checkpoint"):
        if identity and _is_moment(saved_at) and _is_table(data):
            new.execute("INSERT OR REPLACE INTO checkpoint (id, saved_at, data, owner) VALUES (?, ?, ?, ?)",
                        (identity, saved_at, data, owner or ""))  # fmt: skip
    new.execute("DELETE FROM checkpoint WHERE id IN (SELECT id FROM entry) OR id IN (SELECT id FROM deleted)")


def _is_table(data: str | None) -> bool:
    try:
        return isinstance(json.loads(data or ""), Mapping)
    except ValueError:
        return False


# --- what was set aside ---------------------------------------------------------------------------------------------


def _asides(new: sqlite3.Connection, salvaged: Salvaged, now: datetime) -> int:
    """Add the rows that were already set aside, so that they still count; returns how many are known by their id alone.

    What the runner said about one is taken from the damaged file, which is newer; where that cannot be read, it counts
    as not answered.
    """
    there = {*salvaged.lost, *(row[1] for row in _rows(salvaged, "entry"))}
    for raw, row in zip(salvaged.rows.get("set_aside", []), _rows(salvaged, "set_aside"), strict=True):
        name, origin, at, kind, _, check, why, settled = row
        data, word = raw[4], settled if settled in _SETTLED else ""
        known = new.execute("SELECT data FROM set_aside WHERE id = ?", (name,)).fetchone()
        if known is not None and known[0] == data:
            new.execute("UPDATE set_aside SET settled = ? WHERE id = ?", (word, name))
        else:
            crc = int(check) if check and check.isdigit() else None
            values = (at, kind or "", data, crc, why or "", word)
            _add_aside(new, name or "row", origin if origin in _ORIGINS else set_aside.ENTRY, values)
        if word and origin == set_aside.ENTRY and name and name not in there:
            deleted.move_out(new, name, now)  # the runner has settled it: it must not come back from the backup
    lost = 0
    for name in salvaged.lost_aside:
        if not new.execute("SELECT 1 FROM set_aside WHERE id = ?", (name,)).fetchone():
            _add_aside(new, name, set_aside.ENTRY, (None, "", None, None, "its text is damaged", ""))
            lost += 1
    return lost


def _add_aside(new: sqlite3.Connection, name: str, origin: str, values: Sequence[object]) -> None:
    free, number = name, 1
    while new.execute("SELECT 1 FROM set_aside WHERE id = ?", (free,)).fetchone():
        number += 1
        free = f"{name}-{number}"
    new.execute(
        "INSERT INTO set_aside (id, origin, at, type, data, crc, why, settled) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (free, origin, *values),
    )


_ORIGINS = (set_aside.ENTRY, set_aside.FACT, set_aside.CHECKPOINT)
_SETTLED = tuple(how.value for how in Settled)


# --- anything else ----------------------------------------------------------------------------------------------------


def _keep_all(new: sqlite3.Connection, table: str, rows: Sequence[TableRow]) -> None:
    """Copy the rows of any other table unchanged; rows that are already there stay as they are."""
    for row in rows:
        new.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)
