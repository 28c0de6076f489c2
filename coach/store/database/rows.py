"""Reads the rows of a database one by one, so that one that is damaged takes none of the others along.

A row is sound when its text is what was written (its checksum), fits its types, and says the same as its columns.
Left out: what becomes of one that is not (``set_aside``), and the connection (``sqlite``).
"""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from coach.domain.records.entries import Entry
from coach.domain.records.plain_data import entries_from_json, entry_from_plain
from coach.store.database.soundness import YEARS, check, checksum


class DatabaseRow(NamedTuple):
    """A row as it stands. Of what is damaged, a column may hold bytes, a number or nothing in place of text."""

    seq: int
    id: object
    at: object
    type: object
    data: object
    crc: object


class Unsound(NamedTuple):
    """A row that cannot be read: ``why`` in a few words, ``at`` when it was, if that can be told, ``what`` it was."""

    row: DatabaseRow
    why: str
    at: datetime | None
    what: str


def rows_of(database: sqlite3.Connection, *, has_checksums: bool = True, after: str = "") -> list[DatabaseRow]:
    """All rows of the history, in order; ``after``: those of a later time alone, in UTC as the column has it.

    Raises sqlite3.Error where the table itself is damaged.
    """
    crc = "crc" if has_checksums else "NULL"
    # The plus: to sort a few found by their time, and not to look through all of them in their order.
    found = f"FROM entry{' WHERE at > ? ORDER BY +seq' if after else ' ORDER BY seq'}"
    asked = (after,) if after else ()
    try:
        return [DatabaseRow(*row) for row in database.execute(f"SELECT seq, id, at, type, data, {crc} {found}", asked)]
    except sqlite3.OperationalError as error:
        if "decode" not in str(error).lower():  # a text that is no text: SQLite gives its bytes
            raise
    raw = "seq, CAST(id AS BLOB), CAST(at AS BLOB), CAST(type AS BLOB), CAST(data AS BLOB)"
    rows = database.execute(f"SELECT {raw}, {crc} {found}", asked).fetchall()
    return [
        DatabaseRow(seq, text_of(name), text_of(at), text_of(kind), text_of(data), crc)
        for seq, name, at, kind, data, crc in rows
    ]


def text_of(value: object) -> object:
    """Bytes as the text they are; what is no text stays as it is."""
    with suppress(UnicodeDecodeError):
        return value.decode() if isinstance(value, bytes) else value
    return value


class RowReader:
    """Reads entries from rows, and gives the very same entry again for a text that was there last time.

    That takes a tenth of the time, and whoever kept something by entry finds what is new by looking at the objects.
    """

    def __init__(self) -> None:
        self._known: dict[str, Entry] = {}

    def read(self, rows: Sequence[DatabaseRow]) -> tuple[list[Entry], list[Unsound]]:
        """The entries of the rows that are sound, and the rows that are not."""
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
    """The entry of one row. Raises ValueError, in a few words, for one that is not sound."""
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
    check(entry)
    return entry


def _in_one_go(rows: Sequence[DatabaseRow]) -> dict[int, Entry]:
    """The entries of those of these rows that are sound, by ``seq``."""
    found: dict[int, Entry] = {}
    for begin in range(0, len(rows), _AT_ONCE):
        found |= _at_once(rows[begin : begin + _AT_ONCE])
    return found


_AT_ONCE = 1000
"""Meanwhile no other thread of this process has its turn: so many take a few milliseconds."""


def _at_once(rows: Sequence[DatabaseRow]) -> dict[int, Entry]:
    texts = [row.data for row in rows if isinstance(row.data, str)]
    if len(texts) == len(rows):
        with suppress(ValueError):
            entries = entries_from_json(texts)
            for row, entry in zip(rows, entries, strict=True):
                _check_columns(row, entry)
                check(entry)
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
    """What can still be told of a row that cannot be read."""
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
    """The latest of the times that can be read: the longer it counts."""
    found = []
    for each in times:
        with suppress(ValueError, OverflowError):
            at = datetime.fromisoformat(each) if isinstance(each, str) else None
            if at is not None and at.tzinfo is not None and at.year in YEARS:
                found.append(at.astimezone(UTC))
    return max(found, default=None)


def _kind(column: object, said: object) -> str:
    """What a row was. Where its column and its text do not agree, nobody knows."""
    words = {each for each in (column, said) if isinstance(each, str) and each.isprintable() and len(each) <= 32}
    return words.pop() if len(words) == 1 else ""
