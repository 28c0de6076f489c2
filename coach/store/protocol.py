"""What the rest of the coach knows of a store: one Protocol, its checkpoint, and its one error."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct

from coach.domain.records.entries import Before, Entry, History, Start

if TYPE_CHECKING:
    from coach.domain.records.renamings import Renaming

E = TypeVar("E", bound=Entry)


class StoreError(Exception):
    """Something could not be kept or read. Its text is for the runner: what is wrong, where, and what to do."""


class DamagedError(StoreError):
    """The file itself is damaged, so that a copy of it may take its place."""


class UnreadError(StoreError):
    """What was done was never read whole in this run, so nothing may be planned. ``damaged``: the file itself is."""

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

    ``owner``: the coach that performs it, by a word of its own.
    """

    id: str
    saved_at: datetime
    data: Mapping[str, object]
    owner: str = ""


class Deleted(Struct, frozen=True):
    """An entry that was taken out, and when."""

    entry: Entry
    at: datetime


class RestorableCopy(Struct, frozen=True):
    """A copy of the database that may take its place: ``words`` for it ("yesterday's copy"), and what does it.

    ``restore`` raises StoreError.
    """

    words: str
    restore: Callable[[], None]


class StandingText(Struct, frozen=True):
    """Where a runner stood after their first entries, as a ``text`` that is opaque to the store.

    It stands for the entries that lie ``before`` the last weeks'. ``key``: what else it was made under. ``times``: how
    often the history had been changed when it was read that this was made from.
    """

    key: str
    before: Before
    text: str
    times: int


class RecentHistory(Struct, frozen=True):
    """The last weeks of a history, and the standing that they go on from."""

    history: History
    kept: StandingText


MakeKey = Callable[[Start, "Sequence[Renaming]"], str]
"""What a standing is made under besides the entries, as a word that is another where any of it is; empty: unknown."""


class RecordStore(Protocol):
    """What one profile has done. Every change is whole or not at all: see ``Store``."""

    def recent(self, key: MakeKey) -> RecentHistory | None:
        """The last weeks, where a standing of that key is kept for what lies before them and all is sound; or None.

        What they say together is as good as the history read whole: as soon as anything before them changes, by
        whatever program, there is no such standing any more.
        """

    def keep_standing(self, kept: StandingText) -> bool:
        """Keep a standing. False: the history was changed meanwhile, or is none that it could stand for."""

    def keeps(self, kept: StandingText) -> bool:
        """Whether this very standing is still kept: then what it stands for is as it was."""

    @property
    def times_changed(self) -> int:
        """How often the history had been changed when it was last read here."""

    def history(self) -> History:
        """All entries, with what was said at the start, and what cannot be read. Raises UnreadError where none can."""

    def settle(self, entry_id: str, how: Settled) -> bool:
        """Let something that cannot be read count no longer; False: there is no such thing. It is never thrown away."""

    def add(self, entries: Iterable[Entry]) -> int:
        """Keep these entries, all or none; returns how many were new.

        An entry whose id is already there is left as it is there. An entry without an id gets one from its content.
        """

    def replace(self, entry: Entry) -> None:
        """Put this entry in the place of the one with its id. Raises NoSuchEntryError when there is none."""

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Change the entry with the id of this one as it stands now; as it is then.

        Raises NoSuchEntryError when there is none.
        """

    def remove(self, entry_id: str, at: datetime | None = None) -> None:
        """Take an entry out. One that is not there is no error. With ``at``, the moment, it can be brought back."""

    def deleted(self, since: datetime) -> tuple[Deleted, ...]:
        """What was taken out then or later and is not back, the last first."""

    def restore(self, entry_id: str, since: datetime) -> None:
        """Bring back an entry that was taken out then or later, as it was. Raises NoSuchEntryError."""

    def purge(self, before: datetime) -> None:
        """Forget for good what was taken out earlier."""


class Facts(Protocol):
    """What else is kept of a profile, a JSON-able value a key: see ``Store``."""

    def facts(self) -> Mapping[str, object]:
        """Every fact of the profile that can be read."""

    def read(self, key: str) -> object | None:
        """A fact of the profile, or None."""

    def write(self, key: str, value: object) -> None:
        """Keep a fact of the profile: anything JSON can hold. The key "start" is taken by ``start``."""

    def change(self, key: str, change: Callable[[object | None], object]) -> object:
        """Change a fact of the profile as it stands now (None: there is none); as it is then."""

    def start(self) -> Start:
        """What the runner said at first; empty until ``set_start``."""

    def set_start(self, start: Start) -> None:
        """Keep what the runner said at first."""


class Checkpoints(Protocol):
    """Where the sessions stand that are not finished: see ``Store``."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The sessions that were not finished, the one saved last at the end."""

    def save_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Keep where a session stands, in the place of its last checkpoint. Survives a kill and a power cut.

        False, and nothing changed: it has another owner by now, or is an entry of the history already.
        """

    def take_checkpoint(self, checkpoint_id: str, owner: str) -> Checkpoint | None:
        """Be its owner from now on, whoever was; the checkpoint as it stands at that moment. None: it is gone."""

    def drop_checkpoint(self, checkpoint_id: str) -> None:
        """Forget a checkpoint. One that is not there is no error."""


class Store(RecordStore, Facts, Checkpoints, Protocol):
    """What one profile has done, and where its running sessions stand.

    Every change is whole or not at all, and is on disk (where there is one) when the call returns.
    Every method raises StoreError when it cannot do its work, and then nothing has changed.

    Several coaches may use it at once. So what is made of what is there now goes by ``change`` and ``correct``: what
    another has kept in the same instant stays. Their functions get and give plain values, take whatever is there, ask
    nothing of the store, and may be called more than once: done twice, they do no more than once.
    """

    @property
    def wrote(self) -> bool:
        """Whether anything was kept or changed here since the store was opened, by whoever has it."""

    def written_elsewhere(self) -> bool:
        """Whether another coach kept anything here since this was last asked, or since the store was opened."""

    def close(self) -> None:
        """Let go of the file. The store cannot be used afterwards."""
