"""A store that never loses what was entered: what the database cannot take is kept in memory, and tried again.

The session goes on, ``trouble`` tells the runner, and ``unsaved`` is what to export when the coach ends.

What is read comes from memory only where it was read whole in this run: an empty history and one that cannot be read
are not the same, and no plan may be made from the second. So reading raises UnreadError until it has worked once.

What was changed in trouble is changed again, in the same order, when that is over: it was changed without knowing what
is on disk, and another coach of the same runner may have changed that meanwhile. Values kept from the time of the
trouble would put all of that back. It is over when all could be read, and something written.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime
from functools import reduce
from time import monotonic
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.entries import Entry, History, Start, Unreadable
from coach.store import json_text
from coach.store.memory import MemoryStore
from coach.store.protocol import (
    Checkpoint,
    DamagedError,
    Deleted,
    E,
    NoSuchEntryError,
    Settled,
    Store,
    StoreError,
    UnreadError,
)

T = TypeVar("T")
Change = Callable[[Any], Any]
RETRY_S = 5.0
"""Seconds between two tries to see whether a trouble is over, by whoever tries by themselves."""
WRITTEN = "written-after-trouble"
"""The fact that is written to see whether writing works."""


class _Known(Struct):
    """What was on disk when all of it was last read, and what was changed there since."""

    entries: dict[str, Entry]
    unreadable: dict[str, Unreadable]


class ResilientStore:
    """Another store, opened when first needed, with memory behind it. Implements ``Store``.

    ``replace`` and ``correct`` raise for an entry that is gone; whatever reads, UnreadError until all was read once.
    ``trouble`` is the last sentence of the store below, None while all is well; ``is_damaged``: its file is. ``now``:
    a monotonic clock.
    """

    def __init__(self, open_store: Callable[[], Store], now: Callable[[], float] = monotonic) -> None:
        self._open = open_store
        self._now = now
        self._below: Store | None = None
        self._spare = MemoryStore()
        self._known: _Known | None = None
        self._unsaved: dict[str, Entry] = {}
        self._corrections: dict[str, list[Change]] = {}
        self._removed: dict[str, datetime | None] = {}
        self._changes: dict[str, list[Change]] = {}
        self._settled: dict[str, Settled] = {}
        self._kept_here: set[str] = set()
        self._tried = 0.0
        self.trouble: str | None = None
        self.is_damaged = False

    def unsaved(self) -> tuple[Entry, ...]:
        """The entries that are in memory only."""
        return tuple(entry for entry in self._unsaved.values() if entry.id not in self._removed)

    @property
    def wrote(self) -> bool:
        """Whether the store below was written to."""
        return self._below is not None and self._below.wrote

    @property
    def is_read(self) -> bool:
        """Whether all was read in this run: only then may anything follow from it."""
        return self._known is not None

    def history(self) -> History:
        """All entries, those in memory included. Raises UnreadError where they were never read."""
        is_read_on_the_way = self._known is None or self.trouble is not None
        read = self._as_known_below if is_read_on_the_way else self._read_history
        kept = self._ask(read, self._as_known, again=not self.is_read)
        entries = {entry.id: entry for entry in kept.entries} | self._unsaved
        whole = History.of([entry for entry in entries.values() if entry.id not in self._removed], kept.start)
        done = {*self._settled, *self._unsaved, *self._changes}
        left = tuple(row for row in kept.unreadable if row.id not in done)
        return replace(whole, unreadable=left) if left else whole

    def facts(self) -> Mapping[str, object]:
        """Every fact of the profile. Raises UnreadError where they were never read."""
        return self._ask(lambda store: store.facts(), self._known_facts)

    def settle(self, entry_id: str, how: Settled) -> bool:
        """Let something that cannot be read count no longer, in memory if it must be."""

        def settle(store: Store) -> bool:
            done = store.settle(entry_id, how)
            if self._known is not None:
                self._known.unreadable.pop(entry_id, None)
            return done

        return self._ask(settle, lambda: self._spare_settle(entry_id, how), again=True)

    def add(self, entries: Iterable[Entry]) -> int:
        """Keep these entries, in memory if it must be."""
        entries = [json_text.with_id(entry) for entry in entries]

        def add(store: Store) -> int:
            new = store.add(entries)
            if self._known is not None:
                for entry in entries:
                    self._known.entries.setdefault(entry.id, entry)
                    self._known.unreadable.pop(entry.id, None)
            return new

        return self._ask(add, lambda: self._spare_add(entries), again=True)

    def replace(self, entry: Entry) -> None:
        """Put this entry in the place of the one with its id. Raises NoSuchEntryError when there is none."""

        def put(store: Store) -> None:
            store.replace(entry)
            self._note(entry)

        self._ask(put, lambda: self._spare_correct(entry, _always(entry)), again=True)

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Change an entry as it stands; as it is then, in memory if it must be. Raises NoSuchEntryError."""
        return self._ask(
            lambda store: self._note(store.correct(entry, change)),
            lambda: self._spare_correct(entry, change),
            again=True,
        )

    def remove(self, entry_id: str, at: datetime | None = None) -> None:
        """Take an entry out. One that is only in memory stays there until then, so that it can be brought back."""

        def take_out(store: Store) -> None:
            store.remove(entry_id, at)
            if self._known is not None:
                self._known.entries.pop(entry_id, None)

        self._ask(take_out, lambda: self._removed.update({entry_id: at}), again=True)

    def deleted(self, since: datetime) -> tuple[Deleted, ...]:
        """What was taken out then or later; nothing while there is trouble."""
        return self._ask(lambda store: store.deleted(since), tuple)

    def restore(self, entry_id: str, since: datetime) -> None:
        """Bring back an entry that was taken out then or later. Raises NoSuchEntryError, in trouble too."""

        def bring_back(store: Store) -> None:
            store.restore(entry_id, since)
            self._read_all(store)

        def refuse() -> None:
            raise NoSuchEntryError(self.trouble)

        self._ask(bring_back, refuse, again=True)

    def purge(self, before: datetime) -> None:
        """Forget for good what was taken out earlier."""
        self._ask(lambda store: store.purge(before), lambda: None)

    def start(self) -> Start:
        """What the runner said at first."""
        return json_text.start_from_plain(self.read(json_text.START_KEY))

    def set_start(self, start: Start) -> None:
        """Keep what the runner said at first."""
        self.write(json_text.START_KEY, json_text.start_to_plain(start))

    def written_elsewhere(self) -> bool:
        """Whether another coach kept anything since this was last asked; while there is trouble, not that we know."""
        return self._ask(lambda store: store.written_elsewhere(), lambda: False)

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The sessions that were not finished."""
        return self._ask(lambda store: store.checkpoints(), self._known_checkpoints)

    def save_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Keep where a session stands. While there is trouble, in memory at once: a countdown must not wait.

        Now and then it is tried whether the trouble is over, without waiting for anybody.
        """

        def save(store: Store) -> bool:
            is_mine = store.save_checkpoint(checkpoint)
            if is_mine:
                self._mirror(checkpoint)
            return is_mine

        def save_here() -> bool:
            is_mine = self._spare.save_checkpoint(checkpoint)
            if is_mine:
                self._kept_here.add(checkpoint.id)
            return is_mine

        with self._in_a_hurry():
            return self._ask(save, save_here, again=self._is_time)

    def take_checkpoint(self, checkpoint_id: str, owner: str) -> Checkpoint | None:
        """Be its owner from now on; the checkpoint as it stands. None: it is gone."""

        def take(store: Store) -> Checkpoint | None:
            taken = store.take_checkpoint(checkpoint_id, owner)
            if taken is not None:
                self._mirror(taken)
            return taken

        return self._ask(take, lambda: self._spare.take_checkpoint(checkpoint_id, owner))

    def drop_checkpoint(self, checkpoint_id: str) -> None:
        """Forget a checkpoint."""
        self._spare.drop_checkpoint(checkpoint_id)
        self._kept_here.discard(checkpoint_id)
        self._ask(lambda store: store.drop_checkpoint(checkpoint_id), lambda: None)

    def read(self, key: str) -> object | None:
        """A fact of the profile, or None. Raises UnreadError where they were never read, and it was not said here."""
        return self._ask(lambda store: self._remember(key, store.read(key)), lambda: self._known_fact(key))

    def write(self, key: str, value: object) -> None:
        """Keep a fact of the profile, in memory if it must be."""

        def keep(store: Store) -> None:
            store.write(key, value)
            self._remember(key, value)

        self._ask(keep, lambda: self._spare_write(key, value), again=True)

    def change(self, key: str, change: Callable[[object | None], object]) -> object:
        """Change a fact of the profile as it stands, in memory if it must be; as it is then."""
        return self._ask(
            lambda store: self._remember(key, store.change(key, change)),
            lambda: self._spare_change(key, change),
            again=True,
        )

    def close(self) -> None:
        """A last try to keep what is in memory, then let go of the store below."""
        if self._in_memory:
            self.try_again()
        if self._below is not None:
            with suppress(StoreError):
                self._below.close()

    def let_file_go(self) -> None:
        """Close the store below, so that another file may take its place; it is opened anew when next needed."""
        if self._below is not None:
            with suppress(StoreError):
                self._below.close()
            self._below = None

    def let_go(self) -> None:
        """Forget what is in memory only: the runner was told that it was not kept, and will say it again."""
        for kept in (self._unsaved, self._corrections, self._removed, self._changes, self._settled, self._kept_here):
            kept.clear()

    def try_again(self, *, waits: bool = True) -> bool:
        """See whether the trouble is over, and keep then what is in memory; whether all is well. All is read anew.

        ``waits``: for another process that is writing, as long as that may take.
        """
        with nullcontext() if waits else self._in_a_hurry():
            self._ask(lambda _: None, lambda: None, again=True)
        return self.trouble is None

    def retry(self) -> bool:
        """The same for a timer: now and then, without waiting; True: there was a trouble, and it is over."""
        return self.trouble is not None and self._is_time and self.try_again(waits=False)

    @property
    def _is_time(self) -> bool:
        return self._now() - self._tried >= RETRY_S

    def _in_a_hurry(self) -> AbstractContextManager[object]:
        hurry = getattr(self._below, "in_a_hurry", None)
        return hurry() if self.trouble is not None and hurry is not None else nullcontext()

    def _ask(self, what: Callable[[Store], T], instead: Callable[[], T], *, again: bool = False) -> T:
        """``what`` of the store below; ``instead`` while it is in trouble, unless it is worth trying ``again``."""
        if self.trouble is not None and not again:
            return instead()
        try:
            if self._below is None:
                self._below = self._open()
            if self._known is None or self.trouble is not None:
                self._read_all(self._below)
            self._catch_up(self._below)
            if self.trouble is not None:
                self._below.write(WRITTEN, True)
            answer = what(self._below)
        except NoSuchEntryError:
            raise  # the store is well; it is the entry that is gone
        except StoreError as error:
            self.trouble, self.is_damaged = str(error), isinstance(error, DamagedError)
            self._tried = self._now()
            return instead()
        self.trouble, self.is_damaged = None, False
        return answer

    # --- what is known ----------------------------------------------------------------------------------------------

    def _read_all(self, store: Store) -> None:
        """Know what is on disk. Raises StoreError, and what was known before stays."""
        history, facts, checkpoints = store.history(), store.facts(), store.checkpoints()
        self._know(history)
        for key, value in facts.items():
            if key not in self._changes:
                self._spare.write(key, value)
        for old in self._spare.checkpoints():
            if old.id not in self._kept_here:
                self._spare.drop_checkpoint(old.id)
        for checkpoint in checkpoints:
            if checkpoint.id not in self._kept_here:
                self._spare.save_checkpoint(checkpoint)

    def _mirror(self, checkpoint: Checkpoint) -> None:
        """A checkpoint as it is on disk now, so that in trouble it is known as it was last seen."""
        self._kept_here.discard(checkpoint.id)
        self._spare.drop_checkpoint(checkpoint.id)
        self._spare.save_checkpoint(checkpoint)

    def _as_known_below(self, _: Store) -> History:
        return self._as_known()

    def _read_history(self, store: Store) -> History:
        history = store.history()
        self._know(history)
        return history

    def _know(self, history: History) -> None:
        entries = {entry.id: entry for entry in history.entries}
        self._known = _Known(entries, {row.id: row for row in history.unreadable})

    def _whole(self) -> _Known:
        """What is known. Raises UnreadError where nothing is."""
        if self._known is None:
            what = f"your history cannot be read now, so there is no plan. {self.trouble}"
            raise UnreadError(what, damaged=self.is_damaged)
        return self._known

    def _as_known(self) -> History:
        known = self._whole()
        start = json_text.start_from_plain(self._spare.read(json_text.START_KEY))
        return History(tuple(known.entries.values()), start, tuple(known.unreadable.values()))

    def _known_checkpoints(self) -> tuple[Checkpoint, ...]:
        self._whole()
        return self._spare.checkpoints()

    def _known_facts(self) -> Mapping[str, object]:
        self._whole()
        return self._spare.facts()

    def _known_fact(self, key: str) -> object | None:
        said = self._spare.read(key)
        if said is None:
            self._whole()
        return said

    def _note(self, entry: E) -> E:
        """An entry as it is on disk now."""
        if self._known is not None:
            self._known.entries[entry.id] = entry
        return entry

    # --- what is in memory only -------------------------------------------------------------------------------------

    @property
    def _in_memory(self) -> bool:
        """Whether anything is in memory only."""
        return bool(self._unsaved or self._removed or self._changes or self._settled or self._kept_here)

    def _catch_up(self, store: Store) -> None:
        """Move what is only in memory to the store below."""
        if not self._in_memory:
            return
        store.add(self._unsaved.values())
        for entry_id in tuple(self._corrections):
            with suppress(NoSuchEntryError):  # another coach has removed it this very moment
                store.correct(self._unsaved[entry_id], _in_turn(self._corrections[entry_id]))
            del self._corrections[entry_id]
        self._unsaved.clear()
        for key in tuple(self._changes):  # before what is removed: that it was, is one of them
            store.change(key, _in_turn(self._changes[key]))
            del self._changes[key]
        for entry_id, at in self._removed.items():
            store.remove(entry_id, at)
        self._removed.clear()
        for entry_id in tuple(self._settled):
            store.settle(entry_id, self._settled[entry_id])
            del self._settled[entry_id]
        for checkpoint in self._spare.checkpoints():
            if checkpoint.id in self._kept_here:
                store.save_checkpoint(checkpoint)
        self._kept_here.clear()
        self._read_all(store)

    def _spare_settle(self, entry_id: str, how: Settled) -> bool:
        if entry_id not in self._whole().unreadable:
            return False
        self._settled[entry_id] = how
        return True

    def _spare_add(self, entries: list[Entry]) -> int:
        new = 0
        for entry in entries:
            if self._known and entry.id in self._known.entries and entry.id not in self._removed:
                continue
            new += entry.id not in self._unsaved
            if entry.id in self._removed:  # the one on disk was to go
                del self._removed[entry.id]
                self._spare_correct(entry, _always(entry))
            self._unsaved.setdefault(entry.id, entry)
        return new

    def _spare_correct(self, entry: E, change: Callable[[E], E]) -> E:
        known = self._unsaved.get(entry.id) or (self._known.entries.get(entry.id) if self._known else None)
        corrected = change(known if isinstance(known, type(entry)) else entry)
        self._unsaved[entry.id] = corrected
        self._corrections.setdefault(entry.id, []).append(change)
        return corrected

    def _remember(self, key: str, value: object) -> object:
        """A fact as it is on disk, so that in trouble it is known as it was last seen."""
        self._spare.write(key, value)
        if self._known is not None and value is not None:
            self._known.unreadable.pop(key, None)
        return value

    def _spare_write(self, key: str, value: object) -> None:
        self._spare.write(key, value)
        self._changes[key] = [_always(self._spare.read(key))]  # as it is now, whatever becomes of the value

    def _spare_change(self, key: str, change: Callable[[object | None], object]) -> object:
        after = self._spare.change(key, change)
        self._changes.setdefault(key, []).append(change)
        return after


def _in_turn(changes: list[Change]) -> Change:
    """One change that makes all of these, one after the other."""
    return lambda value: reduce(lambda so_far, change: change(so_far), changes, value)


def _always(value: object) -> Change:
    """The change of one who says what it is to be, whatever it was."""
    return lambda _: value
