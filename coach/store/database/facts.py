"""The facts of a profile in its database: a JSON-able value for each key."""

from collections.abc import Callable, Mapping

from coach.domain.records.history import Start
from coach.store import json_text
from coach.store.database import set_aside
from coach.store.database.connection import Connection

_KEEP_FACT = "INSERT INTO fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class SqliteFacts(Connection):
    """What is stored of a profile besides its history. Implements ``Facts``."""

    def facts(self) -> Mapping[str, object]:
        """Every fact of the profile, by key. Raises StoreError when one cannot be read."""
        with self._told():
            rows = self._database.execute("SELECT key, value FROM fact").fetchall()
        return {key: json_text.parse_json(value, f"fact {key!r}") for key, value in rows}

    def read(self, key: str) -> object | None:
        """A fact of the profile, or None."""
        with self._told():
            row = self._database.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
        return None if row is None else json_text.parse_json(row[0], f"fact {key!r}")

    def write(self, key: str, value: object) -> None:
        """Store a fact of the profile: anything JSON can hold."""
        kept = json_text.dump(value)
        with self._transaction() as database:
            database.execute(_KEEP_FACT, (key, kept))
            set_aside.settle_by_word(database, set_aside.FACT, [key])

    def change(self, key: str, change: Callable[[object | None], object]) -> object:
        """Change a fact in one transaction, so that no other coach comes between; returns the new value."""
        with self._transaction() as database:
            row = database.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
            after = change(None if row is None else json_text.parse_json(row[0], f"fact {key!r}"))
            kept = json_text.dump(after)
            if kept != ("null" if row is None else row[0]):  # else other coaches need not reload
                database.execute(_KEEP_FACT, (key, kept))
            set_aside.settle_by_word(database, set_aside.FACT, [key])
        return after

    def start(self) -> Start:
        """What the runner said at the start; empty until ``set_start``."""
        return json_text.start_from_plain(self.read(json_text.START_KEY))

    def set_start(self, start: Start) -> None:
        """Store what the runner said at the start."""
        self.write(json_text.START_KEY, json_text.start_to_plain(start))
