"""A database as a coach of before would have left it."""

import sqlite3
from contextlib import closing
from pathlib import Path

_BACK = (
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
