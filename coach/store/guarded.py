"""Wraps another store, opened when first needed: it is used while it works, and retried now and then while it does not.

Left out: what is asked of it (``resilient``), what is known of it meanwhile (``last_read``), and what it could not take
(``unsaved``).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from time import monotonic
from typing import TypeVar

from coach.domain.records.entries import Entry
from coach.store.last_read import LastRead
from coach.store.protocol import DamagedError, MakeKey, NoSuchEntryError, Store, StoreError, UnreadError
from coach.store.unsaved import UnsavedRecords

T = TypeVar("T")
RETRY_S = 5.0
"""Seconds between two automatic tries to see whether a trouble is over."""
WRITTEN = "written-after-trouble"
"""The fact that is written to test whether writing works."""


class GuardedStore:
    """Passes calls to the store below, and answers in its place while it is in trouble.

    ``trouble`` is the last error sentence of the store below, None while all is well; ``is_damaged``: its file is
    damaged. ``now``: a monotonic clock in seconds. ``key``: what a cached standing must have been made under to be
    used; None: none is used.
    """

    def __init__(self, open_store: Callable[[], Store], now: Callable[[], float] = monotonic) -> None:
        self._open = open_store
        self._now = now
        self._below: Store | None = None
        self._last = LastRead(self._unread)
        self._unsaved = UnsavedRecords(self._last)
        self._tried = 0.0
        self.key: MakeKey | None = None
        self._is_fresh = False
        """The last weeks were read a moment ago, and nothing was changed here since."""
        self.trouble: str | None = None
        self.is_damaged = False

    def unsaved(self) -> tuple[Entry, ...]:
        """The entries that are only in memory."""
        return self._unsaved.entries()

    @property
    def wrote(self) -> bool:
        """Whether the store below was written to."""
        return self._below is not None and self._below.wrote

    @property
    def is_read(self) -> bool:
        """Whether the history was read in this run, or an equivalent: only then may anything be computed from it."""
        return self._last.is_known

    def written_elsewhere(self) -> bool:
        """Whether another coach has written since the last call; False during a trouble, when it is not known."""
        return self._ask(lambda store: store.written_elsewhere(), lambda: False)

    def close(self) -> None:
        """Try a last time to store what is only in memory, then close the store below."""
        if self._unsaved.is_any:
            self.try_again()
        if self._below is not None:
            with suppress(StoreError):
                self._below.close()

    def let_file_go(self) -> None:
        """Close the store below, so that its file can be replaced; it is opened again when next needed."""
        if self._below is not None:
            with suppress(StoreError):
                self._below.close()
            self._below = None

    def let_go(self) -> None:
        """Drop what is only in memory: the runner was told that it was not stored, and will enter it again."""
        self._unsaved.let_go()

    def try_again(self, *, waits: bool = True) -> bool:
        """Test whether the trouble is over, and if so store what is only in memory; returns whether all is well.

        Everything is read again. ``waits``: whether to wait, as long as usual, for another process that is writing.
        """
        with nullcontext() if waits else self._in_a_hurry():
            self._ask(lambda _: None, lambda: None, again=True)
        return self.trouble is None

    def retry(self) -> bool:
        """The same for a timer: at most every ``RETRY_S``, without waiting; True: a trouble is over."""
        return self.trouble is not None and self._is_time and self.try_again(waits=False)

    @property
    def _is_time(self) -> bool:
        return self._now() - self._tried >= RETRY_S

    def _in_a_hurry(self) -> AbstractContextManager[object]:
        hurry = getattr(self._below, "in_a_hurry", None)
        return hurry() if self.trouble is not None and hurry is not None else nullcontext()

    def _ask(self, what: Callable[[Store], T], instead: Callable[[], T], *, again: bool = False) -> T:
        """Run ``what`` on the store below; during a trouble run ``instead``, unless it should be tried ``again``."""
        self._is_fresh = self._is_fresh and not again
        if self.trouble is not None and not again:
            return instead()
        try:
            if self._below is None:
                self._below = self._open()
            if self.trouble is not None or not (self.is_read or self._read_recent(self._below)):
                self._read_all(self._below)
            if self._unsaved.is_any:
                self._unsaved.move_to(self._below)
                self._read_all(self._below)
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

    def _read_recent(self, store: Store) -> bool:
        """At a start, read only the last weeks if a standing is cached for what lies before; whether it was."""
        if self.key is None or self._unsaved.is_any:
            return False
        with suppress(StoreError):  # reading everything may still work
            self._is_fresh = self._last.read_recent(store, self.key)
            return self._is_fresh
        return False

    def _read_all(self, store: Store) -> None:
        self._last.read_all(store, self._unsaved.changes, self._unsaved.kept_here)

    def _unread(self) -> UnreadError:
        what = f"your history cannot be read now, so there is no plan. {self.trouble}"
        return UnreadError(what, damaged=self.is_damaged)
