"""Where the runner stands, kept beside the history that it follows from: a long one need not be read at a start.

The database itself drops it when anything changes that it stands for (triggers of the schema): so any program may
change the history. Here it is doubted once more: the text by its checksum, the entries by their number, the tables by
SQLite's own count of their changes. Every function runs in a transaction of its caller's. Left out: what it says.
"""

import sqlite3
from datetime import UTC, datetime

from coach.domain.records.entries import Before
from coach.store.database.soundness import checksum
from coach.store.json_text import utc
from coach.store.protocol import StandingText

_READ = "SELECT key, until, count, schema, data, crc FROM kept_standing"
_KEEP = "INSERT OR REPLACE INTO kept_standing (one, key, until, count, schema, data, crc) VALUES (1, ?, ?, ?, ?, ?, ?)"
_IS_BEGUN = "begun "
"""How the key begins where there is more on record before than plans."""


def kept(database: sqlite3.Connection) -> StandingText | None:
    """The standing that is kept, if it is sound and the entries that it stands for are there. Raises sqlite3.Error."""
    row = database.execute(_READ).fetchone()
    if row is None:
        return None
    key, until, count, schema, text, crc = row
    if not (isinstance(key, str) and isinstance(until, str) and isinstance(count, int) and isinstance(text, str)):
        return None
    if crc != _crc(key, until, count, schema, text) or schema != _schema(database) or count != _count(database, until):
        return None
    before = Before(datetime.fromisoformat(until).astimezone(UTC), count, key.startswith(_IS_BEGUN))
    return StandingText(key.removeprefix(_IS_BEGUN), before, text, times(database))


def keep(database: sqlite3.Connection, standing: StandingText) -> bool:
    """Keep another one; False: the history was changed meanwhile, or says otherwise. Raises sqlite3.Error."""
    until, count = utc(standing.before.until), standing.before.count
    if standing.times < 0 or standing.times != times(database) or count != _count(database, until):
        return False
    key, schema = f"{_IS_BEGUN if standing.before.is_begun else ''}{standing.key}", _schema(database)
    database.execute(_KEEP, (key, until, count, schema, standing.text, _crc(key, until, count, schema, standing.text)))
    return True


def times(database: sqlite3.Connection) -> int:
    """How often the history was changed, by whatever program; -1: there is no telling."""
    row = database.execute("SELECT times FROM history_changes").fetchone()
    return row[0] if row is not None and isinstance(row[0], int) else -1


def _count(database: sqlite3.Connection, until: str) -> int:
    """So many entries lie before; by the index of their times alone."""
    (count,) = database.execute("SELECT count(*) FROM entry WHERE at <= ?", (until,)).fetchone()
    return int(count)


def _schema(database: sqlite3.Connection) -> int:
    (schema,) = database.execute("PRAGMA schema_version").fetchone()
    return int(schema)


def _crc(*values: object) -> int:
    return checksum("\n".join(map(str, values)).encode(errors="surrogatepass"))
