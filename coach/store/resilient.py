"""A store that never loses what was entered: what the database cannot take is kept in memory, and tried again.

The session goes on, ``trouble`` tells the runner, and ``unsaved`` is what to export when the coach ends.

What was changed in trouble is changed again, in the same order, when that is over: it was changed without knowing what
is on disk, and another coach of the same runner may have changed that meanwhile. Values kept from the time of the
trouble would put all of that back.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from functools import reduce
from typing import Any, TypeVar

from coach.domain.record import Entry, History, Start
from coach.store import text
from coach.store.memory import MemoryStore
from coach.store.protocol import Checkpoint, Deleted, E, NoSuchEntryError, Store, StoreError

T = TypeVar("T")
Change = Callable[[Any], Any]


class ResilientStore:
    """Another store, opened when first needed, with memory behind it. Implements ``Store``; only ``replace`` raises.

    ``trouble`` is the last sentence of the store below, None while all is well.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open = open_store
        self._below: Store | None = None
        self._spare = MemoryStore()
        self._unsaved: dict[str, Entry] = {}
        self._corrections: dict[str, list[Change]] = {}
        self._removed: dict[str, datetime | None] = {}
        self._changes: dict[str, list[Change]] = {}
        self.trouble: str | None = None

    def unsaved(self) -> tuple[Entry, ...]:
        """The entries that are in memory only."""
        return tuple(entry for entry in self._unsaved.values() if entry.id not in self._removed)

    def history(self) -> History:
        """All entries that can be read, those in memory included."""
        kept = self._ask(lambda store: store.history(), self._spare.history)
        entries = {entry.id: entry for entry in kept.entries} | self._unsaved
        return History.of([entry for entry in entries.values() if entry.id not in self._removed], kept.start)

    def add(self, entries: Iterable[Entry]) -> int:
        """Keep these entries, in memory if it must be."""
        entries = list(entries)
        return self._ask(lambda store: store.add(entries), lambda: self._spare_add(entries), again=True)

    def replace(self, entry: Entry) -> None:
        """Put this entry in the place of the one with its id. Raises NoSuchEntryError when there is none."""
        self._ask(lambda store: store.replace(entry), lambda: self._spare_correct(entry, _always(entry)), again=True)

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Change an entry as it stands; as it is then, in memory if it must be. Raises NoSuchEntryError."""
        return self._ask(
            lambda store: store.correct(entry, change), lambda: self._spare_correct(entry, change), again=True
        )

    @property
    def wrote(self) -> bool:
        """Whether the store below was written to."""
        return self._below is not None and self._below.wrote

    def remove(self, entry_id: str, at: datetime | None = None) -> None:
        """Take an entry out. One that is only in memory stays there until then, so that it can be brought back."""
        self._ask(lambda store: store.remove(entry_id, at), lambda: self._removed.update({entry_id: at}), again=True)

    def deleted(self, since: datetime) -> tuple[Deleted, ...]:
        """What was taken out then or later; nothing while there is trouble."""
        return self._ask(lambda store: store.deleted(since), tuple)

    def restore(self, entry_id: str, since: datetime) -> None:
        """Bring back an entry that was taken out then or later. Raises NoSuchEntryError, in trouble too."""

        def refuse() -> None:
            raise NoSuchEntryError(self.trouble)

        self._ask(lambda store: store.restore(entry_id, since), refuse, again=True)

    def purge(self, before: datetime) -> None:
        """Forget for good what was taken out earlier."""
        self._ask(lambda store: store.purge(before), lambda: None)

    def start(self) -> Start:
        """What the runner said at first."""
        return self._ask(lambda store: store.start(), self._spare.start)

    def set_start(self, start: Start) -> None:
        """Keep what the runner said at first."""
        self.write(text.START_KEY, text.start_to_plain(start))

    def written_elsewhere(self) -> bool:
        """Whether another coach kept anything since this was last asked; while there is trouble, not that we know."""
        return self._ask(lambda store: store.written_elsewhere(), lambda: False)

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The sessions that were not finished."""
        return self._ask(lambda store: store.checkpoints(), self._spare.checkpoints)

    def save_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Keep where a session stands. While there is trouble, in memory at once: a countdown must not wait."""
        return self._ask(
            lambda store: store.save_checkpoint(checkpoint), lambda: self._spare.save_checkpoint(checkpoint)
        )

    def take_checkpoint(self, checkpoint_id: str, owner: str) -> Checkpoint | None:
        """Be its owner from now on; the checkpoint as it stands. None: it is gone."""
        return self._ask(
            lambda store: store.take_checkpoint(checkpoint_id, owner),
            lambda: self._spare.take_checkpoint(checkpoint_id, owner),
        )

    def drop_checkpoint(self, checkpoint_id: str) -> None:
        """Forget a checkpoint."""
        self._spare.drop_checkpoint(checkpoint_id)
        self._ask(lambda store: store.drop_checkpoint(checkpoint_id), lambda: None)

    def read(self, key: str) -> object | None:
        """A fact of the profile, or None."""
        return self._ask(lambda store: self._remember(key, store.read(key)), lambda: self._spare.read(key))

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

    def try_again(self) -> None:
        """See whether the trouble is over, and keep then what is in memory."""
        self._ask(lambda _: None, lambda: None, again=True)

    def _ask(self, what: Callable[[Store], T], instead: Callable[[], T], *, again: bool = False) -> T:
        """``what`` of the store below; ``instead`` while it is in trouble, unless it is worth trying ``again``."""
        if self.trouble is not None and not again:
            return instead()
        try:
            if self._below is None:
                self._below = self._open()
            self._catch_up(self._below)
            answer = what(self._below)
        except NoSuchEntryError:
            raise  # the store is well; it is the entry that is gone
        except StoreError as error:
            self.trouble = str(error)
            return instead()
        self.trouble = None
        return answer

    @property
    def _in_memory(self) -> bool:
        """Whether anything is in memory only. A checkpoint is not counted: the next one takes its place."""
        return bool(self._unsaved or self._removed or self._changes)

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

    def _spare_add(self, entries: list[Entry]) -> int:
        for entry in entries:
            if entry.id in self._removed:  # the one on disk was to go
                del self._removed[entry.id]
                self._spare_correct(entry, _always(entry))
            self._unsaved.setdefault(entry.id, entry)
        return len(entries)

    def _spare_correct(self, entry: E, change: Callable[[E], E]) -> E:
        known = self._unsaved.get(entry.id)
        corrected = change(known if isinstance(known, type(entry)) else entry)
        self._unsaved[entry.id] = corrected
        self._corrections.setdefault(entry.id, []).append(change)
        return corrected

    def _remember(self, key: str, value: object) -> object:
        """A fact as it is on disk, so that in trouble it is known as it was last seen."""
        self._spare.write(key, value)
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
