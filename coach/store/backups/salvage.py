"""Reads what is left in a damaged database, row by row: through SQLite as far as possible, then from its raw pages.

It works on bytes and on a copy in a folder of its own; SQLite never opens the damaged file. Nothing read here is
trusted: whoever puts a value into another database checks it. Left out: how a page is read (``raw_pages``).
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from msgspec import Struct, field

from coach.store.backups.raw_pages import Cell, cells_in

TableRow = tuple[object, ...]
Tables = Mapping[str, tuple[str, ...]]
"""The tables of the newest schema, each with its columns in order."""
ROOM = "salvage-"
"""Prefix of the temporary folders in which a copy is read."""
_MISSING = {"crc": "NULL"}
"""The SQL that replaces a column of a later schema, where an empty text will not do."""
_FURTHER = 2_000
"""How many row numbers after the last known one are tried one by one: if there were more rows, they are near."""
_MOST_ASKED = 50_000


class Salvaged(Struct):
    """The rows of each table, with its columns in order. ``whole``: the tables that were read completely.

    ``lost``: ids of entries that are still in an index but have no row; ``lost_aside``: the same for ``set_aside``.
    """

    rows: dict[str, list[TableRow]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    lost: tuple[str, ...] = ()
    lost_aside: tuple[str, ...] = ()


def salvage(parts: Mapping[str, bytes], tables: Tables, room: Path) -> Salvaged:
    """Read everything that is readable in a damaged database. Raises OSError.

    ``parts``: the bytes of its file and of those beside it, by ending ("", "-wal", "-journal"). ``room``: a folder in
    which SQLite may work on a copy.
    """
    salvaged = Salvaged()
    with tempfile.TemporaryDirectory(prefix=ROOM, dir=room) as folder:
        path = Path(folder, "damaged.db")
        for ending, part in parts.items():
            Path(f"{path}{ending}").write_bytes(part)
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as database:
                database.text_factory = _text
                database.execute("PRAGMA cell_size_check = ON")
                _ask(database, tables, salvaged)
        except (sqlite3.Error, UnicodeError):
            pass  # not even its first page can be read
    if not salvaged.whole.issuperset(tables):
        _carve(salvaged, cells_in(parts.get("", b""), parts.get("-wal")))
    known = {row[1] for row in salvaged.rows.get("entry", [])}
    salvaged.lost = tuple(identity for identity in salvaged.lost if identity not in known)
    known = {row[0] for row in salvaged.rows.get("set_aside", [])}
    salvaged.lost_aside = tuple(identity for identity in salvaged.lost_aside if identity not in known)
    return salvaged


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")


# --- by SQLite ------------------------------------------------------------------------------------------------------


def _ask(database: sqlite3.Connection, tables: Tables, salvaged: Salvaged) -> None:
    for table, columns in tables.items():
        try:
            there = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        except (sqlite3.Error, UnicodeError):
            continue
        if there:
            asked = ", ".join(column if column in there else _MISSING.get(column, "''") for column in columns)
            rows, is_whole = _rows(database, f"SELECT rowid, {asked} FROM {table}")
            salvaged.rows[table] = rows
            if is_whole:
                salvaged.whole.add(table)
    if "entry" not in salvaged.whole:
        salvaged.lost = _named(database, "entry")
    if "set_aside" not in salvaged.whole:
        salvaged.lost_aside = _named(database, "set_aside")


def _rows(database: sqlite3.Connection, select: str) -> tuple[list[TableRow], bool]:
    """All rows that can be read, and whether those are all there are."""
    found: dict[int, TableRow] = {}
    if _run(database, f"{select} ORDER BY rowid", found):
        return list(found.values()), True
    up_to = max(found, default=0)
    _run(database, f"{select} ORDER BY rowid DESC", found)
    behind = min((number for number in found if number > up_to), default=up_to + _FURTHER)
    for number in range(up_to + 1, min(behind, up_to + _MOST_ASKED)):
        _run(database, f"{select} WHERE rowid = {number}", found)
    return [found[number] for number in sorted(found)], False


def _run(database: sqlite3.Connection, select: str, found: dict[int, TableRow]) -> bool:
    """Collect the rows of a query until it fails; returns whether it reached its end."""
    try:
        with closing(database.execute(select)) as cursor:
            for number, *values in cursor:
                found[number] = tuple(values)
    except (sqlite3.Error, UnicodeError):
        return False
    return True


def _named(database: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The ids of a table, as far as its index can be read from either end."""
    named: dict[str, None] = {}
    for order in ("", " DESC"):
        try:
            with closing(database.execute(f"SELECT id FROM {table} ORDER BY id{order}")) as cursor:
                for (identity,) in cursor:
                    named[str(identity)] = None
        except (sqlite3.Error, UnicodeError):
            continue
    return tuple(named)


# --- from the pages -------------------------------------------------------------------------------------------------


def _carve(salvaged: Salvaged, cells: Iterable[Cell]) -> None:
    """Add the rows found in the pages to tables that were not read whole. Of two versions of a row the later counts."""
    found: dict[str, dict[object, TableRow]] = {
        table: {} for table in ("entry", "checkpoint", "fact", "deleted", "set_aside")
    }
    for number, values in cells:
        table, row = _recognised(number, values)
        if table:
            found[table][_key(table, row)] = row
    for table, rows in found.items():
        if table in salvaged.whole:
            continue
        kept = salvaged.rows.setdefault(table, [])
        known = {_key(table, row) for row in kept}
        kept.extend(row for key, row in rows.items() if key not in known)


def _recognised(number: int, values: Sequence[object]) -> tuple[str, TableRow]:
    """The table to which a row belongs, guessed from its shape, and the row; an empty name: none of our tables."""
    texts = [isinstance(value, str) and "\0" not in value for value in values]
    match values:
        case (None, str(), str(), str(), str(data)) if all(texts[1:]) and data.startswith("{"):
            return "entry", (number, *values[1:], None)
        case (None, str(), str(), str(), str(data), int() | None) if all(texts[1:5]) and data.startswith("{"):
            return "entry", (number, *values[1:])
        case (str(), "entry" | "fact" | "checkpoint", str() | None, str(), _, int() | None, str(), str()):
            return "set_aside", tuple(values)
        case (str(), str(), str(data), str()) if all(texts) and data.startswith("{"):
            return "checkpoint", tuple(values)
        case (str(), str(), str(data)) if all(texts) and data.startswith("{"):  # before it had an owner
            return "checkpoint", (*values, "")
        case (str(), str()) if all(texts):
            return "fact", tuple(values)
        case (str(), int() | None, str(), str(), str(data), str()) if data.startswith("{"):
            return "deleted", tuple(values)
    return "", ()


def _key(table: str, row: TableRow) -> object:
    return row[1] if table == "entry" else row[0]
