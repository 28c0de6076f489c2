"""A store that forgets when the coach ends: for rehearsals and tests, and while the database cannot be used.

It keeps the same texts as the database, so that whatever works here comes back the same from there.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from coach.domain.records.entries import Entry, History, Start, Unreadable
from coach.store import json_text
from coach.store.protocol import Checkpoint, Deleted, E, MakeKey, RecentHistory, Settled, StandingText


class _Texts:
    """What is kept, as texts."""

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
        return None if kept is None else json_text.load(kept, f"fact {key!r}")

    def write(self, key: str, value: object) -> None:
        """Keep a fact of the profile: anything JSON can hold."""
        self._facts[key] = json_text.dump(value)

    def change(self, key: str, change: Callable[[object | None], object]) -> object:
        """Change a fact of the profile as it stands; as it is then."""
        after = change(self.read(key))
        self.write(key, after)
        return after

    def start(self) -> Start:
        """What the runner said at first; empty until ``set_start``."""
        return json_text.start_from_plain(self.read(json_text.START_KEY))

    def set_start(self, start: Start) -> None:
        """Keep what the runner said at first."""
        self.write(json_text.START_KEY, json_text.start_to_plain(start))


class _MemoryCheckpoints(_Texts):
    """Where the sessions stand that are not finished."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The sessions that were not finished, the one saved last at the end."""
        return json_text.checkpoints_from_texts(self._checkpoints.values())

    def save_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Keep where a session stands, if it is still its owner's to keep."""
        texts = json_text.checkpoint_to_texts(checkpoint)
        last = self._checkpoints.get(checkpoint.id)
        if checkpoint.id in self._entries or (last is not None and last[-1] != checkpoint.owner):
            return False
        self._checkpoints[checkpoint.id] = texts
        return True

    def take_checkpoint(self, checkpoint_id: str, owner: str) -> Checkpoint | None:
        """Be its owner from now on; the checkpoint as it stands. None: it is gone."""
        last = self._checkpoints.get(checkpoint_id)
        if last is None:
            return None
        self._checkpoints[checkpoint_id] = (*last[:3], owner)
        return json_text.checkpoints_from_texts([self._checkpoints[checkpoint_id]])[0]

    def drop_checkpoint(self, checkpoint_id: str) -> None:
        """Forget a checkpoint. One that is not there is no error."""
        self._checkpoints.pop(checkpoint_id, None)


class _NothingKept:
    """Standings: none is kept, for all of the history is at hand."""

    times_changed = -1
    """Nobody counts: nothing is kept here."""

    def recent(self, key: MakeKey) -> RecentHistory | None:
        """Nothing: all of it is at hand."""
        return None

    def keeps(self, kept: StandingText) -> bool:
        """Nothing is kept."""
        return False

    def keep_standing(self, kept: StandingText) -> bool:
        """Nothing is kept."""
        return False


class MemoryStore(_MemoryFacts, _MemoryCheckpoints, _NothingKept):
    """What one profile has done, until the coach ends. Implements ``Store``."""

    def history(self) -> History:
        """All entries, with what was said at the start, and what could not be read elsewhere."""
        known = History.of(self._reader.read([*self._entries.values()]), self.start())
        return replace(known, unreadable=self._unreadable) if self._unreadable else known

    def take_unreadable(self, rows: Iterable[Unreadable]) -> None:
        """Count these, which cannot be read elsewhere."""
        self._unreadable = tuple(rows)

    def settle(self, entry_id: str, how: Settled) -> bool:
        """Let something that cannot be read count no longer; False: there is no such thing."""
        before, self._unreadable = self._unreadable, tuple(row for row in self._unreadable if row.id != entry_id)
        return before != self._unreadable

    def add(self, entries: Iterable[Entry]) -> int:
        """Keep these entries, all or none; returns how many were new."""
        rows = [json_text.entry_to_row(entry) for entry in entries]
        before = len(self._entries)
        for row in rows:
            self._entries.setdefault(row.id, row.text)
        return len(self._entries) - before

    def replace(self, entry: Entry) -> None:
        """Put this entry in the place of the one with its id. Raises StoreError when there is none."""
        if entry.id not in self._entries:
            raise json_text.no_such_entry(entry.id)
        self._entries[entry.id] = json_text.entry_to_row(entry).text

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Change an entry as it stands; as it is then. Raises NoSuchEntryError when there is none."""
        if entry.id not in self._entries:
            raise json_text.no_such_entry(entry.id)
        corrected = json_text.corrected(entry, self._entries[entry.id], change)
        self._entries[entry.id] = json_text.entry_to_row(corrected).text
        return corrected

    def remove(self, entry_id: str, at: datetime | None = None) -> None:
        """Take an entry out. One that is not there is no error."""
        kept = self._entries.pop(entry_id, None)
        entry = None if kept is None else json_text.entry_or_none(kept)
        if entry is not None and at is not None:
            self._deleted[entry_id] = Deleted(entry, at)

    def deleted(self, since: datetime) -> tuple[Deleted, ...]:
        """What was taken out then or later and is not back, the last first."""
        gone = [each for each in self._deleted.values() if each.entry.id not in self._entries]
        return tuple(each for each in reversed(gone) if each.at >= since)

    def restore(self, entry_id: str, since: datetime) -> None:
        """Bring back an entry that was taken out then or later, as it was. Raises NoSuchEntryError."""
        deleted = self._deleted.get(entry_id)
        if deleted is None or deleted.at < since:
            raise json_text.no_such_entry(entry_id)
        del self._deleted[entry_id]
        self.add([deleted.entry])

    def purge(self, before: datetime) -> None:
        """Forget for good what was taken out earlier."""
        self._deleted = {identity: each for identity, each in self._deleted.items() if each.at >= before}

    @property
    def wrote(self) -> bool:
        """Never to where it would be there tomorrow."""
        return False

    def written_elsewhere(self) -> bool:
        """Never: nobody else can."""
        return False

    def close(self) -> None:
        """Nothing to let go of."""
