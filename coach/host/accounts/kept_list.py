"""A list kept in a file, one entry per line, which other processes may change at any time: bans, revocations.

Left out: what an entry is, and how its line is parsed (``bans``, ``revocations``).
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from coach.host.base.errors import BoxError
from coach.host.base.paths import make_private
from coach.store.private_files import write_private

MOST_KEPT = 10_000
_LOOK_AGAIN_S = 1.0
T = TypeVar("T")


class KeptList(Generic[T]):
    """The list in a file (0600). Changes by other processes are noticed within a second.

    ``read`` parses the file, ``line`` formats one entry; ``full`` is the refusal's text when there are ``MOST``;
    ``unread`` are the entries that apply while ``read`` raises BoxError.
    """

    def __init__(
        self,
        path: Path,
        read: Callable[[Path], tuple[T, ...]],
        line: Callable[[T], str],
        full: str,
        unread: tuple[T, ...] = (),
    ) -> None:
        self._path = path
        self._read, self._line = read, line
        self._full, self._unread = full, unread
        self._known: tuple[T, ...] = ()
        self._seen: tuple[int, float] = (-1, 0.0)

    def now(self) -> tuple[T, ...]:
        """Return the entries, at most a second old. Never raises BoxError: ``unread`` stands in."""
        self._look()
        return self._known

    def all(self) -> tuple[T, ...]:
        """Read every entry from the file now. Raises BoxError when ``read`` does."""
        return self._read(self._path)

    def add(self, new: T) -> bool:
        """Add an entry. False: it is there already. Raises BoxError."""
        known = self.all()
        if new in known:
            return False
        if len(known) >= MOST_KEPT:
            raise BoxError(self._full)
        self._write((*known, new))
        return True

    def remove(self, gone: T) -> bool:
        """Remove an entry. False: it was not there. Raises BoxError."""
        known = self.all()
        if gone not in known:
            return False
        self._write(tuple(each for each in known if each != gone))
        return True

    def _write(self, entries: tuple[T, ...]) -> None:
        make_private(self._path.parent)
        try:
            write_private(self._path, "".join(f"{self._line(each)}\n" for each in entries).encode())
        except OSError as error:
            raise BoxError(f"{self._path} cannot be written: {error.strerror}.") from error
        self._seen = (-1, 0.0)

    def _look(self) -> None:
        now = time.monotonic()
        if self._seen[0] != -1 and now - self._seen[1] < _LOOK_AGAIN_S:
            return
        try:
            changed = self._path.stat().st_mtime_ns
        except OSError:
            changed = 0
        if changed != self._seen[0]:
            try:
                self._known = self._read(self._path)
            except BoxError:
                self._known, changed = self._unread, -1
        self._seen = (changed, now)
