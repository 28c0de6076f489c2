"""The store on disk: one SQLite database for each profile, in write-ahead mode, so that several coaches can use it.

Every change is one transaction that is on disk before the call returns (``synchronous = FULL``). A database that is
damaged, or newer than this coach, is left exactly as it is. A connection belongs to the thread and process that opened
it: after a fork, open another.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from coach.domain.records.entries import Entry
from coach.domain.records.history import History
from coach.domain.records.profile import RENAMED_KEY
from coach.store import json_text
from coach.store.database import deleted, kept_standing, set_aside
from coach.store.database.checkpoints import SqliteCheckpoints
from coach.store.database.facts import SqliteFacts
from coach.store.database.rows import Unsound, history_rows
from coach.store.error_words import DAMAGED, store_error
from coach.store.json_text import utc
from coach.store.protocol import Deleted, E, MakeKey, RecentHistory, Settled, StandingText, StoreError

if TYPE_CHECKING:
    from coach.domain.records.renamings import Renaming

_ADD_ENTRY = "INSERT INTO entry (id, at, type, data, crc) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
_KEEP_ENTRY = "UPDATE entry SET at = ?, type = ?, data = ?, crc = ? WHERE id = ?"


class SqliteStore(SqliteFacts, SqliteCheckpoints):
    """The history, facts and checkpoints of one profile, in a database file. Implements ``Store``."""

    times_changed = -1
    """How often the history had been changed when it was last read here; -1: unknown."""
    _whole: list[Entry] | None = None
    """All entries, if they were read completely; valid while the history's change count equals ``_whole_at``."""
    _whole_at = -1

    def history(self) -> History:
        """All entries, with what was said at the start. What cannot be read is set aside and listed as unreadable."""
        with self._told():
            self._check()
            self.times_changed = kept_standing.times(self._database)  # read first, so that later changes are noticed
            if self._whole is not None and self._whole_at == self.times_changed:
                entries, unsound = self._whole, list[Unsound]()
            else:
                entries, unsound = self._read_entries()
            if not unsound and set_aside.facts_are_sound(self._database):
                unreadable = set_aside.open_ones(self._database)
                if not unreadable:
                    return History.of(entries, self.start())
            return self._history_in_part(entries, unsound)

    def _read_entries(self) -> tuple[list[Entry], list[Unsound]]:
        rows = history_rows(self._database)
        (count,) = self._database.execute("SELECT count(*) FROM entry").fetchone()  # by the index of their ids
        if count != len(rows):
            raise store_error(self.path, DAMAGED)
        entries, unsound = self._reader.read(rows)
        self._whole = entries if not unsound and self.times_changed >= 0 else None
        self._whole_at = self.times_changed
        return entries, unsound

    def take_reading(self, other: "SqliteStore") -> None:
        """Take over the entries that another connection to this file has read, for as long as they are current."""
        if other._whole is not None:
            self._is_checked, self._reader = other._is_checked, other._reader
            self._whole, self._whole_at = other._whole, other._whole_at

    def recent(self, key: MakeKey) -> RecentHistory | None:
        """The last weeks, if a standing with this key is cached for what lies before and all is sound; else None."""
        with self._told(), self._snapshot() as database:
            kept = kept_standing.cached_standing(database)
            if kept is None or not set_aside.facts_are_sound(database) or set_aside.open_ones(database):
                return None
            start = self.start()
            if key(start, self._renamings()) != kept.key or not kept.key:
                return None
            entries, unsound = self._reader.read(history_rows(database, after=utc(kept.before.until)))
            if unsound or any(entry.at <= kept.before.until for entry in entries):
                return None
            self.times_changed = kept.times
            return RecentHistory(replace(History.of(entries, start), before=kept.before), kept)

    def _renamings(self) -> "tuple[Renaming, ...]":
        if self.read(RENAMED_KEY) is None:
            return ()
        from coach.store import renamings  # imported late: most runners never renamed an id

        return renamings.stored_renamings(self)

    def keeps(self, kept: StandingText) -> bool:
        """Whether this very standing is still cached: then the entries it depends on are unchanged."""
        with self._told(), self._snapshot() as database:
            now = kept_standing.cached_standing(database)
        return now is not None and (now.key, now.before, now.text) == (kept.key, kept.before, kept.text)

    def keep_standing(self, kept: StandingText) -> bool:
        """Cache a standing. False: the history was changed meanwhile, or does not fit it."""
        wrote = self.wrote
        with self._transaction() as database:
            done = kept_standing.store_standing(database, kept)
        self.wrote = wrote  # a cache is no data of the runner's
        return done

    def settle(self, entry_id: str, how: Settled) -> bool:
        """Mark something unreadable as settled, so that it no longer counts; False: there is no such thing."""
        with self._transaction() as database:
            return set_aside.mark_settled(database, entry_id, how)

    def add(self, entries: Iterable[Entry]) -> int:
        """Store these entries, all or none; returns how many were new."""
        rows = [json_text.entry_to_row(entry) for entry in entries]
        with self._transaction() as database:
            columns = [(row.id, row.at, row.type, row.text, row.crc) for row in rows]
            new = sum(database.execute(_ADD_ENTRY, each).rowcount for each in columns)
            set_aside.settle_by_word(database, set_aside.ENTRY, (row.id for row in rows))
            return new

    def replace(self, entry: Entry) -> None:
        """Replace the entry with this id. Raises NoSuchEntryError when there is none."""
        row = json_text.entry_to_row(entry)
        with self._transaction() as database:
            if database.execute(_KEEP_ENTRY, (row.at, row.type, row.text, row.crc, entry.id)).rowcount == 0:
                raise json_text.no_such_entry(entry.id)

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Apply a change to the stored entry and return the result. Raises NoSuchEntryError when there is none."""
        with self._transaction() as database:
            kept = database.execute("SELECT data FROM entry WHERE id = ?", (entry.id,)).fetchone()
            if kept is None:
                raise json_text.no_such_entry(entry.id)
            corrected = json_text.apply_correction(entry, kept[0], change)
            row = json_text.entry_to_row(corrected)
            database.execute(_KEEP_ENTRY, (row.at, row.type, row.text, row.crc, entry.id))
        return corrected

    def remove(self, entry_id: str, at: datetime | None = None) -> None:
        """Remove an entry. One that is not there is no error. With ``at``, the time of removal, it can be restored."""
        with self._transaction() as database:
            if at is not None:
                deleted.move_out(database, entry_id, at)
            database.execute("DELETE FROM entry WHERE id = ?", (entry_id,))

    def deleted(self, since: datetime) -> tuple[Deleted, ...]:
        """What was removed at or after ``since`` and is not back, the last first."""
        with self._told():
            return tuple(deleted.all_deleted(self._database, since))

    def restore(self, entry_id: str, since: datetime) -> None:
        """Restore an entry that was removed at or after ``since``, as it was. Raises NoSuchEntryError."""
        with self._transaction() as database:
            deleted.move_back(database, entry_id, since)

    def purge(self, before: datetime) -> None:
        """Delete for good what was removed before this time."""
        with self._transaction() as database:
            deleted.purge(database, before)

    def _check(self) -> None:
        """Check once that the file is whole: rows that its tables no longer lead to would be missed by nobody."""
        if self._is_checked:
            return
        (health,) = self._database.execute("PRAGMA quick_check(1)").fetchone()
        if health != "ok":
            raise store_error(self.path, DAMAGED)
        self._is_checked = True

    def _history_in_part(self, entries: list[Entry], unsound: list[Unsound]) -> History:
        """The history where something cannot be read now, or was set aside earlier."""
        try:
            with self._transaction() as database:
                set_aside.set_aside(database, unsound)
                set_aside.set_facts_aside(database)
                is_back = set_aside.readmit(database)
            unsound = []
        except StoreError:  # the rows stay where they are, and still count
            is_back = False
        if is_back:
            entries, _ = self._reader.read(history_rows(self._database))
        unreadable = [*set_aside.open_ones(self._database), *set_aside.still_in_place(unsound)]
        return replace(History.of(entries, self.start()), unreadable=tuple(unreadable))
