"""The content of a store when it was last read, and what was changed since: used while the store is in trouble."""

from collections.abc import Callable, Container, Iterable, Mapping

from coach.domain.records.entries import Entry, Unreadable
from coach.domain.records.history import History
from coach.store import json_text
from coach.store.memory import MemoryStore
from coach.store.protocol import Checkpoint, E, MakeKey, RecentHistory, StandingText, Store, UnreadError


class LastRead:
    """Every query raises UnreadError, made by ``unread``, until the store has been read once.

    ``spare``: the known facts and checkpoints, including those that are only in memory. ``entries`` and ``unreadable``:
    by id. ``kept``: if only the last weeks' entries are known, the standing that they continue from; both together are
    equivalent to the whole history.
    """

    def __init__(self, unread: Callable[[], UnreadError]) -> None:
        self._unread = unread
        self.is_read = False
        self.kept: StandingText | None = None
        self.spare = MemoryStore()
        self.entries: dict[str, Entry] = {}
        self.unreadable: dict[str, Unreadable] = {}

    # --- what is on disk --------------------------------------------------------------------------------------------

    def read_all(self, store: Store, said: Container[str], kept_here: Container[str]) -> None:
        """Load everything from the store. Raises StoreError; then what was known before stays.

        ``said``, ``kept_here``: keys of the facts and ids of the checkpoints that are only in memory; those are not
        replaced.
        """
        history, facts, checkpoints = store.history(), store.facts(), store.checkpoints()
        self.know(history)
        self._know_the_rest(facts, checkpoints, said, kept_here)

    def read_recent(self, store: Store, key: MakeKey) -> bool:
        """Load only the last weeks, if that is equivalent; False: it is not, and nothing was loaded.

        Raises StoreError. Only for a start, when nothing is only in memory.
        """
        recent = store.recent(key)
        if recent is None:
            return False
        facts, checkpoints = store.facts(), store.checkpoints()
        self.know_recent(recent)
        self._know_the_rest(facts, checkpoints, (), ())
        return True

    def _know_the_rest(
        self,
        facts: Mapping[str, object],
        checkpoints: Iterable[Checkpoint],
        said: Container[str],
        kept_here: Container[str],
    ) -> None:
        for key, value in facts.items():
            if key not in said:
                self.spare.write(key, value)
        for old in self.spare.checkpoints():
            if old.id not in kept_here:
                self.spare.drop_checkpoint(old.id)
        for checkpoint in checkpoints:
            if checkpoint.id not in kept_here:
                self.spare.save_checkpoint(checkpoint)

    def know(self, history: History) -> History:
        """Take over all entries as they are on disk now."""
        self.is_read, self.kept = True, None
        self.entries = {entry.id: entry for entry in history.entries}
        self.unreadable = {row.id: row for row in history.unreadable}
        return history

    def know_recent(self, recent: RecentHistory | None) -> RecentHistory | None:
        """Take over the last weeks' entries as they are on disk; None: no standing before them is cached any more."""
        self.kept = None
        if recent is not None:
            self.kept, self.unreadable = recent.kept, {}
            self.entries = {entry.id: entry for entry in recent.history.entries}
        return recent

    @property
    def is_known(self) -> bool:
        """Whether anything may be computed from what is known."""
        return self.is_read or self.kept is not None

    def note(self, entry: E) -> E:
        """Remember an entry as it is on disk now."""
        self.entries[entry.id] = entry
        return entry

    def note_new(self, entry: Entry) -> None:
        """Remember an entry that was added on disk, unless one with its id is known."""
        self.entries.setdefault(entry.id, entry)
        self.unreadable.pop(entry.id, None)

    def note_fact(self, key: str, value: object) -> object:
        """Remember a fact as it is on disk now."""
        self.spare.write(key, value)
        if value is not None:
            self.unreadable.pop(key, None)
        return value

    def note_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Remember a checkpoint as it is on disk now."""
        self.spare.drop_checkpoint(checkpoint.id)
        self.spare.save_checkpoint(checkpoint)

    # --- what is known of it ----------------------------------------------------------------------------------------

    def history(self) -> History:
        """All entries, with what was said at the start, and what cannot be read. Raises UnreadError."""
        self.insist()
        start = json_text.start_from_plain(self.spare.read(json_text.START_KEY))
        return History(tuple(self.entries.values()), start, tuple(self.unreadable.values()))

    def recent(self) -> RecentHistory | None:
        """The last weeks' entries, if only those are known; None: all are known, or an older one was added since.

        Raises UnreadError where nothing is known.
        """
        if self.kept is None:
            self.insist()
            return None
        if any(entry.at <= self.kept.before.until for entry in self.entries.values()):
            return None  # an older entry was added meanwhile
        start = json_text.start_from_plain(self.spare.read(json_text.START_KEY))
        return RecentHistory(History(tuple(self.entries.values()), start, before=self.kept.before), self.kept)

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The checkpoints of unfinished sessions. Raises UnreadError."""
        self._insist_on_any()
        return self.spare.checkpoints()

    def facts(self) -> Mapping[str, object]:
        """Every fact of the profile. Raises UnreadError."""
        self._insist_on_any()
        return self.spare.facts()

    def fact(self, key: str) -> object | None:
        """A fact of the profile, or None. Raises UnreadError, unless it was written here and so is known."""
        said = self.spare.read(key)
        if said is None:
            self._insist_on_any()
        return said

    def _insist_on_any(self) -> None:
        """Raise UnreadError if not even the last weeks were read."""
        if self.kept is None:
            self.insist()

    def insist(self) -> None:
        """Raise UnreadError if the whole history was not read yet."""
        if not self.is_read:
            raise self._unread()
