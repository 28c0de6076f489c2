"""A store that never loses what was entered: what the database cannot take is kept in memory, and tried again.

The session goes on, ``trouble`` tells the runner, and ``unsaved`` is what to export when the coach ends.

Reading is answered from memory only if the history was read whole in this run: an empty history and one that cannot be
read are not the same, and no plan may be made from the second. So reading raises UnreadError until it has worked once.

Changes made during a trouble are stored as functions and applied again, in the same order, when it is over: they were
made without knowing what is on disk, and another coach of the same runner may have changed that meanwhile. Writing the
values from the time of the trouble would undo that. The trouble is over when all could be read, and something written.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext, suppress
from datetime import datetime

from coach.domain.records.entries import Entry
from coach.domain.records.history import History, Start
from coach.store import json_text
from coach.store.guarded import GuardedStore
from coach.store.protocol import (
    Checkpoint,
    Deleted,
    E,
    MakeKey,
    NoSuchEntryError,
    RecentHistory,
    Settled,
    StandingText,
    Store,
    StoreError,
)


class _ResilientFacts(GuardedStore):
    """The facts of a profile."""

    def facts(self) -> Mapping[str, object]:
        """Every fact of the profile. Raises UnreadError if they were never read."""
        return self._ask(lambda store: store.facts(), self._last.facts)

    def read(self, key: str) -> object | None:
        """A fact of the profile, or None. Raises UnreadError if facts were never read, nor this one written here."""
        return self._ask(lambda store: self._last.note_fact(key, store.read(key)), lambda: self._last.fact(key))

    def write(self, key: str, value: object) -> None:
        """Store a fact of the profile, in memory if necessary."""

        def keep(store: Store) -> None:
            store.write(key, value)
            self._last.note_fact(key, value)

        self._ask(keep, lambda: self._unsaved.write(key, value), again=True)

    def change(self, key: str, change: Callable[[object | None], object]) -> object:
        """Change a fact of the profile, in memory if necessary; returns the new value."""
        return self._ask(
            lambda store: self._last.note_fact(key, store.change(key, change)),
            lambda: self._unsaved.change(key, change),
            again=True,
        )

    def start(self) -> Start:
        """What the runner said at the start."""
        return json_text.start_from_plain(self.read(json_text.START_KEY))

    def set_start(self, start: Start) -> None:
        """Store what the runner said at the start."""
        self.write(json_text.START_KEY, json_text.start_to_plain(start))


class _ResilientCheckpoints(GuardedStore):
    """The checkpoints of unfinished sessions."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The checkpoints of unfinished sessions."""
        return self._ask(lambda store: store.checkpoints(), self._last.checkpoints)

    def save_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Store the state of a session. During a trouble it goes to memory at once, because a countdown must not wait.

        At most every ``RETRY_S`` seconds the store below is tried again, without waiting for other processes.
        """

        def save(store: Store) -> bool:
            is_mine = store.save_checkpoint(checkpoint)
            if is_mine:
                self._note(checkpoint)
            return is_mine

        def save_here() -> bool:
            is_mine = self._last.spare.save_checkpoint(checkpoint)
            if is_mine:
                self._unsaved.kept_here.add(checkpoint.id)
            return is_mine

        with self._in_a_hurry():
            return self._ask(save, save_here, again=self._is_time)

    def take_checkpoint(self, checkpoint_id: str, owner: str) -> Checkpoint | None:
        """Make ``owner`` the owner of a checkpoint and return it as it stands. None: it is gone."""

        def take(store: Store) -> Checkpoint | None:
            taken = store.take_checkpoint(checkpoint_id, owner)
            if taken is not None:
                self._note(taken)
            return taken

        return self._ask(take, lambda: self._last.spare.take_checkpoint(checkpoint_id, owner))

    def drop_checkpoint(self, checkpoint_id: str) -> None:
        """Delete a checkpoint."""
        self._last.spare.drop_checkpoint(checkpoint_id)
        self._unsaved.kept_here.discard(checkpoint_id)
        self._ask(lambda store: store.drop_checkpoint(checkpoint_id), lambda: None)

    def _note(self, checkpoint: Checkpoint) -> None:
        """Remember a checkpoint as it is on disk now, so that it is known in a later trouble."""
        self._unsaved.kept_here.discard(checkpoint.id)
        self._last.note_checkpoint(checkpoint)


class ResilientStore(_ResilientFacts, _ResilientCheckpoints):
    """Another store, opened when first needed, with memory behind it. Implements ``Store``.

    ``replace`` and ``correct`` raise NoSuchEntryError for an entry that is gone; reading raises UnreadError until
    everything was read once.
    """

    def history(self) -> History:
        """All entries, including those in memory. Raises UnreadError if they were never read."""
        # ``_ask`` itself may read the whole history first; then it need not be read a second time.
        is_read_on_the_way = not self.is_read or self.trouble is not None

        def read(store: Store) -> History:
            on_the_way = is_read_on_the_way and self._last.is_read
            return self._last.history() if on_the_way else self._last.know(store.history())

        return self._unsaved.over(self._ask(read, self._history_in_trouble, again=not self._last.is_read))

    def _history_in_trouble(self) -> History:
        if self.is_damaged:  # then the last weeks alone are no longer equivalent to all
            self._last.kept = None
        return self._last.history()

    def take_reading(self, other: Store) -> None:
        """Take over what another connection to the same file has read."""
        take = getattr(self._below, "take_reading", None)
        if take is not None and self.trouble is None:
            take(other)

    def recent(self, key: MakeKey) -> RecentHistory | None:
        """The last weeks, if a standing is cached for what lies before them and the whole was not read yet; else None.

        Raises UnreadError if nothing was ever read.
        """
        if self._last.is_read:
            return None
        self.key = key
        is_read_on_the_way = not self.is_read or self.trouble is not None

        def read(store: Store) -> RecentHistory | None:
            is_known = is_read_on_the_way or self._is_fresh
            self._is_fresh = False
            return self._last.recent() if is_known else self._last.know_recent(store.recent(key))

        found = self._ask(read, self._last.recent, again=not self.is_read)
        return None if found is None else self._unsaved.over_recent(found)

    @property
    def times_changed(self) -> int:
        """How often the history had been changed when it was last read; -1: unknown."""
        return -1 if self._below is None else self._below.times_changed

    def keeps(self, kept: StandingText) -> bool:
        """Whether this very standing is still cached; False where that cannot be told."""
        with suppress(StoreError):
            return self._below is not None and self.trouble is None and self._below.keeps(kept)
        return False

    def keep_standing(self, kept: StandingText) -> bool:
        """Cache a standing, if that works without waiting. A failure is no trouble: it can be computed again."""
        if self._below is None or self.trouble is not None or self._unsaved.is_any:
            return False
        with suppress(StoreError), getattr(self._below, "in_a_hurry", nullcontext)():
            return self._below.keep_standing(kept)
        return False

    def settle(self, entry_id: str, how: Settled) -> bool:
        """Settle something unreadable, so that it no longer counts, in memory if necessary."""

        def settle(store: Store) -> bool:
            done = store.settle(entry_id, how)
            self._last.unreadable.pop(entry_id, None)
            return done

        return self._ask(settle, lambda: self._unsaved.settle(entry_id, how), again=True)

    def add(self, entries: Iterable[Entry]) -> int:
        """Store these entries, in memory if necessary."""
        entries = [json_text.with_id(entry) for entry in entries]

        def add(store: Store) -> int:
            new = store.add(entries)
            for entry in entries:
                self._last.note_new(entry)
            return new

        return self._ask(add, lambda: self._unsaved.add(entries), again=True)

    def replace(self, entry: Entry) -> None:
        """Replace the entry with this id, in memory if necessary. Raises NoSuchEntryError when there is none."""

        def put(store: Store) -> None:
            store.replace(entry)
            self._last.note(entry)

        self._ask(put, lambda: self._unsaved.put(entry), again=True)

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Apply a change to an entry, in memory if necessary, and return the result. Raises NoSuchEntryError."""
        return self._ask(
            lambda store: self._last.note(store.correct(entry, change)),
            lambda: self._unsaved.correct(entry, change),
            again=True,
        )

    def remove(self, entry_id: str, at: datetime | None = None) -> None:
        """Remove an entry. During a trouble it stays in memory until then, so that it can be restored afterwards."""

        def take_out(store: Store) -> None:
            store.remove(entry_id, at)
            self._last.entries.pop(entry_id, None)

        self._ask(take_out, lambda: self._unsaved.remove(entry_id, at), again=True)

    def deleted(self, since: datetime) -> tuple[Deleted, ...]:
        """What was removed at or after ``since``; nothing during a trouble."""
        return self._ask(lambda store: store.deleted(since), tuple)

    def restore(self, entry_id: str, since: datetime) -> None:
        """Restore an entry that was removed at or after ``since``. Raises NoSuchEntryError, also during a trouble."""

        def bring_back(store: Store) -> None:
            store.restore(entry_id, since)
            self._read_all(store)

        def refuse() -> None:
            raise NoSuchEntryError(self.trouble)

        self._ask(bring_back, refuse, again=True)

    def purge(self, before: datetime) -> None:
        """Delete for good what was removed before this time; does nothing during a trouble."""
        self._ask(lambda store: store.purge(before), lambda: None)
