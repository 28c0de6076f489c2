"""A database as a coach of before would have left it."""

import sqlite3
from contextlib import closing
from pathlib import Path

NOTHING_KEPT = (
    "DROP TRIGGER entry_was_added",
    "DROP TRIGGER entry_was_changed",
    "DROP TRIGGER entry_was_removed",
    "DROP INDEX entry_at",
    "DROP TABLE kept_standing",
    "DROP TABLE history_changes",
)
"""What takes away the sixth version."""
_BACK = (
    *NOTHING_KEPT,
    "DROP TABLE set_aside",
    "ALTER TABLE entry DROP COLUMN crc",
    "DROP TABLE deleted",
    "PRAGMA user_version = 2",
)


def make_older(path: Path) -> None:
    """Take away what the schema has gained since its second version."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in _BACK:
            database.execute(statement)
