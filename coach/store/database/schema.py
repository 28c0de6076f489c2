"""The tables of the database, as the migration steps from an empty one to today's.

A step that has been released is never edited: a change of the tables is a new step at the end.
"""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # seq is the order in which entries were added; it decides between those of the same time.
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
    # The coach that performs a session: one that was left behind must not overwrite one that went on.
    ("ALTER TABLE checkpoint ADD COLUMN owner TEXT NOT NULL DEFAULT ''",),
    # Entries that were removed, as they were: they can be restored for a while.
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
        # The checksum of each entry's text, so that a change by the disk is noticed even where the text still parses.
        "ALTER TABLE entry ADD COLUMN crc INTEGER",
        "UPDATE entry SET crc = checksum(CAST(data AS BLOB))",
        # Rows that cannot be read, exactly as found; settled: what the runner said about one, empty while it counts.
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
    # The tables stay as they are, but entries may hold more: courses, pauses, breaks that nothing counts, and measures,
    # which are a type of their own. A fact lists which ids were renamed. An older coach would set courses, pauses and
    # measures aside, plan with the breaks, and miss the fact. So the version is raised, and it refuses the database.
    (),
    (
        # A cache of where the runner stands: "data" is computed from the "count" entries up to "until", and the row is
        # deleted as soon as one of them changes, by any program. "key" names what else it depends on, "schema" is
        # SQLite's own counter of changes to the tables and triggers.
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
        # How often the history was changed: a standing computed from it is stored only if nothing changed meanwhile.
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
