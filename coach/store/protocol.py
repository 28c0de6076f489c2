"""The interface of a store, as the rest of the coach uses it: its Protocol, its values and its errors."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct

from coach.domain.records.entries import Entry
from coach.domain.records.history import Before, History, Start

if TYPE_CHECKING:
    from coach.domain.records.renamings import Renaming

E = TypeVar("E", bound=Entry)


class StoreError(Exception):
    """Something could not be stored or read. Its text is for the runner: what is wrong, where, and what to do."""


class DamagedError(StoreError):
    """The file itself is damaged, so that a backup may replace it."""


class UnreadError(StoreError):
    """The history was never read whole in this run, so nothing may be planned. ``damaged``: the file is damaged."""

    def __init__(self, sentence: str, *, damaged: bool = False) -> None:
        super().__init__(sentence)
        self.damaged = damaged


class NoSuchEntryError(StoreError):
    """The entry is not in the history: it may have been removed. The store itself is well."""


class Settled(StrEnum):
    """How the runner settled something that cannot be read."""

    ANSWERED = "answered"
    REMOVED = "removed"
    KEPT_ASIDE = "kept aside"


class Checkpoint(Struct, frozen=True):
    """A session that is under way, as of ``saved_at`` (with a zone). ``data`` is JSON-able and opaque to the store.

    ``owner``: a random token of the coach that performs it.
    """

    id: str
    saved_at: datetime
    data: Mapping[str, object]
    owner: str = ""


class Deleted(Struct, frozen=True):
    """An entry that was removed (or its version before a correction), and when."""

    entry: Entry
    at: datetime


class RestorableCopy(Struct, frozen=True):
    """A copy that may replace the database: ``words`` that name it ("yesterday's copy"), and the call that restores it.

    ``restore`` raises StoreError.
    """

    words: str
    restore: Callable[[], None]


class StandingText(Struct, frozen=True):
    """A cached standing: where a runner stood after their first entries, as ``text`` that is opaque to the store.

    It covers the entries that lie ``before`` the last weeks. ``key``: what else it was computed from. ``times``: how
    often the history had been changed when the history it was computed from was read.
    """

    key: str
    before: Before
    text: str
    times: int


class RecentHistory(Struct, frozen=True):
    """The last weeks of a history, and the standing that they continue from."""

    history: History
    kept: StandingText


MakeKey = Callable[[Start, "Sequence[Renaming]"], str]
"""Makes a key of all that a standing depends on besides the entries; it differs if any of it does. Empty: unknown."""


class RecordStore(Protocol):
    """The history of one profile. Every change is whole or not at all: see ``Store``."""

    def recent(self, key: MakeKey) -> RecentHistory | None:
        """The last weeks, if a standing with this key is cached for what lies before them and all is sound; else None.

        Both together are equivalent to the whole history: as soon as anything before the last weeks is changed, by any
        program, the standing is dropped.
        """

    def keep_standing(self, kept: StandingText) -> bool:
        """Cache a standing. False: the history was changed meanwhile, or does not fit it."""

    def keeps(self, kept: StandingText) -> bool:
        """Whether this very standing is still cached: then the entries it depends on are unchanged."""

    @property
    def times_changed(self) -> int:
        """How often the history had been changed when it was last read here; -1: unknown."""

    def history(self) -> History:
        """All entries, with what was said at the start, and what cannot be read. Raises UnreadError if nothing can."""

    def settle(self, entry_id: str, how: Settled) -> bool:
        """Settle something unreadable, so that it no longer counts; False: there is none. Nothing is deleted."""

    def add(self, entries: Iterable[Entry]) -> int:
        """Store these entries, all or none; returns how many were new.

        An entry whose id is already stored does not replace the stored one. An entry without an id gets one from its
        content.
        """

    def replace(self, entry: Entry) -> None:
        """Replace the entry with this id. Raises NoSuchEntryError when there is none."""

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Apply a change to the entry with this id as it is stored now, and return the result.

        Raises NoSuchEntryError when there is none.
        """

    def remove(self, entry_id: str, at: datetime | None = None) -> None:
        """Remove an entry. One that is not there is no error. With ``at``, the time of removal, it can be restored."""

    def deleted(self, since: datetime) -> tuple[Deleted, ...]:
        """What was removed at or after ``since`` and is not back, the last first."""

    def restore(self, entry_id: str, since: datetime) -> None:
        """Restore an entry that was removed at or after ``since``, as it was. Raises NoSuchEntryError."""

    def purge(self, before: datetime) -> None:
        """Delete for good what was removed before this time."""


class Facts(Protocol):
    """What else is stored of a profile, a JSON-able value for each key: see ``Store``."""

    def facts(self) -> Mapping[str, object]:
        """Every fact of the profile that can be read."""

    def read(self, key: str) -> object | None:
        """A fact of the profile, or None."""

    def write(self, key: str, value: object) -> None:
        """Store a fact of the profile: anything JSON can hold. The key "start" is taken by ``start``."""

    def change(self, key: str, change: Callable[[object | None], object]) -> object:
        """Apply a change to a fact as it is stored now (None: there is none), and return the new value."""

    def start(self) -> Start:
        """What the runner said at the start; empty until ``set_start``."""

    def set_start(self, start: Start) -> None:
        """Store what the runner said at the start."""


class Checkpoints(Protocol):
    """The state of unfinished sessions: see ``Store``."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The checkpoints of unfinished sessions, the one saved last at the end."""

    def save_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Store the state of a session in place of its last checkpoint. Survives a kill and a power cut.

        False, and nothing changed: it has another owner by now, or is an entry of the history already.
        """

    def take_checkpoint(self, checkpoint_id: str, owner: str) -> Checkpoint | None:
        """Make ``owner`` the owner, whoever it was before; returns the checkpoint as it stands. None: it is gone."""

    def drop_checkpoint(self, checkpoint_id: str) -> None:
        """Delete a checkpoint. One that is not there is no error."""


class Store(RecordStore, Facts, Checkpoints, Protocol):
    """The history of one profile, its facts, and the state of its running sessions.

    Every change is whole or not at all, and is on disk (where there is one) when the call returns. Every method raises
    StoreError when it cannot do its work, and then nothing has changed.

    Several coaches may use it at once. So whoever computes a new value from the stored one uses ``change`` or
    ``correct``: what another coach stored in the same instant is not lost. The functions given to them take and return
    plain values, accept any value, do not call the store, and may be called more than once: the second time must change
    nothing more.
    """

    @property
    def wrote(self) -> bool:
        """Whether this store, since it was opened, has changed anything."""

    def written_elsewhere(self) -> bool:
        """Whether another coach has written here since the last call, or since the store was opened."""

    def close(self) -> None:
        """Close the file. The store cannot be used afterwards."""
