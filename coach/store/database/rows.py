"""Reads the rows of a database one by one, so that a damaged row does not spoil the others.

A row is sound when its text matches its checksum, fits its types, and agrees with its other columns. Left out: what is
done with one that is not (``set_aside``), and the connection (``sqlite``).
"""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from coach.domain.records.entries import Entry
from coach.domain.records.plain_data import entries_from_json, entry_from_plain
from coach.store.database.soundness import YEARS, check_entry, checksum


class DatabaseRow(NamedTuple):
    """A row as it is in the file. In a damaged one, a column may hold bytes, a number or None in place of text."""

    seq: int
    id: object
    at: object
    type: object
    data: object
    crc: object


class Unsound(NamedTuple):
    """A row that cannot be read: ``why`` in a few words, its time ``at`` if that can be told, ``what`` kind it was."""

    row: DatabaseRow
    why: str
    at: datetime | None
    what: str


def history_rows(database: sqlite3.Connection, *, has_checksums: bool = True, after: str = "") -> list[DatabaseRow]:
    """All rows of the history, in order; with ``after`` (UTC, as in the column) only those of a later time.

    Raises sqlite3.Error where the table itself is damaged.
    """
    crc = "crc" if has_checksums else "NULL"
    # The plus makes SQLite find the few rows by the index of times and sort them, not scan all of them by seq.
    found = f"FROM entry{' WHERE at > ? ORDER BY +seq' if after else ' ORDER BY seq'}"
    asked = (after,) if after else ()
    try:
        return [DatabaseRow(*row) for row in database.execute(f"SELECT seq, id, at, type, data, {crc} {found}", asked)]
    except sqlite3.OperationalError as error:
        if "decode" not in str(error).lower():  # a text that is not UTF-8: read the bytes instead
            raise
    raw = "seq, CAST(id AS BLOB), CAST(at AS BLOB), CAST(type AS BLOB), CAST(data AS BLOB)"
    rows = database.execute(f"SELECT {raw}, {crc} {found}", asked).fetchall()
    return [
        DatabaseRow(seq, decoded(name), decoded(at), decoded(kind), decoded(data), crc)
        for seq, name, at, kind, data, crc in rows
    ]


def decoded(value: object) -> object:
    """Bytes decoded to text; a value that cannot be decoded is returned unchanged."""
    with suppress(UnicodeDecodeError):
        return value.decode() if isinstance(value, bytes) else value
    return value


class RowReader:
    """Reads entries from rows, and returns the identical object for a text that was there last time.

    That takes a tenth of the time, and whoever caches by entry finds what is new by comparing objects.
    """

    def __init__(self) -> None:
        self._known: dict[str, Entry] = {}

    def read(self, rows: Sequence[DatabaseRow]) -> tuple[list[Entry], list[Unsound]]:
        """The entries of the sound rows, and the rows that are not sound."""
        new = [row for row in rows if not (isinstance(row.data, str) and row.data in self._known)]
        read = _in_one_go(new)
        known, entries, unsound = {}, [], []
        for row in rows:
            entry = self._known.get(row.data) if isinstance(row.data, str) else None
            entry = entry or read.get(row.seq)
            if isinstance(entry, Entry) and entry.id == row.id and isinstance(row.data, str):
                known[row.data] = entry
                entries.append(entry)
            else:
                unsound.append(_unsound(row))
        self._known = known
        return entries, unsound


def entry_of(row: DatabaseRow) -> Entry:
    """The entry of one row. Raises ValueError, with the reason in a few words, if the row is not sound."""
    if not isinstance(row.data, str):
        raise ValueError("its text is damaged")
    if isinstance(row.crc, int) and row.crc != checksum(row.data.encode()):
        raise ValueError("its text is damaged")
    try:
        plain = json.loads(row.data)
        entry = entry_from_plain(plain)
    except (ValueError, RecursionError) as error:
        raise ValueError(_in_short(error)) from error
    if entry.id != row.id or plain.get("type") != row.type:
        raise ValueError("it does not say the same twice")
    check_entry(entry)
    return entry


def _in_one_go(rows: Sequence[DatabaseRow]) -> dict[int, Entry]:
    """The entries of those rows that are sound, by ``seq``."""
    found: dict[int, Entry] = {}
    for begin in range(0, len(rows), _AT_ONCE):
        found |= _at_once(rows[begin : begin + _AT_ONCE])
    return found


_AT_ONCE = 1000
"""How many rows are decoded at once. No other thread runs meanwhile: so many take a few milliseconds."""


def _at_once(rows: Sequence[DatabaseRow]) -> dict[int, Entry]:
    texts = [row.data for row in rows if isinstance(row.data, str)]
    if len(texts) == len(rows):
        with suppress(ValueError):
            entries = entries_from_json(texts)
            for row, entry in zip(rows, entries, strict=True):
                _check_columns(row, entry)
                check_entry(entry)
            return {row.seq: entry for row, entry in zip(rows, entries, strict=True)}
    found = {}
    for row in rows:
        with suppress(ValueError):
            found[row.seq] = entry_of(row)
    return found


def _check_columns(row: DatabaseRow, entry: Entry) -> None:
    if isinstance(row.crc, int) and isinstance(row.data, str) and row.crc != checksum(row.data.encode()):
        raise ValueError
    if entry.id != row.id or type(entry).__name__.lower() != row.type:
        raise ValueError


def _in_short(error: BaseException) -> str:
    if isinstance(error, (json.JSONDecodeError, UnicodeError, RecursionError)):
        return "its text is damaged"
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(str(error).split()))
    return text if len(text) <= 120 else f"{text[:119]}…"


def _unsound(row: DatabaseRow) -> Unsound:
    """What can still be told about a row that cannot be read."""
    why = "its text is damaged"
    try:
        entry_of(row)
    except ValueError as error:
        why = str(error)
    plain: object = None
    with suppress(ValueError, TypeError, RecursionError):
        plain = json.loads(row.data)  # type: ignore[arg-type]
    said = plain if isinstance(plain, dict) else {}
    return Unsound(row, why, _latest(row.at, said.get("at")), _kind(row.type, said.get("type")))


def _latest(*times: object) -> datetime | None:
    """The latest of the times that can be read: the later one counts for longer."""
    found = []
    for each in times:
        with suppress(ValueError, OverflowError):
            at = datetime.fromisoformat(each) if isinstance(each, str) else None
            if at is not None and at.tzinfo is not None and at.year in YEARS:
                found.append(at.astimezone(UTC))
    return max(found, default=None)


def _kind(column: object, said: object) -> str:
    """What kind of entry a row was; empty where its column and its text do not agree."""
    words = {each for each in (column, said) if isinstance(each, str) and each.isprintable() and len(each) <= 32}
    return words.pop() if len(words) == 1 else ""
