"""A store in memory, gone when the coach ends: for rehearsals and tests, and while the database cannot be used.

It keeps the same texts as the database, so that whatever works here can also be read back from there.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from coach.domain.records.entries import Entry, Unreadable
from coach.domain.records.history import History, Start
from coach.store import json_text
from coach.store.protocol import Checkpoint, Deleted, E, MakeKey, RecentHistory, Settled, StandingText


class _Texts:
    """The stored texts, shared by the parts below."""

    def __init__(self) -> None:
        self._entries: dict[str, str] = {}
        self._checkpoints: dict[str, json_text.CheckpointTexts] = {}
        self._facts: dict[str, str] = {}
        self._deleted: dict[str, Deleted] = {}
        self._unreadable: tuple[Unreadable, ...] = ()
        self._reader = json_text.EntryReader()


class _MemoryFacts(_Texts):
    """The facts of a profile."""

    def facts(self) -> Mapping[str, object]:
        """Every fact of the profile."""
        return {key: self.read(key) for key in self._facts}

    def read(self, key: str) -> object | None:
        """A fact of the profile, or None."""
        kept = self._facts.get(key)
        return None if kept is None else json_text.parse_json(kept, f"fact {key!r}")

    def write(self, key: str, value: object) -> None:
        """Store a fact of the profile: anything JSON can hold."""
        self._facts[key] = json_text.dump(value)

    def change(self, key: str, change: Callable[[object | None], object]) -> object:
        """Change a fact of the profile; returns the new value."""
        after = change(self.read(key))
        self.write(key, after)
        return after

    def start(self) -> Start:
        """What the runner said at the start; empty until ``set_start``."""
        return json_text.start_from_plain(self.read(json_text.START_KEY))

    def set_start(self, start: Start) -> None:
        """Store what the runner said at the start."""
        self.write(json_text.START_KEY, json_text.start_to_plain(start))


class _MemoryCheckpoints(_Texts):
    """The checkpoints of unfinished sessions."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The checkpoints of unfinished sessions, the one saved last at the end."""
        return json_text.checkpoints_from_texts(self._checkpoints.values())

    def save_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Store the state of a session; False if another coach owns it or it is already an entry."""
        texts = json_text.checkpoint_to_texts(checkpoint)
        last = self._checkpoints.get(checkpoint.id)
        if checkpoint.id in self._entries or (last is not None and last[-1] != checkpoint.owner):
            return False
        self._checkpoints[checkpoint.id] = texts
        return True

    def take_checkpoint(self, checkpoint_id: str, owner: str) -> Checkpoint | None:
        """Make ``owner`` the owner of a checkpoint and return it as it stands. None: it is gone."""
        last = self._checkpoints.get(checkpoint_id)
        if last is None:
            return None
        self._checkpoints[checkpoint_id] = (*last[:3], owner)
        return json_text.checkpoints_from_texts([self._checkpoints[checkpoint_id]])[0]

    def drop_checkpoint(self, checkpoint_id: str) -> None:
        """Delete a checkpoint. One that is not there is no error."""
        self._checkpoints.pop(checkpoint_id, None)


class _NothingKept:
    """Standings are not cached here, because the whole history is at hand."""

    times_changed = -1
    """Unknown: changes are not counted here."""

    def recent(self, key: MakeKey) -> RecentHistory | None:
        """None: the whole history is at hand."""
        return None

    def keeps(self, kept: StandingText) -> bool:
        """False: nothing is cached."""
        return False

    def keep_standing(self, kept: StandingText) -> bool:
        """False: nothing is cached."""
        return False


class MemoryStore(_MemoryFacts, _MemoryCheckpoints, _NothingKept):
    """The history of one profile, until the coach ends. Implements ``Store``."""

    def history(self) -> History:
        """All entries, with what was said at the start, and what could not be read elsewhere."""
        known = History.of(self._reader.read([*self._entries.values()]), self.start())
        return replace(known, unreadable=self._unreadable) if self._unreadable else known

    def take_unreadable(self, rows: Iterable[Unreadable]) -> None:
        """Set the rows that cannot be read in another store, so that they count here, too."""
        self._unreadable = tuple(rows)

    def settle(self, entry_id: str, how: Settled) -> bool:
        """Settle something unreadable, so that it no longer counts; False: there is no such thing."""
        before, self._unreadable = self._unreadable, tuple(row for row in self._unreadable if row.id != entry_id)
        return before != self._unreadable

    def add(self, entries: Iterable[Entry]) -> int:
        """Store these entries, all or none; returns how many were new."""
        rows = [json_text.entry_to_row(entry) for entry in entries]
        before = len(self._entries)
        for row in rows:
            self._entries.setdefault(row.id, row.text)
        return len(self._entries) - before

    def replace(self, entry: Entry) -> None:
        """Replace the entry with this id. Raises NoSuchEntryError when there is none."""
        if entry.id not in self._entries:
            raise json_text.no_such_entry(entry.id)
        self._entries[entry.id] = json_text.entry_to_row(entry).text

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Apply a change to the stored entry and return the result. Raises NoSuchEntryError when there is none."""
        if entry.id not in self._entries:
            raise json_text.no_such_entry(entry.id)
        corrected = json_text.apply_correction(entry, self._entries[entry.id], change)
        self._entries[entry.id] = json_text.entry_to_row(corrected).text
        return corrected

    def remove(self, entry_id: str, at: datetime | None = None) -> None:
        """Remove an entry. One that is not there is no error. With ``at``, the time of removal, it can be restored."""
        kept = self._entries.pop(entry_id, None)
        entry = None if kept is None else json_text.entry_or_none(kept)
        if entry is not None and at is not None:
            self._deleted[entry_id] = Deleted(entry, at)

    def deleted(self, since: datetime) -> tuple[Deleted, ...]:
        """What was removed at or after ``since`` and is not back, the last first."""
        gone = [each for each in self._deleted.values() if each.entry.id not in self._entries]
        return tuple(each for each in reversed(gone) if each.at >= since)

    def restore(self, entry_id: str, since: datetime) -> None:
        """Restore an entry that was removed at or after ``since``, as it was. Raises NoSuchEntryError."""
        deleted = self._deleted.get(entry_id)
        if deleted is None or deleted.at < since:
            raise json_text.no_such_entry(entry_id)
        del self._deleted[entry_id]
        self.add([deleted.entry])

    def purge(self, before: datetime) -> None:
        """Delete for good what was removed before this time."""
        self._deleted = {identity: each for identity, each in self._deleted.items() if each.at >= before}

    @property
    def wrote(self) -> bool:
        """Always False: nothing written here lasts."""
        return False

    def written_elsewhere(self) -> bool:
        """Always False: nobody else can write here."""
        return False

    def close(self) -> None:
        """Does nothing: there is no file to close."""
