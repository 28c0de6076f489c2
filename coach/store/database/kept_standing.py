"""A cache of where the runner stands, beside the history it is computed from, so that a start need not read it all.

The database itself drops it when anything changes that it depends on (triggers of the schema), so any program may
change the history. It is checked here once more: the text by its checksum, the entries by their number, the tables by
SQLite's counter of schema changes. Every function runs in a transaction of its caller. Left out: what the text says.
"""

import sqlite3
from datetime import UTC, datetime

from coach.domain.records.history import Before
from coach.store.database.soundness import checksum
from coach.store.json_text import utc
from coach.store.protocol import StandingText

_READ = "SELECT key, until, count, schema, data, crc FROM kept_standing"
_KEEP = "INSERT OR REPLACE INTO kept_standing (one, key, until, count, schema, data, crc) VALUES (1, ?, ?, ?, ?, ?, ?)"
_IS_BEGUN = "begun "
"""Prefix of the key where the entries before hold more than plans."""


def cached_standing(database: sqlite3.Connection) -> StandingText | None:
    """The cached standing, if it is sound and the entries it depends on are there; else None. Raises sqlite3.Error."""
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


def store_standing(database: sqlite3.Connection, standing: StandingText) -> bool:
    """Store another standing; False: the history was changed meanwhile, or has another number of entries.

    Raises sqlite3.Error.
    """
    until, count = utc(standing.before.until), standing.before.count
    if standing.times < 0 or standing.times != times(database) or count != _count(database, until):
        return False
    key, schema = f"{_IS_BEGUN if standing.before.is_begun else ''}{standing.key}", _schema(database)
    database.execute(_KEEP, (key, until, count, schema, standing.text, _crc(key, until, count, schema, standing.text)))
    return True


def times(database: sqlite3.Connection) -> int:
    """How often the history was changed, by any program; -1: unknown."""
    row = database.execute("SELECT times FROM history_changes").fetchone()
    return row[0] if row is not None and isinstance(row[0], int) else -1


def _count(database: sqlite3.Connection, until: str) -> int:
    """How many entries lie at or before that time; answered by the index of times alone."""
    (count,) = database.execute("SELECT count(*) FROM entry WHERE at <= ?", (until,)).fetchone()
    return int(count)


def _schema(database: sqlite3.Connection) -> int:
    (schema,) = database.execute("PRAGMA schema_version").fetchone()
    return int(schema)


def _crc(*values: object) -> int:
    return checksum("\n".join(map(str, values)).encode(errors="surrogatepass"))
