"""The log: one JSON object a line, for programs and people. It holds names, keys and times, and nothing of a body."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from coach.host.base.errors import RefusedError


class Journal:
    """Writes lines to a file (made 0600, added to), or to the standard error."""

    def __init__(self, path: Path | None) -> None:
        self._file: IO[str] = sys.stderr if path is None else _opened(path)

    def write(self, event: str, **what: object) -> None:
        """One line. A log that cannot be written stops nobody's training."""
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        line |= {name: value for name, value in what.items() if value is not None}  # type: ignore[misc]
        try:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()
        except (OSError, ValueError):
            pass


def _opened(path: Path) -> IO[str]:
    import os

    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")
    except OSError as error:
        raise RefusedError(f"the log {path} cannot be written: {error.strerror}.") from error
