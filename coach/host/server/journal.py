"""The log: one JSON object per line. It holds names, keys and times, and nothing of what anybody did or felt.

Rotating it by moving the file away loses no line: each line goes to the file that has the name at that moment.
"""

import json
import os
import sys
from collections import Counter, deque
from datetime import UTC, datetime
from pathlib import Path

from coach.host.base.errors import BoxError

MOST_WAITING = 2000
"""Lines that are kept while the file cannot be written (disk full); beyond that the oldest are lost, and counted."""


class Journal:
    """Appends lines to a file (0600), or writes them to standard error. ``path`` None: the latter."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file = sys.stderr.fileno() if path is None else _opened(path)
        self._waiting: deque[bytes] = deque()
        self._line = b""
        """The line that is being written; ``_rest`` is the part of it that is not written yet."""
        self._rest = b""
        self._lost = 0
        self.counts: Counter[str] = Counter()
        """How often each event was written."""

    def write(self, event: str, **what: object) -> None:
        """Write one line with the time (UTC); values that are None are left out. Never raises when it cannot write."""
        self.counts[event] += 1
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        line |= {name: value for name, value in what.items() if value is not None}  # type: ignore[misc]
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.popleft()
            self._lost += 1
        self._waiting.append(json.dumps(line).encode() + b"\n")
        self._follow()
        self._flush()

    def reopen(self) -> None:
        """Reopen the file by its name, creating it if it is missing."""
        if self._path is None:
            return
        try:
            new = _opened(self._path)
        except BoxError:  # keep writing to the open file
            return
        os.close(self._file)
        self._file = new
        self._rest = self._line if self._rest else b""  # a line cut short in the old file is written whole
        self._flush()

    def _follow(self) -> None:
        """Reopen the file if it was moved away, or replaced by another."""
        if self._path is None:
            return
        try:
            there, ours = self._path.stat(), os.fstat(self._file)
        except FileNotFoundError:
            self.reopen()
        except OSError:
            return
        else:
            if (there.st_dev, there.st_ino) != (ours.st_dev, ours.st_ino):
                self.reopen()

    def _next(self) -> bytes:
        lost, self._lost = self._lost, 0
        return json.dumps({"event": "lines lost", "lines": lost}).encode() + b"\n" if lost else self._waiting.popleft()

    def _flush(self) -> None:
        """Write the waiting lines as far as possible; a line that was cut short is continued, not repeated."""
        try:
            while self._rest or self._waiting:
                if not self._rest:
                    self._rest = self._line = self._next()
                self._rest = self._rest[os.write(self._file, self._rest) :]
        except OSError:
            return


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise BoxError(f"the log {path} cannot be written: {error.strerror}.") from error
