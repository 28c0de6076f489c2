"""The tables of the database, as the steps that lead from an empty one to today's.

A step that has been released is never edited: a change of the tables is a new step at the end.
"""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # seq keeps the order in which entries came, for those of the same time.
        """
        CREATE TABLE entry (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            at TEXT NOT NULL,
            type TEXT NOT NULL,
            data TEXT NOT NULL
        )
        """,
        "CREATE TABLE checkpoint (id TEXT NOT NULL PRIMARY KEY, saved_at TEXT NOT NULL, data TEXT NOT NULL)",
        "CREATE TABLE fact (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    ),
    # Whoever performs a session: one who was left behind must not write over one who went on.
    ("ALTER TABLE checkpoint ADD COLUMN owner TEXT NOT NULL DEFAULT ''",),
    # Entries that were taken out, as they were: they can be brought back for a while.
    (
        """
        CREATE TABLE deleted (
            id TEXT NOT NULL PRIMARY KEY,
            seq INTEGER NOT NULL,
            at TEXT NOT NULL,
            type TEXT NOT NULL,
            data TEXT NOT NULL,
            deleted_at TEXT NOT NULL
        )
        """,
    ),
    (
        # Beside each entry the checksum of its text: what a disk changes is seen even where it still makes sense.
        "ALTER TABLE entry ADD COLUMN crc INTEGER",
        "UPDATE entry SET crc = checksum(CAST(data AS BLOB))",
        # What cannot be read, exactly as it was found; settled: what the runner said about it, empty while it counts.
        """
        CREATE TABLE set_aside (
            id TEXT NOT NULL PRIMARY KEY,
            origin TEXT NOT NULL,
            at TEXT,
            type TEXT NOT NULL,
            data BLOB,
            crc INTEGER,
            why TEXT NOT NULL,
            settled TEXT NOT NULL DEFAULT ''
        )
        """,
    ),
    # The tables stay as they are, but entries may say more: courses, pauses, breaks that nothing counts, and measures,
    # which are a type of their own. A fact says which ids were changed. An older coach would set courses, pauses and
    # measures aside, plan with the breaks, and miss the fact.
    (),
    (
        # Where the runner stands, kept: the text stands for the entries up to "until", of which there are so many, and
        # is gone as soon as one of them changes, by whatever program. "key" says what else it was made under,
        # "schema" is SQLite's own count of changes to the tables and triggers.
        """
        CREATE TABLE kept_standing (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            key TEXT NOT NULL,
            until TEXT NOT NULL,
            count INTEGER NOT NULL,
            schema INTEGER NOT NULL,
            data TEXT NOT NULL,
            crc INTEGER NOT NULL
        )
        """,
        # How often the history was changed: what was made of it is kept only if nothing was changed meanwhile.
        "CREATE TABLE history_changes (one INTEGER PRIMARY KEY CHECK (one = 1), times INTEGER NOT NULL)",
        "INSERT INTO history_changes VALUES (1, 0)",
        "CREATE INDEX entry_at ON entry (at)",
        """
        CREATE TRIGGER entry_was_added AFTER INSERT ON entry BEGIN
            UPDATE history_changes SET times = times + 1;
            DELETE FROM kept_standing WHERE NEW.at <= until;
        END
        """,
        """
        CREATE TRIGGER entry_was_changed AFTER UPDATE ON entry BEGIN
            UPDATE history_changes SET times = times + 1;
            DELETE FROM kept_standing WHERE OLD.at <= until OR NEW.at <= until;
        END
        """,
        """
        CREATE TRIGGER entry_was_removed AFTER DELETE ON entry BEGIN
            UPDATE history_changes SET times = times + 1;
            DELETE FROM kept_standing WHERE OLD.at <= until;
        END
        """,
    ),
)
"""The statements that lead from schema version 0 to 1, from 1 to 2, and so on."""

VERSION = len(MIGRATIONS)
"""The schema version that this coach reads and writes, kept in ``PRAGMA user_version``."""
