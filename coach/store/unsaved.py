"""Changes that a store in trouble could not take: kept in memory, and applied in the same order afterwards.

They are kept as functions and applied again: they were made without knowing what is on disk, and another coach of the
same runner may have changed that meanwhile. Writing the values from the time of the trouble would undo that.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import reduce
from typing import Any

from msgspec.structs import replace

from coach.domain.records.entries import Entry
from coach.domain.records.history import History
from coach.store.last_read import LastRead
from coach.store.protocol import E, NoSuchEntryError, RecentHistory, Settled, Store

RecordChange = Callable[[Any], Any]


class UnsavedRecords:
    """What is only in memory. ``kept_here``: the ids of the checkpoints that are."""

    def __init__(self, last: LastRead) -> None:
        self._last = last
        self._entries: dict[str, Entry] = {}
        self._added: set[str] = set()
        self._corrections: dict[str, list[RecordChange]] = {}
        self._removed: dict[str, datetime | None] = {}
        self._settled: dict[str, Settled] = {}
        self.changes: dict[str, list[RecordChange]] = {}
        """The changes of facts, by their keys."""
        self.kept_here: set[str] = set()

    @property
    def is_any(self) -> bool:
        """Whether anything is only in memory."""
        return bool(self._entries or self._removed or self.changes or self._settled or self.kept_here)

    def entries(self) -> tuple[Entry, ...]:
        """The entries that are only in memory."""
        return tuple(entry for entry in self._entries.values() if entry.id not in self._removed)

    def over(self, kept: History) -> History:
        """A history of the store with the changes that are only in memory applied."""
        entries = {entry.id: entry for entry in kept.entries} | self._entries
        whole = History.of([entry for entry in entries.values() if entry.id not in self._removed], kept.start)
        done = {*self._settled, *self._entries, *self.changes}
        left = tuple(row for row in kept.unreadable if row.id not in done)
        return replace(whole, unreadable=left) if left else whole

    def over_recent(self, recent: RecentHistory) -> RecentHistory | None:
        """The last weeks with the changes that are only in memory; None: one of those concerns older entries."""
        known, until = self._last.entries, recent.kept.before.until
        if any(entry.at <= until for entry in self._entries.values()):
            return None
        touched = self._corrections.keys() | self._removed.keys()
        if not touched <= known.keys() | self._added:
            return None
        whole = self.over(recent.history)
        return replace(recent, history=replace(whole, before=recent.kept.before))

    def let_go(self) -> None:
        """Drop all of it."""
        for kept in (self._entries, self._corrections, self._removed, self.changes, self._settled):
            kept.clear()
        for ids in (self._added, self.kept_here):
            ids.clear()

    def move_to(self, store: Store) -> None:
        """Apply all of it to a store. Raises StoreError; what was applied until then is not applied again."""
        store.add(self._entries.values())
        for entry_id in tuple(self._corrections):
            with suppress(NoSuchEntryError):  # another coach has just removed it
                store.correct(self._entries[entry_id], _in_turn(self._corrections[entry_id]))
            del self._corrections[entry_id]
        self._entries.clear()
        self._added.clear()
        for key in tuple(self.changes):  # before the removals: a fact records that an entry was removed
            store.change(key, _in_turn(self.changes[key]))
            del self.changes[key]
        for entry_id, at in self._removed.items():
            store.remove(entry_id, at)
        self._removed.clear()
        for entry_id in tuple(self._settled):
            store.settle(entry_id, self._settled[entry_id])
            del self._settled[entry_id]
        for checkpoint in self._last.spare.checkpoints():
            if checkpoint.id in self.kept_here:
                store.save_checkpoint(checkpoint)
        self.kept_here.clear()

    # --- what is changed here, while there is trouble ---------------------------------------------------------------

    def settle(self, entry_id: str, how: Settled) -> bool:
        """Settle something unreadable, so that it no longer counts; False: there is none. Raises UnreadError."""
        self._last.insist()
        if entry_id not in self._last.unreadable:
            return False
        self._settled[entry_id] = how
        return True

    def add(self, entries: list[Entry]) -> int:
        """Add these entries; returns how many were new, as far as is known."""
        new = 0
        for entry in entries:
            if entry.id in self._last.entries and entry.id not in self._removed:
                continue
            new += entry.id not in self._entries
            if entry.id in self._removed:  # it was to be removed on disk
                del self._removed[entry.id]
                self.put(entry)
            self._entries.setdefault(entry.id, entry)
            self._added.add(entry.id)
        return new

    def put(self, entry: Entry) -> None:
        """Replace the entry with this id."""
        self.correct(entry, _always(entry))

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Apply a change to an entry as it is known, and return the result."""
        known = self._entries.get(entry.id) or self._last.entries.get(entry.id)
        corrected = change(known if isinstance(known, type(entry)) else entry)
        self._entries[entry.id] = corrected
        self._corrections.setdefault(entry.id, []).append(change)
        return corrected

    def remove(self, entry_id: str, at: datetime | None) -> None:
        """Note that an entry is to be removed; it stays on disk until then, so that it can be restored."""
        self._removed[entry_id] = at

    def write(self, key: str, value: object) -> None:
        """Store a fact."""
        self._last.spare.write(key, value)
        self.changes[key] = [_always(self._last.spare.read(key))]  # a copy: the caller may change the value later

    def change(self, key: str, change: Callable[[object | None], object]) -> object:
        """Apply a change to a fact as it is known, and return the new value."""
        after = self._last.spare.change(key, change)
        self.changes.setdefault(key, []).append(change)
        return after


def _in_turn(changes: list[RecordChange]) -> RecordChange:
    """One change that applies all of these, one after the other."""
    return lambda value: reduce(lambda so_far, change: change(so_far), changes, value)


def _always(value: object) -> RecordChange:
    """A change that returns this value, whatever it was before."""
    return lambda _: value
